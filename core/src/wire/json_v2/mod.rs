//! json-v2: JSON by PUT or PATCH. Its read shape differs from its write shape.

pub mod apply;
pub mod body;
pub mod decode;
pub mod encode;

use alloc::vec::Vec;

use crate::schema::Schema;

/// The object that holds the contact person's three fields.
pub const CONTACT: &str = "contact_person";
/// The object that holds a template's id and values.
pub const TEMPLATE: &str = "template";
/// The tenant in a body.
pub const COMPANY: &str = "company";

/// The fields of `contact_person`: position and member.
#[must_use]
#[inline(never)]
pub fn contact_parts(schema: &'static Schema) -> Vec<(usize, &'static str)> {
    let mut parts = Vec::new();
    for (at, field) in schema.fields.iter().enumerate() {
        if let Some(name) = contact_member(&field.key) {
            parts.push((at, name));
        }
    }
    parts
}

/// The member of `contact_person` that a field is.
#[must_use]
#[inline(never)]
pub fn contact_member(key: &str) -> Option<&str> {
    key.strip_prefix(CONTACT)?.strip_prefix('.')
}
