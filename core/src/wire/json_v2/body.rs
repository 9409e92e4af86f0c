//! The rules of json-v2 on a body in the write shape.

use alloc::vec::Vec;

use super::{COMPANY, CONTACT, TEMPLATE, contact_member};
use crate::form::Form;
use crate::lookups::id_from_digits;
use crate::record::trim;
use crate::rules::report::{Code, Refusal, refused};
use crate::rules::valid::read_loaded;
use crate::rules::{required, tie};
use crate::schema::template::{self, Template};
use crate::schema::{Field, FieldType, ListName, Method};
use crate::text::{joined, to_integer};
use crate::wire::decode::loaded_from_node;
use crate::wire::json::{Members, Node, member};

/// Checks the members of a body; the form gives the table and the lists.
#[must_use]
#[inline(never)]
pub fn check(form: &Form, method: Method, members: &Members<'_>) -> Vec<Refusal> {
    let mut issues = Vec::new();
    match member(members, COMPANY) {
        Some(node) if !node.is_null() => {
            if node.as_number().is_none_or(|n| to_integer(n).is_none()) {
                issues.push(refused(COMPANY, Code::WrongType));
            }
        }
        _ => issues.push(refused(COMPANY, Code::Required)),
    }
    let contact = member(members, CONTACT);
    for field in form.schema().fields {
        if contact_member(&field.key).is_some() || field.key == template::KEY {
            continue;
        }
        match member(members, &field.key) {
            Some(node) => issues.extend(value(form, field, node)),
            None if method == Method::Put => issues.extend(required::check(field).err()),
            None => {}
        }
        if field.key == "category"
            && let Some(node) = contact
        {
            check_contact(form, node, &mut issues);
        }
    }
    if let Some(node) = member(members, TEMPLATE) {
        check_template(form, node, &mut issues);
    }
    issues
}

/// What is wrong with one value of a body, by the type of its field.
#[inline(never)]
fn value(form: &Form, field: &Field, node: Node<'_>) -> Option<Refusal> {
    // Alone of all values an id is written in another way than it is read.
    let integer = || node.as_number().and_then(id_from_digits);
    if field.kind == FieldType::Lookup && !node.is_null() && integer().is_none() {
        return Some(refused(&field.key, Code::WrongType));
    }
    read_loaded(form, field, &loaded_from_node(field.kind, Some(node))).err()
}

#[inline(never)]
fn check_contact(form: &Form, node: Node<'_>, issues: &mut Vec<Refusal>) {
    if node.is_null() {
        return;
    }
    let Some(members) = node.members() else {
        return issues.push(refused(CONTACT, Code::WrongType));
    };
    let part = |key: &str| member(&members, contact_member(key)?);
    for field in form.schema().fields {
        if let Some(node) = part(&field.key) {
            issues.extend(value(form, field, node));
        }
    }
    for issue in tie::all_missing(form.schema(), &|key| part(key).is_none_or(blank)) {
        if !issues.iter().any(|known| known.field == issue.field) {
            issues.push(issue);
        }
    }
}

fn blank(node: Node<'_>) -> bool {
    node.is_null()
        || node
            .as_text()
            .is_some_and(|text| trim(&text.text).is_empty())
}

#[inline(never)]
fn check_template(form: &Form, node: Node<'_>, issues: &mut Vec<Refusal>) {
    if node.is_null() {
        return;
    }
    if !node.is_object() {
        return issues.push(refused(TEMPLATE, Code::WrongType));
    }
    let mut known = None;
    let fault = match node.get("id").map(|id| (id.as_number(), id.as_id())) {
        None => Some(Code::Required),
        Some((Some(_), Some(id))) => {
            known = form.lookups().known_template(&id).map(|known| &**known);
            let listed = known.is_some() || !form.lookups().has(ListName::Templates);
            (!listed).then_some(Code::InvalidChoice)
        }
        Some(_) => Some(Code::WrongType),
    };
    issues.extend(fault.map(|code| refused(template::KEY, code)));
    let Some(fields) = node.get("fields").filter(|fields| !fields.is_null()) else {
        return;
    };
    let Some(elements) = fields.elements() else {
        return issues.push(refused("template.fields", Code::WrongType));
    };
    for element in elements {
        check_custom(form, known, element, issues);
    }
}

#[inline(never)]
fn check_custom(
    form: &Form,
    template: Option<&Template>,
    element: Node<'_>,
    issues: &mut Vec<Refusal>,
) {
    let Some(id) = element.get("id").and_then(Node::as_id) else {
        return issues.push(refused("template.fields", Code::WrongType));
    };
    let template = template.filter(|template| template.fields.is_some());
    let known = template.map(|template| template.field(&id));
    let fault = match (element.get("value"), known) {
        (None, _) => Code::Required,
        (Some(node), None) => return issues.extend(any_type(form, &id, node)),
        (Some(node), Some(Some(field))) if field.kind.is_sent() => {
            return issues.extend(value(form, &field.to_field(), node));
        }
        (_, Some(Some(_))) => Code::WrongType,
        (_, Some(None)) => Code::UnknownField,
    };
    issues.push(refused(&joined(&[template::PREFIX, &id]), fault));
}

/// Without a definition a value passes when some type would take it; else the issue of the likeliest type.
#[inline(never)]
fn any_type(form: &Form, id: &str, node: Node<'_>) -> Option<Refusal> {
    let likeliest = if node.as_number().is_some() {
        FieldType::Money
    } else {
        FieldType::Text
    };
    let try_as = |kind| value(form, &template::custom(id, id, kind), node);
    for kind in [
        FieldType::Text,
        FieldType::Money,
        FieldType::Number,
        FieldType::Date,
    ] {
        try_as(kind)?;
    }
    try_as(likeliest)
}
