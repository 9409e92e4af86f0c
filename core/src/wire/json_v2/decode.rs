//! A reply's read shape into a [`Record`].

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::{CONTACT, TEMPLATE, contact_member};
use crate::order::Index;
use crate::record::{Held, Loaded, Record};
use crate::schema::template;
use crate::schema::{FieldType, json_v2::SCHEMA};
use crate::text::{joined, owned};
use crate::wire::decode::loaded_from_node;
use crate::wire::json::{Members, Node, member};

/// Reads a customer as GET answered it.
///
/// # Errors
/// What the reply is instead, naming the member that is not what it should be.
#[inline(never)]
pub fn record_from_reply(json: &str) -> Result<Box<Record>, String> {
    let node = Node::parse(json).map_err(|why| joined(&["not JSON: ", &why]))?;
    let members = node.members().ok_or("not an object")?;
    let find = |name| member(&members, name);

    let contact = object_or_null(CONTACT, find(CONTACT))?;
    let template = find(TEMPLATE);
    let mut fixed = Vec::with_capacity(SCHEMA.fields.len());
    for field in SCHEMA.fields {
        fixed.push(match contact_member(&field.key) {
            Some(name) => loaded_from_node(field.kind, member(&contact, name)),
            None if field.key == template::KEY => template_id(template),
            None => loaded_from_node(field.kind, find(&field.key)),
        });
    }

    let mut unmodelled = Vec::new();
    for (group, members) in [("", &members), (CONTACT, &contact)] {
        for (name, value) in members {
            if !is_modelled(group, name) {
                unmodelled.push((group, name.raw().into(), value.raw().into()));
            }
        }
    }
    let custom = custom_values(template)?;
    if !custom.is_empty() && template.and_then(|node| node.get("id")?.as_id()).is_none() {
        // Without the id a PUT could not write the values back.
        return Err(owned("`template` has values but no `id`"));
    }
    Ok(Box::new(Record {
        fixed,
        custom,
        unmodelled,
        ..Record::default()
    }))
}

/// Fields, and members that are no field but have their own place: the id in the path, the tenant, the two objects.
#[inline(never)]
fn is_modelled(group: &str, name: &str) -> bool {
    if group.is_empty() {
        matches!(name, "id" | super::COMPANY | CONTACT | TEMPLATE)
            || SCHEMA.fields.iter().any(|field| field.key == name)
    } else {
        SCHEMA
            .fields
            .iter()
            .any(|field| contact_member(&field.key) == Some(name))
    }
}

/// The members of an object; none of null.
#[inline(never)]
fn object_or_null<'a>(name: &str, node: Option<Node<'a>>) -> Result<Members<'a>, String> {
    let Some(node) = node.filter(|node| !node.is_null()) else {
        return Ok(Vec::new());
    };
    // Some servers write an empty object as an empty list.
    if node.elements().is_some_and(|elements| elements.is_empty()) {
        return Ok(Vec::new());
    }
    node.members()
        .ok_or_else(|| joined(&["`", name, "` is not an object"]))
}

#[inline(never)]
fn template_id(template: Option<Node<'_>>) -> Loaded {
    let object = template.filter(|node| node.is_object());
    let Some(node) = object else {
        return loaded_from_node(FieldType::Lookup, template);
    };
    let id = node.get("id").filter(|id| !id.is_null());
    let held = match (id, id.and_then(Node::as_id)) {
        (_, Some(id)) => Held::Named {
            id: Some(id),
            name: node.get("name").map(Node::shown),
        },
        (Some(id), None) => Held::Foreign(owned(id.raw())),
        (None, None) => Held::Null,
    };
    // Never the object's own text: it holds the values as well.
    Loaded {
        verbatim: None,
        held,
    }
}

/// The map of values by name or id, or the write shape's list.
#[inline(never)]
fn custom_values(template: Option<Node<'_>>) -> Result<Vec<(String, Loaded)>, String> {
    let Some(fields) = template.and_then(|node| node.get("fields")) else {
        return Ok(Vec::new());
    };
    let mut values = Vec::new();
    let mut add = |key: &str, node| {
        values.push((owned(key), loaded_from_node(FieldType::Text, node)));
    };
    if let Some(members) = fields.members() {
        let name_at = |at: usize| members.get(at).map_or("", |(name, _)| &**name);
        let names = Index::new(members.len(), &name_at);
        for at in 0..members.len() {
            let name = name_at(at);
            // Of duplicates the last counts, as everywhere, in the place of the first.
            if names.find(name, &name_at) == Some(at) {
                let last = names.last(name, &name_at).and_then(|at| members.get(at));
                add(name, last.map(|(_, node)| *node));
            }
        }
    } else if let Some(elements) = fields.elements() {
        for element in elements {
            let Some(id) = element.get("id").and_then(Node::as_id) else {
                return Err(owned("`template.fields` has an element without `id`"));
            };
            add(&id, element.get("value"));
        }
    } else if !fields.is_null() {
        return Err(owned("`template.fields` is not a map"));
    }
    Ok(values)
}
