//! What several test crates share: an editor opened in one line, issues as short pairs.
#![allow(
    dead_code,
    reason = "each test crate compiles this module and uses its own part of it"
)]

use customer_core::editor::{Conflict, Editor, EditorError, Options, Policy, Settings};
use customer_core::locale::Locale;
use customer_core::rules::report::Issue;
use customer_core::schema::{Api, Method};
use customer_core::wire::{BodyContext, check_body};

/// Lookup answers by name.
pub type Lists<'a> = &'a [(&'a str, &'a str)];

/// A record whose contact is whole, under the template of [`TEMPLATE`].
pub const RECORD: &str = r#"{"id":42,"name":"Acme","category":{"id":7,"name":"Retail"},
    "contact_person":{"name":"Ann","email":"ann@example.com","type":"sales"},
    "city":"Bern","country":"Switzerland","nda_signed":true,"nda_signed_date":"2024-02-29",
    "template":{"id":3,"fields":{}}}"#;

/// One active field of each type: 1 text, 2 money, 3 number, 4 date; 9 is an attachment.
pub const TEMPLATE: &str = r#"{"id":3,"name":"Contract","is_active":true,"type":"customer","fields":[
    {"id":1,"name":"Remark","data_type":"text","is_active":true,"order":1},
    {"id":2,"name":"Budget","data_type":"money","is_active":true,"order":2},
    {"id":3,"name":"Seats","data_type":"number","is_active":true,"order":3},
    {"id":4,"name":"Renewal","data_type":"date","is_active":true,"order":4},
    {"id":9,"name":"Scan","data_type":"attachment","is_active":true,"order":9}]}"#;

pub const CATEGORIES: &str = r#"[{"id":7,"category":"Retail","subcategories":[{"id":8,"category":"Food","subcategories":[]}]},{"id":9,"category":"Trade","subcategories":[]}]"#;
pub const COUNTRIES: &str = r#"[{"code":756,"name":"Switzerland"},{"code":40,"name":"Austria"},{"code":276,"name":"Germany"}]"#;

pub const EVERY_LIST: Lists<'static> = &[
    ("templates", TEMPLATE),
    ("categories", CATEGORIES),
    ("countries", COUNTRIES),
];

/// What an editor of customer 42, company 1, is opened with.
pub fn options(record: &str, lists: Lists) -> Options {
    Options {
        api: Api::JsonV2,
        id: "42".to_owned(),
        external: false,
        company: Some(1),
        record: record.to_owned(),
        etag: None,
        lookups: lists
            .iter()
            .map(|(name, json)| ((*name).to_owned(), (*json).to_owned()))
            .collect(),
        locale: Locale::default(),
        policy: Vec::new(),
        settings: Settings::default(),
        paths: Vec::new(),
    }
}

/// Two templates without a field in common.
pub const TWO_TEMPLATES: &str = r#"[
    {"id":3,"name":"Contract","is_active":true,"fields":[
        {"id":1,"name":"Remark","data_type":"text","is_active":true,"order":1}]},
    {"id":4,"name":"Project","is_active":true,"fields":[
        {"id":5,"name":"Code","data_type":"text","is_active":true,"order":1}]}]"#;

/// Two templates with one: `Remark`.
pub const RELATED_TEMPLATES: &str = r#"[
    {"id":3,"name":"Contract","is_active":true,"fields":[
        {"id":1,"name":"Remark","data_type":"text","is_active":true,"order":1},
        {"id":2,"name":"Budget","data_type":"money","is_active":true,"order":2}]},
    {"id":4,"name":"Project","is_active":true,"fields":[
        {"id":1,"name":"Remark","data_type":"text","is_active":true,"order":1},
        {"id":5,"name":"Code","data_type":"text","is_active":true,"order":2}]}]"#;

/// [`RECORD`] with these custom values.
pub fn with_custom(values: &str) -> String {
    RECORD.replace(r#""fields":{}"#, &format!(r#""fields":{{{values}}}"#))
}

/// Field, loaded, mine, theirs.
pub fn quads(conflicts: &[Conflict]) -> Vec<[&str; 4]> {
    conflicts
        .iter()
        .map(|c| {
            [
                c.field.as_str(),
                c.loaded.as_str(),
                c.mine.as_str(),
                c.theirs.as_str(),
            ]
        })
        .collect()
}

pub fn open(record: &str, lists: Lists) -> Editor {
    Editor::new(options(record, lists)).expect("the record can be read")
}

/// [`RECORD`] with every list.
pub fn open_acme() -> Editor {
    open(RECORD, EVERY_LIST)
}

pub fn open_with_policy(record: &str, lists: Lists, policy: &[(&str, Policy)]) -> Editor {
    let policy = policy
        .iter()
        .map(|(key, policy)| ((*key).to_owned(), *policy));
    Editor::new(Options {
        policy: policy.collect(),
        ..options(record, lists)
    })
    .expect("the record can be read")
}

pub fn set(editor: &mut Editor, key: &str, text: &str) {
    editor
        .set(key, text)
        .unwrap_or_else(|why| panic!("{key}: {why:?}"));
}

/// The body that would be sent; panics with the issues in its way.
pub fn body(editor: &Editor, method: Method) -> String {
    match editor.preview(method) {
        Ok(request) => request.text().to_owned(),
        Err(why) => panic!("no {}: {why:?}", method.as_str()),
    }
}

/// The issues in the way of a request, as (field, code).
pub fn refusal(editor: &Editor, method: Method) -> Vec<(String, &'static str)> {
    match editor.preview(method) {
        Ok(_) => Vec::new(),
        Err(EditorError::Invalid(issues)) => pairs(&issues),
        Err(why) => panic!("{why:?}"),
    }
}

/// Issues as (field, code); `""` for the whole record.
pub fn pairs(issues: &[Issue]) -> Vec<(String, &'static str)> {
    issues
        .iter()
        .map(|issue| {
            let field = issue.field.clone().unwrap_or_default();
            (field, issue.code.as_str())
        })
        .collect()
}

/// What `check_body` finds, as (field, code).
pub fn check(method: Method, body: &str, lists: Lists) -> Vec<(String, &'static str)> {
    pairs(&check_issues(method, body, lists))
}

pub fn check_issues(method: Method, body: &str, lists: Lists) -> Vec<Issue> {
    let context = BodyContext {
        lookups: options("{}", lists).lookups,
        ..BodyContext::default()
    };
    check_body(Api::JsonV2, method, body, &context)
}

/// The smallest body that names one field with a JSON value; a PUT needs a name, a contact part its partners.
pub fn body_naming(method: Method, key: &str, json: &str) -> String {
    let mut members = vec![r#""company":1"#.to_owned()];
    if method == Method::Put && key != "name" {
        members.push(r#""name":"Acme""#.to_owned());
    }
    if let Some(part) = key.strip_prefix("contact_person.") {
        let mut parts = vec![format!(r#""{part}":{json}"#)];
        for (partner, value) in [("name", "Ann"), ("email", "ann@example.com")] {
            if partner != part && part != "type" {
                parts.push(format!(r#""{partner}":"{value}""#));
            }
        }
        members.push(format!(r#""contact_person":{{{}}}"#, parts.join(",")));
    } else if let Some(id) = key.strip_prefix("template.fields.") {
        members.push(format!(
            r#""template":{{"id":3,"fields":[{{"id":{id},"value":{json}}}]}}"#
        ));
    } else if key == "template.id" {
        members.push(format!(r#""template":{{"id":{json},"fields":[]}}"#));
    } else {
        members.push(format!(r#""{key}":{json}"#));
    }
    format!("{{{}}}", members.join(","))
}

/// A text as JSON.
pub fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}

pub const UPDATES: [Method; 2] = [Method::Put, Method::Patch];

/// An editor that has sent a PATCH naming the contact, the city and custom fields 1, 3 and 4, in this order.
pub fn sent() -> Editor {
    let mut editor = open_acme();
    set(&mut editor, "contact_person.email", "anna@example.com");
    set(&mut editor, "city", "Basel");
    set(&mut editor, "template.fields.1", "note");
    set(&mut editor, "template.fields.3", "5");
    set(&mut editor, "template.fields.4", "2026-11-21");
    editor.request(Method::Patch).unwrap();
    editor
}

/// Names and values as a header list has them.
pub fn owned(headers: &[(&str, &str)]) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
        .collect()
}

/// The record's own template is always its own, whatever the list says; and nobody can mend what nobody can edit: it goes
/// back as it was loaded, and the server decides.
pub fn is_asked(editor: &Editor, issue: &Issue) -> bool {
    let field = issue.field.as_deref().and_then(|key| editor.field(key));
    field.is_none_or(|field| {
        field.is_editable() && (&*field.key != "template.id" || editor.is_dirty("template.id"))
    })
}
