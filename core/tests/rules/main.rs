//! Every limit of the json-v2 reference: at it, one beyond, and beyond the Basic Multilingual Plane;
//! typed into an editor and written into a body, PUT and PATCH. The limits are copied from the reference by
//! hand: read from the schema they could not disagree with it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod character;
mod choice;
mod date;
mod email;
mod length;
mod lookup;
mod money;
mod number;
mod report;
mod required;
#[path = "../support/mod.rs"]
mod support;
mod tie;
mod wrong_type;

use customer_core::editor::Editor;
use customer_core::schema::Method;
use support::{UPDATES, body, body_naming, check, open_acme, refusal, set};

/// Types a text and expects it in the body as this JSON.
#[track_caller]
fn typed_as(key: &str, text: &str, json: &str) {
    let mut editor = open_acme();
    set(&mut editor, key, text);
    for method in UPDATES {
        let problems = refusal(&editor, method);
        assert_eq!(problems, [], "{key} {text:?} {}", method.as_str());
        let sent = body(&editor, method);
        let value = member(&sent, key);
        assert_eq!(value.as_deref(), Some(json), "{key} {text:?} in {sent}");
    }
    assert_eq!(editor.issue(key, Method::Patch), None, "{key} {text:?}");
}

/// Types a text and expects this one issue, with these parameters.
#[track_caller]
fn typed_refused(key: &str, text: &str, code: &str, params: &[(&str, &str)]) {
    let mut editor = open_acme();
    set(&mut editor, key, text);
    for method in UPDATES {
        let problems = refusal(&editor, method);
        assert_eq!(
            problems,
            one(key, code),
            "{key} {text:?} {}",
            method.as_str()
        );
    }
    let issue = editor
        .issue(key, Method::Patch)
        .expect("an issue while typing");
    assert_eq!(issue.code.as_str(), code, "{key} {text:?}");
    for (name, value) in params {
        assert_eq!(issue.param(name), Some(*value), "{key} {text:?}: {name}");
    }
}

/// Writes a JSON value into a body and expects no issue.
#[track_caller]
fn wire_taken(key: &str, json: &str) {
    for method in UPDATES {
        let text = body_naming(method, key, json);
        assert_eq!(check(method, &text, support::EVERY_LIST), [], "{text}");
    }
}

/// Writes a JSON value into a body and expects this one issue.
#[track_caller]
fn wire_refused(key: &str, json: &str, code: &str) {
    for method in UPDATES {
        let text = body_naming(method, key, json);
        assert_eq!(
            check(method, &text, support::EVERY_LIST),
            one(key, code),
            "{text}"
        );
    }
}

fn one(key: &str, code: &str) -> Vec<(String, &'static str)> {
    let code: &'static str = code.to_owned().leak();
    vec![(key.to_owned(), code)]
}

/// The JSON text of a field in a body, read with serde_json's raw values.
fn member(body: &str, key: &str) -> Option<String> {
    use serde_json::value::RawValue;
    use std::collections::BTreeMap;
    type Object<'a> = BTreeMap<String, &'a RawValue>;
    let object =
        |text: &'static str| -> Option<Object<'static>> { serde_json::from_str(text).ok() };
    // Leaked: a test reads a few hundred small bodies.
    let top = object(body.to_owned().leak())?;
    if let Some(id) = key.strip_prefix("template.fields.") {
        let template = object(top.get("template")?.get())?;
        let fields: Vec<Object> = serde_json::from_str(template.get("fields")?.get()).ok()?;
        let field = fields.into_iter().find(|field| field["id"].get() == id)?;
        return Some(field.get("value")?.get().to_owned());
    }
    match key.split_once('.') {
        Some((group, name)) => {
            let group = object(top.get(group)?.get())?;
            Some(group.get(name)?.get().to_owned())
        }
        None => Some(top.get(key)?.get().to_owned()),
    }
}

/// Whether the editor would send nothing: no key dirty and the empty PATCH.
#[track_caller]
fn assert_unchanged(editor: &Editor) {
    assert_eq!(editor.dirty(), Vec::<String>::new());
    assert_eq!(
        body(editor, customer_core::schema::Method::Patch),
        r#"{"company":1}"#
    );
}
