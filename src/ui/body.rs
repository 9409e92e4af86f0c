//! The form element with its sections.

use customer_core::schema::{FORM_V1, Section, template};
use customer_core::text::joined;

use super::dom::{self, Node, el};
use super::rest::Rest;
use super::scope::Scope;
use super::{field, section};
use crate::state::{FieldState, Form, Phase};

/// Every section in display order. Only the custom one is built anew when another template is chosen.
pub fn body(form: &Form, scope: &mut Scope) -> Node {
    let (key, shown) = (form.clone(), form.clone());
    let sections = scope.part(
        move || u32::from(key.readonly.get()),
        move |scope| sections(&shown, scope),
    );
    // The div between form and sections: Chromium inserts thousands of controls with ids as direct
    // children of a form in quadratic time.
    let body = el(
        "form",
        &[
            ("class", "ce-body"),
            ("part", "form"),
            ("id", &joined(&[&form.uid, "-form"])),
            ("novalidate", ""),
            ("autocomplete", "off"),
        ],
        &[&el("div", &[], &[&sections])],
    );
    let (shown, element) = (form.clone(), body.clone());
    let mut saving = false;
    scope.follow(move || {
        element.toggle(
            "hidden",
            shown.review.read().is_some() || shown.choosing.get(),
        );
        let now = *shown.phase.read() == Phase::Saving;
        if now == saving {
            return;
        }
        saving = now;
        // What is inert loses the keyboard; it comes back to where it was.
        if now {
            shown.note_focus();
        }
        element.toggle("inert", now);
        if !now {
            shown.return_focus();
        }
    });
    body
}

/// Custom fields that are laid out together. Divides by every number of columns up to four.
const CHUNK: usize = 48;

fn sections(form: &Form, scope: &mut Scope) -> Node {
    let fields = form.visible_fields();
    let sections = dom::all(&[]);
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
            let of = state.field.section;
            sections.append(&section::section(form, of, rows, start == 0, None, scope));
            start = at + 1;
        }
    }
    let picker: Vec<FieldState> = fields
        .into_iter()
        .skip(fixed)
        .filter(|state| state.field.list.is_some())
        .collect();
    if FORM_V1 && form.read(|editor| editor.field(template::KEY).is_none()) == Some(true) {
        return sections;
    }
    let (read, live) = (form.clone(), form.clone());
    let rows = scope.list(
        move || read.custom.track(),
        move |scope| {
            let mut states = live.visible_fields();
            states.retain(|state| {
                state.field.section == Section::Custom && state.field.list.is_none()
            });
            let rows = dom::all(&[]);
            let fill = |grid: &Node, states: &[FieldState], scope: &mut Scope| {
                for state in states {
                    grid.append(&field::row(&live, state, scope));
                }
            };
            if states.len() <= CHUNK {
                fill(&rows, &states, scope);
                return rows;
            }
            // A short form is one grid. A long one is laid out chunk by chunk: those out of sight not at all, and a
            // key press lays out its own.
            let mut later = Vec::new();
            for (at, chunk) in states.chunks(CHUNK).enumerate() {
                let grid = el("div", &[("class", "ce-grid ce-chunk")], &[]);
                rows.append(&grid);
                match at {
                    0 => fill(&grid, chunk, scope),
                    _ => later.push((grid, chunk.to_vec())),
                }
            }
            scope.rest(Rest::of(&live, later));
            rows
        },
    );
    let of = Section::Custom;
    sections.append(&section::section(
        form,
        of,
        &picker,
        start == 0,
        Some(rows),
        scope,
    ));
    sections
}
