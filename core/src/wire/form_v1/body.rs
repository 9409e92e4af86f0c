//! The rules of form-v1 on parameters: set on a draft over the stored record, they are read as a person's would be.

use alloc::string::String;
use alloc::vec::Vec;

use crate::draft::{Draft, Slot};
use crate::form::Form;
use crate::lookups::id_from_digits;
use crate::record::trim;
use crate::rules::report::{Code, Issue, Refusal, Report, issues, refused};
use crate::rules::tie::is_relevant;
use crate::rules::{Scope, Valid, validate};
use crate::schema::{Field, FieldType};
use crate::text::{joined, owned};
use crate::wire::decode::id_of;
use crate::wire::json::Node;

/// What parameters mean over a form's record; of a repeated one the last counts. One that means nothing as the record
/// then stands is left out, unread: it stays as stored.
///
/// # Errors
/// Every issue in display order, then unknown parameters.
#[inline(never)]
pub fn read(form: &Form, params: &[(String, String)]) -> Result<Valid, Vec<Issue>> {
    let mut draft = Draft::default();
    let mut refusals: Vec<(usize, Refusal)> = Vec::new();
    let mut unknown = Vec::new();
    let mut named = Vec::new();
    for (name, value) in params {
        let Some(position) = form.position(name) else {
            // The id stands in the path, and may stand here as well.
            if name != "id" {
                unknown.push(refused(name, Code::UnknownField));
            }
            continue;
        };
        let Some(field) = form.fields().get(position) else {
            continue;
        };
        refusals.retain(|(at, _)| *at != position);
        match typed(form, field, value) {
            Ok(text) => draft.set(Slot::of(form, field), Some(text)),
            Err(code) => refusals.push((position, refused(&field.key, code))),
        }
        if let Err(at) = named.binary_search(&position) {
            named.insert(at, position);
        }
    }
    // Without a record nobody knows what a parameter that is not there holds: the others count.
    let unknown_to_us = |key: &str| {
        let mut ties = form.schema().ties.iter();
        let tie = ties.find(|tie| tie.only && tie.field == key);
        let controls = |(name, _): &(String, String)| tie.is_some_and(|t| name == t.when.key());
        form.record().fixed.is_empty() && !params.iter().any(controls)
    };
    let relevant = |at: usize| {
        let key = form.key_at(at);
        is_relevant(form, &draft, key) || unknown_to_us(key)
    };
    named.retain(|at| relevant(*at));
    refusals.retain(|(at, _)| relevant(*at));
    let read = validate(form, &draft, &named, Scope::Named, Report::default());
    if refusals.is_empty() && unknown.is_empty() {
        return read;
    }
    let mut found = Vec::new();
    let by_rules = read.err().unwrap_or_default();
    for key in form.fields().iter().map(|field| &*field.key) {
        let mut own = refusals.iter().map(|(_, refusal)| &**refusal);
        let own = own.find(|issue| issue.field.as_deref() == Some(key));
        let rule = || by_rules.iter().find(|i| i.field.as_deref() == Some(key));
        found.extend(own.or_else(rule).cloned());
    }
    found.extend(issues(unknown));
    Err(found)
}

/// The text that a person would have typed for a parameter.
#[inline(never)]
fn typed(form: &Form, field: &Field, value: &str) -> Result<String, Code> {
    let trimmed = trim(value);
    match field.kind {
        _ if trimmed.is_empty() => Ok(String::new()),
        FieldType::Lookups => ids(trimmed).ok_or(Code::WrongType),
        FieldType::Lookup if id_from_digits(trimmed).is_some() => Ok(owned(trimmed)),
        FieldType::Lookup if !field.free_id => Err(Code::WrongType),
        FieldType::Lookup => {
            let name = field.list.filter(|name| name.is_whole());
            match name.and_then(|name| form.lookups().list(name)) {
                // By name is how people choose, and not how parameters do.
                Some(list) => {
                    let item = list.by_reference(trimmed).ok_or(Code::InvalidChoice)?;
                    Ok(item.id.clone())
                }
                None => Ok(owned(trimmed)),
            }
        }
        // Only multipart carries a file.
        FieldType::Image => Err(Code::WrongType),
        _ => Ok(owned(value)),
    }
}

/// The ids of `[{"id":7},{"id":8}]`, also as the reference prints it: `[{"id"=7}]`.
fn ids(list: &str) -> Option<String> {
    let mut repaired = String::new();
    for c in list.chars() {
        repaired.push(if c == '=' { ':' } else { c });
    }
    let node = Node::parse(list).or_else(|_| Node::parse(&repaired)).ok()?;
    let mut text = String::new();
    for entry in node.elements()? {
        let comma = if text.is_empty() { "" } else { "," };
        text.push_str(&joined(&[comma, &id_of(entry)?]));
    }
    Some(text)
}
