//! Fields that are required together: one given demands the other.
//! Looks at the merged draft, not at a body.

use super::report::{Code, Refusal, refused_with};

/// The issue of a pair, on its blank half: `a` and `b` are (key, whether it is blank).
#[must_use]
pub fn check(a: (&str, bool), b: (&str, bool)) -> Option<Refusal> {
    match (a, b) {
        ((key, true), (with, false)) | ((with, false), (key, true)) => {
            Some(refused_with(key, Code::Required, "with", with))
        }
        _ => None,
    }
}
