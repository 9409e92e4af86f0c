//! A country: a two-letter code that ISO 3166-1 knows, in either case, or any name.

use super::report::{Code, Refusal, refused};
use crate::iso::country_code;
use crate::record::{Value, same_text};
use crate::schema::Field;
use crate::text::owned;

/// Reads a trimmed text; it is sent as it was typed.
///
/// # Errors
/// [`Code::InvalidChoice`] for two letters that are nobody's code.
pub fn read(field: &Field, trimmed: &str) -> Result<Value, Refusal> {
    let code = trimmed.len() == 2 && trimmed.bytes().all(|b| b.is_ascii_alphabetic());
    if code && country_code(trimmed).is_none() {
        return Err(refused(&field.key, Code::InvalidChoice));
    }
    Ok(Value::Text(owned(trimmed)))
}

/// Whether two texts name one country, by code or by English name.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    let known = country_code(a);
    same_text(a, b) || (known.is_some() && known == country_code(b))
}
