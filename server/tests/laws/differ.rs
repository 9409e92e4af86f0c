//! What the editor sends the server takes; what it refuses, and a body can say, the server refuses on the same field and
//! stores nothing of it. In process, and over HTTP.

use customer_core::editor::{Body, Editor, EditorError, Outcome, Request, Settings};
use customer_core::schema::{FieldType, Method};
use proptest::prelude::*;

use crate::any::{Account, Round, Story, story};
use crate::common::Server;
use crate::lab::{Lab, headers};
use crate::law;
use crate::said::said;

/// A server that one customer is read from and written to.
trait Wire {
    fn open(&self, id: i64, marks: &str) -> Editor;
    /// Status, headers, body.
    fn send(&mut self, id: i64, request: &Request) -> (u16, Vec<(String, String)>, String);
    fn read(&self, id: i64) -> String;
}

impl Wire for Lab {
    fn open(&self, id: i64, marks: &str) -> Editor {
        Self::open(self, id, marks)
    }

    fn send(&mut self, id: i64, request: &Request) -> (u16, Vec<(String, String)>, String) {
        let answer = Self::send(self, id, request);
        (answer.status.as_u16(), headers(&answer), answer.body)
    }

    fn read(&self, id: i64) -> String {
        Self::read(self, id).body
    }
}

/// The lab's lists, and a server whose customers stay as they were left.
struct Http<'a> {
    server: Server,
    lab: &'a Lab,
}

impl Wire for Http<'_> {
    fn open(&self, id: i64, marks: &str) -> Editor {
        self.lab.open_on(id, marks, self.read(id), None)
    }

    fn send(&mut self, id: i64, request: &Request) -> (u16, Vec<(String, String)>, String) {
        let method = request.method.as_str();
        let reply = self
            .server
            .write(method, u32::try_from(id).unwrap(), request.text());
        (reply.status, Vec::new(), reply.body)
    }

    fn read(&self, id: i64) -> String {
        self.server.read(u32::try_from(id).unwrap()).body
    }
}

#[test]
fn both_sides_agree() {
    let any = |account: &Account| story(account, 2);
    law(120, any, agree);
}

/// `PROPTEST_CASES=2000 cargo test --test laws over_http` looks longer.
#[test]
fn both_sides_agree_over_http() {
    let lab = Lab::new();
    let http = std::cell::RefCell::new(Http {
        server: Server::start(),
        lab: &lab,
    });
    let any = |account: &Account| story(account, 2);
    law(60, any, |_, story, tried| {
        agree(&mut *http.borrow_mut(), story, tried)
    });
}

fn agree(wire: &mut impl Wire, story: &Story, tried: &mut u32) -> Result<(), TestCaseError> {
    let id = story.customer;
    let mut editor = wire.open(id, story.marks);
    for round in &story.rounds {
        round.act(&mut editor);
        for issue in editor.validate(Method::Patch) {
            let key = issue.field.as_deref().unwrap();
            if let Some((body, _)) = said(&editor, key) {
                let sent = sent(wire, story, round, key);
                is_refused(wire, id, key, body, sent)?;
                *tried += 1;
            }
        }
        round.mend(&mut editor);
        let request = match editor.request(round.method(&editor)) {
            Err(EditorError::Invalid(issues)) => panic!("{issues:?}"),
            request => request.unwrap(),
        };
        let (status, headers, answer) = wire.send(id, &request);
        let outcome = editor.response(status, &headers, &answer, 0);
        // Only the server knows which names are taken.
        let taken = matches!(&outcome, Outcome::Invalid(issues)
            if issues.iter().all(|issue| issue.field.as_deref() == Some("name")) && editor.is_dirty("name"));
        if taken {
            editor.reset(Some("name")).unwrap();
            continue;
        }
        prop_assert!(
            matches!(outcome, Outcome::Saved(_)),
            "{} {} to {}",
            status,
            answer,
            request.text()
        );
        *tried += 1;
    }
    Ok(())
}

/// An editor that has sent something good for the same field: places in a refused list are those of what was sent.
fn sent(wire: &impl Wire, story: &Story, round: &Round, key: &str) -> Editor {
    let mut editor = wire.open(story.customer, story.marks);
    if let Some(field) = key.strip_prefix("template.fields.").and_then(|_| {
        round.act(&mut editor);
        editor.field(key).cloned()
    }) {
        let good = match field.kind {
            FieldType::Date => "2020-01-01",
            FieldType::Text => "good",
            _ => "1",
        };
        let template = editor.get("template.id").unwrap();
        editor.reset(None).unwrap();
        // This field alone.
        editor.set_settings(Settings::default(), Vec::new());
        editor.set("template.id", &template).unwrap();
        editor.set(key, good).unwrap();
        // The same text is no change.
        if !editor.is_dirty(key) {
            editor
                .set(key, &good.replace('1', "2").replace("good", "better"))
                .unwrap();
        }
        editor.request(Method::Patch).unwrap();
    }
    editor
}

fn is_refused(
    wire: &mut impl Wire,
    id: i64,
    key: &str,
    body: String,
    mut sent: Editor,
) -> Result<(), TestCaseError> {
    let before = wire.read(id);
    let request = Request {
        method: Method::Patch,
        path: format!("/api/v2/customer/{id}"),
        headers: Vec::new(),
        body: Body::Text(body),
        along: Vec::new(),
    };
    let (status, headers, answer) = wire.send(id, &request);
    let outcome = sent.response(status, &headers, &answer, 0);
    let named = match &outcome {
        Outcome::Invalid(issues) => issues
            .iter()
            .any(|issue| issue.field.as_deref() == Some(key)),
        _ => false,
    };
    prop_assert!(named, "{} {:?} to {}", key, outcome, request.text());
    prop_assert_eq!(wire.read(id), before, "{}", request.text());
    Ok(())
}
