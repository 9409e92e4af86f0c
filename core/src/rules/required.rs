//! A blank value: refused where the record always has one.

use super::report::{Code, Refusal, refused};
use crate::record::Value;
use crate::schema::Field;

/// What a blank text means.
///
/// # Errors
/// [`Code::Required`] for a required field.
pub fn check(field: &Field) -> Result<Value, Refusal> {
    if field.required {
        Err(refused(&field.key, Code::Required))
    } else {
        Ok(Value::Empty)
    }
}
