//! A picture is chosen, seen, refused, taken back and sent.

use std::sync::Arc;

use customer_core::editor::{Body, Editor, EditorError, Outcome};
use customer_core::image::MAX_BYTES;
use customer_core::schema::Method;

use crate::support::set;
use crate::{RECORD, form_text, open, refusal};

const KEY: &str = "imageFile";
const LOGO: &str = "/images/customers/42/a.png";

fn png(size: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.resize(size, 0);
    bytes
}

fn choose(editor: &mut Editor, bytes: Vec<u8>, name: &str) {
    editor.set_image(KEY, Some((bytes.into(), name))).unwrap();
}

#[test]
fn it_is_a_change_and_goes_last() {
    let mut editor = open(RECORD);
    assert_eq!(editor.get(KEY).as_deref(), Ok(LOGO));
    choose(&mut editor, png(20), "C:\\pictures\\new.png");
    set(&mut editor, "name", "Bolt");
    assert_eq!(editor.get(KEY).as_deref(), Ok("new.png"));
    assert_eq!(editor.loaded(KEY).as_deref(), Ok(LOGO));
    assert_eq!(editor.dirty(), ["name", KEY]);
    let changes = editor.changes();
    assert_eq!((&*changes[1].before, &*changes[1].after), (LOGO, "new.png"));
    let request = editor.preview(Method::Post).unwrap();
    let mut expected = b"--customer-edit-0\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nBolt\r\n\
        --customer-edit-0\r\nContent-Disposition: form-data; name=\"imageFile\"; filename=\"new.png\"\r\n\
        Content-Type: image/png\r\n\r\n"
        .to_vec();
    expected.extend(png(20));
    expected.extend(b"\r\n--customer-edit-0--\r\n");
    assert_eq!(request.body, Body::Bytes(expected));
    let media = "multipart/form-data; boundary=customer-edit-0".to_owned();
    assert!(request.headers.contains(&("Content-Type", media)));
}

#[test]
fn size_and_format_are_checked_before_anything_is_sent() {
    for (bytes, code) in [
        (png(MAX_BYTES), None),
        (png(MAX_BYTES + 1), Some("image_too_large")),
        (
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(),
            Some("image_unsupported"),
        ),
        (Vec::new(), Some("image_unsupported")),
    ] {
        let mut editor = open(RECORD);
        choose(&mut editor, bytes, "logo.png");
        // Whatever is wrong with it, the person sees what was chosen.
        assert_eq!(editor.get(KEY).as_deref(), Ok("logo.png"));
        let found: Vec<&str> = refusal(&editor).into_iter().map(|(_, code)| code).collect();
        assert_eq!(found, Vec::from_iter(code));
        let issue = editor.issue(KEY, Method::Post);
        assert_eq!(issue.as_ref().map(|issue| issue.code.as_str()), code);
        if code == Some("image_too_large") {
            let issue = issue.unwrap();
            assert_eq!(issue.param("max"), Some("2097152"));
            assert_eq!(issue.param("actual"), Some("2097153"));
        }
    }
}

#[test]
fn the_choice_can_be_taken_back_and_undone() {
    let mut editor = open(RECORD);
    choose(&mut editor, png(20), "a.png");
    choose(&mut editor, png(30), "b.png");
    assert_eq!(editor.image(KEY).unwrap().bytes.len(), 30);
    assert!(editor.undo());
    assert_eq!(editor.get(KEY).as_deref(), Ok("a.png"));
    assert!(editor.redo());
    editor.set(KEY, "").unwrap();
    assert_eq!(editor.get(KEY).as_deref(), Ok(LOGO));
    assert_eq!(form_text(&editor), "");
    assert!(editor.undo());
    editor.set_image(KEY, None).unwrap();
    assert_eq!(editor.dirty(), [""; 0]);
    assert!(editor.undo());
    editor.reset(Some(KEY)).unwrap();
    assert_eq!(editor.dirty(), [""; 0]);
    assert!(editor.image(KEY).is_none());
}

#[test]
fn nobody_types_a_picture() {
    let mut editor = open(RECORD);
    choose(&mut editor, png(20), "a.png");
    for text in ["0", "1", LOGO, "b.png"] {
        assert_eq!(
            editor.set(KEY, text),
            Err(EditorError::Readonly(KEY.to_owned()))
        );
    }
    assert_eq!(editor.set(KEY, "a.png"), Ok(false));
    assert_eq!(editor.get(KEY).as_deref(), Ok("a.png"));
    let readonly = editor.set_image("name", None);
    assert_eq!(readonly, Err(EditorError::Readonly("name".to_owned())));
}

#[test]
fn it_is_left_out_of_snapshots() {
    let mut editor = open(RECORD);
    choose(&mut editor, png(20), "a.png");
    set(&mut editor, "name", "Bolt");
    let snapshot = editor.snapshot();
    assert!(!snapshot.contains(KEY), "{snapshot}");
    let mut fresh = open(RECORD);
    assert_eq!(fresh.restore(&snapshot), Ok(Vec::new()));
    assert_eq!(fresh.dirty(), ["name"]);
    let forged = snapshot.replace("\"name\"", "\"imageFile\"");
    assert_eq!(fresh.restore(&forged), Ok(Vec::new()));
    assert_eq!(fresh.dirty(), [""; 0]);
}

#[test]
fn what_nobody_names_any_more_is_let_go() {
    let bytes: Arc<[u8]> = png(20).into();
    let mut editor = open(RECORD);
    editor
        .set_image(KEY, Some((Arc::clone(&bytes), "a.png")))
        .unwrap();
    editor.set(KEY, "").unwrap();
    // It can be had again.
    assert_eq!(Arc::strong_count(&bytes), 2);
    editor.rebase(RECORD, None).unwrap();
    assert_eq!(Arc::strong_count(&bytes), 1);
    editor
        .set_image(KEY, Some((Arc::clone(&bytes), "a.png")))
        .unwrap();
    editor.request(Method::Post).unwrap();
    editor.response(200, &[], RECORD, 0);
    assert_eq!(Arc::strong_count(&bytes), 1);
}

#[test]
fn a_save_settles_it_and_a_later_choice_stays() {
    let mut editor = open(RECORD);
    choose(&mut editor, png(20), "a.png");
    editor.request(Method::Post).unwrap();
    choose(&mut editor, png(30), "b.png");
    let saved = RECORD.replace("a.png", "b7.png");
    assert_eq!(
        editor.response(200, &[], &saved, 0),
        Outcome::Saved(Vec::new())
    );
    assert_eq!(editor.dirty(), [KEY]);
    assert_eq!(editor.image(KEY).unwrap().bytes.len(), 30);
    editor.request(Method::Post).unwrap();
    assert_eq!(
        editor.response(200, &[], &saved, 0),
        Outcome::Saved(Vec::new())
    );
    assert_eq!(editor.dirty(), [""; 0]);
    assert_eq!(
        editor.get(KEY).as_deref(),
        Ok("/images/customers/42/b7.png")
    );
    assert!(editor.image(KEY).is_none());
}
