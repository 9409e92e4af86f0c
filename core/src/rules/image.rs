//! A picture: of a format that the server keeps, and not too large. Told from its bytes.

use super::report::{Code, Refusal, refused};
use crate::form::Form;
use crate::image::{Format, Image, MAX_BYTES};
use crate::order::number;
use crate::record::Value;
use crate::schema::Field;
use crate::text::{from_integer, owned};

/// Reads a draft's text, which is the place of a chosen image.
///
/// # Errors
/// [`Code::ImageUnsupported`]; [`Code::ImageTooLarge`] with `max` and `actual` in bytes.
pub fn read(field: &Field, trimmed: &str, form: &Form) -> Result<Value, Refusal> {
    match form.image(trimmed) {
        Some(image) => check(field, image).map(|()| Value::Image(owned(trimmed))),
        None => Err(refused(&field.key, Code::ImageUnsupported)),
    }
}

/// Checks an image.
///
/// # Errors
/// See [`read`].
#[inline(never)]
pub fn check(field: &Field, image: &Image) -> Result<(), Refusal> {
    if Format::of(&image.bytes).is_none() {
        return Err(refused(&field.key, Code::ImageUnsupported));
    }
    let actual = image.bytes.len();
    if actual <= MAX_BYTES {
        return Ok(());
    }
    let mut refusal = refused(&field.key, Code::ImageTooLarge);
    for (name, bytes) in [("max", MAX_BYTES), ("actual", actual)] {
        refusal.params.push((name, from_integer(number(bytes))));
    }
    Err(refusal)
}
