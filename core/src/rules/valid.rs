//! The one place that makes a [`Valid`], the type that encoders demand.

use alloc::string::String;
use alloc::vec::Vec;

use super::report::{Code, Issue, Refusal, Report, refused, refused_with};
use super::{character, date, decimal, has_nul, read, required, text, tie};
use crate::decimal::Plain;
use crate::draft::Draft;
use crate::form::Form;
use crate::record::{Held, Loaded, Value, trim};
use crate::schema::{FORM_V1, Field, FieldType};

/// How much of a record a request stands for, and so which fields are validated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What changed, and the partners that rules demand with it.
    Changed,
    /// What a body names, and what is missing beside it; what is stored and not named is not its affair.
    Named,
    /// Every editable field; and everything loaded must be expressible in the write shape.
    Everything,
}

/// The changes of a draft, read by every rule.
#[derive(Debug)]
pub struct Valid {
    scope: Scope,
    changes: Vec<(usize, Value)>,
    partners: Vec<usize>,
}

impl Valid {
    /// What the request may stand for.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// Positions and meanings of changed fields, in display order.
    #[must_use]
    pub fn changes(&self) -> &[(usize, Value)] {
        &self.changes
    }

    /// What a field changed to.
    #[must_use]
    pub fn change(&self, position: usize) -> Option<&Value> {
        let at = self.changes.partition_point(|(at, _)| *at < position);
        let (at, value) = self.changes.get(at)?;
        (*at == position).then_some(value)
    }

    /// Positions of unchanged fields that a rule demands along with a changed one.
    #[must_use]
    pub fn partners(&self) -> &[usize] {
        &self.partners
    }
}

/// Reads a draft by every rule. `changed` are the positions that differ in meaning, in display order; `report` has what
/// else stands in the way.
///
/// # Errors
/// Every issue that stands in the way of a request of this scope, in display order.
pub fn validate(
    form: &Form,
    draft: &Draft,
    changed: &[usize],
    scope: Scope,
    report: Report,
) -> Result<Valid, Vec<Issue>> {
    let mut report = report;
    let mut changes = Vec::with_capacity(changed.len());
    for &position in changed {
        let Some(field) = form.fields().get(position) else {
            continue;
        };
        match read(field, &draft.shown(form, position), form) {
            Ok(value) => changes.push((position, value)),
            Err(issue) => report.add(position, issue),
        }
    }
    if scope == Scope::Everything {
        for (position, field) in form.fields().iter().enumerate() {
            if changed.binary_search(&position).is_err()
                && let Some(issue) = untouched_issue(form, field, position)
            {
                report.add(position, issue);
            }
        }
    }
    let partners = tie::check(form, draft, changed, scope, &mut report);
    let issues = report.into_issues();
    if !issues.is_empty() {
        return Err(issues);
    }
    Ok(Valid {
        scope,
        changes,
        partners,
    })
}

/// An unchanged field of a request that stands for everything: it travels as it was loaded.
#[must_use]
pub fn untouched_issue(form: &Form, field: &Field, position: usize) -> Option<Refusal> {
    let issue = unresolved(form, field, position);
    if issue.is_some() || !field.is_editable() || !field.kind.is_sent() {
        return issue;
    }
    read_loaded(form, field, form.loaded(position)).err()
}

/// Whether a loaded value cannot be expressed in the write shape: a name that its list does not know, a custom
/// value whose key the template does not know.
#[must_use]
pub fn unresolved(form: &Form, field: &Field, position: usize) -> Option<Refusal> {
    let loaded = form.loaded(position);
    let without_id =
        |name: &Option<String>| name.is_some() && form.loaded_id(field, loaded).is_none();
    let stuck = match (&loaded.held, field.kind) {
        (Held::Named { name, .. }, _) if without_id(name) => true,
        (Held::Foreign(_), FieldType::Lookup) => true,
        (held, kind) => kind == FieldType::Unresolved && *held != Held::Null,
    };
    stuck.then(|| {
        let value = loaded.shown(field, form.locale());
        refused_with(&field.key, Code::Unresolved, "value", &value)
    })
}

/// What a loaded value means by the rules: the types as the wire has them, unlike a typed text.
///
/// # Errors
/// What a server would say of it.
pub fn read_loaded(form: &Form, field: &Field, loaded: &Loaded) -> Result<Value, Refusal> {
    let kind = field.kind;
    match &loaded.held {
        Held::Null => required::check(field),
        Held::Bool(value) if kind == FieldType::Boolean => Ok(Value::Bool(*value)),
        Held::Named { .. } if kind == FieldType::Lookup => match form.loaded_id(field, loaded) {
            Some(id) => super::lookup::read(field, id, form),
            None => Err(refused(&field.key, Code::Unresolved)),
        },
        Held::Many(_) if FORM_V1 && kind == FieldType::Lookups => {
            super::ids::read(field, &loaded.shown(field, form.locale()), form)
        }
        Held::Text(text) | Held::Broken(text) | Held::Number(text) if kind.is_numeric() => {
            number_from_wire(field, text)
        }
        Held::Text(text) | Held::Broken(text)
            if kind.is_text() || matches!(kind, FieldType::Choice | FieldType::Date) =>
        {
            let impossible = matches!(loaded.held, Held::Broken(_)) || has_nul(text);
            text_from_wire(field, trim(text), impossible)
        }
        _ => Err(refused(&field.key, Code::WrongType)),
    }
}

/// A number as the wire has it: a JSON number, or decimal text.
///
/// # Errors
/// What the field's type says of it.
pub fn number_from_wire(field: &Field, text: &str) -> Result<Value, Refusal> {
    let trimmed = trim(text);
    if trimmed.is_empty() {
        return required::check(field);
    }
    match Plain::from_wire(trimmed) {
        Some(plain) => decimal::check(field, plain).map(Value::Number),
        None => Err(decimal::no_number(field)),
    }
}

/// A trimmed text as the wire has it. `impossible`: it has a character that no text may have.
///
/// # Errors
/// What the field's type says of it.
pub fn text_from_wire(field: &Field, trimmed: &str, impossible: bool) -> Result<Value, Refusal> {
    match field.kind {
        _ if impossible => Err(character::issue(field)),
        _ if trimmed.is_empty() => required::check(field),
        FieldType::Date => date::read(field, trimmed),
        FieldType::Choice => super::choice::read(field, trimmed),
        FieldType::Color if FORM_V1 => super::color::read(field, trimmed),
        FieldType::Country if FORM_V1 => super::country::read(field, trimmed),
        _ => text(field, trimmed),
    }
}
