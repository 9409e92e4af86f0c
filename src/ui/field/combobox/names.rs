//! What names mean: from the text in the control to the one in the draft, and back; and which choices a text finds.

use customer_core::schema::{FORM_V1, FieldType, ListName};
use customer_core::text::{folded, is_digits, joined, trim};

use crate::state::{FieldState, Form, UNREADABLE};

/// What the control shows for a text of the draft.
pub fn reading(form: &Form, state: &FieldState, text: &str) -> String {
    let reading = form.reading(&state.field, text);
    match reading.strip_suffix(UNREADABLE) {
        Some(typed) => typed.to_owned(),
        None => reading,
    }
}

/// What the draft holds while this is in the control.
pub fn draft_of(form: &Form, state: &FieldState, typed: &str) -> String {
    let field = &state.field;
    let name = folded(trim(typed));
    // A country may have any name.
    if name.is_empty() || field.kind == FieldType::Country {
        return typed.to_owned();
    }
    let options = form.options(field);
    let found = options.iter().find(|(_, label)| folded(label) == name);
    if let Some((value, _)) = found {
        return value.clone();
    }
    // What would be an id, though it may be a part of a name: names have digits in them, and a search anything.
    let whole = field.list.is_some_and(|list| {
        list.is_whole() && form.read(|editor| editor.has_list(list)) == Some(true)
    });
    let part = || {
        options
            .iter()
            .any(|(_, label)| folded(label).contains(&name))
    };
    let lookup = field.kind == FieldType::Lookup;
    if lookup && (field.free_id || is_digits(trim(typed))) && (!whole || part()) {
        return joined(&[typed, UNREADABLE]);
    }
    typed.to_owned()
}

/// The choices whose names have the text in them, those that begin with it first.
pub fn matching(form: &Form, state: &FieldState, filter: &str) -> Vec<(String, String)> {
    let searched = FORM_V1 && state.field.list == Some(ListName::Parents);
    if let Some(found) = searched.then(|| form.found(filter)).flatten() {
        return found;
    }
    let mut options = form.options(&state.field);
    if filter.is_empty() {
        return options;
    }
    let filter = folded(filter);
    let mut behind = Vec::new();
    options.retain(|option| {
        let label = folded(&option.1);
        let begins = label.starts_with(&filter);
        if !begins && (label.contains(&filter) || folded(&option.0) == filter) {
            behind.push(option.clone());
        }
        begins
    });
    options.append(&mut behind);
    options
}
