//! What can be done with the draft.

use customer_core::schema::Method;
use leptos::ev;
use leptos::html::{button, div, kbd, p, progress, span};
use leptos::prelude::*;

use super::{maybe, part, words};
use crate::state::{Form, Phase};

/// Discard, Save, and how it travels; nothing while the form only shows.
pub fn bar(form: &Form) -> impl IntoView + use<> {
    let form = form.clone();
    part(move || (!form.readonly.get()).then(|| actions(&form)))
}

fn actions(form: &Form) -> AnyView {
    let (running, note) = (form.clone(), form.clone());
    let hint = p().attr("class", "ce-bar__hint").child(span().child((
        kbd().attr("class", "ce-kbd").child("Ctrl"),
        " ",
        kbd().attr("class", "ce-kbd").child("S"),
        " ",
        form.say("action.key.save", "save"),
    )));
    div()
        .attr("class", "ce-bar")
        .attr("part", "actions")
        .attr("role", "group")
        .attr("aria-label", form.say("form.actions", "Actions"))
        .child((
            part(move || {
                let saving = running.phase.get() == Phase::Saving;
                saving.then(|| {
                    progress()
                        .attr("class", "ce-progress")
                        .attr("part", "progress")
                        .attr("aria-label", running.say("status.saving", "Saving…"))
                        .into_any()
                })
            }),
            p().attr("class", "ce-bar__note")
                .child(words(move || match note.method.get() {
                    Method::Put => note.say("form.method.PUT", "The whole record (PUT)"),
                    Method::Patch => note.say("form.method.PATCH", "Changed fields only (PATCH)"),
                    Method::Post => note.say("form.method.POST", "Changed fields only (POST)"),
                })),
            hint,
            div()
                .attr("class", "ce-bar__go")
                .child((discard(form), save(form))),
        ))
        .into_any()
}

fn discard(form: &Form) -> impl IntoView + use<> {
    let (off, act) = (form.clone(), form.clone());
    button()
        .attr("class", "ce-btn")
        .attr("part", "button")
        .attr("data-kind", "ghost")
        .attr("type", "button")
        .attr("aria-disabled", maybe(move || disabled(idle(&off))))
        .on(ev::click, move |_| {
            if !untrack(|| idle(&act)) {
                act.reset();
                act.emit("customer-cancel", wasm_bindgen::JsValue::NULL);
            }
        })
        .child(form.say("action.discard", "Discard"))
}

/// The form's own submit button, so that Enter in a field of one line saves as in any form.
fn save(form: &Form) -> impl IntoView + use<> {
    let (off, busy, label) = (form.clone(), form.clone(), form.clone());
    button()
        .attr("class", "ce-btn")
        .attr("part", "button button-primary")
        .attr("data-kind", "primary")
        .attr("type", "submit")
        .attr("form", [&form.uid, "-form"].concat())
        .attr(
            "aria-disabled",
            maybe(move || disabled(idle(&off) || off.wait.get() > 0)),
        )
        .attr(
            "aria-busy",
            maybe(move || (busy.phase.get() == Phase::Saving).then(|| "true".to_owned())),
        )
        .child(words(move || {
            if label.phase.get() == Phase::Saving {
                return label.say("action.saving", "Saving…");
            }
            match label.dirty_count.get() {
                0 => label.say("action.save", "Save"),
                count => label.count("action.save", count, "Save {count} changes"),
            }
        }))
}

fn idle(form: &Form) -> bool {
    form.dirty_count.get() == 0 || form.phase.get() == Phase::Saving
}

fn disabled(off: bool) -> Option<String> {
    off.then(|| "true".to_owned())
}
