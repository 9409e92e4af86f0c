//! What the record becomes when a valid draft is stored: what a server's answer is compared with.

use super::encode::push_value;
use super::{CONTACT, contact_member};
use crate::decimal::text_from_decimal;
use crate::form::Form;
use crate::record::{Held, Loaded, Record, Value};
use crate::rules::Valid;
use crate::rules::date::text_from_date;
use crate::schema::{Field, FieldType, template};
use crate::wire::settings::Settings;

/// The loaded record with every change in its place.
#[must_use]
pub fn record_with_changes(form: &Form, valid: &Valid, settings: &Settings) -> Record {
    let mut record = form.record().clone();
    if form.template_id() != form.loaded_template() {
        record.custom.clear();
    }
    for (position, value) in valid.changes() {
        let Some(field) = form.fields().get(*position) else {
            continue;
        };
        let loaded = loaded_from_value(form, field, value, settings);
        if let Some(fixed) = record.fixed.get_mut(*position) {
            *fixed = loaded;
            continue;
        }
        let place = form
            .custom_place(*position)
            .and_then(|place| record.custom.get_mut(place));
        match (place, form.custom_key(*position)) {
            (Some((_, place)), _) => *place = loaded,
            (None, Some(key)) => record.custom.push((key, loaded)),
            (None, None) => {}
        }
    }
    empty_contact(form, valid, &mut record);
    record
}

/// A contact person written as null has null parts, not empty texts.
fn empty_contact(form: &Form, valid: &Valid, record: &mut Record) {
    let fields = form.schema().fields.iter().enumerate();
    let parts: Vec<usize> = fields
        .filter_map(|(at, field)| contact_member(&field.key).map(|_| at))
        .collect();
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
        Value::Date(date) => Held::Text(text_from_date(*date)),
        Value::Number(number) => Held::Number(text_from_decimal(*number)),
        Value::Id(id) => Held::Named {
            id: Some(id.clone()),
            name: name_of(form, field, id),
        },
    };
    let mut verbatim = String::new();
    push_value(&mut verbatim, field, value, settings);
    let verbatim = (field.key != template::KEY).then(|| verbatim.into());
    Loaded { verbatim, held }
}

fn name_of(form: &Form, field: &Field, id: &str) -> Option<String> {
    let lookups = form.lookups();
    if field.key == template::KEY {
        return lookups.template(id).map(|template| template.name.clone());
    }
    Some(lookups.list(field.list?)?.by_id(id)?.name.clone())
}
