//! One of several: the names of the schema, or a list that the server answers when the control is opened.

use leptos::ev;
use leptos::html::{div, option, select};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::{described, invalid, required_flag};
use crate::state::{FieldState, Form};
use crate::transport;
use crate::ui::{icon, part};

/// The select. Before its list is there it offers what was loaded, by name.
pub fn control(form: &Form, state: &FieldState) -> AnyView {
    let (chosen, left) = (state.clone(), state.clone());
    let (on_change, on_blur) = (form.clone(), form.clone());
    let open = {
        let (form, list) = (form.clone(), state.field.list);
        move || {
            if let Some(list) = list {
                transport::open_list(&form, list);
            }
        }
    };
    let (on_focus, on_pointer) = (open.clone(), open);
    let (shown, choices) = (state.clone(), form.clone());
    let control = select()
        .attr("class", "ce-input")
        .attr("part", "input")
        .attr("id", state.id.clone())
        .attr("name", state.field.key.to_string())
        .attr("autocomplete", "off")
        .attr("required", required_flag(state))
        .attr("aria-invalid", invalid(state))
        .attr("aria-describedby", described(form, state))
        .on(ev::focus, move |_| on_focus())
        .on(ev::pointerdown, move |_| on_pointer())
        .on(ev::change, move |event| {
            let control = event
                .target()
                .and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            if let Some(control) = control {
                on_change.typed(&chosen.field.key, &control.value());
                on_change.left(&chosen.field.key);
            }
        })
        .on(ev::blur, move |_| on_blur.left(&left.field.key))
        .child(part(move || Some(options(&choices, &shown))));
    div()
        .attr("class", "ce-control")
        .attr("data-select", "")
        .child((
            control,
            icon::icon(icon::CHEVRON, "ce-icon ce-chevron", false),
        ))
        .into_any()
}

fn options(form: &Form, state: &FieldState) -> AnyView {
    if let Some(list) = state.field.list {
        form.list(list).track();
    }
    let text = state.text.get();
    let mut options = form.options(&state.field);
    options.insert(0, (String::new(), form.say("field.none", "Not set")));
    if options.iter().all(|(value, _)| *value != text) {
        // Loaded, and not (yet) on the list: it stays what is shown until something else is chosen.
        options.insert(1, (text.clone(), form.reading(&state.field, &text)));
    }
    options
        .into_iter()
        .map(|(value, label)| {
            let selected = value == text;
            option()
                .attr("value", value)
                .prop("selected", selected)
                .child(label)
        })
        .collect_view()
        .into_any()
}
