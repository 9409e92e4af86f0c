//! One row of the form: label, what it was, control, message. One row for every field; the control differs.

mod choice;
mod line;
mod multiline;
mod switch;
mod typed;
mod value;

use customer_core::rules::report::Code;
use customer_core::schema::{FieldType, Width};
use leptos::ev;
use leptos::html::{bdi, button, div, label as label_element, p, span};
use leptos::prelude::*;

use super::{Maybe, flag, icon, maybe, part};
use crate::state::{FieldState, Form, ListStatus};

/// A field as the record, the schema and the host let it be edited.
pub fn row(form: &Form, state: &FieldState) -> AnyView {
    if form.readonly.get_untracked() || state.field.readonly {
        return value::row(form, state);
    }
    let control = match state.field.kind {
        FieldType::Boolean => switch::control(form, state),
        FieldType::Choice | FieldType::Lookup => choice::control(form, state),
        FieldType::Multiline => multiline::control(form, state),
        FieldType::Attachment | FieldType::Unresolved => return value::row(form, state),
        // A control of one line drops line ends: a text that has some keeps them in one of several.
        _ if state
            .text
            .with_untracked(|text| text.contains(['\n', '\r'])) =>
        {
            multiline::control(form, state)
        }
        _ => line::control(form, state),
    };
    let (dirty, invalid) = (state.clone(), state.clone());
    div()
        .attr("class", "ce-field")
        .attr("part", "field")
        .attr("data-span", span_of(state))
        .attr("data-dirty", flag(move || dirty.was.with(Option::is_some)))
        .attr(
            "data-invalid",
            flag(move || invalid.shown.with(Option::is_some)),
        )
        .child((
            top(form, state),
            control,
            hint(form, state),
            error(form, state),
        ))
        .into_any()
}

fn span_of(state: &FieldState) -> Option<&'static str> {
    match state.field.width {
        Width::Full => Some("full"),
        Width::Half => None,
        Width::Third => Some("third"),
    }
}

/// The label, and what the field was: a button that brings it back.
fn top(form: &Form, state: &FieldState) -> impl IntoView + use<> {
    // A switch has its label beside it.
    let label = (state.field.kind != FieldType::Boolean).then(|| {
        label_element()
            .attr("class", "ce-label")
            .attr("part", "label")
            .attr("for", state.id.clone())
            .child((bdi().child(state.label.clone()), required(state)))
    });
    let blank = label.is_none().then(span);
    let (form, state) = (form.clone(), state.clone());
    let was = part(move || state.was.get().map(|was| revert(&form, &state, was)));
    div()
        .attr("class", "ce-field__top")
        .child((label, blank, was))
}

fn required(state: &FieldState) -> Option<impl IntoView + use<>> {
    state.field.required.then(|| {
        (
            " ",
            span()
                .attr("class", "ce-req")
                .attr("aria-hidden", "true")
                .child("*"),
        )
    })
}

fn revert(form: &Form, state: &FieldState, was: String) -> AnyView {
    let empty = form.say("field.empty", "empty");
    let (key, shown) = match was.is_empty() {
        true => ("action.revert.empty", empty),
        false => ("action.revert", was),
    };
    let params = [("label", state.label.as_str()), ("value", shown.as_str())];
    let name = form.host.say(key, &params, "Revert {label} to {value}");
    let text = form
        .host
        .say("field.was", &[("value", &shown)], "was: {value}");
    // The old value may run in another direction than the words round it.
    let (before, after) = text.split_once(&shown).unwrap_or((&text, ""));
    let (before, after) = (before.to_owned(), after.to_owned());
    let (form, state) = (form.clone(), state.clone());
    button()
        .attr("class", "ce-was")
        .attr("type", "button")
        .attr("aria-label", name)
        .attr("title", shown.clone())
        .on(ev::click, move |_| {
            form.revert(&state.field.key);
            // The button goes with the change; the keyboard stays in the field.
            form.focus_field(&state.field.key);
        })
        .child((
            icon::icon(icon::UNDO, "ce-icon", true),
            span()
                .attr("class", "ce-was__text")
                .child((before, bdi().child(shown), after)),
        ))
        .into_any()
}

/// What the list of a lookup is doing, and that a switch has no value yet.
fn hint(form: &Form, state: &FieldState) -> impl IntoView + use<> {
    let (form, state) = (form.clone(), state.clone());
    part(move || {
        let text = hint_text(&form, &state)?;
        let hint = p()
            .attr("class", "ce-hint")
            .attr("part", "hint")
            .attr("id", state.part_id("h"));
        Some(hint.child(text).into_any())
    })
}

fn hint_text(form: &Form, state: &FieldState) -> Option<String> {
    match state.field.kind {
        FieldType::Boolean => state
            .text
            .with(String::is_empty)
            .then(|| form.say("field.unset", "Not set")),
        FieldType::Lookup => match form.list(state.field.list?).get() {
            ListStatus::Loading => Some(form.say("field.loading", "Loading the list…")),
            ListStatus::Failed => Some(form.say(
                "error.list",
                "The list could not be loaded. Open it again to retry.",
            )),
            ListStatus::Unknown | ListStatus::Ready => None,
        },
        _ => None,
    }
}

fn error(form: &Form, state: &FieldState) -> impl IntoView + use<> {
    let (form, state) = (form.clone(), state.clone());
    part(move || {
        let shown = state.shown.get()?;
        let server = (shown.code == Code::Server).then(|| {
            (
                span()
                    .attr("class", "ce-tag")
                    .child(form.say("field.server", "Server")),
                " ",
            )
        });
        Some(
            p().attr("class", "ce-error")
                .attr("part", "error")
                .attr("id", state.part_id("e"))
                .child((
                    icon::icon(icon::ALERT, "ce-icon", false),
                    span().child((server, span().attr("dir", "auto").child(shown.message))),
                ))
                .into_any(),
        )
    })
}

/// `aria-invalid`, while an issue shows.
fn invalid(state: &FieldState) -> Maybe {
    let state = state.clone();
    maybe(move || state.shown.with(Option::is_some).then(|| "true".to_owned()))
}

/// `aria-describedby`: error, hint and counter, as far as they are there.
fn described(form: &Form, state: &FieldState) -> Maybe {
    let (form, state) = (form.clone(), state.clone());
    maybe(move || {
        let mut ids = Vec::new();
        if state.shown.with(Option::is_some) {
            ids.push(state.part_id("e"));
        }
        if hint_text(&form, &state).is_some() {
            ids.push(state.part_id("h"));
        }
        if state.text.with(|text| line::level(&state, text)).is_some() {
            ids.push(state.part_id("c"));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    })
}

/// `required` for assistive technology; the browser's own check stays off.
fn required_flag(state: &FieldState) -> Option<&'static str> {
    state.field.required.then_some("")
}
