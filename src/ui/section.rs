//! Fields under a heading.

use customer_core::schema::Section;
use customer_core::text::joined;

use super::dom::{self, Node, el, words};
use super::field;
use super::scope::Scope;
use crate::state::{FieldState, Form};

/// A section: its rows, then those of `more`. The first one explains the mark of required fields.
pub fn section(
    form: &Form,
    section: Section,
    rows: &[FieldState],
    first: bool,
    more: Option<Node>,
    scope: &mut Scope,
) -> Node {
    let key = joined(&["section.", section.id()]);
    let id = joined(&[&form.uid, "-s-", section.id()]);
    let title = form.host.words().section(section);
    let heading = [("class", "ce-h"), ("part", "section-title"), ("id", &id)];
    let head = el(
        "div",
        &[("class", "ce-section__head")],
        &[&words("h3", &heading, &title)],
    );
    let lead = form.host.say_or(&joined(&[&key, ".lead"]), &[], "");
    if !lead.is_empty() {
        head.append(&words("p", &[("class", "ce-lead")], &lead));
    }
    let required = || {
        form.visible_fields()
            .iter()
            .any(|state| state.field.required)
    };
    if first && !form.readonly.get_untracked() && required() {
        let words = joined(&[" ", &form.say("form.required")]);
        let lead = [&field::star(), &dom::text(&words)];
        head.append(&el("p", &[("class", "ce-lead")], &lead));
    }
    let grid = el("div", &[("class", "ce-grid")], &[]);
    for state in rows {
        grid.append(&field::row(form, state, scope));
    }
    if let Some(more) = more {
        grid.append(&more);
    }
    el(
        "fieldset",
        &[
            ("class", "ce-section"),
            ("part", "section"),
            ("aria-labelledby", &id),
        ],
        &[&head, &grid],
    )
}
