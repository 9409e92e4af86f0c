//! One rule, one file. A rule reads a text (or a wire value) and gives its meaning or one issue.
//!
//! [`read`] is what one field's text means by itself; [`tie`] looks across fields; [`validate`] makes
//! a [`Valid`], which the encoders demand and nothing else can make.

pub mod boolean;
pub mod character;
pub mod choice;
pub mod color;
pub mod country;
pub mod date;
pub mod decimal;
pub mod email;
pub mod ids;
pub mod image;
pub mod kept;
pub mod length;
pub mod lookup;
pub mod myself;
pub mod report;
pub mod required;
pub mod tie;
pub mod valid;

pub use valid::{Scope, Valid, validate};

use crate::form::Form;
use crate::record::{Value, trim};
use crate::schema::{FORM_V1, Field, FieldType};
use crate::text::owned;
use report::{Code, Refusal, refused_with};

/// What a field's text means by itself.
///
/// # Errors
/// The first rule that refuses it: blank, then impossible characters, then length, then the type's own.
pub fn read(field: &Field, text: &str, form: &Form) -> Result<Value, Refusal> {
    let trimmed = trim(text);
    if trimmed.is_empty() {
        return required::check(field);
    }
    match field.kind {
        FieldType::Boolean => boolean::read(field, trimmed),
        kind if kind.is_numeric() => decimal::read(field, trimmed, form.locale()),
        FieldType::Lookup => lookup::read(field, trimmed, form),
        FieldType::Lookups if FORM_V1 => ids::read(field, trimmed, form),
        FieldType::Image if FORM_V1 => image::read(field, trimmed, form),
        FieldType::Attachment | FieldType::Unresolved => {
            Err(refused_with(&field.key, Code::Unresolved, "value", trimmed))
        }
        _ => valid::text_from_wire(field, trimmed, has_nul(trimmed)),
    }
}

/// The rules of texts, for a draft and for a body alike.
///
/// # Errors
/// The first rule that refuses it.
pub fn text(field: &Field, trimmed: &str) -> Result<Value, Refusal> {
    length::check(field, trimmed)?;
    if field.kind == FieldType::Email {
        email::check(field, trimmed)?;
    }
    Ok(Value::Text(owned(trimmed)))
}

/// Whether a text has the character that no text may have.
#[must_use]
pub fn has_nul(text: &str) -> bool {
    text.bytes().any(|b| b == 0)
}
