//! The longest text, in Unicode code points after trimming: Python's `len(str.strip())`, not UTF-16 units.

use super::report::{Code, Refusal, refused_with};
use crate::order::number;
use crate::schema::Field;
use crate::text::{code_points, from_integer};

/// Checks a trimmed text.
///
/// # Errors
/// [`Code::TooLong`] with `max` and `actual`.
pub fn check(field: &Field, trimmed: &str) -> Result<(), Refusal> {
    let Some(max) = field.max_length else {
        return Ok(());
    };
    // A code point has at least one byte, so most texts need no count.
    if trimmed.len() <= max {
        return Ok(());
    }
    let actual = code_points(trimmed);
    if actual <= max {
        return Ok(());
    }
    let max = from_integer(number(max));
    let mut refusal = refused_with(&field.key, Code::TooLong, "max", &max);
    refusal
        .params
        .push(("actual", from_integer(number(actual))));
    Err(refusal)
}
