//! What the record becomes when a valid draft is stored: what a server's answer is compared with.

use alloc::boxed::Box;
use alloc::string::String;

use crate::form::Form;
use crate::record::{Entry, Held, Loaded, Record, Value};
use crate::rules::Valid;
use crate::schema::FieldType;

/// The form's record with every change in its place. A picture's address is the server's to say: the old one stays.
#[must_use]
#[inline(never)]
pub fn record_with_changes(form: &Form, valid: &Valid) -> Box<Record> {
    let mut record = Box::new(form.record().clone());
    for (position, value) in valid.changes() {
        let kind = form.fields().get(*position).map(|field| field.kind);
        if let Some(place) = record.fixed.get_mut(*position)
            && let Some(held) = held_from_value(kind, value)
        {
            *place = Loaded {
                verbatim: None,
                held,
            };
        }
    }
    record
}

fn held_from_value(kind: Option<FieldType>, value: &Value) -> Option<Held> {
    Some(match value {
        Value::Empty if kind == Some(FieldType::Boolean) => Held::Bool(false),
        Value::Empty => Held::Null,
        Value::Bool(value) => Held::Bool(*value),
        Value::Text(text) => Held::Text(text.clone()),
        Value::Number(number) => Held::Number(number.clone().into_text()),
        Value::Id(id) => Held::Named {
            id: Some(id.clone()),
            name: None,
        },
        Value::Ids(ids) => {
            let entries = ids.iter().map(|id| Entry {
                id: id.clone(),
                name: String::new(),
            });
            Held::Many(entries.collect())
        }
        Value::Image(_) => return None,
    })
}
