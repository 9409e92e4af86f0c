//! Yes or no; neither while the record says neither.

use leptos::ev;
use leptos::html::{bdi, input, label, span};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{described, invalid};
use crate::state::{FieldState, Form};

/// A switch with its label.
pub fn control(form: &Form, state: &FieldState) -> AnyView {
    let (checked, unset, changed, left) =
        (state.clone(), state.clone(), state.clone(), state.clone());
    let (on_change, on_blur) = (form.clone(), form.clone());
    let control = input()
        .attr("class", "ce-switch__box")
        .attr("part", "input")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .attr("id", state.id.clone())
        .attr("name", state.field.key.to_string())
        .attr("aria-invalid", invalid(state))
        .attr("aria-describedby", described(form, state))
        .prop("checked", move || checked.text.with(|text| text == "true"))
        .prop("indeterminate", move || unset.text.with(String::is_empty))
        .on(ev::change, move |event| {
            let control = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlInputElement>().ok());
            if let Some(control) = control {
                let text = if control.checked() { "true" } else { "false" };
                on_change.typed(&changed.field.key, text);
            }
        })
        .on(ev::blur, move |_| on_blur.left(&left.field.key));
    label()
        .attr("class", "ce-switch")
        .attr("part", "label")
        .attr("for", state.id.clone())
        .child((control, span().child(bdi().child(state.label.clone()))))
        .into_any()
}
