//! What form-v1's editor refuses, and a parameter can say, the server refuses and stores nothing of; `check_body` refuses it
//! on the same field for the same reason.

use customer_core::decimal::Plain;
use customer_core::editor::Editor;
use customer_core::record::trim;
use customer_core::rules::decimal::plain_from_typed;
use customer_core::schema::{Api, FieldType, Method};
use customer_core::wire::form_v1::urlencoded;
use customer_core::wire::{BodyContext, check_body};
use proptest::prelude::*;

use crate::form_v1::{act, law};

/// What decides whether others mean something.
const CONTROLS: [&str; 3] = ["isSubCustomer", "isSameAddress", "dueDateConfigType"];

#[test]
fn what_the_editor_refuses_the_server_refuses() {
    law(400, |lab, story, tried| {
        let id = story.customer;
        let mut editor = lab.open(id, story.marks);
        for round in &story.rounds {
            act(&mut editor, round);
        }
        let context = BodyContext {
            lookups: lab.lists.clone(),
            id: id.to_string(),
            record: Some(lab.read(id)),
        };
        let before = lab.row(id);
        for issue in editor.validate(Method::Post) {
            let key = issue.field.as_deref().unwrap();
            let mut names = CONTROLS.to_vec();
            names.retain(|control| *control != key && editor.is_dirty(control));
            let said: Option<Vec<(&str, String)>> = names
                .into_iter()
                .chain([key])
                .map(|name| Some((name, param(&editor, name)?)))
                .collect();
            let Some(params) = said else {
                continue;
            };
            let body = urlencoded::written(&params);
            let found = check_body(Api::FormV1, Method::Post, &body, &context);
            let same = found
                .iter()
                .any(|other| (&other.field, other.code) == (&issue.field, issue.code));
            prop_assert!(same, "{:?} is {:?} in {}", issue, found, body);
            let answer = lab.post(id, &body);
            prop_assert!(
                (400..500).contains(&answer.status.as_u16()),
                "{} to {}",
                answer.status,
                body
            );
            prop_assert_eq!(lab.row(id), before.clone(), "{}", body);
            *tried += 1;
        }
        Ok(())
    });
}

/// The parameter that says what a field shows; none where it would mean something else.
fn param(editor: &Editor, key: &str) -> Option<String> {
    let text = editor.get(key).unwrap();
    let trimmed = trim(&text);
    match editor.field(key)?.kind {
        _ if trimmed.is_empty() => Some(text),
        FieldType::Decimal | FieldType::Number => {
            match plain_from_typed(trimmed, editor.locale()) {
                Some(plain) => Some(plain.into_text()),
                None => Plain::from_wire(trimmed).is_none().then_some(text),
            }
        }
        FieldType::Lookup => trimmed.bytes().all(|b| b.is_ascii_digit()).then_some(text),
        FieldType::Lookups | FieldType::Image => None,
        _ => Some(text),
    }
}
