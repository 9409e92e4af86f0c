//! One thing to tell, above the fields. The live region speaks it; the banner itself is silent.

use customer_core::text::{from_integer, joined};

use super::act;
use super::dom::{self, Node, el, svg, words};
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
    let sign = match notice.action {
        Some(Action::Stop) => ring(form, scope),
        _ => icon::icon(path, "ce-icon", false),
    };
    let title = words("h3", &[("class", "ce-banner__title")], &notice.title);
    title.append_text(" ");
    title.append(&time_left(form, scope));
    let text = el("div", &[("class", "ce-banner__text")], &[&title]);
    if !notice.text.is_empty() {
        text.append(&words("p", &[], &notice.text));
    }
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
        &[&sign, &text],
    );
    if let Some(action) = notice.action {
        banner.append(&offers(form, action));
    }
    banner
}

/// The time until what stands in line goes; empty while nothing does. The live region says it once.
pub fn time_left(form: &Form, scope: &mut Scope) -> Node {
    let attrs = [("class", "ce-time"), ("aria-hidden", "true")];
    let (form, time) = (form.clone(), el("span", &attrs, &[]));
    scope.text(&time, move || match form.wait.get() {
        0 => String::new(),
        wait => clock(wait),
    });
    time
}

/// How much of the wait is over.
fn ring(form: &Form, scope: &mut Scope) -> Node {
    let circle = || svg("circle", &[("cx", "10"), ("cy", "10"), ("r", "8")]);
    let arc = circle();
    arc.set("pathLength", "100");
    arc.set("stroke-dasharray", "100");
    let attrs = [
        ("class", "ce-ring"),
        ("viewBox", "0 0 20 20"),
        ("aria-hidden", "true"),
    ];
    let ring = svg("svg", &attrs);
    ring.append(&circle());
    ring.append(&arc);
    let (form, mut whole) = (form.clone(), 1);
    scope.follow(move || {
        let left = form.wait.get();
        whole = left.max(whole);
        let over = 100 - u64::from(left) * 100 / u64::from(whole);
        arc.set("stroke-dashoffset", &from_integer(over.cast_signed()));
    });
    ring
}

/// Minutes and seconds, `1:05`.
#[must_use]
pub fn clock(seconds: u32) -> String {
    let rest = from_integer(i64::from(seconds % 60));
    let zero = if rest.len() < 2 { "0" } else { "" };
    joined(&[&from_integer(i64::from(seconds / 60)), ":", zero, &rest])
}

fn offers(form: &Form, action: Action) -> Node {
    let (act, key) = match action {
        Action::Retry => (act::SAVE, "action.retry"),
        Action::Check => (act::SAVE, "action.check"),
        Action::Reload => (act::RELOAD, "action.reload"),
        Action::Replace => (act::REPLACE, "action.put"),
        Action::Stop => (act::STOP, "action.stop"),
        Action::Choose => (act::CHOOSE, "action.choose"),
        Action::Undo => (act::UNDO, "action.undo"),
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
