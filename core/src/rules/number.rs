//! Integers: exact, `12.00` is 12 and `12.5` is refused.

use super::decimal::{check, plain_from_typed};
use super::report::{Code, Refusal, refused};
use crate::locale::Locale;
use crate::record::Value;
use crate::schema::Field;

/// Reads a trimmed text as the locale writes numbers.
///
/// # Errors
/// [`Code::InvalidNumber`], [`Code::TooManyDecimals`], [`Code::BelowMin`], [`Code::AboveMax`].
pub fn read(field: &Field, trimmed: &str, locale: &Locale) -> Result<Value, Refusal> {
    match plain_from_typed(trimmed, locale) {
        Some(plain) => check(field, plain).map(Value::Number),
        None => Err(refused(&field.key, Code::InvalidNumber)),
    }
}
