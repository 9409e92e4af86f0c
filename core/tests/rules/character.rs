//! U+0000 and lone surrogates are in no text of a record.

use customer_core::schema::Method;

use crate::length::TEXTS;
use crate::support::{EVERY_LIST, body, check, open, refusal, set};
use crate::{typed_refused, wire_refused, wire_taken};

#[test]
fn a_typed_nul_is_impossible() {
    for (key, _) in TEXTS {
        for text in ["\0", "a\0b", "\0a", "a\0"] {
            typed_refused(key, text, "invalid_character", &[]);
        }
    }
    typed_refused(
        "contact_person.email",
        "a\0@example.com",
        "invalid_character",
        &[],
    );
}

#[test]
fn a_nul_or_a_lone_surrogate_in_a_body_is_impossible() {
    let keys = TEXTS.iter().map(|(key, _)| *key);
    for key in keys.chain(["contact_person.email"]) {
        for json in [
            r#""\u0000""#,
            r#""a\u0000b""#,
            r#""\ud800""#,
            r#""a\udfffb""#,
            r#""\udc00\ud800""#,
            r#""\ud83d\ude00\ud83d""#,
        ] {
            wire_refused(key, json, "invalid_character");
        }
    }
}

#[test]
fn pairs_and_escaped_backslashes_are_fine() {
    for (key, _) in TEXTS {
        wire_taken(key, r#""\ud83d\ude00 \\ud800""#);
    }
}

#[test]
fn an_impossible_character_is_said_before_length() {
    let text = format!("{}\0", "a".repeat(60));
    typed_refused("city", &text, "invalid_character", &[]);
}

#[test]
fn other_control_characters_are_for_the_server_to_judge() {
    wire_taken("city", r#""a\u0001b\u007fc\ufffd\ufffe""#);
}

#[test]
fn a_loaded_lone_surrogate_blocks_the_put_and_no_other_patch() {
    let record = r#"{"name":"Acme","city":"a\ud800b","general_description":"x\u0000"}"#;
    let mut editor = open(record, EVERY_LIST);
    let expected = [
        ("city".to_owned(), "invalid_character"),
        ("general_description".to_owned(), "invalid_character"),
    ];
    assert_eq!(refusal(&editor, Method::Put), expected);
    assert_eq!(editor.get("city").unwrap(), "a\u{fffd}b");
    set(&mut editor, "phone", "1");
    assert_eq!(body(&editor, Method::Patch), r#"{"company":1,"phone":"1"}"#);
    // Mended, both fields go out.
    set(&mut editor, "city", "ab");
    set(&mut editor, "general_description", "x");
    assert_eq!(refusal(&editor, Method::Put), []);
}

#[test]
fn unknown_members_are_carried_whatever_is_in_them() {
    let text = r#"{"company":1,"name":"Acme","x":"\ud800\u0000","contact_person":{"y":"\ud800"}}"#;
    assert_eq!(check(Method::Put, text, EVERY_LIST), []);
}

#[test]
fn an_unknown_members_name_is_carried_unchanged_too() {
    let record = r#"{"name":"Acme","\ud800":1,"\ud801":2,"contact_person":{"name":"Ann","email":"a@b.co","\udfff":3}}"#;
    let put = body(&open(record, EVERY_LIST), Method::Put);
    for member in [r#""\ud800":1"#, r#""\ud801":2"#, r#""\udfff":3"#] {
        assert!(put.contains(member), "{member} in {put}");
    }
}
