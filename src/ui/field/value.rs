//! A field that only shows: text, no box.

use customer_core::schema::{Field, FieldType};

use crate::state::Form;
use crate::ui::dom::{Node, bdi, words};

/// Shows a value as a person reads it. An issue can still stand at the row: an unresolved value stops a PUT.
pub fn show(form: &Form, field: &Field, place: &Node, text: &str) {
    let none = text.is_empty();
    let ltr = matches!(
        field.kind,
        FieldType::Email | FieldType::Phone | FieldType::Url
    );
    place.set("class", if none { "ce-value ce-none" } else { "ce-value" });
    place.toggle("data-num", field.kind.is_numeric());
    place.toggle("data-ltr", ltr && !none);
    place.set_text("");
    if none {
        place.append_text(&form.say("field.none"));
    } else {
        place.append(&shown(field, text));
    }
}

fn shown(field: &Field, text: &str) -> Node {
    let address = (field.kind == FieldType::Url).then(|| web_address(text));
    match address.flatten() {
        Some(href) => words(
            "a",
            &[
                ("class", "ce-link"),
                ("href", &href),
                ("target", "_blank"),
                ("rel", "noopener noreferrer"),
            ],
            text,
        ),
        None => bdi(text),
    }
}

/// The text as an address that may be followed: http or https, nothing else.
fn web_address(text: &str) -> Option<String> {
    let url = web_sys::Url::new(text.trim()).ok()?;
    matches!(url.protocol().as_str(), "http:" | "https:").then(|| url.href())
}
