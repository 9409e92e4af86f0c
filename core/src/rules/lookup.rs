//! One entry of a list: by its id, or by its name without regard to case.
//! While the list is not known, any integer is accepted: only the server can tell.

use alloc::string::String;

use super::report::{Code, Refusal, refused};
use crate::form::Form;
use crate::lookups::id_from_digits;
use crate::record::Value;
use crate::schema::{Field, ListName};
use crate::text::folded;

/// Reads a trimmed text.
///
/// # Errors
/// [`Code::InvalidChoice`].
pub fn read(field: &Field, trimmed: &str, form: &Form) -> Result<Value, Refusal> {
    let id = match field.list {
        Some(ListName::Templates) => template_id(trimmed, form),
        Some(list) => match form.lookups().list(list) {
            Some(list) => id_from_digits(trimmed)
                .and_then(|id| list.by_id(&id))
                .or_else(|| list.by_name(trimmed))
                .map(|item| item.id.clone()),
            None => id_from_digits(trimmed),
        },
        None => None,
    };
    id.map(Value::Id)
        .ok_or_else(|| refused(&field.key, Code::InvalidChoice))
}

/// A template can be chosen when its fields are known; the record's own is always its own.
fn template_id(trimmed: &str, form: &Form) -> Option<String> {
    if let Some(id) = id_from_digits(trimmed) {
        let known = form.lookups().template(&id).is_some() || form.loaded_template() == Some(&*id);
        return known.then_some(id);
    }
    let name = folded(trimmed);
    let mut templates = form.lookups().templates().iter();
    let named = templates.find(|t| t.fields.is_some() && folded(&t.name) == name)?;
    Some(named.id.clone())
}
