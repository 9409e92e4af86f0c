//! A field that only shows: text, no box.

use customer_core::schema::FieldType;
use leptos::html::{a, bdi, div, p, span};
use leptos::prelude::*;

use super::{error, span_of};
use crate::state::{FieldState, Form};
use crate::ui::{flag, part};

/// The row without a control. An issue can still stand at it: an unresolved value stops a PUT.
pub fn row(form: &Form, state: &FieldState) -> AnyView {
    let (shown, words, invalid) = (state.clone(), form.clone(), state.clone());
    let label = state.part_id("l");
    let value = part(move || Some(value(&words, &shown)));
    div()
        .attr("class", "ce-field")
        .attr("part", "field")
        .attr("role", "group")
        .attr("aria-labelledby", label.clone())
        .attr("data-readonly", "")
        .attr("data-span", span_of(state))
        .attr(
            "data-invalid",
            flag(move || invalid.shown.with(Option::is_some)),
        )
        .child((
            div().attr("class", "ce-field__top").child(
                span()
                    .attr("class", "ce-label")
                    .attr("part", "label")
                    .attr("id", label)
                    .child(bdi().child(state.label.clone())),
            ),
            value,
            error(form, state),
        ))
        .into_any()
}

fn value(form: &Form, state: &FieldState) -> AnyView {
    if let Some(list) = state.field.list {
        form.list(list).track();
    }
    let text = form.reading(&state.field, &state.text.get());
    let none = text.is_empty();
    let number = matches!(state.field.kind, FieldType::Money | FieldType::Number);
    let ltr = matches!(
        state.field.kind,
        FieldType::Email | FieldType::Phone | FieldType::Url
    );
    let link = (state.field.kind == FieldType::Url)
        .then(|| web_address(&text))
        .flatten();
    let shown = match link {
        Some(href) => a()
            .attr("class", "ce-link")
            .attr("href", href)
            .attr("target", "_blank")
            .attr("rel", "noopener noreferrer")
            .child(text)
            .into_any(),
        None if none => form.say("field.none", "Not set").into_any(),
        None => bdi().child(text).into_any(),
    };
    p().attr("class", if none { "ce-value ce-none" } else { "ce-value" })
        .attr("data-num", number.then_some(""))
        .attr("data-ltr", (ltr && !none).then_some(""))
        .child(shown)
        .into_any()
}

/// The text as an address that may be followed: http or https, nothing else.
fn web_address(text: &str) -> Option<String> {
    let url = web_sys::Url::new(text.trim()).ok()?;
    matches!(url.protocol().as_str(), "http:" | "https:").then(|| url.href())
}
