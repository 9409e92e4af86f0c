//! What the record becomes when a valid draft is stored: what a server's answer is compared with.

use alloc::boxed::Box;
use alloc::string::String;

use super::encode::push_value;
use super::{CONTACT, contact_parts};
use crate::form::Form;
use crate::record::{Loaded, Record, Value};
use crate::rules::Valid;
use crate::schema::{Field, ListName};
use crate::text::owned;
use crate::wire::decode::loaded_from_node;
use crate::wire::json::Node;
use crate::wire::settings::Settings;

/// The form's record with every change in its place.
#[must_use]
#[inline(never)]
pub fn record_with_changes(form: &Form, valid: &Valid, settings: &Settings) -> Box<Record> {
    let own = form.template_id() == form.loaded_template();
    let mut record = Box::new(form.record().clone());
    if !own {
        record.custom.clear();
    }
    for (position, value) in valid.changes() {
        let Some(field) = form.fields().get(*position) else {
            continue;
        };
        let loaded = loaded_from_value(field, value, settings);
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
#[inline(never)]
fn empty_contact(form: &Form, valid: &Valid, record: &mut Record) {
    let parts = contact_parts(form.schema());
    let touched = parts.iter().any(|(at, _)| valid.change(*at).is_some());
    let blank = parts
        .iter()
        .all(|(at, _)| record.fixed.get(*at).is_none_or(Loaded::is_blank));
    if touched && blank && !record.has_unmodelled(CONTACT) {
        for (at, _) in parts {
            if let Some(part) = record.fixed.get_mut(at) {
                *part = Loaded::ABSENT;
            }
        }
    }
}

/// What is sent, read as an answer would be.
fn loaded_from_value(field: &Field, value: &Value, settings: &Settings) -> Loaded {
    let mut verbatim = String::new();
    push_value(&mut verbatim, field, value, settings);
    let mut loaded = loaded_from_node(field.kind, Node::parse(&verbatim).ok());
    if field.list == Some(ListName::Templates) {
        // An answer has an object there, which is never kept in its own words.
        loaded.verbatim = None;
    }
    loaded
}
