//! `multipart/form-data` ([RFC 7578](https://www.rfc-editor.org/rfc/rfc7578)), names and file names escaped as
//! [browsers do](https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data).
//! Values stay as they were typed, so that both encodings store the same.

use alloc::string::String;
use alloc::vec::Vec;

use crate::image::{Format, Image};
use crate::text::{from_integer, joined};
use crate::wire::path::push_percent;

/// A boundary that is in no part: the first of a row, so that the same parts always give the same body.
#[must_use]
#[inline(never)]
pub fn boundary(params: &[(&str, String)], file: &[u8]) -> String {
    let mut number = 0;
    loop {
        let boundary = joined(&["customer-edit-", &from_integer(number)]);
        let is_in = |bytes: &[u8]| {
            let mut windows = bytes.windows(boundary.len());
            windows.any(|window| window == boundary.as_bytes())
        };
        if !is_in(file) && !params.iter().any(|(_, value)| is_in(value.as_bytes())) {
            return boundary;
        }
        number += 1;
    }
}

/// The parts, the file last.
#[must_use]
#[inline(never)]
pub fn written(params: &[(&str, String)], file: &str, image: &Image, boundary: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, value) in params {
        push_head(&mut out, boundary, name);
        push_texts(&mut out, &["\r\n\r\n", value, "\r\n"]);
    }
    push_head(&mut out, boundary, file);
    let mime = Format::of(&image.bytes).map_or("application/octet-stream", Format::mime);
    let name = escaped(&image.name);
    push_texts(
        &mut out,
        &[
            "; filename=\"",
            &name,
            "\"\r\nContent-Type: ",
            mime,
            "\r\n\r\n",
        ],
    );
    out.extend_from_slice(&image.bytes);
    push_texts(&mut out, &["\r\n--", boundary, "--\r\n"]);
    out
}

fn push_head(out: &mut Vec<u8>, boundary: &str, name: &str) {
    let name = escaped(name);
    let disposition = "\r\nContent-Disposition: form-data; name=\"";
    push_texts(out, &["--", boundary, disposition, &name, "\""]);
}

fn push_texts(out: &mut Vec<u8>, texts: &[&str]) {
    for text in texts {
        out.extend_from_slice(text.as_bytes());
    }
}

/// Nothing that ends a quoted name, and no other control character: browsers send those, and there are readers that
/// then refuse the whole body.
fn escaped(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match u8::try_from(c) {
            Ok(b) if b == b'"' || b.is_ascii_control() => push_percent(&mut out, b),
            _ => out.push(c),
        }
    }
    out
}
