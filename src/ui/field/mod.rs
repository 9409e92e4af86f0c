//! One row of the form: label, what it was, control, message. One row for every field; what differs is data.

mod blank;
mod boxes;
mod choice;
mod combobox;
mod kind;
mod notes;
mod picture;
mod row;
mod swatch;
mod text;
mod value;

use customer_core::schema::{FORM_V1, FieldType};
use web_sys::KeyboardEvent;

use super::dom::Node;
use crate::state::{Form, UNREADABLE};
use crate::transport;
pub use blank::star;
pub use combobox::{more, picked};
pub use picture::heard as files;
pub use row::row;

/// A key was pressed in a control. True where an open list took it.
pub fn keyed(form: &Form, control: &Node, event: &KeyboardEvent) -> bool {
    if !is_combobox(control) {
        return false;
    }
    let state = form.field(&control.attribute("name").unwrap_or_default());
    state.is_some_and(|state| combobox::keyed(form, &state, control, event))
}

fn is_combobox(control: &Node) -> bool {
    control.attribute("role").as_deref() == Some("combobox")
}

/// Something happened in a control.
pub fn heard(form: &Form, control: &Node, kind: &str) {
    let key = control.attribute("name").unwrap_or_default();
    let Some(state) = form.field(&key) else {
        return;
    };
    let field = &state.field;
    if is_combobox(control) {
        return combobox::heard(form, &state, control, kind);
    }
    if FORM_V1 && field.kind == FieldType::Lookups {
        return boxes::heard(form, &state, control, kind);
    }
    match (kind, field.kind) {
        ("change", FieldType::Boolean) => {
            let text = if control.checked() { "true" } else { "false" };
            form.typed(&key, text);
        }
        ("change", FieldType::Choice | FieldType::Lookup) => {
            form.typed(&key, &control.value());
            form.left(&key);
        }
        ("focus" | "mousedown", FieldType::Choice | FieldType::Lookup) => {
            state.open();
            if let Some(list) = field.list {
                transport::open_list(form, list);
            }
        }
        ("focus", FieldType::Multiline) => form.show_focused(),
        ("blur", FieldType::Boolean | FieldType::Choice | FieldType::Lookup) => form.left(&key),
        ("blur", kind) => {
            // A day typed by half shows up here first: it made no input event.
            if kind == FieldType::Date && control.is_unreadable() {
                form.typed(&key, UNREADABLE);
            }
            form.left(&key);
        }
        ("input", FieldType::Boolean | FieldType::Choice | FieldType::Lookup) => {}
        // A day typed by half has no text to give, and is no clear.
        ("input", FieldType::Date) if control.is_unreadable() => {
            form.typed(&key, UNREADABLE);
        }
        ("input", _) => {
            let text = control.value();
            state.note_held(&text);
            form.typed(&key, &text);
        }
        _ => {}
    }
}
