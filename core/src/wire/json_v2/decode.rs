//! A reply's read shape into a [`Record`].

use super::{CONTACT, TEMPLATE, contact_member};
use crate::record::{Held, Loaded, Record};
use crate::schema::template;
use crate::schema::{Field, FieldType, json_v2::SCHEMA};
use crate::wire::decode::loaded_from_node;
use crate::wire::json::{Members, Node, member};

/// Reads a customer as GET answered it.
///
/// # Errors
/// What the reply is instead, naming the member that is not what it should be.
pub fn record_from_reply(json: &str) -> Result<Record, String> {
    let node = Node::parse(json).map_err(|why| format!("not JSON: {why}"))?;
    let members = node.members().ok_or("not an object")?;
    let find = |name| member(&members, name);

    let contact = object_or_null(CONTACT, find(CONTACT))?;
    let template = find(TEMPLATE);
    let fixed = SCHEMA
        .fields
        .iter()
        .map(|field| match contact_member(&field.key) {
            Some(name) => {
                loaded_from_node(field, member(contact.as_deref().unwrap_or_default(), name))
            }
            None if field.key == template::KEY => template_id(field, template),
            None => loaded_from_node(field, find(&field.key)),
        });
    let fixed = fixed.collect();

    let mut unmodelled = Vec::new();
    for (name, value) in &members {
        if !is_modelled(name) {
            unmodelled.push(("", name.raw().into(), value.raw().into()));
        }
    }
    for (name, value) in contact.iter().flatten() {
        let modelled = |field: &Field| contact_member(&field.key) == Some(&**name);
        if !SCHEMA.fields.iter().any(modelled) {
            unmodelled.push((CONTACT, name.raw().into(), value.raw().into()));
        }
    }
    let custom = custom_values(template)?;
    if !custom.is_empty() && template.and_then(|node| node.get("id")?.as_id()).is_none() {
        // Without the id a PUT could not write the values back.
        return Err("`template` has values but no `id`".to_owned());
    }
    Ok(Record {
        fixed,
        custom,
        unmodelled,
    })
}

/// Members that are no field but have their own place: the id in the path, the tenant, the two objects.
fn is_modelled(name: &str) -> bool {
    matches!(name, "id" | super::COMPANY | CONTACT | TEMPLATE)
        || SCHEMA.fields.iter().any(|field| field.key == name)
}

fn object_or_null<'a>(name: &str, node: Option<Node<'a>>) -> Result<Option<Members<'a>>, String> {
    let Some(node) = node.filter(|node| !node.is_null()) else {
        return Ok(None);
    };
    // Some servers write an empty object as an empty list.
    if node.elements().is_some_and(|elements| elements.is_empty()) {
        return Ok(None);
    }
    node.members()
        .map(Some)
        .ok_or_else(|| format!("`{name}` is not an object"))
}

fn template_id(field: &Field, template: Option<Node<'_>>) -> Loaded {
    let Some(node) = template else {
        return Loaded::ABSENT;
    };
    if node.is_object() {
        // Never the object's own text: it holds the values as well.
        let id = node.get("id");
        let held = match id.and_then(Node::as_id) {
            Some(id) => Held::Named {
                id: Some(id),
                name: node.get("name").map(Node::shown),
            },
            None => match id.filter(|id| !id.is_null()) {
                Some(id) => Held::Foreign(id.raw().to_owned()),
                None => Held::Null,
            },
        };
        return Loaded {
            verbatim: None,
            held,
        };
    }
    loaded_from_node(field, Some(node))
}

/// The map of values by name or id, or the write shape's list.
fn custom_values(template: Option<Node<'_>>) -> Result<Vec<(String, Loaded)>, String> {
    let Some(fields) = template.and_then(|node| node.get("fields")) else {
        return Ok(Vec::new());
    };
    let value = |node: Node<'_>| {
        let plain = template::custom("", "", FieldType::Text);
        loaded_from_node(&plain, Some(node))
    };
    if let Some(members) = fields.members() {
        let mut values: Vec<(String, Loaded)> = Vec::with_capacity(members.len());
        let mut seen = std::collections::BTreeMap::new();
        for (key, node) in members {
            // Of duplicates the last counts, as everywhere.
            match seen.get(&*key).and_then(|&at: &usize| values.get_mut(at)) {
                Some(known) => known.1 = value(node),
                None => {
                    seen.insert(key.to_string(), values.len());
                    values.push((key.to_string(), value(node)));
                }
            }
        }
        return Ok(values);
    }
    if let Some(elements) = fields.elements() {
        let values = elements.into_iter().map(|element| {
            let id = element.get("id").and_then(Node::as_id);
            let id = id.ok_or("`template.fields` has an element without `id`")?;
            Ok((id, element.get("value").map(value).unwrap_or_default()))
        });
        return values.collect();
    }
    if fields.is_null() {
        Ok(Vec::new())
    } else {
        Err("`template.fields` is not a map".to_owned())
    }
}
