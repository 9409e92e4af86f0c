//! Who is being edited, and how things stand.

use leptos::html::{bdi, code, div, h2, header as head, p, span};
use leptos::prelude::*;

use super::{icon, part, words};
use crate::state::{Form, Phase, Tone};

/// Monogram, name, id, status.
pub fn header(form: &Form) -> impl IntoView + use<> {
    let (mono, title) = (form.clone(), form.clone());
    let id = (!form.host.customer_id().is_empty()).then(|| {
        span().child((
            form.say("form.id", "ID"),
            " ",
            code().child(bdi().child(form.host.customer_id())),
        ))
    });
    head().attr("class", "ce-head").child((
        span()
            .attr("class", "ce-mono")
            .attr("aria-hidden", "true")
            .child(words(move || monogram(&name(&mono)))),
        div().attr("class", "ce-head__id").child((
            h2().attr("class", "ce-title")
                .child(bdi().child(words(move || {
                    let name = name(&title);
                    if name.is_empty() {
                        title.say("form.unnamed", "Unnamed customer")
                    } else {
                        name
                    }
                }))),
            p().attr("class", "ce-meta").child(id),
        )),
        status(form),
    ))
}

/// The name as stored; it follows a save, not the key presses.
fn name(form: &Form) -> String {
    form.phase.track();
    form.read(|editor| editor.loaded("name"))
        .and_then(Result::ok)
        .unwrap_or_default()
}

/// The first letters of the first two words.
fn monogram(name: &str) -> String {
    let letters = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    letters.take(2).flat_map(char::to_uppercase).collect()
}

fn status(form: &Form) -> impl IntoView + use<> {
    let (kind, lock, text) = (form.clone(), form.clone(), form.clone());
    p().attr("class", "ce-status")
        .attr("role", "status")
        .attr("data-kind", words(move || standing(&kind).0.to_owned()))
        .child((
            part(move || {
                lock.readonly
                    .get()
                    .then(|| icon::icon(icon::LOCK, "ce-icon", false))
            }),
            span().child(words(move || standing(&text).1)),
        ))
}

/// The status line's kind and words: the most pressing thing first.
fn standing(form: &Form) -> (&'static str, String) {
    let phase = form.phase.get();
    let (dirty, problems) = (form.dirty_count.get(), form.problems.with(Vec::len));
    let failed = form.notice.with(|notice| {
        notice
            .as_ref()
            .is_some_and(|notice| notice.tone == Tone::Danger)
    });
    if form.readonly.get() {
        ("clean", form.say("status.readonly", "View only"))
    } else if phase == Phase::Saving {
        ("busy", form.say("status.saving", "Saving…"))
    } else if form.wait.get() > 0 {
        ("warn", form.say("status.throttled", "Waiting to save"))
    } else if problems > 0 {
        (
            "error",
            form.count("status.invalid", problems, "{count} problems"),
        )
    } else if failed && dirty > 0 {
        ("error", form.say("status.failed", "Not saved"))
    } else if dirty > 0 {
        (
            "dirty",
            form.count("status.dirty", dirty, "{count} unsaved changes"),
        )
    } else if let Phase::Saved(count) = phase {
        ("clean", form.count("status.saved", count, "Saved"))
    } else {
        ("clean", form.say("status.clean", "No changes"))
    }
}
