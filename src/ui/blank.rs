//! Nothing could be loaded: what happened, what was not lost, one way forward.

use customer_core::text::{from_integer, joined};

use super::act;
use super::banner::clock;
use super::dom::{Node, el, words};
use super::icon;
use super::scope::Scope;
use crate::state::{Doing, Failure, Form};

/// The failure in the form's place.
pub fn blank(form: &Form, failure: &Failure, scope: &mut Scope) -> Node {
    let host = &form.host;
    let held = matches!(failure, Failure::Held(_));
    let attrs = [("part", "button button-primary"), ("data-kind", "primary")];
    let (act, key) = match held {
        true => (act::STOP, "action.stop"),
        false => (act::RETRY, "action.retry"),
    };
    let button = act::button(act, &attrs, &form.say(key));
    let acts = el("div", &[("class", "ce-blank__acts")], &[&button]);
    let time = el(
        "span",
        &[("class", "ce-time"), ("aria-hidden", "true")],
        &[],
    );
    acts.append(&time);
    let waiting = form.clone();
    scope.follow(move || {
        let wait = waiting.wait.get();
        let blocks = wait > 0 && !held;
        button.set_or_remove("aria-disabled", blocks.then_some("true"));
        let left = if wait > 0 { clock(wait) } else { String::new() };
        time.set_text(&left);
    });
    let sign = icon::icon(icon::OFF, "ce-icon", false);
    let blank = el(
        "div",
        &[("class", "ce-blank"), ("role", "alert")],
        &[
            &el("span", &[("class", "ce-blank__icon")], &[&sign]),
            &words(
                "h2",
                &[("class", "ce-h")],
                &failure.title(host, Doing::Load),
            ),
            &words("p", &[], &failure.sentence(host, Doing::Load)),
        ],
    );
    if let Some(status) = failure.status() {
        let code = joined(&["HTTP ", &from_integer(i64::from(status))]);
        blank.append(&words("p", &[("class", "ce-code")], &code));
    }
    blank.append(&acts);
    blank
}
