//! A colour: its text, and the browser's own chooser beside it, which shows it.

use customer_core::text::trim;

use crate::state::{FieldState, Form};
use crate::ui::act;
use crate::ui::dom::{Node, el};

/// The chooser. It has no name: the text beside it is the field's control.
pub fn swatch(form: &Form, state: &FieldState) -> Node {
    let label = form.host.say("field.swatch", &[("label", &state.label)]);
    el(
        "input",
        &[
            ("type", "color"),
            ("class", "ce-swatch"),
            ("aria-label", &label),
            (act::ACT, act::SWATCH),
            (act::FIELD, &state.field.key),
        ],
        &[],
    )
}

/// Brings it to the colour of a text; it is empty where that is none.
pub fn show(swatch: &Node, text: &str) {
    let digits = trim(text).strip_prefix('#').unwrap_or_default();
    let colour = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    swatch.toggle("data-empty", !colour);
    let value = if colour { trim(text) } else { "#000000" };
    swatch.set_value(&value.to_ascii_lowercase());
}
