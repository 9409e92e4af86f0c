//! What a save leaves behind: the draft is the record, and what did not happen is not reported.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use customer_core::editor::{Editor, Options, Outcome, Settings};
use customer_core::schema::Method;
use support::{
    COUNTRIES, EVERY_LIST, RECORD, TWO_TEMPLATES, body, open, open_acme, options, set, with_custom,
};

#[test]
fn an_empty_answer_makes_the_draft_the_record() {
    let mut editor = open(&with_custom(r#""Remark":"a","Budget":"1.00""#), EVERY_LIST);
    set(&mut editor, "city", " Basel ");
    set(&mut editor, "category", "9");
    set(&mut editor, "nda_signed", "");
    set(&mut editor, "template.fields.1", "");
    set(&mut editor, "template.fields.2", "02.50");
    editor.request(Method::Patch).unwrap();
    assert_eq!(editor.response(204, &[], "", 0), Outcome::Saved(Vec::new()));
    assert_eq!(editor.dirty(), Vec::<String>::new());
    for (key, text) in [
        ("city", "Basel"),
        ("category", "9"),
        ("nda_signed", "false"),
        ("template.fields.1", ""),
        ("template.fields.2", "2.5"),
    ] {
        assert_eq!(editor.get(key).unwrap(), text, "{key}");
    }
    assert!(!editor.undo(), "a save starts a new undo history");
}

#[test]
fn a_request_tells_what_goes_along_unchanged() {
    let along = |editor: &Editor, method| editor.preview(method).unwrap().along;
    let mut editor = open(&with_custom(r#""Remark":"a","Budget":"1.00""#), EVERY_LIST);
    set(&mut editor, "city", "Basel");
    set(&mut editor, "template.fields.1", "b");
    assert_eq!(along(&editor, Method::Patch), [""; 0]);
    set(&mut editor, "contact_person.email", "new@acme.example");
    assert_eq!(along(&editor, Method::Patch), ["contact_person.name"]);
    assert_eq!(along(&editor, Method::Put), [""; 0]);

    let whole = Settings {
        template_patch_all: true,
        contact_patch_all: true,
        ..Settings::default()
    };
    let record = with_custom(r#""Remark":"a","Budget":"1.00""#);
    let options = Options {
        settings: whole,
        ..options(&record, EVERY_LIST)
    };
    let mut editor = Editor::new(options).unwrap();
    set(&mut editor, "template.fields.1", "b");
    assert_eq!(along(&editor, Method::Patch), ["template.fields.2"]);
    set(&mut editor, "contact_person.name", "Ada");
    assert_eq!(
        along(&editor, Method::Patch),
        [
            "contact_person.email",
            "contact_person.type",
            "template.fields.2"
        ]
    );
}

#[test]
fn what_was_typed_after_sending_stays() {
    let mut editor = open_acme();
    set(&mut editor, "city", "Basel");
    set(&mut editor, "phone", "1");
    editor.request(Method::Patch).unwrap();
    set(&mut editor, "city", "Zug");
    set(&mut editor, "fax", "2");
    editor.response(200, &[], "", 0);
    assert_eq!(editor.loaded("city").unwrap(), "Basel");
    assert_eq!(editor.dirty(), ["city", "fax"]);
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"city":"Zug","fax":"2"}"#
    );
}

#[test]
fn an_untouched_field_that_came_back_changed_is_reported() {
    let mut editor = open_acme();
    set(&mut editor, "city", "Basel");
    editor.request(Method::Patch).unwrap();
    let answer = RECORD
        .replace("Bern", "BASEL")
        .replace("\"Acme\"", "\"Other\"")
        .replace("Switzerland", "SWITZERLAND");
    let Outcome::Saved(surprises) = editor.response(200, &[], &answer, 0) else {
        panic!()
    };
    let found: Vec<_> = surprises
        .iter()
        .map(|c| (c.field.as_str(), c.mine.as_str(), c.theirs.as_str()))
        .collect();
    assert_eq!(found, [("name", "Acme", "Other")]);
    assert_eq!(editor.get("name").unwrap(), "Other");
    assert_eq!(editor.get("city").unwrap(), "BASEL");
    assert_eq!(editor.dirty(), Vec::<String>::new());
}

/// Field 11 is called "12", so the map's key "12" is its name and not the id of the other one.
const CROSSED: &str = r#"{"id":3,"name":"Crossed","fields":[
    {"id":11,"name":"12","data_type":"text","order":1},
    {"id":12,"name":"Other","data_type":"text","order":2}]}"#;

#[test]
fn a_save_keeps_names_and_ids_apart() {
    for (values, before) in [
        (r#""12":"eleven","Other":"twelve""#, "eleven"),
        (r#""12":"eleven""#, "eleven"),
        ("", ""),
    ] {
        for method in [Method::Patch, Method::Put] {
            let mut editor = open(
                &with_custom(values),
                &[("templates", CROSSED), ("countries", COUNTRIES)],
            );
            set(&mut editor, "template.fields.12", "new");
            editor.request(method).unwrap();
            editor.response(204, &[], "", 0);
            assert_eq!(
                editor.get("template.fields.11").unwrap(),
                before,
                "{values}"
            );
            assert_eq!(editor.get("template.fields.12").unwrap(), "new", "{values}");
        }
    }
}

#[test]
fn a_save_with_crossed_names_reports_nothing_that_did_not_happen() {
    let mut editor = open(
        &with_custom(r#""12":"eleven","Other":"twelve""#),
        &[("templates", CROSSED)],
    );
    set(&mut editor, "template.fields.12", "new");
    editor.request(Method::Patch).unwrap();
    let answer = with_custom(r#""12":"eleven","Other":"new""#);
    assert_eq!(
        editor.response(200, &[], &answer, 0),
        Outcome::Saved(Vec::new())
    );
}

#[test]
fn a_contact_sent_as_null_is_null_afterwards() {
    // Its untouched empty texts went with it; sent again they would be texts of a contact that is not there.
    for clear_text_as_empty in [false, true] {
        let record = RECORD.replace(
            r#""name":"Ann","email":"ann@example.com","type":"sales""#,
            r#""name":"","email":"","type":"sales""#,
        );
        let settings = Settings {
            clear_text_as_empty,
            ..Settings::default()
        };
        let mut editor = Editor::new(Options {
            settings,
            ..options(&record, EVERY_LIST)
        })
        .unwrap();
        set(&mut editor, "contact_person.type", "");
        assert_eq!(
            editor.request(Method::Patch).unwrap().text(),
            r#"{"company":1,"contact_person":null}"#
        );
        editor.response(204, &[], "", 0);
        assert!(
            body(&editor, Method::Put).contains(r#""contact_person":null"#),
            "{}",
            body(&editor, Method::Put)
        );
    }
}

#[test]
fn a_contact_cleared_with_texts_as_empty_is_null_afterwards() {
    let settings = Settings {
        clear_text_as_empty: true,
        ..Settings::default()
    };
    let mut editor = Editor::new(Options {
        settings,
        ..options(RECORD, EVERY_LIST)
    })
    .unwrap();
    for part in ["name", "email", "type"] {
        set(&mut editor, &format!("contact_person.{part}"), "");
    }
    assert_eq!(
        editor.request(Method::Patch).unwrap().text(),
        r#"{"company":1,"contact_person":null}"#
    );
    editor.response(204, &[], "", 0);
    assert!(
        body(&editor, Method::Put).contains(r#""contact_person":null"#),
        "{}",
        body(&editor, Method::Put)
    );
}

#[test]
fn a_switched_template_is_the_records_after_a_save() {
    let mut editor = open(
        &with_custom(r#""Remark":"a""#),
        &[("templates", TWO_TEMPLATES), ("countries", COUNTRIES)],
    );
    set(&mut editor, "template.id", "4");
    set(&mut editor, "template.fields.5", "x");
    editor.request(Method::Patch).unwrap();
    editor.response(200, &[], "", 0);
    assert_eq!(editor.dirty(), Vec::<String>::new());
    assert_eq!(editor.get("template.fields.5").unwrap(), "x");
    assert!(
        body(&editor, Method::Put)
            .contains(r#""template":{"id":4,"fields":[{"id":5,"value":"x"}]}"#)
    );
    set(&mut editor, "template.id", "3");
    assert_eq!(
        editor.get("template.fields.1").unwrap(),
        "",
        "its value left with it"
    );
}
