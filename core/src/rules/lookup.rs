//! One entry of a list: by its id, or by its name without regard to case; where ids may be texts, also by its external
//! id. While the list is not known whole, any integer is accepted, or any text: only the server can tell.

use alloc::string::String;

use super::myself;
use super::report::{Code, Refusal, refused};
use crate::form::Form;
use crate::lookups::id_from_digits;
use crate::record::Value;
use crate::schema::{Field, ListName};
use crate::text::{folded, owned};

/// Reads a trimmed text.
///
/// # Errors
/// [`Code::InvalidChoice`]; [`Code::SelfReference`].
pub fn read(field: &Field, trimmed: &str, form: &Form) -> Result<Value, Refusal> {
    // What is typed and what it stands for: the list may know the record by its external id alone.
    myself::check(field, trimmed, form)?;
    match id(field, trimmed, form) {
        Some(id) => myself::check(field, &id, form).map(|()| Value::Id(id)),
        None => Err(refused(&field.key, Code::InvalidChoice)),
    }
}

/// The id that a trimmed text stands for in a field's list.
#[must_use]
#[inline(never)]
pub fn id(field: &Field, trimmed: &str, form: &Form) -> Option<String> {
    let name = field.list?;
    if name == ListName::Templates {
        return template_id(trimmed, form);
    }
    let list = form.lookups().list(name);
    let digits = id_from_digits(trimmed);
    let item = list.and_then(|list| {
        let item = digits.as_ref().and_then(|id| list.by_id(id));
        let item = item.or_else(|| list.by_name(trimmed));
        item.or_else(|| list.by_reference(trimmed).filter(|_| field.free_id))
    });
    match item {
        Some(item) => Some(item.id.clone()),
        None if list.is_some() && name.is_whole() => None,
        // A search that nothing was chosen of is no external id. Whoever types marks it: see the widget's combobox.
        None if trimmed.ends_with('\u{fffd}') => None,
        None => digits.or_else(|| field.free_id.then(|| owned(trimmed))),
    }
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
