//! Any reply as a record: it opens or it is refused, and what opens is no change and can be put back.

use customer_core::editor::{Editor, Options};
use customer_core::schema::{Api, Method};
use customer_core::wire::{BodyContext, check_body};
use serde::de::IgnoredAny;

use super::input::{choice, texts};
use super::support::{EVERY_LIST, is_asked, options};

/// The API, the record, then texts that are typed into its fields one after the other.
pub fn check(data: &[u8]) {
    let Some((api, data)) = choice(data, &[Api::JsonV2, Api::FormV1]) else {
        return;
    };
    let texts = texts(data);
    let [record, typed @ ..] = &*texts else {
        return;
    };
    let options = Options {
        api,
        company: (api == Api::JsonV2).then_some(1),
        ..options(record, EVERY_LIST)
    };
    let Ok(mut editor) = Editor::new(options) else {
        return;
    };
    assert!(editor.dirty().is_empty());
    for method in [Method::Put, Method::Patch, Method::Post] {
        passes_its_own_check(&editor, api, method);
    }
    let keys: Vec<String> = editor.fields().iter().map(|f| f.key.to_string()).collect();
    for key in &keys {
        let shown = editor.get(key).unwrap();
        drop((editor.display(key, &shown), editor.options(key)));
        // What the control shows is what was loaded.
        if editor.field(key).unwrap().is_editable() {
            editor.set(key, &shown).unwrap();
            assert!(!editor.is_dirty(key), "{key} {shown:?}");
        }
    }
    let editable = keys
        .iter()
        .filter(|key| editor.field(key).is_some_and(|f| f.is_editable()));
    let editable: Vec<String> = editable.cloned().collect();
    for (key, text) in editable.iter().zip(typed) {
        drop(editor.set(key, text));
    }
    for method in [Method::Put, Method::Patch, Method::Post] {
        passes_its_own_check(&editor, api, method);
    }
    let (snapshot, dirty) = (editor.snapshot(), editor.dirty());
    editor.reset(None).unwrap();
    editor.restore(&snapshot).unwrap();
    assert_eq!(editor.dirty(), dirty, "{snapshot}");
    // A text that means what was loaded is not put back; after that nothing is lost.
    let snapshot = editor.snapshot();
    editor.reset(None).unwrap();
    editor.restore(&snapshot).unwrap();
    assert_eq!(editor.snapshot(), snapshot);
}

/// What the rules let leave, they take on the other side.
fn passes_its_own_check(editor: &Editor, api: Api, method: Method) {
    drop(editor.validate(method));
    let Ok(request) = editor.preview(method) else {
        return;
    };
    let body = request.text();
    if api == Api::FormV1 {
        return;
    }
    serde_json::from_str::<IgnoredAny>(body).unwrap();
    // What a PUT carries over unread (a value that was wrong as it was loaded stops it before) is no issue either.
    let context = BodyContext {
        lookups: options("{}", EVERY_LIST).lookups,
        ..BodyContext::default()
    };
    let mut found = check_body(api, request.method, body, &context);
    found.retain(|issue| is_asked(editor, issue));
    assert_eq!(found, [], "{body}");
}
