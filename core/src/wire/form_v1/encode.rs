//! A [`Valid`] draft into parameters: what changed, then what goes along with it, and nothing else.

use alloc::string::String;
use alloc::vec::Vec;

use super::{multipart, urlencoded};
use crate::form::Form;
use crate::image::Image;
use crate::record::{Held, Value};
use crate::rules::Valid;
use crate::rules::valid::read_loaded;
use crate::schema::{Field, FieldType};
use crate::text::{joined, owned};
use crate::wire::request::{Body, Written};

/// Names and values in the order sent.
pub type Params<'a> = Vec<(&'a str, String)>;

/// A valid draft as it is sent: as multipart when there is a picture in it.
#[must_use]
#[inline(never)]
pub fn written(form: &Form, valid: &Valid) -> Written {
    let (params, image) = params(form, valid);
    let (body, media) = match image {
        None => (
            Body::Text(urlencoded::written(&params)),
            owned("application/x-www-form-urlencoded;charset=UTF-8"),
        ),
        Some((name, image)) => {
            let boundary = multipart::boundary(&params, &image.bytes);
            let bytes = multipart::written(&params, name, image, &boundary);
            let media = joined(&["multipart/form-data; boundary=", &boundary]);
            (Body::Bytes(bytes), media)
        }
    };
    Written {
        body,
        media,
        along: valid.partners().to_vec(),
    }
}

/// The parameters of a valid draft, and its picture apart.
#[must_use]
#[inline(never)]
pub fn params<'a>(form: &'a Form, valid: &Valid) -> (Params<'a>, Option<(&'a str, &'a Image)>) {
    let (mut params, mut image) = (Vec::new(), None);
    for (position, value) in valid.changes() {
        let Some(field) = form.fields().get(*position) else {
            continue;
        };
        match value {
            Value::Image(place) => image = form.image(place).map(|image| (&*field.key, image)),
            value => params.push((&*field.key, text_from_value(field, value))),
        }
    }
    for position in valid.partners() {
        if let Some(field) = form.fields().get(*position) {
            params.push((&*field.key, text_from_loaded(form, field, *position)));
        }
    }
    (params, image)
}

/// A parameter's text.
#[must_use]
#[inline(never)]
pub fn text_from_value(field: &Field, value: &Value) -> String {
    owned(match value {
        Value::Empty if field.kind == FieldType::Boolean => "false",
        Value::Empty if field.kind == FieldType::Lookups => "[]",
        Value::Empty => "",
        Value::Bool(true) => "true",
        Value::Bool(false) => "false",
        Value::Text(text) | Value::Id(text) | Value::Image(text) => text,
        Value::Number(number) => number.as_str(),
        Value::Ids(ids) => return list_from_ids(ids),
    })
}

/// A parameter that nobody touched: a text as it was loaded, anything else in its plain form.
fn text_from_loaded(form: &Form, field: &Field, position: usize) -> String {
    let loaded = form.loaded(position);
    match (&loaded.held, read_loaded(form, field, loaded)) {
        (Held::Text(text), _) if !field.kind.is_numeric() => text.clone(),
        (_, Ok(value)) => text_from_value(field, &value),
        _ => String::new(),
    }
}

fn list_from_ids(ids: &[String]) -> String {
    let mut list = owned("[");
    for id in ids {
        let comma = if list.len() > 1 { "," } else { "" };
        list.push_str(&joined(&[comma, "{\"id\":", id, "}"]));
    }
    list.push(']');
    list
}
