//! Another record under the draft: a rebase after a conflict or a reload.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use customer_core::editor::EditorError;
use customer_core::schema::Method;
use support::{
    EVERY_LIST, RECORD, RELATED_TEMPLATES, TEMPLATE, body, open, open_acme, quads, set, with_custom,
};

#[test]
fn untouched_fields_follow_the_new_record() {
    let mut editor = open_acme();
    set(&mut editor, "phone", "1");
    let theirs = RECORD
        .replace("Bern", "Basel")
        .replace("ann@example.com", "anna@example.com")
        .replace("Switzerland", "Austria");
    let conflicts = editor.rebase(&theirs, Some("\"e2\"")).unwrap();
    assert_eq!(quads(&conflicts), [[""; 4]; 0]);
    assert_eq!(editor.get("city").unwrap(), "Basel");
    assert_eq!(
        editor.get("contact_person.email").unwrap(),
        "anna@example.com"
    );
    assert_eq!(editor.get("country").unwrap(), "40");
    assert_eq!(editor.dirty(), ["phone"]);
    let request = editor.preview(Method::Patch).unwrap();
    assert_eq!(request.text(), r#"{"company":1,"phone":"1"}"#);
    assert!(request.headers.contains(&("If-Match", "\"e2\"".to_owned())));
}

#[test]
fn edits_that_agree_vanish() {
    let loaded = with_custom(r#""Budget":"10.00","Remark":"a""#);
    let mut editor = open(&loaded, EVERY_LIST);
    set(&mut editor, "city", " Basel ");
    set(&mut editor, "template.fields.2", "20.50");
    set(&mut editor, "nda_signed", "false");
    set(&mut editor, "category", "9");
    let theirs = with_custom(r#""Budget":20.5,"Remark":"a""#)
        .replace("Bern", "Basel")
        .replace(r#""nda_signed":true"#, r#""nda_signed":false"#)
        .replace(r#"{"id":7,"name":"Retail"}"#, r#"{"id":9,"name":"Trade"}"#);
    assert_eq!(quads(&editor.rebase(&theirs, None).unwrap()), [[""; 4]; 0]);
    assert_eq!(editor.dirty(), Vec::<String>::new());
    assert_eq!(editor.get("city").unwrap(), "Basel", "as theirs has it");
    assert_eq!(body(&editor, Method::Patch), r#"{"company":1}"#);
}

#[test]
fn a_clash_is_reported_and_mine_stays() {
    let mut editor = open_acme();
    set(&mut editor, "name", "Acme AG");
    set(&mut editor, "city", "Basel");
    set(&mut editor, "phone", "1");
    let theirs = RECORD.replace("Bern", "Zug").replace("Acme", "Acme SA");
    let conflicts = editor.rebase(&theirs, None).unwrap();
    assert_eq!(
        quads(&conflicts),
        [
            ["name", "Acme", "Acme AG", "Acme SA"],
            ["city", "Bern", "Basel", "Zug"]
        ]
    );
    assert_eq!(conflicts[0].label, "Name");
    assert_eq!(editor.get("city").unwrap(), "Basel");
    assert_eq!(editor.loaded("city").unwrap(), "Zug");
    assert_eq!(editor.dirty(), ["name", "city", "phone"]);
    assert!(!editor.undo(), "a rebase starts a new undo history");
    editor.reset(Some("city")).unwrap();
    assert_eq!(editor.get("city").unwrap(), "Zug");
}

#[test]
fn theirs_that_differs_in_writing_only_is_no_clash() {
    let mut editor = open(&with_custom(r#""Budget":"10.00""#), EVERY_LIST);
    set(&mut editor, "template.fields.2", "11");
    set(&mut editor, "city", "Basel");
    let theirs = with_custom(r#""2":10"#).replace("\"Bern\"", "\" Bern\\u00a0\"");
    assert_eq!(quads(&editor.rebase(&theirs, None).unwrap()), [[""; 4]; 0]);
    assert_eq!(editor.dirty(), ["city", "template.fields.2"]);
}

#[test]
fn custom_fields_merge_one_by_one() {
    let loaded = with_custom(r#""Remark":"a","Budget":1,"Seats":1,"Renewal":"2026-01-01""#);
    let mut editor = open(&loaded, EVERY_LIST);
    set(&mut editor, "template.fields.1", "mine");
    set(&mut editor, "template.fields.2", "2");
    set(&mut editor, "template.fields.3", "2");
    let theirs = with_custom(r#""Remark":"a","Budget":"3.00","Seats":"2","Renewal":"2027-01-01""#);
    let conflicts = editor.rebase(&theirs, None).unwrap();
    assert_eq!(quads(&conflicts), [["template.fields.2", "1", "2", "3.00"]]);
    assert_eq!(editor.dirty(), ["template.fields.1", "template.fields.2"]);
    assert_eq!(editor.get("template.fields.4").unwrap(), "2027-01-01");
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"template":{"id":3,"fields":[{"id":1,"value":"mine"},{"id":2,"value":2}]}}"#
    );
}

#[test]
fn an_untouched_template_follows_theirs() {
    let mut editor = open(RECORD, &[("templates", RELATED_TEMPLATES)]);
    set(&mut editor, "city", "Basel");
    let theirs = RECORD.replace(
        r#"{"id":3,"fields":{}}"#,
        r#"{"id":4,"fields":{"Code":"x"}}"#,
    );
    assert_eq!(quads(&editor.rebase(&theirs, None).unwrap()), [[""; 4]; 0]);
    assert_eq!(editor.get("template.id").unwrap(), "4");
    assert_eq!(editor.get("template.fields.5").unwrap(), "x");
    assert_eq!(editor.dirty(), ["city"]);
}

#[test]
fn a_template_chosen_by_both_is_a_clash() {
    let mut editor = open(RECORD, &[("templates", RELATED_TEMPLATES)]);
    set(&mut editor, "template.id", "");
    let theirs = RECORD.replace(r#"{"id":3,"fields":{}}"#, r#"{"id":4,"fields":{}}"#);
    let conflicts = editor.rebase(&theirs, None).unwrap();
    assert_eq!(quads(&conflicts), [["template.id", "3", "", "4"]]);
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"template":null}"#
    );
    let mut editor = open(RECORD, &[("templates", RELATED_TEMPLATES)]);
    set(&mut editor, "template.id", "4");
    set(&mut editor, "template.fields.5", "mine");
    let theirs = RECORD.replace(
        r#"{"id":3,"fields":{}}"#,
        r#"{"id":4,"fields":{"Code":"theirs"}}"#,
    );
    let conflicts = editor.rebase(&theirs, None).unwrap();
    assert_eq!(
        quads(&conflicts),
        [["template.fields.5", "", "mine", "theirs"]]
    );
    assert_eq!(editor.dirty(), ["template.fields.5"]);
}

#[test]
fn a_custom_edit_whose_template_theirs_left_is_reported() {
    // Mine is on a field that theirs no longer has: gone from view, it must not be gone without a word.
    let mut editor = open(
        &with_custom(r#""Remark":"a""#),
        &[("templates", RELATED_TEMPLATES)],
    );
    set(&mut editor, "template.fields.1", "mine");
    let theirs = RECORD.replace(r#"{"id":3,"fields":{}}"#, r#"{"id":4,"fields":{}}"#);
    let conflicts = editor.rebase(&theirs, None).unwrap();
    let named: Vec<&str> = conflicts.iter().map(|c| c.mine.as_str()).collect();
    assert_eq!(named, ["mine"]);
}

#[test]
fn mine_invalid_stays_as_typed() {
    let mut editor = open_acme();
    set(&mut editor, "nda_signed_date", "2024-02-3");
    let theirs = RECORD.replace("2024-02-29", "2024-03-01");
    let conflicts = editor.rebase(&theirs, None).unwrap();
    assert_eq!(
        quads(&conflicts),
        [["nda_signed_date", "2024-02-29", "2024-02-3", "2024-03-01"]]
    );
    assert_eq!(editor.get("nda_signed_date").unwrap(), "2024-02-3");
}

#[test]
fn an_unreadable_record_changes_nothing() {
    let mut editor = open_acme();
    set(&mut editor, "city", "Basel");
    for record in ["", "<html>", "[]", "3", r#"{"contact_person":"x"}"#] {
        assert!(
            matches!(editor.rebase(record, None), Err(EditorError::Unreadable(_))),
            "{record}"
        );
        assert_eq!(editor.dirty(), ["city"]);
        assert_eq!(editor.loaded("city").unwrap(), "Bern");
        assert!(editor.undo() && editor.redo(), "the history stays");
    }
}

#[test]
fn server_issues_do_not_outlive_a_rebase() {
    let mut editor = open_acme();
    set(&mut editor, "city", "Basel");
    editor.request(Method::Patch).unwrap();
    editor.response(400, &[], r#"{"city":["No."]}"#, 0);
    editor.rebase(RECORD, None).unwrap();
    assert_eq!(editor.server_issues(), []);
}

#[test]
fn a_field_that_cannot_be_set_cannot_be_restored() {
    let mut editor = open(&with_custom(r#""Budget":"1""#), EVERY_LIST);
    set(&mut editor, "template.fields.2", "2");
    set(&mut editor, "city", "Basel");
    let inactive = TEMPLATE.replace(
        r#""data_type":"money","is_active":true"#,
        r#""data_type":"money","is_active":false"#,
    );
    assert_ne!(inactive, TEMPLATE);
    let mut fresh = open(&with_custom(r#""Budget":"1""#), &[("templates", &inactive)]);
    assert!(matches!(
        fresh.set("template.fields.2", "2"),
        Err(EditorError::Readonly(_))
    ));
    fresh.restore(&editor.snapshot()).unwrap();
    assert_eq!(fresh.dirty(), ["city"]);
    assert_eq!(
        body(&fresh, Method::Patch),
        r#"{"company":1,"city":"Basel"}"#
    );
}

#[test]
fn json_that_is_no_customer_is_not_merged() {
    for answer in ["{}", r#"{"detail":"Sign in."}"#] {
        let mut editor = open_acme();
        set(&mut editor, "phone", "031");
        assert!(matches!(
            editor.rebase(answer, Some("\"e2\"")),
            Err(EditorError::Unreadable(_))
        ));
        assert!(matches!(
            editor.is_stale(answer),
            Err(EditorError::Unreadable(_))
        ));
        assert_eq!(editor.get("city").unwrap(), "Bern");
        assert_eq!(editor.dirty(), ["phone"]);
        assert_eq!(editor.etag(), None);
    }
}

#[test]
fn a_record_is_another_one_by_what_is_not_on_the_page_as_well() {
    let loaded = RECORD.replace(r#""city""#, r#""loyalty_points":10,"city""#);
    let loaded = loaded.replace(r#""fields":{}"#, r#""fields":{"Remark":"a","Old":"x"}"#);
    let editor = open(&loaded, EVERY_LIST);
    assert_eq!(editor.is_stale(&loaded), Ok(false));
    for (from, to) in [
        (r#""loyalty_points":10"#, r#""loyalty_points":20"#),
        (r#""loyalty_points":10,"#, ""),
        (r#""Old":"x""#, r#""Old":"x","New":"y""#),
        (r#""Old":"x""#, r#""Old":"y""#),
        ("Bern", "Chur"),
    ] {
        assert_eq!(editor.is_stale(&loaded.replace(from, to)), Ok(true), "{to}");
    }
}
