//! A reply's read shape into a [`Record`]. What the table does not name is not kept: an update never sends it.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::record::{Held, Loaded, Record};
use crate::schema::form_v1::{DUE_TYPE, IMAGE, SAME_ADDRESS, SCHEMA};
use crate::schema::{Field, FieldType};
use crate::text::{cut, is_digits, joined, owned};
use crate::wire::decode::loaded_from_node;
use crate::wire::json::{Node, member};

/// Parameters that are read elsewhere than under their own names.
const READ: [(&str, &str); 5] = [
    ("categoryId", "customerCategory"),
    ("customerSegmentationId", "customerSegmentation"),
    ("regionId", "region"),
    ("userId", "createdBy.userId"),
    (IMAGE, "logo"),
];

/// How the types of a due date are read; they are written as `1` and `2`.
const DUE_TYPES: [(&str, &str); 5] = [
    ("daysAfterInvoiceDate", "1"),
    ("daysAfterEndOfInvoiceMonth", "2"),
    ("endOfInvoiceMonth", "2"),
    ("1", "1"),
    ("2", "2"),
];

/// Where a parameter stands in the read shape; a member of a member after a dot.
#[must_use]
pub fn read_path(key: &str) -> &str {
    let own = READ.iter().find(|(known, _)| *known == key);
    own.map_or(key, |(_, path)| path)
}

/// Reads a customer as GET answered it.
///
/// # Errors
/// What the reply is instead.
#[inline(never)]
pub fn record_from_reply(json: &str) -> Result<Box<Record>, String> {
    let node = Node::parse(json).map_err(|why| joined(&["not JSON: ", &why]))?;
    let members = node.members().ok_or("not an object")?;
    let find = |path: &str| match cut(path, b'.') {
        Some((group, name)) => member(&members, group)?.get(name),
        None => member(&members, path),
    };
    let mut fixed = Vec::with_capacity(SCHEMA.fields.len());
    for field in SCHEMA.fields {
        let node = find(read_path(&field.key));
        let loaded = loaded_from_node(field.kind, node);
        fixed.push(Loaded {
            // An update writes parameters, never JSON.
            verbatim: None,
            held: read(field, loaded.held, node),
        });
    }
    let text = |name| find(name).map(Node::shown).filter(|text| !text.is_empty());
    let mut identity = Vec::new();
    identity.extend(text("id"));
    // One of digits cannot be told from an id.
    identity.extend(text("reference").filter(|text| !is_digits(text)));
    Ok(Box::new(Record {
        fixed,
        identity,
        last_updated: text("lastUpdated"),
        ..Record::default()
    }))
}

/// What a member means in this API.
#[inline(never)]
fn read(field: &Field, held: Held, node: Option<Node<'_>>) -> Held {
    match held {
        // What is absent is as the reference says.
        Held::Null if field.kind == FieldType::Boolean => {
            Held::Bool(matches!(&*field.key, "isActive" | SAME_ADDRESS))
        }
        Held::Text(name) | Held::Number(name) if field.key == DUE_TYPE && !name.is_empty() => {
            let known = DUE_TYPES.iter().find(|(known, _)| *known == name);
            match known {
                Some((_, kind)) => Held::Text(owned(kind)),
                None => Held::Foreign(name),
            }
        }
        Held::Number(number) if !field.kind.is_numeric() => Held::Text(number),
        Held::Named { id: None, name } if field.free_id => Held::Named {
            id: node
                .and_then(|node| node.get("id")?.as_string())
                .filter(|id| !id.is_empty()),
            name,
        },
        held => held,
    }
}
