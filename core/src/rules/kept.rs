//! A text that may not be cleared: some servers ignore an empty parameter, and would keep it.

use super::report::{Code, Refusal, refused};
use crate::record::trim;
use crate::schema::Field;

/// Refuses a change that clears a text: [`Code::Required`].
#[must_use]
#[inline(never)]
pub fn issue(field: &Field, text: &str) -> Option<Refusal> {
    let cleared = field.kind.is_text() && trim(text).is_empty();
    cleared.then(|| refused(&field.key, Code::Required))
}
