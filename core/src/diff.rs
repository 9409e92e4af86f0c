//! What differs in meaning between a draft and the loaded record.
//!
//! `10.50` over `10.5`, a trailing space, CRLF over LF, `""` over null: none of them is a change.

use crate::draft::{Draft, Slot};
use crate::form::Form;
use crate::lookups::id_from_digits;
use crate::order::{in_order, number};
use crate::record::{Held, Loaded, Value, same_text, trim};
use crate::rules::{self, decimal::plain_from_typed};
use crate::schema::{Field, FieldType};

/// Positions of changed fields, in display order. Costs the number of touched fields, not of all.
#[must_use]
pub fn changes_from_record(form: &Form, draft: &Draft) -> Vec<usize> {
    let changed = draft
        .touched()
        .filter_map(|(slot, text)| {
            let position = form.position(&slot.key)?;
            let field = form.fields().get(position)?;
            let current = *slot == Slot::of(form, field);
            (current && !same_meaning(form, field, form.loaded(position), text))
                .then_some((number(Some(position)), position))
        })
        .collect();
    in_order(changed)
}

/// Whether one field differs.
#[must_use]
pub fn is_changed(form: &Form, draft: &Draft, position: usize) -> bool {
    let Some(field) = form.fields().get(position) else {
        return false;
    };
    draft
        .text(&Slot::of(form, field))
        .is_some_and(|text| !same_meaning(form, field, form.loaded(position), text))
}

/// Whether a text means what was loaded.
#[must_use]
pub fn same_meaning(form: &Form, field: &Field, loaded: &Loaded, text: &str) -> bool {
    if text == loaded.shown(field, form.locale()) {
        return true;
    }
    let trimmed = trim(text);
    match (&loaded.held, field.kind) {
        (Held::Null, _) => trimmed.is_empty(),
        // A cleared boolean is false.
        (Held::Bool(false), FieldType::Boolean) => matches!(trimmed, "" | "false"),
        (Held::Bool(true), FieldType::Boolean) => trimmed == "true",
        (Held::Named { name, .. }, FieldType::Lookup) => {
            let same_name = || {
                name.as_deref()
                    .is_some_and(|n| n.to_lowercase() == trimmed.to_lowercase())
            };
            let id = form.loaded_id(field, loaded);
            // By number first: the list may no longer have the entry that the record has.
            if id.is_some() && id_from_digits(trimmed).as_deref() == id {
                return true;
            }
            match (id, rules::read(field, text, form)) {
                (Some(id), Ok(Value::Id(mine))) => id == mine,
                (Some(_), Err(_)) | (None, _) => !trimmed.is_empty() && same_name(),
                (Some(_), Ok(_)) => false,
            }
        }
        (Held::Number(_) | Held::Text(_), kind) if kind.is_numeric() => match loaded.number() {
            Some(number) => {
                plain_from_typed(trimmed, form.locale()).and_then(|plain| plain.value())
                    == Some(number)
            }
            None => same_text(&loaded.shown(field, form.locale()), text),
        },
        _ => same_text(&loaded.shown(field, form.locale()), text),
    }
}
