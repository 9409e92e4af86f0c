//! One of many: a text that filters a list, by the [combobox
//! pattern](https://www.w3.org/WAI/ARIA/apg/patterns/combobox/) of the ARIA Authoring Practices.
//!
//! What is typed is in the draft at once: the id of the choice that has this very name, else the text itself, which the
//! rules refuse. Nothing is lost by going away, and nothing is chosen that nobody asked for.

mod names;
mod popup;

use customer_core::schema::{FieldType, ListName};
use customer_core::text::trim;
use web_sys::KeyboardEvent;

use crate::state::{FieldState, Form, UNREADABLE};
use crate::transport;
use crate::ui::dom::Node;
pub use names::reading;
use names::{draft_of, matching};
use popup::Popup;

/// Rows that PageUp and PageDown go by.
const PAGE: usize = 10;

/// The list may have arrived, or another page of it: what is open shows it.
pub fn refresh(form: &Form, state: &FieldState, control: &Node) {
    // What was typed before there was a list may be a name that is on it.
    if state.text.peek().ends_with(UNREADABLE) {
        let (form, state, control) = (form.clone(), state.clone(), control.clone());
        crate::spawn(async move { resolve(&form, &state, &control) });
    }
    if let Some(before) = popup::take(control) {
        let filter = before.filter.clone();
        let active = before.active.and_then(|at| before.value(at));
        // What was loaded by its name has its id by now.
        let current = active.as_ref() == Some(&before.value);
        let active = match current {
            true => Some(state.text.get_untracked()),
            false => active,
        };
        before.close();
        shown(form, state, control, &filter);
        // The keyboard stays on what it was on, wherever that is now.
        if let Some(active) = active
            && let Some(mut popup) = popup::take(control)
        {
            if let Some(at) = popup.place_of(&active) {
                popup.activate(at);
            }
            popup::put(popup);
        }
    }
}

/// Something happened in the control.
pub fn heard(form: &Form, state: &FieldState, control: &Node, kind: &str) {
    match kind {
        "focus" => {
            state.open();
            // A search begins with what is searched for.
            let list = state.field.list.filter(|list| list.is_whole());
            if let Some(list) = list {
                transport::open_list(form, list);
            }
        }
        "click" if popup::is_open(control) => close(control),
        "click" => {
            control.select();
            open(form, state, control, "");
        }
        "input" => {
            let typed = control.value();
            let text = draft_of(form, state, &typed);
            state.note_held(&text);
            form.typed(&state.field.key, &text);
            open(form, state, control, &typed);
        }
        "blur" => {
            close(control);
            settle(form, state, control);
        }
        _ => {}
    }
}

/// Takes what stands in the control once more: its name may have become known by now.
fn resolve(form: &Form, state: &FieldState, control: &Node) {
    let now = state.text.get_untracked();
    if now.ends_with(UNREADABLE) {
        form.typed(&state.field.key, &draft_of(form, state, &control.value()));
    }
}

/// The person is done with it: what is chosen is shown as the list writes it.
fn settle(form: &Form, state: &FieldState, control: &Node) {
    resolve(form, state, control);
    let reading = reading(form, state, &state.text.get_untracked());
    if control.value() != reading {
        control.set_value(&reading);
    }
    form.left(&state.field.key);
}

/// A key in the control. True where it was meant for the list, and for nothing else.
pub fn keyed(form: &Form, state: &FieldState, control: &Node, event: &KeyboardEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key();
    let key = event.key();
    let Some(mut popup) = popup::take(control) else {
        let down = key == "ArrowDown";
        if modified || !down && key != "ArrowUp" {
            return false;
        }
        open(form, state, control, "");
        // Alt opens, and goes nowhere.
        if !event.alt_key()
            && let Some(mut popup) = popup::take(control)
        {
            let value = state.text.get_untracked();
            let chosen = popup.place_of(&value);
            popup.activate(chosen.unwrap_or(if down { 0 } else { usize::MAX }));
            popup::put(popup);
        }
        return true;
    };
    let last = popup.count().saturating_sub(1);
    let next = match (&*key, popup.active) {
        _ if modified => None,
        ("ArrowUp", _) if event.alt_key() => {
            popup.close();
            return true;
        }
        ("ArrowDown", None) | ("Home", _) => Some(0),
        ("ArrowDown", Some(at)) if at == last => {
            // Where the server has more, the list goes on.
            transport::search_more(form, state.field.list);
            Some(0)
        }
        ("ArrowDown", Some(at)) => Some(at + 1),
        ("ArrowUp", None | Some(0)) | ("End", _) => Some(last),
        ("ArrowUp", Some(at)) => Some(at - 1),
        ("PageDown", at) => Some((at.unwrap_or(0) + PAGE).min(last)),
        ("PageUp", at) => Some(at.unwrap_or(0).saturating_sub(PAGE)),
        ("Escape", _) => {
            popup.close();
            return true;
        }
        ("Enter" | "Tab", Some(at)) => {
            let value = popup.value(at);
            popup.close();
            if let Some(value) = value {
                choose(form, state, control, &value);
            }
            // Tab goes on to the next field as well.
            return key == "Enter";
        }
        ("Enter", None) => {
            popup.close();
            return true;
        }
        _ => None,
    };
    let Some(next) = next else {
        popup::put(popup);
        return false;
    };
    popup.activate(next);
    popup::put(popup);
    true
}

/// A row of the list was pressed.
pub fn picked(form: &Form, row: &Node) {
    let Some(popup) = popup::take_any() else {
        return;
    };
    let place = row.attribute(popup::PLACE);
    let place = place.and_then(|at| at.parse::<usize>().ok()?.checked_sub(1));
    let (control, value) = (popup.control.clone(), place.and_then(|at| popup.value(at)));
    popup.close();
    let state = form.field(&control.attribute("name").unwrap_or_default());
    if let (Some(state), Some(value)) = (state, value) {
        choose(form, &state, &control, &value);
    }
}

fn choose(form: &Form, state: &FieldState, control: &Node, value: &str) {
    form.chosen(&state.field.key, value);
    control.set_value(&reading(form, state, value));
    form.left(&state.field.key);
}

/// More of the list is wanted: rows that are there already, else the server's next page.
pub fn more(form: &Form) {
    let Some(mut popup) = popup::take_any() else {
        return;
    };
    if popup.is_built() {
        let state = form.field(&popup.control.attribute("name").unwrap_or_default());
        transport::search_more(form, state.and_then(|state| state.field.list));
    } else {
        popup.extend();
    }
    popup::put(popup);
}

/// Ends the list of a control, if it is open.
fn close(control: &Node) {
    if let Some(popup) = popup::take(control) {
        popup.close();
    }
}

/// Shows what there is to choose from, as far as the filter lets through; what is searched for is asked for.
fn open(form: &Form, state: &FieldState, control: &Node, filter: &str) {
    let filter = trim(filter);
    if state.field.list == Some(ListName::Parents) {
        transport::search(form, filter);
    }
    shown(form, state, control, filter);
}

fn shown(form: &Form, state: &FieldState, control: &Node, filter: &str) {
    close(control);
    let mut options = matching(form, state, filter);
    if filter.is_empty() {
        let text = state.text.get_untracked();
        let listed = options.iter().any(|(value, _)| *value == text);
        if !text.is_empty() && !listed && state.was.peek().is_none() {
            // Loaded, and not (yet) on the list.
            options.insert(0, (text.clone(), reading(form, state, &text)));
        }
        if !state.field.required {
            options.insert(0, (String::new(), form.say("field.none")));
        }
    }
    let free = state.field.kind == FieldType::Country;
    if options.is_empty() && free {
        return;
    }
    let mut popup = Popup::open(form, state, control, filter, options);
    if !filter.is_empty() && !free {
        popup.activate(0);
    }
    popup::put(popup);
}
