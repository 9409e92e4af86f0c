//! A customer is not its own parent.

use super::report::{Code, Refusal, refused};
use crate::form::Form;
use crate::schema::Field;

/// Checks an id, or an external id, against the record's own.
///
/// # Errors
/// [`Code::SelfReference`].
pub fn check(field: &Field, id: &str, form: &Form) -> Result<(), Refusal> {
    if field.not_self && form.is_itself(id) {
        Err(refused(&field.key, Code::SelfReference))
    } else {
        Ok(())
    }
}
