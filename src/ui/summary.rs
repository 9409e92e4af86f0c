//! What a save found wrong, with links to the fields. It takes focus when it appears.

use super::act;
use super::dom::{self, Node, el, words};
use super::icon;
use super::scope::Scope;
use crate::state::{Form, Problem};
use customer_core::text::joined;

/// The list, while something on it is still wrong.
pub fn summary(form: &Form, scope: &mut Scope) -> Node {
    let (key, form) = (form.clone(), form.clone());
    scope.part(
        move || u32::from(!key.problems.read().is_empty()),
        move |scope| match form.problems.peek().is_empty() {
            true => dom::all(&[]),
            false => open(&form, scope),
        },
    )
}

fn open(form: &Form, scope: &mut Scope) -> Node {
    let id = joined(&[&form.uid, "-summary"]);
    let heading = el("h3", &[("class", "ce-banner__title"), ("id", &id)], &[]);
    let title = form.clone();
    scope.text(&heading, move || {
        let count = title.problems.read().len();
        title.count("summary.title", count)
    });
    let (read, list) = (form.clone(), form.clone());
    let lines = scope.list(
        move || read.problems.track(),
        move |_| {
            let problems = list.problems.get_untracked();
            let lines = dom::all(&[]);
            for problem in &problems {
                lines.append(&el("li", &[], &[&line(&list, problem)]));
            }
            lines
        },
    );
    let text = [
        &heading,
        &el("ul", &[("class", "ce-banner__links")], &[&lines]),
    ];
    el(
        "div",
        &[
            ("class", "ce-banner"),
            ("part", "summary"),
            ("data-kind", "danger"),
            ("role", "group"),
            ("tabindex", "-1"),
            ("aria-labelledby", &id),
        ],
        &[
            &icon::icon(icon::ALERT, "ce-icon", false),
            &el("div", &[("class", "ce-banner__text")], &text),
        ],
    )
}

fn line(form: &Form, problem: &Problem) -> Node {
    let target = problem.field.as_deref().and_then(|key| form.field(key));
    let Some(state) = target.filter(|state| state.field.visible) else {
        return dom::text(&problem.text);
    };
    let link = [
        ("href", &*joined(&["#", &state.id])),
        (act::ACT, act::FOCUS),
        (act::FIELD, &state.field.key),
    ];
    words("a", &link, &problem.text)
}
