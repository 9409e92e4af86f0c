//! A request whose answer was lost: stored, not stored, or stored and overwritten.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use customer_core::editor::{Conflict, Editor, EditorError, Landing};
use customer_core::schema::Method;
use support::{EVERY_LIST, RECORD, body, open, open_acme, set};

fn keys(conflicts: &[Conflict]) -> Vec<&str> {
    conflicts.iter().map(|c| c.field.as_str()).collect()
}

fn stored(landing: &Landing) -> Vec<&str> {
    match landing {
        Landing::Stored { others, .. } => keys(others),
        Landing::Absent(_) => panic!("not stored: {landing:?}"),
    }
}

fn absent(landing: &Landing) -> Vec<&str> {
    match landing {
        Landing::Absent(clashes) => keys(clashes),
        Landing::Stored { .. } => panic!("stored: {landing:?}"),
    }
}

/// City and phone typed and sent by PATCH.
fn sent() -> Editor {
    let mut editor = open_acme();
    set(&mut editor, "city", " Basel ");
    set(&mut editor, "phone", "031");
    editor.request(Method::Patch).unwrap();
    editor
}

fn with_phone(record: &str, phone: &str) -> String {
    record.replacen(r#""city""#, &format!(r#""phone":"{phone}","city""#), 1)
}

#[test]
fn every_field_as_sent_is_a_save() {
    let mut editor = sent();
    let theirs = with_phone(&RECORD.replace("Bern", "Basel"), "031");
    let landing = editor.landing(&theirs, Some("\"e2\""), true).unwrap();
    assert_eq!(stored(&landing), [""; 0]);
    assert_eq!(editor.dirty(), [""; 0]);
    assert_eq!(editor.get("city").unwrap(), "Basel");
    set(&mut editor, "city", "Chur");
    let headers = editor.preview(Method::Patch).unwrap().headers;
    assert!(headers.contains(&("If-Match", "\"e2\"".to_owned())));
}

#[test]
fn what_else_changed_meanwhile_is_named() {
    let mut editor = sent();
    let theirs = with_phone(&RECORD.replace("Bern", "Basel"), "031").replace("Acme", "Apex");
    let landing = editor.landing(&theirs, None, true).unwrap();
    assert_eq!(stored(&landing), ["name"]);
    let Landing::Stored { others, .. } = landing else {
        unreachable!()
    };
    assert_eq!((&*others[0].mine, &*others[0].theirs), ("Acme", "Apex"));
}

#[test]
fn what_was_typed_since_stays() {
    let mut editor = sent();
    set(&mut editor, "city", "Basel SBB");
    set(&mut editor, "fax", "1");
    let theirs = with_phone(&RECORD.replace("Bern", "Basel"), "031");
    assert_eq!(
        stored(&editor.landing(&theirs, None, true).unwrap()),
        [""; 0]
    );
    assert_eq!(editor.dirty(), ["city", "fax"]);
    assert_eq!(editor.loaded("city").unwrap(), "Basel");
}

#[test]
fn what_was_typed_since_clashes_with_what_somebody_else_wrote() {
    let mut editor = sent();
    set(&mut editor, "name", "Mine");
    let theirs = with_phone(&RECORD.replace("Bern", "Basel"), "031").replace("Acme", "Apex");
    let Landing::Stored { others, clashes } = editor.landing(&theirs, None, true).unwrap() else {
        panic!("stored");
    };
    assert_eq!((keys(&others), keys(&clashes)), (vec![], vec!["name"]));
    let clash = &clashes[0];
    assert_eq!(
        (&*clash.loaded, &*clash.mine, &*clash.theirs),
        ("Acme", "Mine", "Apex")
    );
}

#[test]
fn no_field_as_sent_is_no_save_and_everything_is_still_there() {
    let mut editor = sent();
    let before = body(&editor, Method::Patch);
    assert_eq!(
        absent(&editor.landing(RECORD, None, true).unwrap()),
        [""; 0]
    );
    assert_eq!(editor.dirty(), ["city", "phone"]);
    assert_eq!(body(&editor, Method::Patch), before);
}

#[test]
fn what_somebody_else_wrote_there_clashes() {
    let mut editor = sent();
    let theirs = RECORD.replace("Bern", "Genf");
    assert_eq!(
        absent(&editor.landing(&theirs, None, true).unwrap()),
        ["city"]
    );
    assert_eq!(editor.dirty(), ["city", "phone"]);
}

#[test]
fn stored_and_then_taken_back_by_somebody_is_asked_about() {
    let mut editor = sent();
    // The phone arrived, so the city did as well: that it is Bern again is somebody's word.
    let theirs = with_phone(RECORD, "031");
    let landing = editor.landing(&theirs, None, true).unwrap();
    assert_eq!(absent(&landing), ["city"]);
    let Landing::Absent(clashes) = landing else {
        unreachable!()
    };
    assert_eq!(
        (&*clashes[0].loaded, &*clashes[0].mine, &*clashes[0].theirs),
        ("Bern", " Basel ", "Bern")
    );
    assert_eq!(editor.dirty(), ["city"]);
}

#[test]
fn after_a_refusal_agreeing_edits_vanish_and_the_rest_is_mine() {
    let mut editor = sent();
    let theirs = with_phone(RECORD, "031");
    let landing = editor.landing(&theirs, None, false).unwrap();
    assert_eq!(absent(&landing), [""; 0]);
    assert_eq!(editor.dirty(), ["city"]);
}

#[test]
fn an_agreeing_edit_of_somebody_else_alone_does_not_make_the_rest_stored() {
    let mut editor = open_acme();
    set(&mut editor, "city", "Basel");
    set(&mut editor, "city", "Bern");
    set(&mut editor, "phone", "031");
    editor.request(Method::Patch).unwrap();
    // The city was typed and means what was loaded: it proves nothing.
    assert_eq!(
        absent(&editor.landing(RECORD, None, true).unwrap()),
        [""; 0]
    );
}

#[test]
fn a_template_chosen_since_does_not_confuse_it() {
    let two = r#"[
        {"id":3,"name":"Contract","is_active":true,"fields":[
            {"id":1,"name":"Remark","data_type":"text","is_active":true,"order":1},
            {"id":2,"name":"Budget","data_type":"money","is_active":true,"order":2}]},
        {"id":4,"name":"Project","is_active":true,"fields":[
            {"id":5,"name":"Code","data_type":"text","is_active":true,"order":1}]}]"#;
    let lists = [("templates", two), EVERY_LIST[1], EVERY_LIST[2]];
    let mut editor = open(RECORD, &lists);
    set(&mut editor, "template.fields.2", "12.50");
    editor.request(Method::Patch).unwrap();
    set(&mut editor, "template.id", "4");
    let theirs = RECORD.replace(r#""fields":{}"#, r#""fields":{"Budget":"12.5"}"#);
    assert_eq!(
        stored(&editor.landing(&theirs, None, true).unwrap()),
        [""; 0]
    );
    assert_eq!(editor.get("template.id").unwrap(), "4");
    set(&mut editor, "template.id", "3");
    assert_eq!(editor.dirty(), [""; 0]);
    // The same by its answer.
    set(&mut editor, "template.fields.2", "13");
    editor.request(Method::Patch).unwrap();
    set(&mut editor, "template.id", "4");
    editor.response(200, &[], "", 0);
    set(&mut editor, "template.id", "3");
    assert_eq!(editor.dirty(), [""; 0]);
    assert_eq!(editor.loaded("template.fields.2").unwrap(), "13");
}

#[test]
fn what_is_no_customer_changes_nothing() {
    for nonsense in ["", "[]", "<html>", "{}"] {
        let mut editor = sent();
        let landing = editor.landing(nonsense, None, true);
        assert!(
            matches!(landing, Err(EditorError::Unreadable(_))),
            "{nonsense}"
        );
        let theirs = with_phone(&RECORD.replace("Bern", "Basel"), "031");
        assert_eq!(
            stored(&editor.landing(&theirs, None, true).unwrap()),
            [""; 0]
        );
    }
}

#[test]
fn without_a_request_it_is_a_merge() {
    let mut editor = open_acme();
    set(&mut editor, "city", "Basel");
    let theirs = RECORD.replace("Bern", "Genf");
    assert_eq!(
        absent(&editor.landing(&theirs, None, true).unwrap()),
        ["city"]
    );
}

#[test]
fn there_is_something_to_undo_while_there_is() {
    let mut editor = open_acme();
    assert!(!editor.can_undo() && !editor.can_redo());
    set(&mut editor, "city", "Basel");
    assert!(editor.can_undo() && !editor.can_redo());
    editor.undo();
    assert!(!editor.can_undo() && editor.can_redo());
}
