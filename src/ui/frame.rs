//! The whole: skeleton, failure or form, and the live region beside them.

use leptos::ev;
use leptos::html::{div, p};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::{banner, bar, blank, body, header, part, review, skeleton, summary, words};
use crate::state::{Form, Phase};
use crate::transport;

/// Which of the three is on the page. Saving and saved are the form.
#[derive(Clone, PartialEq)]
enum Stage {
    Loading,
    Failed(Phase),
    Open,
}

/// The form in all its states.
pub fn frame(form: Form) -> impl IntoView {
    let phase = form.phase.clone();
    let stage = ArcMemo::new(move |_| match phase.get() {
        Phase::Loading => Stage::Loading,
        failed @ Phase::Failed(_) => Stage::Failed(failed),
        Phase::Editing | Phase::Saving | Phase::Saved(_) => Stage::Open,
    });
    let (shown, label, keys, live) = (form.clone(), form.clone(), form.clone(), form.clone());
    div()
        .attr("class", "ce-frame")
        .attr("role", "form")
        .attr(
            "aria-label",
            words(move || label.say("form.label", "Edit customer")),
        )
        .on(ev::keydown, move |event| shortcut(&keys, &event))
        .child((
            p().attr("class", "ce-sr")
                .attr("role", "status")
                .child(words(move || live.live.get())),
            part(move || {
                Some(match stage.get() {
                    Stage::Loading => skeleton::skeleton(),
                    Stage::Failed(Phase::Failed(failure)) => blank::blank(&shown, &failure),
                    Stage::Failed(_) | Stage::Open => {
                        // Another record, policy or language: all rows are other ones.
                        shown.generation.track();
                        open(&shown)
                    }
                })
            }),
        ))
}

fn open(form: &Form) -> AnyView {
    let source = form.review.clone();
    let reviewing = ArcMemo::new(move |_| source.with(Option::is_some));
    let (above, below) = ((form.clone(), reviewing.clone()), (form.clone(), reviewing));
    (
        header::header(form),
        part(move || {
            let (form, reviewing) = &above;
            Some(if reviewing.get() {
                review::panel(form)
            } else {
                (banner::banner(form), summary::summary(form)).into_any()
            })
        }),
        body::body(form),
        part(move || {
            let (form, reviewing) = &below;
            Some(if reviewing.get() {
                review::bar(form)
            } else {
                bar::bar(form).into_any()
            })
        }),
    )
        .into_any()
}

/// Ctrl+S and ⌘S save, wherever in the form the keyboard is; Escape leaves a review.
fn shortcut(form: &Form, event: &KeyboardEvent) {
    if event.key() == "Escape" && form.reviewing() {
        // A dialogue that the form is in stays open.
        event.prevent_default();
        form.decline();
    }
    let save = event.key().eq_ignore_ascii_case("s") && !event.alt_key() && !event.shift_key();
    if save && (event.ctrl_key() || event.meta_key()) {
        event.prevent_default();
        submit(form);
    }
}

/// Save as a person asks for it: not while the form only shows or the server wants a pause.
pub fn submit(form: &Form) {
    if form.readonly.get_untracked() || form.wait.get_untracked() > 0 {
        return;
    }
    let form = form.clone();
    crate::spawn(async move {
        // The outcome is on the page and in an event.
        let _ = transport::save(form, None).await;
    });
}
