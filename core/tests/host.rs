//! What a host sets while a person types: locale, policy, settings.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use customer_core::editor::{Editor, Options, Policy, Settings};
use customer_core::locale::Locale;
use customer_core::schema::Method;
use support::{
    EVERY_LIST, RECORD, TWO_TEMPLATES, body, open, open_acme, options, set, with_custom,
};

#[test]
fn another_locale_writes_typed_numbers_anew() {
    let mut editor = open(&with_custom(r#""Budget":"1""#), EVERY_LIST);
    set(&mut editor, "template.fields.2", "1,234.5");
    set(&mut editor, "city", "1.5");
    editor.set_locale(Locale::from_marks(",0."));
    assert_eq!(editor.get("template.fields.2").unwrap(), "1234,5");
    assert_eq!(editor.get("city").unwrap(), "1.5", "a text is not a number");
    assert!(body(&editor, Method::Patch).contains(r#""value":1234.5}"#));
    set(&mut editor, "template.fields.2", "12,x");
    editor.set_locale(Locale::default());
    assert_eq!(
        editor.get("template.fields.2").unwrap(),
        "12,x",
        "what is no number stays as typed"
    );
}

#[test]
fn another_locale_writes_numbers_of_every_template_anew() {
    let money = TWO_TEMPLATES.replace("text", "money");
    let mut editor = open(&with_custom(""), &[("templates", &money)]);
    editor.set_locale(Locale::from_marks(",0."));
    set(&mut editor, "template.fields.1", "1.500");
    set(&mut editor, "template.id", "4");
    editor.set_locale(Locale::default());
    set(&mut editor, "template.id", "3");
    assert_eq!(editor.get("template.fields.1").unwrap(), "1500");
}

#[test]
fn what_a_host_hides_after_it_was_typed_waits_and_what_it_locks_goes() {
    let mut editor = open_acme();
    set(&mut editor, "city", &"x".repeat(51));
    set(&mut editor, "phone", "031");
    editor.set_policy(vec![
        ("city".to_owned(), Policy::Hidden),
        ("phone".to_owned(), Policy::Readonly),
    ]);
    assert_eq!(editor.dirty(), ["phone"]);
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"phone":"031"}"#
    );
    editor.set_policy(Vec::new());
    assert_eq!(editor.dirty(), ["city", "phone"]);
    assert_eq!(editor.validate(Method::Patch).len(), 1);
}

#[test]
fn every_issue_is_told_at_once() {
    let settings = Settings {
        keep_texts: true,
        ..Settings::default()
    };
    let mut editor = Editor::new(Options {
        settings,
        ..options(RECORD, EVERY_LIST)
    })
    .unwrap();
    set(&mut editor, "contact_person.email", "x");
    set(&mut editor, "city", " ");
    let codes = |editor: &Editor| -> Vec<(String, &str)> {
        let issues = editor.validate(Method::Patch).into_iter();
        issues
            .map(|issue| (issue.field.unwrap(), issue.code.as_str()))
            .collect()
    };
    let pair = |key: &str, code| (key.to_owned(), code);
    assert_eq!(
        codes(&editor),
        [
            pair("contact_person.email", "invalid_email"),
            pair("city", "required")
        ]
    );

    let record = RECORD.replace("ann@example.com", "nobody");
    let settings = Settings {
        contact_patch_all: true,
        ..Settings::default()
    };
    let mut editor = Editor::new(Options {
        settings,
        ..options(&record, EVERY_LIST)
    })
    .unwrap();
    set(&mut editor, "contact_person.type", "billing");
    set(&mut editor, "city", &"x".repeat(51));
    assert_eq!(
        codes(&editor),
        [
            pair("contact_person.email", "invalid_email"),
            pair("city", "too_long")
        ]
    );
}
