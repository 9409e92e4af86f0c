//! A draft without changes sends nothing; undo, snapshots and another record under the draft.

use customer_core::editor::Editor;
use customer_core::schema::Method;
use proptest::prelude::*;

use crate::any::{story, story_and_record};
use crate::config;
use crate::support::body;

/// What every field shows, by key.
fn shown(editor: &Editor) -> Vec<(String, String)> {
    let fields = editor.fields().iter();
    fields
        .map(|field| (field.key.to_string(), editor.get(&field.key).unwrap()))
        .collect()
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn an_untouched_draft_sends_nothing(story in story()) {
        let mut editor = story.open();
        prop_assert_eq!(editor.dirty(), Vec::<String>::new());
        prop_assert_eq!(body(&editor, Method::Patch), r#"{"company":1}"#);
        // Nor does one into which everything was typed as it stands, bare or with space around it.
        for space in ["", " \u{1f}"] {
            for (key, text) in shown(&editor) {
                drop(editor.set(&key, &format!("{space}{text}{space}")));
                prop_assert_eq!(editor.dirty(), Vec::<String>::new(), "{} {:?}", key, text);
            }
            prop_assert_eq!(body(&editor, Method::Patch), r#"{"company":1}"#);
        }
    }

    #[test]
    fn a_draft_reset_sends_nothing(story in story()) {
        let mut editor = story.played();
        editor.reset(None).unwrap();
        prop_assert_eq!(editor.dirty(), Vec::<String>::new());
        prop_assert_eq!(shown(&editor), shown(&story.open()));
        prop_assert_eq!(body(&editor, Method::Patch), r#"{"company":1}"#);
    }

    #[test]
    fn undo_leads_to_the_record_and_redo_to_the_draft(story in story()) {
        let mut editor = story.played();
        // What was taken back before can be done again, and is not the draft.
        while editor.redo() {}
        let (draft, dirty) = (shown(&editor), editor.dirty());
        let mut steps = 0;
        while editor.undo() {
            steps += 1;
            prop_assert!(steps <= story.acts.len());
        }
        prop_assert_eq!(shown(&editor), shown(&story.open()));
        prop_assert_eq!(editor.dirty(), Vec::<String>::new());
        for _ in 0..steps {
            prop_assert!(editor.redo());
        }
        prop_assert!(!editor.redo());
        prop_assert_eq!(shown(&editor), draft);
        prop_assert_eq!(editor.dirty(), dirty);
    }

    #[test]
    fn a_snapshot_restored_is_the_draft(story in story()) {
        let editor = story.played();
        let snapshot = editor.snapshot();
        let mut fresh = story.open();
        prop_assert_eq!(fresh.restore(&snapshot).unwrap(), []);
        prop_assert_eq!(fresh.dirty(), editor.dirty());
        for key in editor.dirty() {
            prop_assert_eq!(fresh.get(&key), editor.get(&key));
        }
        prop_assert_eq!(fresh.validate(Method::Patch), editor.validate(Method::Patch));
        if let Ok(request) = editor.preview(Method::Patch) {
            prop_assert_eq!(request.text(), body(&fresh, Method::Patch));
        }
    }

    #[test]
    fn a_rebase_moves_what_is_untouched_and_nothing_else((story, theirs) in story_and_record()) {
        let mut editor = story.played();
        let mine: Vec<(String, String)> =
            editor.dirty().into_iter().map(|key| (key.clone(), editor.get(&key).unwrap())).collect();
        let conflicts = editor.rebase(&theirs, None).unwrap();
        let fresh = story.open_on(&theirs);
        let dirty = editor.dirty();
        for key in &dirty {
            // A custom field's key may stand for another template's field now.
            if let Some((_, text)) = mine.iter().find(|(known, _)| known == key) {
                prop_assert_eq!(&editor.get(key).unwrap(), text);
            }
        }
        for conflict in &conflicts {
            // A custom field of mine whose template theirs has left is told of, and out of view.
            let left = conflict.field.starts_with("template.fields.")
                && conflict.theirs.is_empty()
                && mine.iter().any(|(key, text)| *key == conflict.field && *text == conflict.mine);
            if !dirty.contains(&conflict.field) && left {
                continue;
            }
            prop_assert!(dirty.contains(&conflict.field), "{:?}", conflict);
            prop_assert_eq!(&conflict.theirs, &editor.loaded(&conflict.field).unwrap());
        }
        if !dirty.contains(&"template.id".to_owned()) {
            for (key, text) in shown(&fresh) {
                if !dirty.contains(&key) {
                    prop_assert_eq!(editor.get(&key).unwrap(), text, "{}", key);
                }
            }
        }
        editor.reset(None).unwrap();
        prop_assert_eq!(shown(&editor), shown(&fresh));
        prop_assert_eq!(editor.preview(Method::Put), fresh.preview(Method::Put));
    }

    #[test]
    fn a_rebase_on_the_same_record_changes_nothing(story in story()) {
        let mut editor = story.played();
        let (before, dirty) = (shown(&editor), editor.dirty());
        prop_assert_eq!(editor.rebase(&story.record, None).unwrap(), []);
        prop_assert_eq!(editor.dirty(), dirty.clone());
        for (key, text) in before {
            if dirty.contains(&key) {
                prop_assert_eq!(editor.get(&key).unwrap(), text);
            }
        }
    }

    /// `validate` is what stops a request, no more and no less, each issue once and on a field that is there.
    #[test]
    fn validate_is_what_stops_a_request(story in story()) {
        let editor = story.played();
        for method in [Method::Put, Method::Patch] {
            let issues = editor.validate(method);
            prop_assert_eq!(issues.is_empty(), editor.preview(method).is_ok());
            let order: Vec<_> = editor.fields().iter().map(|field| field.key.to_string()).collect();
            let places: Vec<_> = issues
                .iter()
                .map(|issue| order.iter().position(|key| Some(key) == issue.field.as_ref()))
                .collect();
            prop_assert!(places.iter().all(Option::is_some), "{:?}", issues);
            prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", issues);
        }
    }
}
