//! Fields under a heading.

use customer_core::schema::Section;
use leptos::html::{div, fieldset, h3, p, span};
use leptos::prelude::*;

use super::{Part, field};
use crate::state::{FieldState, Form};

/// A section: its rows, then those of `more`. The first one explains the mark of required fields.
pub fn section(
    form: &Form,
    section: Section,
    rows: &[FieldState],
    first: bool,
    more: Option<Part>,
) -> AnyView {
    let key = ["section.", section.id()].concat();
    let heading = [&form.uid, "-s-", section.id()].concat();
    let lead = form.say(&[&key, ".lead"].concat(), "");
    let lead = (!lead.is_empty()).then(|| p().attr("class", "ce-lead").child(lead));
    let required = (first && !form.readonly.get_untracked()).then(|| {
        p().attr("class", "ce-lead").child((
            span()
                .attr("class", "ce-req")
                .attr("aria-hidden", "true")
                .child("*"),
            " ",
            form.say("form.required", "Required"),
        ))
    });
    let rows: Vec<AnyView> = rows.iter().map(|state| field::row(form, state)).collect();
    fieldset()
        .attr("class", "ce-section")
        .attr("part", "section")
        .attr("aria-labelledby", heading.clone())
        .child((
            div().attr("class", "ce-section__head").child((
                h3().attr("class", "ce-h")
                    .attr("part", "section-title")
                    .attr("id", heading)
                    .child(form.say(&key, section.title())),
                lead,
                required,
            )),
            div().attr("class", "ce-grid").child((rows, more)),
        ))
        .into_any()
}
