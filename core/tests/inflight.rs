//! What is typed, undone or merged while a request is out, or was forgotten: the answer must not take it away.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use customer_core::editor::{Editor, Landing, Outcome};
use customer_core::schema::Method;
use support::{RECORD, body, open_acme, set};

/// City typed and sent by PATCH.
fn sent() -> Editor {
    let mut editor = open_acme();
    set(&mut editor, "city", "Basel");
    editor.request(Method::Patch).unwrap();
    editor
}

fn stored() -> String {
    RECORD.replace("Bern", "Basel")
}

/// Ways back to what was loaded.
const BACK: [fn(&mut Editor); 3] = [
    |editor| set(editor, "city", "Bern"),
    |editor| editor.reset(Some("city")).unwrap(),
    |editor| assert!(editor.undo()),
];

#[test]
fn what_is_typed_back_meanwhile_is_a_change_once_the_save_lands() {
    for back in BACK {
        for answer in ["", &stored()] {
            let mut editor = sent();
            back(&mut editor);
            assert_eq!(editor.get("city").unwrap(), "Bern");
            assert_eq!(editor.dirty(), [""; 0], "nothing is known of the save yet");
            assert_eq!(
                editor.response(200, &[], answer, 0),
                Outcome::Saved(Vec::new())
            );
            assert_eq!(editor.get("city").unwrap(), "Bern");
            assert_eq!(editor.loaded("city").unwrap(), "Basel");
            assert_eq!(
                body(&editor, Method::Patch),
                r#"{"company":1,"city":"Bern"}"#
            );
        }
        let mut editor = sent();
        back(&mut editor);
        let landing = editor.landing(&stored(), None, true).unwrap();
        assert!(matches!(landing, Landing::Stored { .. }), "{landing:?}");
        assert_eq!(editor.dirty(), ["city"]);
    }
}

#[test]
fn typed_back_and_not_stored_is_no_change() {
    for back in BACK {
        let mut editor = sent();
        back(&mut editor);
        let landing = editor.landing(RECORD, None, true).unwrap();
        assert_eq!(landing, Landing::Absent(Vec::new()));
        assert_eq!(editor.dirty(), [""; 0]);
        assert_eq!(editor.get("city").unwrap(), "Bern");

        let mut editor = sent();
        back(&mut editor);
        let refused = editor.response(400, &[], r#"{"phone":["no"]}"#, 0);
        assert!(matches!(refused, Outcome::Invalid(_)));
        assert_eq!(editor.dirty(), [""; 0]);
        set(&mut editor, "city", "Chur");
        assert_eq!(editor.dirty(), ["city"]);
        set(&mut editor, "city", "Bern");
        assert_eq!(editor.dirty(), [""; 0]);
    }
}

#[test]
fn a_discard_meanwhile_leaves_what_the_server_has() {
    let mut editor = sent();
    editor.reset(None).unwrap();
    assert_eq!(editor.get("city").unwrap(), "Bern");
    editor.response(200, &[], &stored(), 0);
    assert_eq!(editor.get("city").unwrap(), "Basel");
    assert_eq!(editor.dirty(), [""; 0]);
}

#[test]
fn undone_and_done_again_is_what_was_sent() {
    let mut editor = sent();
    assert!(editor.undo() && editor.redo());
    editor.response(200, &[], "", 0);
    assert_eq!(editor.dirty(), [""; 0]);
    assert_eq!(editor.get("city").unwrap(), "Basel");
}

#[test]
fn a_record_merged_meanwhile_does_not_make_what_was_typed_since_sent() {
    let mut editor = sent();
    set(&mut editor, "phone", "031");
    editor
        .rebase(&RECORD.replace("Acme", "Apex"), None)
        .unwrap();
    let answer = stored().replace("Acme", "Apex");
    assert_eq!(
        editor.response(200, &[], &answer, 0),
        Outcome::Saved(Vec::new())
    );
    assert_eq!(editor.dirty(), ["phone"]);
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"phone":"031"}"#
    );
}

#[test]
fn an_empty_answer_after_a_merge_settles_only_what_the_record_has() {
    for (record, dirty) in [(RECORD, vec!["city", "phone"]), (&*stored(), vec!["phone"])] {
        let mut editor = sent();
        set(&mut editor, "phone", "031");
        editor.rebase(record, None).unwrap();
        assert_eq!(editor.response(204, &[], "", 0), Outcome::Saved(Vec::new()));
        assert_eq!(editor.dirty(), dirty);
        assert_eq!(editor.get("city").unwrap(), "Basel");
    }
}

#[test]
fn a_look_up_after_a_merge_still_finds_the_save() {
    let mut editor = sent();
    set(&mut editor, "phone", "031");
    editor.rebase(RECORD, None).unwrap();
    let landing = editor.landing(&stored(), None, true).unwrap();
    assert!(matches!(landing, Landing::Stored { .. }), "{landing:?}");
    assert_eq!(editor.dirty(), ["phone"]);

    let mut editor = sent();
    editor.rebase(RECORD, None).unwrap();
    assert_eq!(
        editor.landing(RECORD, None, true).unwrap(),
        Landing::Absent(Vec::new())
    );
    assert_eq!(editor.dirty(), ["city"]);
}
