//! PUT and PATCH leave the same row; what leaves is taken; a save makes the draft the record.

use customer_core::editor::{EditorError, Outcome};
use customer_core::schema::{Api, Method};
use customer_core::wire::{BodyContext, check_body};
use proptest::prelude::*;

use crate::any::story;
use crate::lab::{Lab, column, headers, shown};
use crate::law;

/// The PATCH applied to the stored record gives the row that the PUT gives.
#[test]
fn a_patch_leaves_the_row_that_the_put_leaves() {
    let any = |account: &_| story(account, 2);
    law(80, any, |lab, story, tried| {
        let id = story.customer;
        let mut editor = lab.open(id, story.marks);
        for round in &story.rounds {
            round.play(&mut editor);
            let patch = editor.preview(Method::Patch).unwrap();
            match editor.preview(Method::Put) {
                Ok(put) => {
                    let by_put = lab.try_send(id, &put);
                    let by_patch = lab.try_send(id, &patch);
                    prop_assert!(by_put.is_ok(), "PUT {}\n{:?}", put.text(), by_put);
                    prop_assert_eq!(
                        by_put,
                        by_patch,
                        "PUT {}\nPATCH {}",
                        put.text(),
                        patch.text()
                    );
                    *tried += 1;
                }
                Err(EditorError::Invalid(_)) => {}
                Err(other) => return Err(TestCaseError::fail(format!("{other:?}"))),
            }
            let request = editor.request(round.method(&editor)).unwrap();
            let answer = lab.send(id, &request);
            editor.response(answer.status.as_u16(), &headers(&answer), &answer.body, 0);
        }
        Ok(())
    });
}

/// Whatever leaves is taken, changes the columns of the fields that are dirty, and no other byte of
/// any customer.
#[test]
fn a_save_changes_what_was_edited_and_nothing_else() {
    let any = |account: &_| story(account, 2);
    law(80, any, |lab, story, tried| {
        let id = story.customer;
        let mut editor = lab.open(id, story.marks);
        for round in &story.rounds {
            round.play(&mut editor);
            let dirty = editor.dirty();
            let request = editor.request(round.method(&editor)).unwrap();
            if request.method == Method::Patch {
                prop_assert_eq!(request.text() == r#"{"company":1}"#, dirty.is_empty());
            }
            let context = BodyContext {
                lookups: lab.lists.clone(),
                ..BodyContext::default()
            };
            let issues = check_body(Api::JsonV2, request.method, request.text(), &context);
            prop_assert_eq!(issues, [], "{}", request.text());
            let (before, others) = (lab.row(id), others(lab, id));
            let answer = lab.send(id, &request);
            prop_assert_eq!(answer.status, 200, "{}\n{}", answer.body, request.text());
            let after = lab.row(id);
            let switched = dirty.iter().any(|key| key == "template.id");
            let of_template = |name: &str| name.starts_with("template.fields.");
            let mut found = before.changes(&after);
            let mut edited: Vec<String> = dirty.iter().map(|key| column(key)).collect();
            if switched {
                // The old template's values went with it; the new one's are in the next law.
                found.retain(|name| !of_template(name));
                edited.retain(|name| !of_template(name));
            }
            // A contact person without any part is null, texts that were empty before included.
            let parts = ["contact_name", "contact_email", "contact_type"];
            if parts.iter().all(|part| after.get(part) == "null") {
                found.retain(|name| before.get(name) != "\"\"" || !parts.contains(&&**name));
            }
            edited.sort();
            prop_assert_eq!(
                found,
                edited,
                "{} {}",
                request.method.as_str(),
                request.text()
            );
            prop_assert_eq!(self::others(lab, id), others);
            editor.response(200, &headers(&answer), &answer.body, 0);
            *tried += u32::from(!dirty.is_empty());
        }
        Ok(())
    });
}

fn others(lab: &Lab, id: i64) -> Vec<String> {
    let own = format!(r#"{{"customer":{{"id":{id},"#);
    let mut rows = lab.rows();
    rows.retain(|row| !row.starts_with(&own));
    assert_eq!(rows.len(), 41);
    rows
}

/// The answer is what the editor expected; what is shown then, and what a fresh read shows, means
/// what was typed.
#[test]
fn a_save_settles_the_draft() {
    let any = |account: &_| story(account, 3);
    law(80, any, |lab, story, tried| {
        let id = story.customer;
        let mut editor = lab.open(id, story.marks);
        for round in &story.rounds {
            round.play(&mut editor);
            let was_dirty = !editor.dirty().is_empty();
            let typed = shown(&editor);
            let request = editor.request(round.method(&editor)).unwrap();
            let answer = lab.send(id, &request);
            let sent = format!("{} {}", request.method.as_str(), request.text());
            let outcome =
                editor.response(answer.status.as_u16(), &headers(&answer), &answer.body, 0);
            prop_assert_eq!(outcome, Outcome::Saved(Vec::new()), "{}", sent);
            prop_assert_eq!(editor.dirty(), Vec::<String>::new(), "{}", sent);
            let mut fresh = lab.open(id, story.marks);
            prop_assert_eq!(&shown(&editor), &shown(&fresh), "{}", sent);
            for (key, text) in typed {
                let field = fresh.field(&key).cloned();
                match field {
                    Some(field) if field.is_editable() => drop(fresh.set(&key, &text)),
                    _ => prop_assert_eq!(fresh.get(&key), Ok(text), "{}\n{}", key, sent),
                }
                prop_assert_eq!(fresh.dirty(), Vec::<String>::new(), "{}", sent);
            }
            *tried += u32::from(was_dirty);
        }
        Ok(())
    });
}

/// The record that the editor expects after a save is the one that the server then has: an answer
/// without a body leaves the same draft, and the same row to a PUT.
#[test]
fn an_empty_answer_leaves_what_a_record_would() {
    let any = |account: &_| story(account, 2);
    law(80, any, |lab, story, tried| {
        let id = story.customer;
        let mut editor = lab.open(id, story.marks);
        for round in &story.rounds {
            round.play(&mut editor);
            let was_dirty = !editor.dirty().is_empty();
            let request = editor.request(round.method(&editor)).unwrap();
            let sent = format!("{} {}", request.method.as_str(), request.text());
            let answer = lab.send(id, &request);
            let status = answer.status.as_u16();
            let outcome = editor.response(status, &headers(&answer), "", 0);
            prop_assert_eq!(outcome, Outcome::Saved(Vec::new()), "{}", sent);
            prop_assert_eq!(editor.dirty(), Vec::<String>::new(), "{}", sent);
            let mut fresh = lab.open(id, story.marks);
            let keys = |all: &[(String, String)]| {
                all.iter().map(|(key, _)| key.clone()).collect::<Vec<_>>()
            };
            let (held, stored) = (shown(&editor), shown(&fresh));
            prop_assert_eq!(keys(&held), keys(&stored), "{}", sent);
            for (key, text) in held {
                drop(fresh.set(&key, &text));
            }
            prop_assert_eq!(fresh.dirty(), Vec::<String>::new(), "{}", sent);
            match (editor.preview(Method::Put), fresh.preview(Method::Put)) {
                (Ok(held), Ok(stored)) => {
                    let (held, stored) = (lab.try_send(id, &held), lab.try_send(id, &stored));
                    prop_assert_eq!(held, stored, "{}", sent);
                    *tried += u32::from(was_dirty);
                }
                (held, stored) => prop_assert_eq!(held, stored, "{}", sent),
            }
        }
        Ok(())
    });
}
