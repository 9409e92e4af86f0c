//! Characters that no text of a record may have: U+0000 and lone surrogates.
//!
//! A Rust `str` holds no lone surrogate; JSON text may (`"\ud800"`), and so may a JavaScript string.

use super::report::{Code, Refusal, refused};
use crate::schema::Field;

/// The issue of such a text.
#[must_use]
pub fn issue(field: &Field) -> Refusal {
    refused(&field.key, Code::InvalidCharacter)
}
