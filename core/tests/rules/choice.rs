//! The six types of a contact, by their exact names; booleans as `true` and `false`.

use customer_core::schema::Method;

use crate::support::{EVERY_LIST, body, open, quoted, refusal, set};
use crate::{one, typed_as, typed_refused, wire_refused, wire_taken};

const KEY: &str = "contact_person.type";
const TYPES: [&str; 6] = [
    "account_management",
    "billing",
    "executive",
    "sales",
    "support",
    "technical",
];

#[test]
fn the_six_names() {
    for name in TYPES {
        wire_taken(KEY, &quoted(name));
        if name != "sales" {
            typed_as(KEY, name, &quoted(name));
            typed_as(KEY, &format!(" {name}\u{a0}"), &quoted(name));
        }
    }
    typed_as(KEY, "", "null");
    wire_taken(KEY, "null");
    let editor = crate::support::open_acme();
    let offered: Vec<String> = editor
        .options(KEY)
        .into_iter()
        .map(|(value, _)| value)
        .collect();
    assert_eq!(offered, TYPES);
}

#[test]
fn no_other_name() {
    for name in [
        "Sales",
        "SALES",
        "sale",
        "saless",
        "account management",
        "other",
        "0",
        "😀",
    ] {
        typed_refused(KEY, name, "invalid_choice", &[]);
        wire_refused(KEY, &quoted(name), "invalid_choice");
    }
}

#[test]
fn a_loaded_name_of_another_age_blocks_the_put_only() {
    let record = r#"{"name":"Acme","contact_person":{"name":"Ann","email":"a@b.co","type":"ceo"}}"#;
    let mut editor = open(record, EVERY_LIST);
    assert_eq!(refusal(&editor, Method::Put), one(KEY, "invalid_choice"));
    set(&mut editor, "contact_person.name", "Anna");
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"contact_person":{"name":"Anna","email":"a@b.co"}}"#
    );
}

#[test]
fn booleans_are_true_and_false() {
    typed_as("msa_signed", "true", "true");
    typed_as("nda_signed", "false", "false");
    typed_as("nda_signed", "", "false");
    for text in ["yes", "1", "TRUE", "on", "null"] {
        typed_refused("msa_signed", text, "invalid_choice", &[]);
    }
    for json in ["true", "false"] {
        wire_taken("nda_signed", json);
    }
}
