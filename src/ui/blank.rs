//! Nothing could be loaded: what happened, what was not lost, one way forward.

use customer_core::text::{from_integer, joined};

use super::act;
use super::banner::time_left;
use super::dom::{Node, el, words};
use super::icon;
use super::scope::Scope;
use crate::state::{Doing, Failure, Form};

/// The failure in the form's place.
pub fn blank(form: &Form, failure: &Failure, scope: &mut Scope) -> Node {
    let host = &form.host;
    let attrs = [("part", "button button-primary"), ("data-kind", "primary")];
    let (act, key) = match failure {
        Failure::Held(_) => (act::STOP, "action.stop"),
        _ => (act::RETRY, "action.retry"),
    };
    let button = act::button(act, &attrs, &form.say(key));
    let sentence = words("p", &[], &failure.sentence(host, Doing::Load));
    let role = match failure {
        // What it says was said, and it says another number each second.
        Failure::Held(_) => "group",
        _ => "alert",
    };
    if let Failure::Held(_) = failure {
        let form = form.clone();
        scope.text(&sentence, move || {
            Failure::Held(form.wait.get()).sentence(&form.host, Doing::Load)
        });
    }
    let sign = icon::icon(icon::OFF, "ce-icon", false);
    let blank = el(
        "div",
        &[("class", "ce-blank"), ("role", role)],
        &[
            &el("span", &[("class", "ce-blank__icon")], &[&sign]),
            &words(
                "h2",
                &[("class", "ce-h")],
                &failure.title(host, Doing::Load),
            ),
            &sentence,
        ],
    );
    if let Some(status) = failure.status() {
        let code = joined(&["HTTP ", &from_integer(i64::from(status)), " "]);
        let code = words("p", &[("class", "ce-code")], &code);
        code.append(&time_left(form, scope));
        blank.append(&code);
    }
    blank.append(&el("div", &[("class", "ce-blank__acts")], &[&button]));
    blank
}
