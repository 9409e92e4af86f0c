//! One of a fixed set of names.

use super::report::{Code, Refusal, refused};
use crate::record::Value;
use crate::schema::Field;
use crate::text::{owned, parts};

/// Reads a trimmed text.
///
/// # Errors
/// [`Code::InvalidChoice`].
pub fn read(field: &Field, trimmed: &str) -> Result<Value, Refusal> {
    if parts(field.options, b' ').contains(&trimmed) {
        Ok(Value::Text(owned(trimmed)))
    } else {
        Err(refused(&field.key, Code::InvalidChoice))
    }
}
