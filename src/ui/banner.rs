//! One thing to tell, above the fields. The live region speaks it; the banner itself is silent.

use customer_core::text::{from_integer, joined};

use super::act;
use super::dom::{self, Node, el, words};
use super::icon;
use super::scope::Scope;
use crate::state::{Action, Form, Notice, Tone};

/// The notice, while there is one.
pub fn banner(form: &Form, scope: &mut Scope) -> Node {
    let (read, form) = (form.clone(), form.clone());
    scope.list(
        move || read.notice.track(),
        move |scope| match form.notice.get_untracked() {
            Some(notice) => told(&form, &notice, scope),
            None => dom::all(&[]),
        },
    )
}

fn told(form: &Form, notice: &Notice, scope: &mut Scope) -> Node {
    let (kind, path) = match notice.tone {
        Tone::Info => ("info", icon::INFO),
        Tone::Warning => ("warning", icon::WARN),
        Tone::Danger => ("danger", icon::ALERT),
    };
    let waiting = form.clone();
    let clock = scope.part(
        {
            let form = form.clone();
            move || u32::from(form.wait.get() > 0)
        },
        move |scope| {
            if waiting.wait.get_untracked() == 0 {
                return dom::all(&[]);
            }
            let time = el(
                "span",
                &[("class", "ce-time"), ("aria-hidden", "true")],
                &[],
            );
            let form = waiting.clone();
            scope.text(&time, move || clock(form.wait.get()));
            time
        },
    );
    let title = words("h3", &[("class", "ce-banner__title")], &notice.title);
    title.append_text(" ");
    title.append(&clock);
    let text = el(
        "div",
        &[("class", "ce-banner__text")],
        &[&title, &words("p", &[], &notice.text)],
    );
    if let Some(detail) = &notice.detail {
        text.append(&words("p", &[("dir", "auto")], detail));
    }
    let banner = el(
        "div",
        &[
            ("class", "ce-banner"),
            ("part", "banner"),
            ("data-kind", kind),
        ],
        &[&icon::icon(path, "ce-icon", false), &text],
    );
    if let Some(action) = notice.action {
        banner.append(&offers(form, action));
    }
    banner
}

/// Minutes and seconds, `1:05`.
fn clock(seconds: u64) -> String {
    let rest = from_integer((seconds % 60).cast_signed());
    let zero = if rest.len() < 2 { "0" } else { "" };
    joined(&[
        &from_integer((seconds / 60).cast_signed()),
        ":",
        zero,
        &rest,
    ])
}

fn offers(form: &Form, action: Action) -> Node {
    let (act, key) = match action {
        Action::Retry => (act::SAVE, "action.retry"),
        Action::Reload => (act::RELOAD, "action.reload"),
        Action::Replace => (act::REPLACE, "action.put"),
    };
    let small =
        |act, label: &str| act::button(act, &[("part", "button"), ("data-size", "s")], label);
    let offers = el(
        "div",
        &[("class", "ce-banner__acts")],
        &[&small(act, &form.say(key))],
    );
    if action == Action::Replace {
        let back = form.say("action.back");
        offers.append(&small(act::DISMISS, &back));
    }
    offers
}
