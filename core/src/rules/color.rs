//! A colour as `#RRGGBB`, hexadecimal digits in either case.

use super::report::{Code, Refusal, refused};
use crate::record::Value;
use crate::schema::Field;
use crate::text::owned;

/// Reads a trimmed text.
///
/// # Errors
/// [`Code::InvalidColor`].
pub fn read(field: &Field, trimmed: &str) -> Result<Value, Refusal> {
    let digits = trimmed.strip_prefix('#').unwrap_or_default();
    if digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        Ok(Value::Text(owned(trimmed)))
    } else {
        Err(refused(&field.key, Code::InvalidColor))
    }
}
