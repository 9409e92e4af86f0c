//! One thing to tell, above the fields. The live region speaks it; the banner itself is silent.

use leptos::ev;
use leptos::html::{button, div, h3, p, span};
use leptos::prelude::*;

use super::{frame, icon, part};
use crate::state::{Action, Form, Notice, Tone};
use crate::transport;

/// The notice, while there is one.
pub fn banner(form: &Form) -> impl IntoView + use<> {
    let form = form.clone();
    part(move || form.notice.get().map(|notice| told(&form, notice)))
}

fn told(form: &Form, notice: Notice) -> AnyView {
    let (kind, path) = match notice.tone {
        Tone::Info => ("info", icon::INFO),
        Tone::Warning => ("warning", icon::WARN),
        Tone::Danger => ("danger", icon::ALERT),
    };
    let action = notice.action.map(|action| {
        div().attr("class", "ce-banner__acts").child((
            offer(form, action),
            (action == Action::Replace).then(|| dismiss(form)),
        ))
    });
    let waiting = form.clone();
    let clock = part(move || {
        let seconds = waiting.wait.get();
        (seconds > 0).then(|| {
            span()
                .attr("class", "ce-time")
                .attr("aria-hidden", "true")
                .child(clock(seconds))
                .into_any()
        })
    });
    div()
        .attr("class", "ce-banner")
        .attr("part", "banner")
        .attr("data-kind", kind)
        .child((
            icon::icon(path, "ce-icon", false),
            div().attr("class", "ce-banner__text").child((
                h3().attr("class", "ce-banner__title")
                    .child((notice.title, " ", clock)),
                p().child(notice.text),
                notice
                    .detail
                    .map(|detail| p().attr("dir", "auto").child(detail)),
            )),
            action,
        ))
        .into_any()
}

/// Minutes and seconds, `1:05`.
fn clock(seconds: u64) -> String {
    let rest = (seconds % 60).to_string();
    let zero = if rest.len() < 2 { "0" } else { "" };
    [&(seconds / 60).to_string(), ":", zero, &rest].concat()
}

fn offer(form: &Form, action: Action) -> AnyView {
    let (key, fallback) = match action {
        Action::Retry => ("action.retry", "Try again"),
        Action::Reload => ("action.reload", "Load again"),
        Action::Replace => ("action.put", "Replace the whole record"),
    };
    let label = form.say(key, fallback);
    let form = form.clone();
    small(label, move || match action {
        Action::Retry => frame::submit(&form),
        Action::Reload => {
            form.settle();
            crate::spawn(transport::load(form.clone()));
        }
        Action::Replace => {
            let form = form.clone();
            crate::spawn(async move {
                // The outcome is on the page and in an event.
                let _ = transport::replace(form).await;
            });
        }
    })
}

fn dismiss(form: &Form) -> AnyView {
    let label = form.say("action.back", "Back to editing");
    let form = form.clone();
    small(label, move || form.settle())
}

fn small(label: String, mut act: impl FnMut() + 'static) -> AnyView {
    button()
        .attr("class", "ce-btn")
        .attr("part", "button")
        .attr("data-size", "s")
        .attr("type", "button")
        .on(ev::click, move |_| act())
        .child(label)
        .into_any()
}
