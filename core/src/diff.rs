//! What differs in meaning between a draft and the loaded record.
//!
//! `10.50` over `10.5`, a trailing space, CRLF over LF, `""` over null: none of them is a change.

use alloc::vec::Vec;

use crate::draft::{Draft, Slot};
use crate::form::Form;
use crate::lookups::id_from_digits;
use crate::order::{number, sorted};
use crate::record::{Held, Loaded, Value, same_text, trim};
use crate::rules::{self, country, decimal::plain_from_typed, ids, tie::is_relevant};
use crate::schema::{FORM_V1, Field, FieldType};
use crate::text::folded;

/// Positions of changed fields, in display order. Costs the number of touched fields, not of all.
#[must_use]
#[inline(never)]
pub fn changes_from_record(form: &Form, draft: &Draft) -> Vec<usize> {
    let mut changed = Vec::new();
    for (slot, text) in draft.touched() {
        if let Some(position) = current(form, slot)
            && is_visible(form, position)
            && is_mine(form, position, text)
            && is_relevant(form, draft, slot.key())
        {
            changed.push((number(position), "", position));
        }
    }
    sorted(changed)
}

/// Where a slot's field stands, when it is one of the current template.
#[must_use]
#[inline(never)]
pub fn current(form: &Form, slot: &Slot) -> Option<usize> {
    let position = form.position(slot.key())?;
    let field = form.fields().get(position)?;
    (Slot::of(form, field) == *slot).then_some(position)
}

/// Whether one field differs.
#[must_use]
pub fn is_changed(form: &Form, draft: &Draft, position: usize) -> bool {
    let typed = draft.typed(form, position);
    typed.is_some_and(|text| is_mine(form, position, text))
        && is_visible(form, position)
        && is_relevant(form, draft, form.key_at(position))
}

/// What a host has hidden since it was typed waits: nobody could see what is sent, or mend what stops it. What it has
/// locked is still on the page, and goes.
fn is_visible(form: &Form, position: usize) -> bool {
    form.fields()
        .get(position)
        .is_some_and(|field| field.visible)
}

/// Whether a text differs in meaning from what is loaded in a field.
#[must_use]
pub fn is_mine(form: &Form, position: usize, text: &str) -> bool {
    let field = form.fields().get(position);
    field.is_some_and(|field| !same_meaning(form, field, form.loaded(position), text))
}

/// Whether a text means what was loaded.
#[must_use]
#[inline(never)]
pub fn same_meaning(form: &Form, field: &Field, loaded: &Loaded, text: &str) -> bool {
    let shown = loaded.shown(field, form.locale());
    if text == shown {
        return true;
    }
    let trimmed = trim(text);
    match &loaded.held {
        Held::Null => trimmed.is_empty(),
        // A cleared boolean is false.
        Held::Bool(value) if field.kind == FieldType::Boolean => {
            trimmed == if *value { "true" } else { "false" } || (trimmed.is_empty() && !value)
        }
        Held::Many(entries) if FORM_V1 => ids::same(field, entries, trimmed, form),
        Held::Named { name, .. } if field.kind == FieldType::Lookup => {
            let id = form.loaded_id(field, loaded);
            // By number first: the list may no longer have the entry that the record has.
            if id.is_some() && id_from_digits(trimmed).as_deref() == id {
                return true;
            }
            match (id, rules::read(field, text, form)) {
                (Some(id), Ok(mine)) => matches!(mine, Value::Id(mine) if id == mine),
                _ => {
                    let name = name.as_deref().unwrap_or_default();
                    !trimmed.is_empty() && folded(name) == folded(trimmed)
                }
            }
        }
        _ => match loaded.number().filter(|_| field.kind.is_numeric()) {
            Some(number) => plain_from_typed(trimmed, form.locale()) == Some(number),
            None => match field.kind {
                FieldType::Country if FORM_V1 => country::same(trim(&shown), trimmed),
                FieldType::Color if FORM_V1 => trim(&shown).eq_ignore_ascii_case(trimmed),
                // A chosen image is another one, even with equal bytes: nobody has those that are stored.
                FieldType::Image if FORM_V1 => trimmed.is_empty(),
                _ => same_text(&shown, text),
            },
        },
    }
}
