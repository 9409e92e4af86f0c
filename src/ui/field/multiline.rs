//! A control of several lines.

use leptos::ev;
use leptos::html::{div, textarea};
use leptos::prelude::*;

use super::line::{counter, leave};
use super::typed::{Typed, held};
use super::{described, invalid, required_flag};
use crate::state::{FieldState, Form};

/// The control and its counter.
pub fn control(form: &Form, state: &FieldState) -> AnyView {
    let (text, typed, left) = (state.clone(), state.clone(), state.clone());
    let (on_input, on_blur) = (form.clone(), form.clone());
    let control = textarea()
        .attr("class", "ce-input")
        .attr("part", "input")
        .attr("id", state.id.clone())
        .attr("name", state.field.key.to_string())
        .attr("autocomplete", "off")
        .attr("dir", "auto")
        .attr("required", required_flag(state))
        .attr("aria-invalid", invalid(state))
        .attr("aria-describedby", described(form, state))
        .prop("value", move || Typed(text.text.get()))
        .on(ev::input, move |event| {
            on_input.typed(&typed.field.key, &held(&event))
        })
        .on(ev::blur, move |event| leave(&on_blur, &left, &held(&event)));
    (
        div().attr("class", "ce-control").child(control),
        counter(form, state),
    )
        .into_any()
}
