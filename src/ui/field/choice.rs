//! One of several: the names of the schema, or a list that the server answers when the control is opened.

use crate::state::{FieldState, Form};
use crate::ui::dom::{Node, words};

/// Choices that are there from the start; of more, a control that nobody opened has only the one that it shows.
const FEW: usize = 24;

/// Brings the options to what can be chosen now. Before its list is there a control offers what was loaded, by name.
pub fn show(
    form: &Form,
    state: &FieldState,
    control: &Node,
    text: &str,
    now: &mut Vec<(String, String)>,
) {
    let mut options = form.options(&state.field);
    if options.len() > FEW && !state.is_opened() {
        options.retain(|(value, _)| value == text);
    }
    options.insert(0, (String::new(), form.say("field.none")));
    if options.iter().all(|(value, _)| value != text) {
        // Loaded, and not (yet) on the list: it stays what is shown until something else is chosen.
        options.insert(1, (text.to_owned(), form.reading(&state.field, text)));
    }
    if options != *now {
        control.set_text("");
        for (value, label) in &options {
            control.append(&words("option", &[("value", value)], label));
        }
        *now = options;
    }
    if control.value() != text {
        control.set_value(text);
    }
}
