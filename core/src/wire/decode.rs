//! One value of a read shape, by the type of its field.

use alloc::string::String;
use alloc::vec::Vec;

use super::json::Node;
use crate::decimal::Plain;
use crate::record::{Entry, Held, Loaded, trim};
use crate::schema::{FORM_V1, FieldType};
use crate::text::owned;

/// What a member holds, by the type of its field; absent when there is none.
#[must_use]
#[inline(never)]
pub fn loaded_from_node(kind: FieldType, node: Option<Node<'_>>) -> Loaded {
    let Some(node) = node else {
        return Loaded::ABSENT;
    };
    let held = if node.is_null() {
        Held::Null
    } else if kind == FieldType::Lookup {
        named_from_node(node)
    } else if FORM_V1 && kind == FieldType::Lookups {
        many_from_node(node).unwrap_or_else(|| Held::Foreign(owned(node.raw())))
    } else if let Some(value) = node.as_bool() {
        Held::Bool(value)
    } else if let Some(text) = node.as_text() {
        let hold = if text.lone_surrogate {
            Held::Broken
        } else {
            Held::Text
        };
        hold(text.text.into_owned())
    } else if let Some(number) = node.as_number() {
        Held::Number(plain_number(number))
    } else {
        Held::Foreign(owned(node.raw()))
    };
    Loaded {
        verbatim: Some(node.raw().into()),
        held,
    }
}

/// The number as written, or without its exponent.
fn plain_number(number: &str) -> String {
    let exponent = number.bytes().any(|b| matches!(b, b'e' | b'E'));
    let plain = Plain::from_wire(number).filter(|_| exponent);
    plain.map_or_else(|| owned(number), Plain::into_text)
}

/// An entry of a list: an object with id or name, an id, or a name.
#[inline(never)]
fn named_from_node(node: Node<'_>) -> Held {
    let (id, name) = if node.is_object() {
        (id_of(node), name_of(node))
    } else {
        let id = node.as_id();
        let name = node.as_string().filter(|_| id.is_none());
        if name.as_deref().is_some_and(|name| trim(name).is_empty()) {
            return Held::Null;
        }
        (id, name)
    };
    if id.is_none() && name.is_none() && names_nothing(node) {
        return Held::Null;
    }
    if id.is_none() && name.is_none() {
        return Held::Foreign(owned(node.raw()));
    }
    Held::Named { id, name }
}

/// Whether an object says that there is no entry: `{}`, or nothing but null.
fn names_nothing(node: Node<'_>) -> bool {
    let members = node.members();
    members.is_some_and(|members| members.iter().all(|(_, value)| value.is_null()))
}

/// Entries of a list, each an object with an id, or an id.
#[inline(never)]
fn many_from_node(node: Node<'_>) -> Option<Held> {
    let mut entries = Vec::new();
    for node in node.elements()? {
        entries.push(Entry {
            id: node.as_id().or_else(|| id_of(node))?,
            name: name_of(node).unwrap_or_default(),
        });
    }
    Some(Held::Many(entries))
}

/// The id of a list's entry.
#[must_use]
#[inline(never)]
pub fn id_of(entry: Node<'_>) -> Option<String> {
    entry.get("id").or_else(|| entry.get("code"))?.as_id()
}

/// The name of a list's entry.
#[must_use]
#[inline(never)]
pub fn name_of(entry: Node<'_>) -> Option<String> {
    let text = |name| entry.get(name).and_then(Node::as_string);
    text("name").or_else(|| text("category"))
}
