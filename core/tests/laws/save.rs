//! PUT and PATCH leave the same row; what is sent is acceptable; a save makes the draft the record.

use customer_core::editor::Outcome;
use customer_core::schema::Method;
use customer_core::wire::json::Node;
use proptest::prelude::*;

use crate::any::{Story, story};
use crate::config;
use crate::model::{Row, patch, put, row_from_read, untouched};
use crate::support::{body, check};

fn patched(story: &Story, stored: &Row, body: &str) -> Row {
    let settings = &story.settings;
    patch(
        stored,
        body,
        settings.template_patch_all,
        settings.contact_patch_all,
    )
}

/// A server that replaces the contact as a whole keeps no member that core does not model.
fn without_assistant(mut row: Row, story: &Story) -> Row {
    if story.settings.contact_patch_all {
        row.remove("contact_person.assistant");
    }
    row
}

/// The fields that a PATCH gives a value. A template's id says whose its fields are, and is a field of its own.
fn named(body: &str) -> Vec<String> {
    let body = Node::parse(body).unwrap();
    let mut keys = Vec::new();
    for (name, value) in body.members().unwrap() {
        match &*name {
            "company" | "template" => {}
            "contact_person" => {
                for (member, _) in value.members().unwrap_or_default() {
                    keys.extend(
                        (*member != *"assistant").then(|| format!("contact_person.{}", &*member)),
                    );
                }
            }
            _ => keys.push(name.to_string()),
        }
    }
    let fields = body
        .get("template")
        .and_then(|template| template.get("fields"));
    for field in fields.and_then(Node::elements).unwrap_or_default() {
        let id = field.get("id").and_then(Node::as_id).unwrap();
        keys.push(format!("template.fields.{id}"));
    }
    keys
}

proptest! {
    #![proptest_config(config(250))]

    /// The PATCH applied to the stored record gives the row that the PUT gives, and neither touches
    /// a column that the person did not.
    #[test]
    fn a_patch_leaves_the_row_that_the_put_leaves(story in story()) {
        let editor = story.mended();
        let stored = row_from_read(&story, &story.record);
        let Ok(request) = editor.preview(Method::Put) else { return Ok(()) };
        let by_put = put(request.text());
        let sent = body(&editor, Method::Patch);
        let by_patch = patched(&story, &stored, &sent);
        prop_assert_eq!(
            without_assistant(by_put.clone(), &story), without_assistant(by_patch, &story),
            "PUT {}\nPATCH {}", request.text(), sent
        );
        let dirty = editor.dirty();
        prop_assert_eq!(untouched(&by_put, &dirty), untouched(&stored, &dirty), "PUT {}", request.text());
    }

    /// A PATCH changes what is dirty, nothing else.
    #[test]
    fn a_patch_touches_only_what_is_dirty(story in story()) {
        let editor = story.mended();
        let stored = row_from_read(&story, &story.record);
        let sent = body(&editor, Method::Patch);
        let row = without_assistant(patched(&story, &stored, &sent), &story);
        let stored = without_assistant(stored, &story);
        let dirty = editor.dirty();
        prop_assert_eq!(untouched(&row, &dirty), untouched(&stored, &dirty), "{}", sent);
        prop_assert_eq!(sent == r#"{"company":1}"#, dirty.is_empty(), "{}", sent);
    }

    /// What stands in the way of a save is said at its field, and nothing else is.
    #[test]
    fn what_stops_a_save_is_said_at_its_field(mut story in story(), keep in any::<bool>()) {
        story.settings.keep_texts = keep;
        let editor = story.played();
        for method in [Method::Patch, Method::Put] {
            let mut issues = editor.validate(method);
            for field in editor.fields() {
                let at = issues.iter().position(|issue| issue.field.as_deref() == Some(&*field.key));
                let stops = at.map(|at| issues.remove(at).code);
                let said = editor.issue(&field.key, method).map(|issue| issue.code);
                prop_assert_eq!(said, stops, "{} by {:?}", field.key, method);
            }
            prop_assert_eq!(issues, []);
        }
    }

    /// What a PATCH names is dirty, or is said to go along; and whatever is said to is named.
    #[test]
    fn what_goes_along_is_told(story in story()) {
        let editor = story.mended();
        let request = editor.preview(Method::Patch).unwrap();
        let dirty = editor.dirty();
        let named = named(request.text());
        let untold: Vec<&String> =
            named.iter().filter(|key| !dirty.contains(key) && !request.along.contains(key)).collect();
        prop_assert_eq!(untold, [""; 0], "{}", request.text());
        let told: Vec<&String> =
            request.along.iter().filter(|key| dirty.contains(key) || !named.contains(key)).collect();
        prop_assert_eq!(told, [""; 0], "{}", request.text());
        if let Ok(put) = editor.preview(Method::Put) {
            prop_assert_eq!(put.along, [""; 0]);
        }
    }

    /// Whatever leaves is acceptable to the same rules on the other side; what is not the person's to change
    /// goes back as it came.
    #[test]
    fn what_leaves_is_acceptable(story in story()) {
        let editor = story.mended();
        let lists = story.lists();
        let lists: Vec<(&str, &str)> = lists.iter().map(|(n, j)| (n.as_str(), j.as_str())).collect();
        for method in [Method::Put, Method::Patch] {
            let Ok(request) = editor.preview(method) else { continue };
            let mut found = check(method, request.text(), &lists);
            found.retain(|(key, _)| editor.field(key).is_none_or(|field| field.is_editable()));
            prop_assert_eq!(found, [], "{}", request.text());
        }
    }

    /// An empty 2xx: the draft is the record.
    #[test]
    fn after_an_empty_answer_the_draft_is_the_record(story in story(), by_put in any::<bool>()) {
        let mut editor = story.mended();
        let method = if by_put { Method::Put } else { Method::Patch };
        let Ok(request) = editor.request(method) else { return Ok(()) };
        let before: Vec<(String, String)> =
            editor.fields().iter().map(|f| (f.key.to_string(), editor.get(&f.key).unwrap())).collect();
        prop_assert_eq!(editor.response(200, &[], "", 0), Outcome::Saved(Vec::new()));
        prop_assert_eq!(editor.dirty(), Vec::<String>::new());
        let keys: Vec<_> = editor.fields().iter().map(|f| f.key.to_string()).collect();
        prop_assert_eq!(keys, before.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>());
        // Equal in meaning: typing what was shown is no change.
        for (key, text) in before {
            if editor.field(&key).unwrap().is_editable() {
                editor.set(&key, &text).unwrap();
            }
            prop_assert_eq!(editor.dirty(), Vec::<String>::new(), "{} {:?}", key, text);
        }
        prop_assert_eq!(body(&editor, Method::Patch), r#"{"company":1}"#);
        // And the record that the editor now holds is the row that the server holds.
        if let Ok(next) = editor.preview(Method::Put) {
            let stored = row_from_read(&story, &story.record);
            let held = match method {
                Method::Put => put(request.text()),
                _ => patched(&story, &stored, request.text()),
            };
            let now = put(next.text());
            prop_assert_eq!(without_assistant(now, &story), without_assistant(held, &story), "sent {}", request.text());
        }
    }
}
