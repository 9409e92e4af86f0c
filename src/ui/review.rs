//! Before and after, once more before a save leaves; in the place of the fields.

use customer_core::schema::Method;
use customer_core::text::joined;

use super::dom::{self, Node, bdi, el, words};
use super::scope::Scope;
use super::{act, bar as actions, icon};
use crate::state::{Form, Review, Row};

/// The panel, while a save waits for the person.
pub fn panel(form: &Form, scope: &mut Scope) -> Node {
    let id = joined(&[&form.uid, "-review"]);
    let heading = [("class", "ce-h"), ("id", &*id), ("tabindex", "-1")];
    let heading = el("h3", &heading, &[]);
    let lead = el("p", &[("class", "ce-lead")], &[]);
    let (shown, title, text) = (form.clone(), heading.clone(), lead.clone());
    scope.follow(move || {
        if let Some(review) = &*shown.review.read() {
            let count = review.rows.len();
            title.set_text(&shown.count("review.title", count));
            text.set_text(&sentence(&shown, review));
        }
    });
    let (read, shown) = (form.clone(), form.clone());
    let rows = scope.list(
        move || read.review.track(),
        move |_| {
            let rows = dom::all(&[]);
            for row in shown.review.peek().iter().flat_map(|review| &review.rows) {
                rows.append(&line(&shown, row));
            }
            rows
        },
    );
    let head = el("div", &[("class", "ce-panel__head")], &[&heading]);
    // Neither the method nor the path changes while the panel stands.
    if let Some(review) = &*form.review.peek() {
        let method = review.method.as_str();
        let attrs = [("class", "ce-method"), ("data-method", method)];
        head.append(&words("span", &attrs, method));
        let path = bdi(&review.path);
        head.append(&el("span", &[("class", "ce-path")], &[&path]));
    }
    let table = [&columns(form), &el("tbody", &[], &[&rows])];
    el(
        "section",
        &[
            ("class", "ce-panel"),
            ("part", "review"),
            ("aria-labelledby", &id),
        ],
        &[
            &head,
            &lead,
            &named(form, scope, |review| &review.emptied, emptying),
            &el("table", &[("class", "ce-diff")], &table),
            &named(form, scope, |review| &review.along, going_along),
        ],
    )
}

/// What to do with it.
pub fn bar(form: &Form, scope: &mut Scope) -> Node {
    let back = act::button(act::BACK, &[("part", "button")], &form.say("action.back"));
    let send = act::button(act::SEND, &[("part", "button button-primary")], "");
    let (shown, button) = (form.clone(), send.clone());
    scope.follow(move || {
        let agreed = shown.agreed.get();
        if let Some(review) = &*shown.review.read() {
            let empties = !review.emptied.is_empty();
            button.set("data-kind", if empties { "danger" } else { "primary" });
            button.set_or_remove("aria-disabled", (empties && !agreed).then_some("true"));
            button.set_text(&cost(&shown, review));
        }
    });
    let go = el("div", &[("class", "ce-bar__go")], &[&back, &send]);
    let bar = actions::group(form, &[&go]);
    bar.set("data-short", "");
    bar
}

fn sentence(form: &Form, review: &Review) -> String {
    match (review.method, review.emptied.is_empty()) {
        (Method::Put, _) => form.say("review.lead.PUT"),
        (_, true) => form.say("review.lead"),
        (_, false) => form.say("review.lead.template"),
    }
}

/// What the button does, with its cost.
fn cost(form: &Form, review: &Review) -> String {
    let (changes, emptied) = (review.rows.len(), review.emptied.len());
    match (emptied, review.method) {
        (0, _) => form.count("review.send", changes),
        (_, Method::Put) => form.count("review.replace", emptied),
        _ => form.count("review.empty", emptied),
    }
}

/// What is said of some fields, where there are any. The same nodes as long as it is the same fields: a box stays ticked.
fn named(
    form: &Form,
    scope: &mut Scope,
    pick: fn(&Review) -> &Vec<String>,
    build: fn(&Form, &[String]) -> Node,
) -> Node {
    let (read, form) = (form.clone(), form.clone());
    let (mut now, mut times) = (Vec::new(), 0u32);
    let key = move || {
        if let Some(review) = &*read.review.read()
            && *pick(review) != now
        {
            now.clone_from(pick(review));
            times = times.wrapping_add(1);
        }
        times
    };
    scope.part(key, move |_| match &*form.review.peek() {
        Some(review) if !pick(review).is_empty() => build(&form, pick(review)),
        _ => dom::all(&[]),
    })
}

fn chips(labels: &[String]) -> Node {
    let chips = el("div", &[("class", "ce-chips")], &[]);
    for label in labels {
        chips.append(&el("span", &[("class", "ce-chip")], &[&bdi(label)]));
    }
    chips
}

/// Above so many, the names are folded away.
const FEW: usize = 8;

/// What a rule or a setting of the host sends with the changes.
fn going_along(form: &Form, labels: &[String]) -> Node {
    let title = form.count("review.along", labels.len());
    let names = [&words("summary", &[], &title), &chips(labels)];
    let along = el("details", &[("class", "ce-along")], &names);
    if labels.len() <= FEW {
        along.set("open", "");
    }
    along
}

/// What would be emptied, and the box that agrees to it.
fn emptying(form: &Form, labels: &[String]) -> Node {
    let (id, count) = (joined(&[&form.uid, "-agree"]), labels.len());
    let title = form.count("review.empties", count);
    let why = form.count("review.empties.text", count);
    let agree = form.count("review.agree", count);
    let tick = [("type", "checkbox"), ("id", &*id), (act::ACT, act::AGREE)];
    let text = [
        &words("h3", &[("class", "ce-banner__title")], &title),
        &words("p", &[], &why),
        &chips(labels),
    ];
    el(
        "div",
        &[("class", "ce-banner"), ("data-kind", "danger")],
        &[
            &icon::icon(icon::WARN, "ce-icon", false),
            &el("div", &[("class", "ce-banner__text")], &text),
            &el(
                "label",
                &[("class", "ce-check"), ("for", &id)],
                &[&el("input", &tick, &[]), &words("span", &[], &agree)],
            ),
        ],
    )
}

fn columns(form: &Form) -> Node {
    let column = |key| words("th", &[("scope", "col")], &form.say(key));
    let caption = form.say("review.caption");
    let col = |name| el("col", &[("data-c", name)], &[]);
    let plain = || el("col", &[], &[]);
    let hidden = |text: &str| words("span", &[("class", "ce-sr")], text);
    let act = hidden(&form.say("review.revert"));
    let row = [
        &column("review.field"),
        &column("review.before"),
        &column("review.after"),
        &el("th", &[("scope", "col")], &[&act]),
    ];
    dom::all(&[
        &words("caption", &[("class", "ce-sr")], &caption),
        &el(
            "colgroup",
            &[],
            &[&col("field"), &plain(), &plain(), &col("act")],
        ),
        &el("thead", &[], &[&el("tr", &[], &row)]),
    ])
}

fn line(form: &Form, row: &Row) -> Node {
    let empty = form.say("field.empty");
    let params = [("label", &*row.label), ("value", &*row.before)];
    let key = match &*row.before {
        "" => "action.revert.empty",
        _ => "action.revert",
    };
    let revert = form.host.say(key, &params);
    let before = match &*row.before {
        "" => words("span", &[("class", "ce-none")], &empty),
        text => el("del", &[], &[&bdi(text)]),
    };
    let after = match row.after.trim() {
        "" => {
            let cleared = form.say("review.cleared");
            words("span", &[("class", "ce-cleared")], &cleared)
        }
        _ => el("ins", &[], &[&bdi(&row.after)]),
    };
    let cell = |name: &str, value: &Node| {
        let cell = el("td", &[("data-label", name)], &[value]);
        if row.numeric {
            cell.set("class", "ce-num");
        }
        cell
    };
    let field = [&bdi(&row.label), &words("small", &[], &row.section)];
    let button = el(
        "button",
        &[
            ("class", "ce-mini"),
            ("part", "button"),
            ("type", "button"),
            ("aria-label", &revert),
            (act::ACT, act::REVERT_IN_REVIEW),
            (act::FIELD, &row.field),
        ],
        &[&icon::icon(icon::UNDO, "ce-icon", true)],
    );
    el(
        "tr",
        &[],
        &[
            &el("th", &[("scope", "row")], &field),
            &cell(&form.say("review.before"), &before),
            &cell(&form.say("review.after"), &after),
            &el("td", &[], &[&button]),
        ],
    )
}
