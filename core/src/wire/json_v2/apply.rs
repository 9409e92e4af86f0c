//! What the record becomes when a valid draft is stored: what a server's answer is compared with.

use super::encode::push_value;
use crate::form::Form;
use crate::record::{Held, Loaded, Record, Value};
use crate::rules::Valid;
use crate::rules::date::text_from_date;
use crate::rules::decimal::text_from_decimal;
use crate::schema::{Field, FieldType, template};
use crate::wire::settings::Settings;

/// The loaded record with every change in its place.
#[must_use]
pub fn record_with_changes(form: &Form, valid: &Valid, settings: &Settings) -> Record {
    let mut record = form.record().clone();
    let fixed = record.fixed.len();
    let switched = form.template_id() != form.loaded_template();
    if switched {
        record.custom.clear();
    }
    for (position, value) in valid.changes() {
        let Some(field) = form.fields().get(*position) else {
            continue;
        };
        let loaded = loaded_from_value(form, field, value, settings);
        if let Some(place) = record.fixed.get_mut(*position) {
            *place = loaded;
            continue;
        }
        debug_assert!(*position >= fixed);
        let Some(id) = field.custom_id() else {
            continue;
        };
        // The key as loaded may be the field's name or its id.
        let known = |key: &str| key == id || (key == field.label && !switched);
        match record.custom.iter_mut().find(|(key, _)| known(key)) {
            Some((_, place)) => *place = loaded,
            None => record.custom.push((id.to_owned(), loaded)),
        }
    }
    record
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
