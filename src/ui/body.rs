//! The form element with its sections.

use customer_core::schema::Section;
use leptos::ev;
use leptos::html::{div, form as form_element};
use leptos::prelude::*;

use super::{flag, frame, part, section};
use crate::state::{FieldState, Form, Phase};

/// Every section in display order. Only the custom one is built anew when another template is chosen.
pub fn body(form: &Form) -> impl IntoView + use<> {
    let (busy, away, submit, shown) = (form.clone(), form.clone(), form.clone(), form.clone());
    // The div between form and sections: Chromium inserts thousands of controls with ids as direct
    // children of a form in quadratic time.
    form_element()
        .attr("class", "ce-body")
        .attr("part", "form")
        .attr("id", [&form.uid, "-form"].concat())
        .attr("novalidate", "")
        .attr("autocomplete", "off")
        .attr("inert", flag(move || busy.phase.get() == Phase::Saving))
        .attr("hidden", flag(move || away.review.with(Option::is_some)))
        .on(ev::submit, move |event| {
            event.prevent_default();
            frame::submit(&submit);
        })
        .child(div().child(part(move || {
            shown.readonly.track();
            Some(sections(&shown).into_any())
        })))
}

fn sections(form: &Form) -> Vec<AnyView> {
    let fields = form.visible_fields();
    let mut views = Vec::new();
    let mut start = 0;
    let fixed = fields
        .iter()
        .take_while(|state| state.field.section != Section::Custom)
        .count();
    for (at, state) in fields.iter().enumerate().take(fixed) {
        let last = fields
            .get(at + 1)
            .is_none_or(|next| next.field.section != state.field.section);
        if last {
            let rows = fields.get(start..=at).unwrap_or_default();
            views.push(section::section(
                form,
                state.field.section,
                rows,
                start == 0,
                None,
            ));
            start = at + 1;
        }
    }
    let custom: Vec<FieldState> = fields.into_iter().skip(fixed).collect();
    let picker: Vec<FieldState> = custom
        .into_iter()
        .filter(|state| state.field.list.is_some())
        .collect();
    let live = form.clone();
    let rows = part(move || {
        live.custom.track();
        let fields = live.visible_fields();
        let own = fields
            .iter()
            .filter(|state| state.field.section == Section::Custom && state.field.list.is_none());
        Some(
            own.map(|state| super::field::row(&live, state))
                .collect_view()
                .into_any(),
        )
    });
    views.push(section::section(
        form,
        Section::Custom,
        &picker,
        start == 0,
        Some(rows),
    ));
    views
}
