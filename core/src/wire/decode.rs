//! One value of a read shape, by the type of its field.

use super::json::Node;
use crate::decimal::Plain;
use crate::record::{Held, Loaded};
use crate::schema::{Field, FieldType};

/// What a member holds; absent when there is none.
#[must_use]
pub fn loaded_from_node(field: &Field, node: Option<Node<'_>>) -> Loaded {
    let Some(node) = node else {
        return Loaded::ABSENT;
    };
    let held = if node.is_null() {
        Held::Null
    } else if field.kind == FieldType::Lookup {
        named_from_node(node)
    } else if let Some(value) = node.as_bool() {
        Held::Bool(value)
    } else if let Some(text) = node.as_text() {
        if text.lone_surrogate {
            Held::Broken(text.text.into_owned())
        } else {
            Held::Text(text.text.into_owned())
        }
    } else if let Some(number) = node.as_number() {
        Held::Number(plain_number(number))
    } else {
        Held::Foreign(node.raw().to_owned())
    };
    Loaded {
        verbatim: Some(node.raw().into()),
        held,
    }
}

/// The number as written, or without its exponent.
fn plain_number(number: &str) -> String {
    if !number.contains(['e', 'E']) {
        return number.to_owned();
    }
    Plain::from_wire(number).map_or_else(|| number.to_owned(), |plain| plain.to_string())
}

/// An entry of a list: an object with id or name, an id, or a name.
fn named_from_node(node: Node<'_>) -> Held {
    if let Some(id) = node.as_id() {
        return Held::Named {
            id: Some(id),
            name: None,
        };
    }
    if let Some(text) = node.as_text() {
        let name = text.text.into_owned();
        return if crate::record::trim(&name).is_empty() {
            Held::Null
        } else {
            Held::Named {
                id: None,
                name: Some(name),
            }
        };
    }
    let id = node
        .get("id")
        .or_else(|| node.get("code"))
        .and_then(Node::as_id);
    let name = ["name", "category"]
        .into_iter()
        .find_map(|name| node.get(name)?.as_text())
        .map(|name| name.text.into_owned());
    if id.is_none() && name.is_none() {
        return Held::Foreign(node.raw().to_owned());
    }
    Held::Named { id, name }
}
