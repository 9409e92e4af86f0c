//! What a save found wrong, with links to the fields. It takes focus when it appears.

use leptos::ev;
use leptos::html::{a, div, h3, li, ul};
use leptos::prelude::*;

use super::{icon, part, words};
use crate::state::{Form, Problem};

/// The list, while something on it is still wrong.
pub fn summary(form: &Form) -> impl IntoView + use<> {
    let form = form.clone();
    let shown = {
        let form = form.clone();
        ArcMemo::new(move |_| !form.problems.with(Vec::is_empty))
    };
    part(move || shown.get().then(|| open(&form)))
}

fn open(form: &Form) -> AnyView {
    let (title, list) = (form.clone(), form.clone());
    let heading = [&form.uid, "-summary"].concat();
    div()
        .attr("class", "ce-banner")
        .attr("part", "summary")
        .attr("data-kind", "danger")
        .attr("role", "group")
        .attr("tabindex", "-1")
        .attr("aria-labelledby", heading.clone())
        .child((
            icon::icon(icon::ALERT, "ce-icon", false),
            div().attr("class", "ce-banner__text").child((
                h3().attr("class", "ce-banner__title")
                    .attr("id", heading)
                    .child(words(move || {
                        let count = title.problems.with(Vec::len);
                        title.count("summary.title", count, "There are {count} problems")
                    })),
                ul().attr("class", "ce-banner__links").child(part(move || {
                    let problems = list.problems.get();
                    Some(
                        problems
                            .into_iter()
                            .map(|one| line(&list, one))
                            .collect_view()
                            .into_any(),
                    )
                })),
            )),
        ))
        .into_any()
}

fn line(form: &Form, problem: Problem) -> AnyView {
    let target = problem
        .field
        .and_then(|key| form.field(&key))
        .filter(|state| state.field.visible);
    let Some(state) = target else {
        return li().child(problem.text).into_any();
    };
    let form = form.clone();
    let link = a()
        .attr("href", ["#", &state.id].concat())
        .on(ev::click, move |event| {
            // The control is in this shadow root, where the page's address cannot point.
            event.prevent_default();
            form.focus_field(&state.field.key);
        })
        .child(problem.text);
    li().child(link).into_any()
}
