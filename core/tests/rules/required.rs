//! The name: required in a PUT, absent or not blank in a PATCH. The tenant: required always.

use customer_core::editor::{Editor, Options};
use customer_core::schema::Method;

use crate::support::{EVERY_LIST, RECORD, UPDATES, check, open, options, refusal, set};
use crate::{one, typed_refused, wire_refused};

#[test]
fn a_blank_name_is_refused_typed_and_written() {
    for blank in ["", " ", "\u{a0}\u{1c}\u{3000}", "\r\n"] {
        typed_refused("name", blank, "required", &[]);
        let json = serde_json::to_string(blank).unwrap();
        wire_refused("name", &json, "required");
    }
    wire_refused("name", "null", "required");
}

#[test]
fn an_absent_name_is_refused_in_a_put_only() {
    let body = r#"{"company":1,"city":"Bern"}"#;
    assert_eq!(check(Method::Put, body, &[]), one("name", "required"));
    assert_eq!(check(Method::Patch, body, &[]), []);
}

#[test]
fn a_name_loaded_blank_blocks_the_put_and_no_other_patch() {
    for record in [
        r#"{"name":"","city":"Bern"}"#,
        r#"{"name":null,"city":"Bern"}"#,
        r#"{"name":" \u001f","city":"Bern"}"#,
        r#"{"city":"Bern"}"#,
    ] {
        let mut editor = open(record, EVERY_LIST);
        set(&mut editor, "city", "Basel");
        assert_eq!(
            refusal(&editor, Method::Put),
            one("name", "required"),
            "{record}"
        );
        assert_eq!(refusal(&editor, Method::Patch), [], "{record}");
    }
}

#[test]
fn nothing_else_is_required() {
    assert_eq!(
        check(Method::Put, r#"{"company":1,"name":"A"}"#, EVERY_LIST),
        []
    );
    assert_eq!(check(Method::Patch, r#"{"company":1}"#, EVERY_LIST), []);
}

#[test]
fn a_missing_tenant_is_an_issue_of_company() {
    for method in UPDATES {
        let no_tenant = r#"{"name":"A"}"#;
        assert_eq!(check(method, no_tenant, &[]), one("company", "required"));
        let null = r#"{"name":"A","company":null}"#;
        assert_eq!(check(method, null, &[]), one("company", "required"));
        for json in [r#""1""#, "true", "1.5", "{}", "[1]"] {
            let body = format!(r#"{{"name":"A","company":{json}}}"#);
            assert_eq!(
                check(method, &body, &[]),
                one("company", "wrong_type"),
                "{json}"
            );
        }
    }
    let without = Options {
        company: None,
        ..options(RECORD, EVERY_LIST)
    };
    let editor = Editor::new(without).unwrap();
    for method in UPDATES {
        assert_eq!(refusal(&editor, method), one("company", "required"));
    }
}

#[test]
fn a_body_that_is_no_object_is_one_issue_of_the_whole() {
    for body in [
        "",
        "null",
        "[]",
        "3",
        "\"x\"",
        "{",
        "<html>",
        "{\"company\":1}}",
    ] {
        for method in UPDATES {
            assert_eq!(check(method, body, &[]), one("", "wrong_type"), "{body}");
        }
    }
}

#[test]
fn a_value_of_another_json_type_is_wrong() {
    for key in [
        "name",
        "city",
        "contact_person.name",
        "contact_person.type",
        "nda_signed_date",
        "template.fields.1",
        "template.fields.4",
    ] {
        for json in ["5", "true", "{}", "[\"a\"]"] {
            wire_refused(key, json, "wrong_type");
        }
    }
    for json in ["0", "1", "\"true\"", "\"\"", "[]"] {
        wire_refused("nda_signed", json, "wrong_type");
    }
    for json in ["true", "{}", "[1]"] {
        wire_refused("template.fields.2", json, "wrong_type");
        wire_refused("template.fields.3", json, "wrong_type");
    }
}
