//! A blank value: refused where the record always has one.

use super::report::{Code, Issue};
use crate::record::Value;
use crate::schema::Field;

/// What a blank text means.
///
/// # Errors
/// [`Code::Required`] for a required field.
#[inline(never)]
pub fn check(field: &Field) -> Result<Value, Issue> {
    if field.required {
        Err(Issue::new(&field.key, Code::Required))
    } else {
        Ok(Value::Empty)
    }
}
