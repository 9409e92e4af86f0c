//! A field that only shows: text, no box.

use customer_core::schema::{FORM_V1, Field, FieldType};

use super::{picture, swatch};
use crate::state::{FieldState, Form};
use crate::ui::dom::{Node, bdi, words};

/// Shows a value as a person reads it. An issue can still stand at the row: an unresolved value stops a PUT.
pub fn show(form: &Form, state: &FieldState, place: &Node, text: &str) {
    let field = &state.field;
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
        return place.append_text(&form.say("field.none"));
    }
    match field.kind {
        FieldType::Image if FORM_V1 => {
            let chosen = form.read(|editor| editor.image(&field.key).is_some());
            let address = state.text.get_untracked();
            // By its name alone where it is not stored yet, or is not to be had.
            if let Some(picture) = picture::image(form, &address).filter(|_| chosen != Some(true)) {
                place.append(&picture);
            }
            place.append(&bdi(text));
        }
        FieldType::Color if FORM_V1 => {
            let swatch = swatch::swatch(form, state);
            swatch::show(&swatch, text);
            // To be seen, not to be chosen with.
            swatch.set("disabled", "");
            swatch.set("aria-hidden", "true");
            place.append(&swatch);
            place.append(&bdi(text));
        }
        _ => place.append(&shown(field, text)),
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
