//! A draft put aside and taken up again, over another record, in another locale, elsewhere.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use customer_core::editor::{Editor, EditorError, Options};
use customer_core::locale::Locale;
use customer_core::schema::Method;
use support::{
    EVERY_LIST, RECORD, RELATED_TEMPLATES, TEMPLATE, body, open, open_acme, options, quads,
    refusal, set, with_custom,
};

#[test]
fn a_snapshot_restored_on_the_same_record_is_the_draft() {
    let mut editor = open_acme();
    set(&mut editor, "city", " Basel 😀");
    set(&mut editor, "phone", "x".repeat(21).as_str());
    set(&mut editor, "template.fields.2", "12,");
    set(&mut editor, "contact_person.type", "");
    let mut fresh = open_acme();
    assert_eq!(
        quads(&fresh.restore(&editor.snapshot()).unwrap()),
        [[""; 4]; 0]
    );
    assert_eq!(fresh.dirty(), editor.dirty());
    for field in editor.fields() {
        assert_eq!(fresh.get(&field.key), editor.get(&field.key));
    }
    assert!(!fresh.undo());
}

#[test]
fn a_snapshot_restored_on_a_newer_record_reports_what_moved() {
    let mut editor = open(&with_custom(r#""Budget":"1""#), EVERY_LIST);
    set(&mut editor, "city", "Basel");
    set(&mut editor, "name", "Acme AG");
    set(&mut editor, "phone", "1");
    set(&mut editor, "template.fields.2", "2");
    let newer = with_custom(r#""Budget":"3""#)
        .replace("Bern", "Zug")
        .replace("Acme", "Acme AG");
    let mut fresh = open(&newer, EVERY_LIST);
    let conflicts = fresh.restore(&editor.snapshot()).unwrap();
    assert_eq!(
        quads(&conflicts),
        [
            ["city", "Bern", "Basel", "Zug"],
            ["template.fields.2", "1", "2", "3"]
        ]
    );
    assert_eq!(
        fresh.dirty(),
        ["city", "phone", "template.fields.2"],
        "agreeing edits vanish"
    );
}

#[test]
fn a_snapshot_brings_its_template_back() {
    let mut editor = open(RECORD, &[("templates", RELATED_TEMPLATES)]);
    set(&mut editor, "template.fields.1", "of three");
    set(&mut editor, "template.id", "4");
    set(&mut editor, "template.fields.1", "of four");
    let mut fresh = open(RECORD, &[("templates", RELATED_TEMPLATES)]);
    fresh.restore(&editor.snapshot()).unwrap();
    assert_eq!(fresh.get("template.fields.1").unwrap(), "of four");
    assert_eq!(body(&fresh, Method::Patch), body(&editor, Method::Patch));
    set(&mut fresh, "template.id", "3");
    assert_eq!(fresh.get("template.fields.1").unwrap(), "of three");
}

#[test]
fn a_snapshot_waits_for_the_template_that_it_names() {
    // After a page reload only the record's own template is there; the list comes when the picker opens.
    let mut editor = open(RECORD, &[("templates", RELATED_TEMPLATES)]);
    set(&mut editor, "template.id", "4");
    set(&mut editor, "template.fields.5", "x");
    let expected = body(&editor, Method::Patch);
    let mut fresh = open(RECORD, &[("templates", TEMPLATE)]);
    fresh.restore(&editor.snapshot()).unwrap();
    assert_eq!(
        refusal(&fresh, Method::Patch),
        [("template.id".to_owned(), "invalid_choice")]
    );
    fresh.set_lookup("templates", RELATED_TEMPLATES).unwrap();
    assert_eq!(body(&fresh, Method::Patch), expected);
    assert_eq!(fresh.get("template.fields.5").unwrap(), "x");
}

#[test]
fn a_foreign_or_malformed_snapshot_is_refused_and_changes_nothing() {
    let mut editor = open_acme();
    set(&mut editor, "city", "Basel");
    let snapshot = editor.snapshot();
    let other = Options {
        id: "43".to_owned(),
        ..options(RECORD, EVERY_LIST)
    };
    let foreign = Editor::new(other).unwrap().snapshot();
    for text in [
        foreign.as_str(),
        "",
        "null",
        "[]",
        "{}",
        "{\"version\":1}",
        "<html>",
        &snapshot.replace("json-v2", "form-v1"),
        &snapshot.replace("\"version\":1", "\"version\":2"),
        &snapshot.replace("\"fields\":[", "\"fields\":[3,"),
        &snapshot[..snapshot.len() - 1],
    ] {
        let mut fresh = open_acme();
        set(&mut fresh, "phone", "1");
        assert!(
            matches!(fresh.restore(text), Err(EditorError::Unreadable(_))),
            "{text}"
        );
        assert_eq!(fresh.dirty(), ["phone"], "{text}");
    }
}

#[test]
fn a_snapshot_holds_what_the_contract_says_and_where_it_was_typed() {
    let mut editor = open_acme();
    set(&mut editor, "city", "Basel");
    assert_eq!(
        editor.snapshot(),
        r#"{"version":1,"api":"json-v2","id":"42","company":"1","external":false,"marks":".0,","template":"3","fields":[{"key":"city","text":"Basel","loaded":"Bern"}]}"#
    );
}

#[test]
fn a_snapshot_of_another_locale_keeps_its_numbers() {
    let german = || Locale::from_marks(",0.");
    let record = RECORD.replace(r#""fields":{}"#, r#""fields":{"Budget":"1234.50"}"#);
    for (from, to, typed, meant) in [
        (german(), Locale::default(), "1.500", "1500"),
        (Locale::default(), german(), "12,500", "12500"),
        (Locale::default(), german(), "1.5", "1.5"),
    ] {
        let editor = |locale| {
            Editor::new(Options {
                locale,
                ..options(&record, EVERY_LIST)
            })
            .unwrap()
        };
        let mut before = editor(from);
        set(&mut before, "template.fields.2", typed);
        let mut after = editor(to);
        assert_eq!(
            after.restore(&before.snapshot()),
            Ok(Vec::new()),
            "nobody changed it"
        );
        let sent = format!(
            r#"{{"company":1,"template":{{"id":3,"fields":[{{"id":2,"value":{meant}}}]}}}}"#
        );
        assert_eq!(body(&after, Method::Patch), sent, "{typed}");
    }
}

#[test]
fn a_snapshot_of_another_tenant_is_foreign_and_an_older_one_is_not() {
    let mut editor = open_acme();
    set(&mut editor, "city", "Basel");
    let snapshot = editor.snapshot();
    let elsewhere = Options {
        company: Some(2),
        ..options(RECORD, EVERY_LIST)
    };
    let mut elsewhere = Editor::new(elsewhere).unwrap();
    assert!(matches!(
        elsewhere.restore(&snapshot),
        Err(EditorError::Unreadable(_))
    ));
    assert_eq!(elsewhere.dirty(), [""; 0]);
    let older = snapshot.replace(r#""company":"1","external":false,"marks":".0,","#, "");
    assert_ne!(older, snapshot);
    assert_eq!(open_acme().restore(&older), Ok(Vec::new()));
}
