//! A text that may not be cleared: some servers ignore an empty parameter, and would keep it.

use alloc::vec::Vec;

use super::report::{Code, Issue, refused};
use super::valid::Valid;
use crate::form::Form;
use crate::record::Value;

/// Refuses changes that clear a text.
///
/// # Errors
/// [`Code::Required`] for each.
#[inline(never)]
pub fn check(form: &Form, valid: Valid) -> Result<Valid, Vec<Issue>> {
    let mut issues = Vec::new();
    for (position, value) in valid.changes() {
        if let Some(field) = form.fields().get(*position)
            && field.kind.is_text()
            && *value == Value::Empty
        {
            issues.push(*refused(&field.key, Code::Required));
        }
    }
    if issues.is_empty() {
        Ok(valid)
    } else {
        Err(issues)
    }
}
