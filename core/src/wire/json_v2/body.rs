//! The rules of json-v2 on a body in the write shape.

use std::rc::Rc;

use super::{COMPANY, CONTACT, TEMPLATE, contact_member};
use crate::form::Form;
use crate::lookups::id_from_digits;
use crate::record::trim;
use crate::rules::report::{Code, Issue};
use crate::rules::{character, choice, date, lookup, required, text, together, valid};
use crate::schema::template::{self, Template};
use crate::schema::{Field, FieldType, ListName, Method};
use crate::wire::json::{Members, Node, member};

/// Checks the members of a body; the form gives the table and the lists.
#[must_use]
pub fn check(form: &Form, method: Method, members: &Members<'_>) -> Vec<Issue> {
    let mut issues = Vec::new();
    match member(members, COMPANY) {
        Some(node) if !node.is_null() => {
            if node.as_number().is_none_or(|n| n.parse::<i64>().is_err()) {
                issues.push(Issue::new(COMPANY, Code::WrongType));
            }
        }
        _ => issues.push(Issue::new(COMPANY, Code::Required)),
    }
    let contact = member(members, CONTACT);
    for field in form.schema().fields {
        if contact_member(&field.key).is_some() || field.key == template::KEY {
            continue;
        }
        match member(members, &field.key) {
            Some(node) => issues.extend(value(form, field, node).err()),
            None if method == Method::Put => issues.extend(required::check(field).err()),
            None => {}
        }
        if field.key == "category" {
            issues.extend(contact.iter().flat_map(|node| check_contact(form, *node)));
        }
    }
    if let Some(node) = member(members, TEMPLATE) {
        check_template(form, node, &mut issues);
    }
    issues
}

/// One value of a body by the type of its field.
fn value(form: &Form, field: &Field, node: Node<'_>) -> Result<(), Issue> {
    let wrong_type = || Err(Issue::new(&field.key, Code::WrongType));
    if node.is_null() {
        return required::check(field).map(|_| ());
    }
    match field.kind {
        FieldType::Boolean => match node.as_bool() {
            Some(_) => Ok(()),
            None => wrong_type(),
        },
        FieldType::Lookup => match node.as_number().and_then(id_from_digits) {
            Some(id) => lookup::read(field, &id, form).map(|_| ()),
            None => wrong_type(),
        },
        kind if kind.is_numeric() => match (node.as_number(), node.as_text()) {
            (Some(number), _) => valid::number_from_wire(field, number).map(|_| ()),
            (_, Some(text)) => valid::number_from_wire(field, &text.text).map(|_| ()),
            _ => wrong_type(),
        },
        kind => {
            let Some(read) = node.as_text() else {
                return wrong_type();
            };
            let trimmed = trim(&read.text);
            let impossible = read.lone_surrogate || trimmed.contains('\0');
            match kind {
                _ if impossible => Err(character::issue(field)),
                _ if trimmed.is_empty() => required::check(field).map(|_| ()),
                FieldType::Date => date::read(field, trimmed).map(|_| ()),
                FieldType::Choice => choice::read(field, trimmed).map(|_| ()),
                _ => text(field, trimmed, false).map(|_| ()),
            }
        }
    }
}

fn check_contact(form: &Form, node: Node<'_>) -> Vec<Issue> {
    if node.is_null() {
        return Vec::new();
    }
    let Some(members) = node.members() else {
        return vec![Issue::new(CONTACT, Code::WrongType)];
    };
    let part = |key: &str| contact_member(key).and_then(|name| member(&members, name));
    let mut issues = Vec::new();
    for field in form.schema().fields {
        if let Some(node) = part(&field.key) {
            issues.extend(value(form, field, node).err());
        }
    }
    for (a, b) in form.schema().together {
        let is_blank = |key| part(key).is_none_or(blank);
        if let Some(issue) = together::check((a, is_blank(a)), (b, is_blank(b)))
            && !issues.iter().any(|known| known.field == issue.field)
        {
            issues.push(issue);
        }
    }
    issues
}

fn blank(node: Node<'_>) -> bool {
    node.is_null()
        || node
            .as_text()
            .is_some_and(|text| trim(&text.text).is_empty())
}

fn check_template(form: &Form, node: Node<'_>, issues: &mut Vec<Issue>) {
    if node.is_null() {
        return;
    }
    if !node.is_object() {
        return issues.push(Issue::new(TEMPLATE, Code::WrongType));
    }
    let templates = form.lookups().templates();
    let mut known = None;
    match node.get("id") {
        None => issues.push(Issue::new(template::KEY, Code::Required)),
        Some(id) => match id.as_number().and_then(|_| id.as_id()) {
            None => issues.push(Issue::new(template::KEY, Code::WrongType)),
            Some(id) => {
                known = templates.iter().find(|template| template.id == id);
                if known.is_none() && form.lookups().has(ListName::Templates) {
                    issues.push(Issue::new(template::KEY, Code::InvalidChoice));
                }
            }
        },
    }
    let Some(fields) = node.get("fields").filter(|fields| !fields.is_null()) else {
        return;
    };
    let Some(elements) = fields.elements() else {
        return issues.push(Issue::new("template.fields", Code::WrongType));
    };
    for element in elements {
        check_custom(form, known, element, issues);
    }
}

fn check_custom(
    form: &Form,
    template: Option<&Rc<Template>>,
    element: Node<'_>,
    issues: &mut Vec<Issue>,
) {
    let Some(id) = element.get("id").and_then(Node::as_id) else {
        return issues.push(Issue::new("template.fields", Code::WrongType));
    };
    let Some(node) = element.get("value") else {
        let key = [template::PREFIX, &id].concat();
        return issues.push(Issue::new(&key, Code::Required));
    };
    let Some(fields) = template.and_then(|template| template.fields.as_deref()) else {
        issues.extend(any_type(form, &id, node));
        return;
    };
    match fields.iter().find(|field| field.id == id) {
        Some(field) if field.kind.is_sent() => {
            issues.extend(value(form, &field.to_field(), node).err());
        }
        Some(_) => issues.push(Issue::new(
            &[template::PREFIX, &id].concat(),
            Code::WrongType,
        )),
        None => issues.push(Issue::new(
            &[template::PREFIX, &id].concat(),
            Code::UnknownField,
        )),
    }
}

/// Without a definition a value passes when some type would take it; else the issue of the likeliest type.
fn any_type(form: &Form, id: &str, node: Node<'_>) -> Option<Issue> {
    let likeliest = if node.as_number().is_some() {
        FieldType::Money
    } else {
        FieldType::Text
    };
    let kinds = [
        FieldType::Text,
        FieldType::Money,
        FieldType::Number,
        FieldType::Date,
    ];
    let try_as = |kind| value(form, &template::custom(id, id, kind), node);
    if kinds.into_iter().any(|kind| try_as(kind).is_ok()) {
        return None;
    }
    try_as(likeliest).err()
}
