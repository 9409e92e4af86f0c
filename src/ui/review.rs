//! Before and after, once more before a save leaves; in the place of the fields.

use customer_core::schema::Method;
use leptos::ev;
use leptos::html::{
    bdi, button, caption, col, colgroup, del, div, h3, input, ins, label, p, section, small, span,
    table, tbody, td, th, thead, tr,
};
use leptos::prelude::*;

use super::{icon, maybe, part, words};
use crate::state::{Form, Review, Row};

/// The panel, while a save waits for the person.
pub fn panel(form: &Form) -> AnyView {
    let heading = [&form.uid, "-review"].concat();
    let (title, lead, rows) = (form.clone(), form.clone(), form.clone());
    section()
        .attr("class", "ce-panel")
        .attr("part", "review")
        .attr("aria-labelledby", heading.clone())
        .child((
            div().attr("class", "ce-panel__head").child((
                h3().attr("class", "ce-h")
                    .attr("id", heading)
                    .attr("tabindex", "-1")
                    .child(words(move || {
                        let count = read(&title, |review| review.rows.len());
                        title.count("review.title", count, "Review {count} changes")
                    })),
                address(form),
            )),
            p().attr("class", "ce-lead")
                .child(words(move || read(&lead, |review| sentence(&lead, review)))),
            warning(form),
            table().attr("class", "ce-diff").child((
                head(form),
                tbody().child(part(move || {
                    let review = rows.review.get()?;
                    let all = review.rows.into_iter().map(|row| line(&rows, row));
                    Some(all.collect_view().into_any())
                })),
            )),
        ))
        .into_any()
}

/// What to do with it.
pub fn bar(form: &Form) -> AnyView {
    let (back, off, send, kind, text) = (
        form.clone(),
        form.clone(),
        form.clone(),
        form.clone(),
        form.clone(),
    );
    let actions = (
        button()
            .attr("class", "ce-btn")
            .attr("part", "button")
            .attr("type", "button")
            .on(ev::click, move |_| back.decline())
            .child(form.say("action.back", "Back to editing")),
        button()
            .attr("class", "ce-btn")
            .attr("part", "button button-primary")
            .attr(
                "data-kind",
                words(move || {
                    let empties = read(&kind, |review| !review.emptied.is_empty());
                    if empties { "danger" } else { "primary" }.to_owned()
                }),
            )
            .attr("type", "button")
            .attr(
                "aria-disabled",
                maybe(move || {
                    let empties = read(&off, |review| !review.emptied.is_empty());
                    (empties && !off.agreed.get()).then(|| "true".to_owned())
                }),
            )
            .on(ev::click, move |_| send.confirm())
            .child(words(move || read(&text, |review| cost(&text, review)))),
    );
    div()
        .attr("class", "ce-bar")
        .attr("part", "actions")
        .attr("role", "group")
        .attr("aria-label", form.say("form.actions", "Actions"))
        .attr("data-short", "")
        .child(div().attr("class", "ce-bar__go").child(actions))
        .into_any()
}

/// Reads the review on the page; nothing once it is gone.
fn read<T: Default>(form: &Form, read: impl FnOnce(&Review) -> T) -> T {
    form.review
        .with(|review| review.as_ref().map(read).unwrap_or_default())
}

/// The method and the path: neither changes while the panel stands.
fn address(form: &Form) -> impl IntoView + use<> {
    let review = form.review.get_untracked()?;
    Some((
        span()
            .attr("class", "ce-method")
            .attr("data-method", review.method.as_str())
            .child(review.method.as_str()),
        span()
            .attr("class", "ce-path")
            .child(bdi().child(review.path)),
    ))
}

fn sentence(form: &Form, review: &Review) -> String {
    match (review.method, review.emptied.is_empty()) {
        (Method::Put, _) => form.say(
            "review.lead.PUT",
            "The whole record is sent: these changes, and everything else as it was loaded.",
        ),
        (_, true) => form.say(
            "review.lead",
            "Only these fields are sent. Everything else stays as it is.",
        ),
        (_, false) => form.say(
            "review.lead.template",
            "Only these fields are sent. With another template, the values of the old one go.",
        ),
    }
}

/// What the button does, with its cost.
fn cost(form: &Form, review: &Review) -> String {
    let (changes, emptied) = (review.rows.len(), review.emptied.len());
    match (emptied, review.method) {
        (0, _) => form.count("review.send", changes, "Send {count} changes"),
        (_, Method::Put) => form.count(
            "review.replace",
            emptied,
            "Replace record, empty {count} fields",
        ),
        _ => form.count("review.empty", emptied, "Send, empty {count} fields"),
    }
}

/// What would be emptied, and the box that agrees to it.
fn warning(form: &Form) -> impl IntoView + use<> {
    let source = form.review.clone();
    let emptied = ArcMemo::new(move |_| {
        source.with(|review| review.as_ref().map(|review| review.emptied.clone()))
    });
    let form = form.clone();
    part(move || {
        let labels = emptied.get().filter(|labels| !labels.is_empty())?;
        Some(emptying(&form, labels))
    })
}

fn emptying(form: &Form, labels: Vec<String>) -> AnyView {
    let (id, count) = ([&form.uid, "-agree"].concat(), labels.len());
    let chips = labels
        .into_iter()
        .map(|label| span().attr("class", "ce-chip").child(bdi().child(label)))
        .collect_view();
    let agreed = form.agreed.clone();
    let title = form.count("review.empties", count, "Saving will empty {count} fields");
    let why = form.count(
        "review.empties.text",
        count,
        "They hold a value on the server now, and none afterwards.",
    );
    div()
        .attr("class", "ce-banner")
        .attr("data-kind", "danger")
        .child((
            icon::icon(icon::WARN, "ce-icon", false),
            div().attr("class", "ce-banner__text").child((
                h3().attr("class", "ce-banner__title").child(title),
                p().child(why),
                div().attr("class", "ce-chips").child(chips),
            )),
            label()
                .attr("class", "ce-check")
                .attr("for", id.clone())
                .child((
                    input()
                        .attr("type", "checkbox")
                        .attr("id", id)
                        .on(ev::change, move |event| {
                            agreed.set(event_target_checked(&event))
                        }),
                    span().child(form.count(
                        "review.agree",
                        count,
                        "Yes, empty these {count} fields",
                    )),
                )),
        ))
        .into_any()
}

fn head(form: &Form) -> AnyView {
    let column = |key, fallback| th().attr("scope", "col").child(form.say(key, fallback));
    (
        caption()
            .attr("class", "ce-sr")
            .child(form.say("review.caption", "Changes to be sent")),
        colgroup().child((
            col().attr("data-c", "field"),
            col(),
            col(),
            col().attr("data-c", "act"),
        )),
        thead().child(
            tr().child((
                column("review.field", "Field"),
                column("review.before", "Before"),
                column("review.after", "After"),
                th().attr("scope", "col").child(
                    span()
                        .attr("class", "ce-sr")
                        .child(form.say("review.revert", "Revert")),
                ),
            )),
        ),
    )
        .into_any()
}

fn line(form: &Form, row: Row) -> AnyView {
    let class = row.numeric.then_some("ce-num");
    let empty = form.say("field.empty", "empty");
    let params = [("label", &*row.label), ("value", &*row.before)];
    let revert = match &*row.before {
        "" => form
            .host
            .say("action.revert.empty", &params, "Revert {label}, was: empty"),
        _ => form
            .host
            .say("action.revert", &params, "Revert {label}, was: {value}"),
    };
    let before = match row.before {
        text if text.is_empty() => span().attr("class", "ce-none").child(empty).into_any(),
        text => del().child(bdi().child(text)).into_any(),
    };
    let after = match row.after {
        text if text.trim().is_empty() => span()
            .attr("class", "ce-cleared")
            .child(form.say("review.cleared", "Cleared"))
            .into_any(),
        text => ins().child(bdi().child(text)).into_any(),
    };
    let (form, key) = (form.clone(), row.field);
    let cell = |name: String, value: AnyView| {
        td().attr("data-label", name)
            .attr("class", class)
            .child(value)
    };
    tr().child((
        th().attr("scope", "row")
            .child((bdi().child(row.label), small().child(row.section))),
        cell(form.say("review.before", "Before"), before),
        cell(form.say("review.after", "After"), after),
        td().child(
            button()
                .attr("class", "ce-mini")
                .attr("part", "button")
                .attr("type", "button")
                .attr("aria-label", revert)
                .on(ev::click, move |_| {
                    form.revert(&key);
                    // The button that was pressed is gone.
                    if form.reviewing() {
                        form.focus_later("[part~=review] h3");
                    }
                })
                .child(icon::icon(icon::UNDO, "ce-icon", true)),
        ),
    ))
    .into_any()
}
