//! Yes or no, as `true` and `false`.

use super::report::{Code, Refusal, refused};
use crate::record::Value;
use crate::schema::Field;

/// Reads a trimmed text.
///
/// # Errors
/// [`Code::InvalidChoice`].
pub fn read(field: &Field, trimmed: &str) -> Result<Value, Refusal> {
    match trimmed {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        _ => Err(refused(&field.key, Code::InvalidChoice)),
    }
}
