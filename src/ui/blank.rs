//! Nothing could be loaded: what happened, what was not lost, one way forward.

use leptos::ev;
use leptos::html::{button, div, h2, p, span};
use leptos::prelude::*;

use super::{icon, maybe};
use crate::state::{Doing, Failure, Form};
use crate::transport;

/// The failure in the form's place.
pub fn blank(form: &Form, failure: &Failure) -> AnyView {
    let host = &form.host;
    let code = failure.status().map(|status| {
        p().attr("class", "ce-code")
            .child(["HTTP ", &status.to_string()].concat())
    });
    let (retry, waiting) = (form.clone(), form.clone());
    let again = button()
        .attr("class", "ce-btn")
        .attr("part", "button button-primary")
        .attr("data-kind", "primary")
        .attr("type", "button")
        .attr(
            "aria-disabled",
            maybe(move || (waiting.wait.get() > 0).then(|| "true".to_owned())),
        )
        .on(ev::click, move |_| {
            if retry.wait.get_untracked() == 0 {
                crate::spawn(transport::load(retry.clone()));
            }
        })
        .child(form.say("action.retry", "Try again"));
    div()
        .attr("class", "ce-blank")
        .attr("role", "alert")
        .child((
            span()
                .attr("class", "ce-blank__icon")
                .child(icon::icon(icon::OFF, "ce-icon", false)),
            h2().attr("class", "ce-h")
                .child(failure.title(host, Doing::Load)),
            p().child(failure.sentence(host, Doing::Load)),
            code,
            div().attr("class", "ce-blank__acts").child(again),
        ))
        .into_any()
}
