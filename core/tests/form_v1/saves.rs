//! What a save leaves: the draft is the record, and only answers that carry the customer count.

use customer_core::editor::{Editor, Outcome};
use customer_core::schema::Method;

use crate::support::set;
use crate::{RECORD, form_text, open};

fn edited() -> Editor {
    let mut editor = open(RECORD);
    for (key, text) in [
        ("creditLimit", "12345678901234567890.10"),
        ("paymentTypes", "9,8"),
        ("categoryId", "4"),
        ("customerSegmentationId", "SILVER"),
        ("onHold", ""),
        ("email", ""),
        ("billingCountry", "de"),
        ("dueDateConfigType", "2"),
    ] {
        set(&mut editor, key, text);
    }
    editor
}

#[test]
fn after_an_empty_answer_the_draft_is_the_record() {
    let mut editor = edited();
    editor.request(Method::Post).unwrap();
    assert_eq!(editor.response(200, &[], "", 0), Outcome::Saved(Vec::new()));
    assert_eq!(editor.dirty(), [""; 0]);
    for (key, shown) in [
        ("creditLimit", "12345678901234567890.1"),
        ("paymentTypes", "8,9"),
        ("categoryId", "4"),
        ("customerSegmentationId", "SILVER"),
        ("onHold", "false"),
        ("email", ""),
        ("dueDateConfigType", "2"),
    ] {
        assert_eq!(editor.get(key).as_deref(), Ok(shown), "{key}");
        set(&mut editor, key, shown);
    }
    assert_eq!(form_text(&editor), "");
}

#[test]
fn what_came_back_otherwise_is_told() {
    let mut editor = open(RECORD);
    set(&mut editor, "name", "Bolt");
    editor.request(Method::Post).unwrap();
    let answer = RECORD.replace("Acme", "Bolt").replace("Paris", "Lille");
    match editor.response(200, &[], &answer, 0) {
        Outcome::Saved(surprises) => {
            let fields: Vec<&str> = surprises.iter().map(|one| &*one.field).collect();
            assert_eq!(fields, ["billingCity"]);
            assert_eq!(
                (&*surprises[0].mine, &*surprises[0].theirs),
                ("Paris", "Lille")
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_answer_without_the_customer_is_none() {
    for body in [
        "{}",
        r#"{"status":"ok"}"#,
        r#"{"name":"Other"}"#,
        "[]",
        "true",
        "<html>",
    ] {
        let mut editor = edited();
        let request = editor.request(Method::Post).unwrap();
        let outcome = editor.response(200, &[], body, 0);
        assert_eq!(outcome, Outcome::Unavailable(None), "{body}");
        assert_eq!(editor.preview(Method::Post), Ok(request), "{body}");
    }
}

#[test]
fn a_record_is_stale_when_somebody_changed_it() {
    let editor = edited();
    assert_eq!(editor.is_stale(RECORD), Ok(false));
    // Its time has the word where both have one.
    let renamed = RECORD.replace("Acme", "Other");
    assert_eq!(editor.is_stale(&renamed), Ok(false));
    let later = RECORD.replace("2024-02-02", "2024-02-03");
    assert_eq!(editor.is_stale(&later), Ok(true));
    let timeless = |record: &str| record.replace("lastUpdated", "other");
    assert_eq!(editor.is_stale(&timeless(RECORD)), Ok(false));
    assert_eq!(editor.is_stale(&timeless(&renamed)), Ok(true));
    let same = timeless(RECORD).replace("123456789012345.67", "\"123456789012345.670\"");
    assert_eq!(editor.is_stale(&same), Ok(false));
    assert!(editor.is_stale("<html>").is_err());
}
