//! The text of a control, written only where the control says something else.

use crate::state::UNREADABLE;
use crate::ui::dom::Node;

/// While a person types the control already shows it, and is left alone: writing would move the caret, end an input
/// method's composition, or wipe a day typed by half.
pub fn show(control: &Node, text: &str) {
    if text == UNREADABLE {
        return;
    }
    // A text of several lines shows every line end as LF.
    let mut shown = String::with_capacity(text.len());
    let mut last = '\0';
    for letter in text.chars() {
        match letter {
            '\r' => shown.push('\n'),
            '\n' if last == '\r' => {}
            other => shown.push(other),
        }
        last = letter;
    }
    if control.value() != shown || control.is_unreadable() {
        control.set_value(text);
    }
}
