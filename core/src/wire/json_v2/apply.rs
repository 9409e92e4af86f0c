//! What the record becomes when a valid draft is stored: what a server's answer is compared with.

use alloc::string::String;
use alloc::vec::Vec;

use super::encode::push_value;
use super::{CONTACT, contact_member};
use crate::form::Form;
use crate::record::{Held, Loaded, Record, Value};
use crate::rules::Valid;
use crate::schema::{Field, FieldType, ListName};
use crate::text::owned;
use crate::wire::settings::Settings;

/// The form's record with every change in its place; taken out of the form, which needs one again.
#[must_use]
pub fn record_with_changes(form: &mut Form, valid: &Valid, settings: &Settings) -> Record {
    let own = form.template_id() == form.loaded_template();
    let mut record = form.take_record();
    if !own {
        record.custom.clear();
    }
    for (position, value) in valid.changes() {
        let Some(field) = form.fields().get(*position) else {
            continue;
        };
        let loaded = loaded_from_value(form, field, value, settings);
        let place = form.custom_place(*position);
        let custom = place.and_then(|place| record.custom.get_mut(place));
        let custom = custom.map(|(_, loaded)| loaded);
        if let Some(place) = record.fixed.get_mut(*position).or(custom) {
            *place = loaded;
        } else if let Some(key) = form.custom_key(*position) {
            record.custom.push((owned(key), loaded));
        }
    }
    empty_contact(form, valid, &mut record);
    record
}

/// A contact person written as null has null parts, not empty texts.
fn empty_contact(form: &Form, valid: &Valid, record: &mut Record) {
    let mut parts = Vec::new();
    for (at, field) in form.schema().fields.iter().enumerate() {
        if contact_member(&field.key).is_some() {
            parts.push(at);
        }
    }
    let touched = parts.iter().any(|at| valid.change(*at).is_some());
    let blank = parts
        .iter()
        .all(|at| record.fixed.get(*at).is_none_or(Loaded::is_blank));
    if touched && blank && !record.has_unmodelled(CONTACT) {
        for at in parts {
            if let Some(part) = record.fixed.get_mut(at) {
                *part = Loaded::ABSENT;
            }
        }
    }
}

fn loaded_from_value(form: &Form, field: &Field, value: &Value, settings: &Settings) -> Loaded {
    let held = match value {
        Value::Empty if field.kind == FieldType::Boolean => Held::Bool(false),
        Value::Empty if settings.clear_text_as_empty && field.kind.is_text() => {
            Held::Text(String::new())
        }
        Value::Empty => Held::Null,
        Value::Text(text) => Held::Text(text.clone()),
        Value::Bool(value) => Held::Bool(*value),
        Value::Number(number) => Held::Number(owned(number.as_str())),
        Value::Id(id) => Held::Named {
            id: Some(id.clone()),
            name: name_of(form, field, id).map(owned),
        },
    };
    let mut verbatim = String::new();
    push_value(&mut verbatim, field, value, settings);
    let own = field.list != Some(ListName::Templates);
    Loaded {
        verbatim: own.then(|| verbatim.into()),
        held,
    }
}

fn name_of<'a>(form: &'a Form, field: &Field, id: &str) -> Option<&'a str> {
    let lookups = form.lookups();
    match field.list? {
        ListName::Templates => lookups.template(id).map(|template| &*template.name),
        list => lookups.list(list)?.by_id(id).map(|item| &*item.name),
    }
}
