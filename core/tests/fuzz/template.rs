//! Any list of templates: its fields can be typed into, and what leaves passes the check on the other side.

use customer_core::editor::Editor;
use customer_core::schema::{Api, Method};
use customer_core::wire::{BodyContext, check_body};

use super::input::texts;
use super::support::{is_asked, open_acme, options};

/// The list, the values that the record has under template 3, then texts typed into its fields one after the other.
pub fn check(data: &[u8]) {
    let texts = texts(data);
    let [list, rest @ ..] = &*texts else {
        return;
    };
    drop(open_acme().set_lookup("templates", list));
    let (values, typed) = rest
        .split_first()
        .map_or(("{}", rest), |(v, t)| (v.as_str(), t));
    let record = format!(r#"{{"id":1,"name":"A","template":{{"id":3,"fields":{values}}}}}"#);
    let lists = [("templates", list.as_str())];
    let Ok(mut editor) = Editor::new(options(&record, &lists)) else {
        return;
    };
    assert!(editor.dirty().is_empty());
    let custom = editor
        .fields()
        .iter()
        .filter(|f| f.key.starts_with("template."));
    let keys: Vec<String> = custom.map(|field| field.key.to_string()).collect();
    for (key, text) in keys.iter().rev().zip(typed) {
        if editor.field(key).is_some_and(|field| field.is_editable()) {
            editor.set(key, text).unwrap();
        }
    }
    let context = BodyContext {
        lookups: options("{}", &lists).lookups,
        ..BodyContext::default()
    };
    for method in [Method::Put, Method::Patch] {
        if let Ok(request) = editor.preview(method) {
            let body = request.text();
            let mut found = check_body(Api::JsonV2, method, body, &context);
            found.retain(|issue| is_asked(&editor, issue));
            assert_eq!(found, [], "{body}");
        }
    }
}
