//! Several entries of a list: their ids joined by commas, compared as a set.

use alloc::string::String;
use alloc::vec::Vec;

use super::lookup;
use super::report::{Code, Refusal, refused_with};
use crate::form::Form;
use crate::lookups::id_from_digits;
use crate::order::{number, sorted};
use crate::record::{Entry, Held, Value, trim};
use crate::schema::Field;
use crate::text::parts;

/// Reads a trimmed text. What the record has already may stay, whatever the list says.
///
/// # Errors
/// [`Code::InvalidChoice`] with `value`, the first that is none of the list.
#[inline(never)]
pub fn read(field: &Field, trimmed: &str, form: &Form) -> Result<Value, Refusal> {
    let loaded = match form.position(&field.key).map(|at| &form.loaded(at).held) {
        Some(Held::Many(entries)) => &**entries,
        _ => &[],
    };
    let mut ids = Vec::new();
    for part in parts(trimmed, b',') {
        let part = trim(part);
        let own = id_from_digits(part).filter(|id| has(loaded, id));
        match own.or_else(|| lookup::id(field, part, form)) {
            Some(id) => ids.push(id),
            None => {
                let code = Code::InvalidChoice;
                return Err(refused_with(&field.key, code, "value", part));
            }
        }
    }
    Ok(Value::Ids(as_set(ids)))
}

/// Whether a text means the same entries.
#[must_use]
#[inline(never)]
pub fn same(field: &Field, loaded: &[Entry], trimmed: &str, form: &Form) -> bool {
    let mine = match read(field, trimmed, form) {
        _ if trimmed.is_empty() => Vec::new(),
        Ok(Value::Ids(mine)) => mine,
        _ => return false,
    };
    let theirs = loaded.iter().map(|entry| entry.id.clone());
    mine == as_set(theirs.collect())
}

fn has(entries: &[Entry], id: &str) -> bool {
    entries.iter().any(|entry| entry.id == id)
}

/// In order, each once.
#[inline(never)]
fn as_set(ids: Vec<String>) -> Vec<String> {
    let mut keys = Vec::new();
    for (at, id) in ids.iter().enumerate() {
        keys.push((number(id.len()), id.as_str(), at));
    }
    let mut set: Vec<String> = Vec::new();
    for id in sorted(keys).into_iter().filter_map(|at| ids.get(at)) {
        if set.last() != Some(id) {
            set.push(id.clone());
        }
    }
    set
}
