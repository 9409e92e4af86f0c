//! Rules between two fields, read from the merged draft and not from a body.

use alloc::vec::Vec;

use super::report::{Code, Refusal, Report, refused_with};
use super::valid::{Scope, read_loaded};
use crate::draft::Draft;
use crate::form::Form;
use crate::record::trim;
use crate::schema::Schema;
use crate::schema::tie::{Demand, Tie, When};

/// The issue of a field that is blank while another demands it.
#[must_use]
pub fn missing(tie: &Tie) -> Refusal {
    refused_with(tie.field, Code::Required, "with", tie.when.key())
}

/// The issues of required fields; `is_blank` tells of a key. For bodies, where absent is blank.
#[must_use]
#[inline(never)]
pub fn all_missing(schema: &Schema, is_blank: &dyn Fn(&str) -> bool) -> Vec<Refusal> {
    let mut refusals = Vec::new();
    for tie in schema.ties {
        let given = matches!(tie.when, When::Given(key) if !is_blank(key));
        if given && tie.demand == Demand::Required && is_blank(tie.field) {
            refusals.push(missing(tie));
        }
    }
    refusals
}

/// Whether what a tie looks at holds in a draft.
#[must_use]
#[inline(never)]
pub fn holds(form: &Form, draft: &Draft, tie: &Tie) -> bool {
    let at = form.position(tie.when.key());
    at.is_some_and(|at| tie.when.holds(trim(&draft.shown(form, at))))
}

/// Whether a field means something as the draft stands.
#[must_use]
#[inline(never)]
pub fn is_relevant(form: &Form, draft: &Draft, key: &str) -> bool {
    let mut ties = form.schema().ties.iter();
    ties.all(|tie| !tie.only || tie.field != key || holds(form, draft, tie))
}

/// Adds what the ties find to a report. The positions of unchanged fields that go along with a changed one.
#[inline(never)]
pub(super) fn check(
    form: &Form,
    draft: &Draft,
    changed: &[usize],
    scope: Scope,
    report: &mut Report,
) -> Vec<usize> {
    let mut partners = Vec::new();
    let touched = |at: usize| changed.binary_search(&at).is_ok();
    let editable = |at: usize| {
        let field = form.fields().get(at);
        field.is_some_and(|field| field.is_editable())
    };
    for tie in form.schema().ties {
        let (Some(at), Some(other)) = (form.position(tie.field), form.position(tie.when.key()))
        else {
            continue;
        };
        let everything = scope == Scope::Everything && (editable(at) || editable(other));
        let looked_at = touched(at) || touched(other) || everything;
        if !looked_at || tie.demand == Demand::Nothing || !holds(form, draft, tie) {
            continue;
        }
        if trim(&draft.shown(form, at)).is_empty() {
            if tie.demand == Demand::Required {
                report.add(at, missing(tie));
            }
        } else if touched(other) && !touched(at) {
            partners.push(at);
            if scope == Scope::Changed
                && let Some(field) = form.fields().get(at)
                && let Err(issue) = read_loaded(form, field, form.loaded(at))
            {
                report.add(at, issue);
            }
        }
    }
    partners
}
