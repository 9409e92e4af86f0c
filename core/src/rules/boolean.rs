//! Yes or no, as `true` and `false`.

use super::report::{Code, Issue};
use crate::record::Value;
use crate::schema::Field;

/// Reads a trimmed text.
///
/// # Errors
/// [`Code::InvalidChoice`].
pub fn read(field: &Field, trimmed: &str) -> Result<Value, Issue> {
    match trimmed {
        "true" => Ok(Value::Bool(true)),
        "false" => Ok(Value::Bool(false)),
        _ => Err(Issue::new(&field.key, Code::InvalidChoice)),
    }
}
