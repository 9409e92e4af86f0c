//! The one place that makes a [`Valid`], the type that encoders demand.

use super::report::{Code, Issue, Report};
use super::{character, date, decimal, read, required, text, together};
use crate::decimal::Plain;
use crate::draft::Draft;
use crate::form::Form;
use crate::order::{in_order, number};
use crate::record::{Held, Loaded, Value, trim};
use crate::schema::{Field, FieldType};

/// How much of a record a request stands for, and so which fields are validated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What changed, and the partners that rules demand with it.
    Changed,
    /// Every editable field; and everything loaded must be expressible in the write shape.
    Everything,
}

/// The changes of a draft, read by every rule.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        let at = self
            .changes
            .binary_search_by_key(&position, |(at, _)| *at)
            .ok()?;
        self.changes.get(at).map(|(_, value)| value)
    }

    /// Positions of unchanged fields that a rule demands along with a changed one.
    #[must_use]
    pub fn partners(&self) -> &[usize] {
        &self.partners
    }
}

/// Reads a draft by every rule. `changed` are the positions that differ in meaning, in display order.
///
/// # Errors
/// Every issue that stands in the way of a request of this scope, in display order.
pub fn validate(
    form: &Form,
    draft: &Draft,
    changed: &[usize],
    scope: Scope,
) -> Result<Valid, Report> {
    let mut issues: Vec<(usize, Issue)> = Vec::new();
    let mut changes = Vec::with_capacity(changed.len());
    for &position in changed {
        let Some(field) = form.fields().get(position) else {
            continue;
        };
        match read(field, &draft.shown(form, position), form) {
            Ok(value) => changes.push((position, value)),
            Err(issue) => issues.push((position, issue)),
        }
    }
    if scope == Scope::Everything {
        for (position, field) in form.fields().iter().enumerate() {
            if changed.binary_search(&position).is_err()
                && let Err(issue) = read_untouched(form, field, position)
            {
                issues.push((position, issue));
            }
        }
    }
    let partners = check_pairs(form, draft, changed, scope, &mut issues);
    if issues.is_empty() {
        return Ok(Valid {
            scope,
            changes,
            partners,
        });
    }
    let mut issues = in_order(
        issues
            .into_iter()
            .map(|(position, issue)| (number(Some(position)), issue))
            .collect(),
    );
    // Of two rules that refuse one field the first has the word.
    issues.dedup_by(|later, earlier| later.field == earlier.field);
    Err(Report { issues })
}

fn check_pairs(
    form: &Form,
    draft: &Draft,
    changed: &[usize],
    scope: Scope,
    issues: &mut Vec<(usize, Issue)>,
) -> Vec<usize> {
    let mut partners = Vec::new();
    for (a, b) in form.schema().together {
        let (Some(at_a), Some(at_b)) = (form.position(a), form.position(b)) else {
            continue;
        };
        let touched = [at_a, at_b].map(|at| changed.binary_search(&at).is_ok());
        let editable =
            [at_a, at_b].map(|at| form.fields().get(at).is_some_and(|f| f.is_editable()));
        if touched == [false, false] && (scope == Scope::Changed || editable == [false, false]) {
            continue;
        }
        let blank = |at| trim(&draft.shown(form, at)).is_empty();
        if let Some(issue) = together::check((a, blank(at_a)), (b, blank(at_b))) {
            let at = issue
                .field
                .as_deref()
                .and_then(|key| form.position(key))
                .unwrap_or(at_a);
            issues.push((at, issue));
            continue;
        }
        let demanded = match touched {
            [true, false] => at_b,
            [false, true] => at_a,
            _ => continue,
        };
        if blank(demanded) {
            continue;
        }
        partners.push(demanded);
        if scope == Scope::Changed
            && let Some(field) = form.fields().get(demanded)
            && let Err(issue) = read_loaded(form, field, form.loaded(demanded))
        {
            issues.push((demanded, issue));
        }
    }
    partners
}

/// An unchanged field of a request that stands for everything: it travels as it was loaded.
fn read_untouched(form: &Form, field: &Field, position: usize) -> Result<(), Issue> {
    if let Some(issue) = unresolved(form, field, position) {
        return Err(issue);
    }
    if !field.is_editable() || !field.kind.is_sent() {
        return Ok(());
    }
    read_loaded(form, field, form.loaded(position)).map(|_| ())
}

/// Whether a loaded value cannot be expressed in the write shape: a name that its list does not know, a custom
/// value whose key the template does not know.
#[must_use]
pub fn unresolved(form: &Form, field: &Field, position: usize) -> Option<Issue> {
    let loaded = form.loaded(position);
    let value = match (&loaded.held, field.kind) {
        (
            Held::Named {
                name: Some(name), ..
            },
            _,
        ) if form.loaded_id(field, loaded).is_none() => name.as_str().into(),
        (Held::Foreign(text), FieldType::Lookup) => text.as_str().into(),
        (Held::Null, FieldType::Unresolved) => return None,
        (_, FieldType::Unresolved) => loaded.shown(field, form.locale()),
        _ => return None,
    };
    Some(Issue::new(&field.key, Code::Unresolved).with("value", value))
}

/// What a loaded value means by the rules: the types as the wire has them, unlike a typed text.
///
/// # Errors
/// What a server would say of it.
pub fn read_loaded(form: &Form, field: &Field, loaded: &Loaded) -> Result<Value, Issue> {
    let wrong_type = || Err(Issue::new(&field.key, Code::WrongType));
    match (&loaded.held, field.kind) {
        (Held::Null, _) => required::check(field),
        (Held::Broken(_), _) => Err(character::issue(field)),
        (Held::Bool(value), FieldType::Boolean) => Ok(Value::Bool(*value)),
        (Held::Named { .. }, FieldType::Lookup) => {
            let id = form.loaded_id(field, loaded);
            let id = id.ok_or_else(|| Issue::new(&field.key, Code::Unresolved))?;
            super::lookup::read(field, id, form)
        }
        (Held::Text(value) | Held::Number(value), kind) if kind.is_numeric() => {
            number_from_wire(field, value)
        }
        (Held::Text(value), kind) if kind.is_text() || kind == FieldType::Choice => {
            match (trim(value), kind) {
                ("", _) => required::check(field),
                (value, FieldType::Choice) => super::choice::read(field, value),
                (value, _) => text(field, value, value.contains('\0')),
            }
        }
        (Held::Text(value), FieldType::Date) => match trim(value) {
            "" => required::check(field),
            value => date::read(field, value),
        },
        _ => wrong_type(),
    }
}

/// A number as the wire has it: a JSON number, or decimal text.
///
/// # Errors
/// What the field's type says of it.
pub fn number_from_wire(field: &Field, text: &str) -> Result<Value, Issue> {
    let trimmed = trim(text);
    if trimmed.is_empty() {
        return required::check(field);
    }
    match Plain::from_wire(trimmed) {
        Some(plain) => decimal::check(field, &plain).map(Value::Number),
        None => {
            let money = field.kind == FieldType::Money;
            let code = if money {
                Code::InvalidMoney
            } else {
                Code::InvalidNumber
            };
            Err(Issue::new(&field.key, code))
        }
    }
}
