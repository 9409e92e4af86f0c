//! The table of rules (core/tests/parity/table.rs) against the server over HTTP: what the editor sends is stored and means
//! what was typed; what it refuses, and a body can say, is refused with an error on the same field.

mod common;
#[path = "../../core/tests/parity/table.rs"]
mod table;

use std::path::Path;

use common::{Reply, Server};
use customer_core::editor::{Editor, Outcome};
use customer_core::schema::{Api, FieldType, Method};
use table::{Case, Expected, Table};

#[test]
fn json_v2() {
    all("json-v2", 450);
}

#[test]
fn form_v1() {
    all("form-v1", 200);
}

fn all(name: &str, least: usize) {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/tests");
    let table = table::read(&tests, name);
    let lab = Lab {
        server: Server::start(),
        table: &table,
    };
    let pristine = shown(&lab.open(&lab.read()));
    let (mut said, mut wrong) = (0, Vec::new());
    for case in &table.cases {
        match lab.run(case) {
            Ok(sent) => said += usize::from(sent),
            Err(why) => wrong.push(format!("{} {:?}: {why}", case.field, case.typed)),
        }
        if matches!(case.expected, Expected::Body(_)) {
            lab.restore(&pristine);
        }
    }
    let count = wrong.len();
    assert!(
        wrong.is_empty(),
        "{count} of {}:\n{}",
        table.cases.len(),
        wrong.join("\n")
    );
    assert!(said >= least, "{said} bodies were sent");
}

struct Lab<'a> {
    server: Server,
    table: &'a Table,
}

impl Lab<'_> {
    fn read(&self) -> String {
        let id = self.table.id;
        let path = match self.table.api {
            Api::JsonV2 => format!("/api/v2/customer/{id}/?company=1"),
            Api::FormV1 => format!("/api/v1.0/customers/{id}"),
        };
        let reply = self.server.get(&path);
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.body
    }

    fn write(&self, body: &str) -> Reply {
        let id = self.table.id;
        let (method, path, media) = match self.table.api {
            Api::JsonV2 => (
                "PATCH",
                format!("/api/v2/customer/{id}"),
                "application/json",
            ),
            Api::FormV1 => (
                "POST",
                format!("/api/v1.0/customers/{id}"),
                "application/x-www-form-urlencoded;charset=UTF-8",
            ),
        };
        let headers = [
            ("Authorization", "Bearer demo-token"),
            ("Content-Type", media),
        ];
        self.server.send(method, &path, &headers, body.as_bytes())
    }

    fn open(&self, record: &str) -> Editor {
        self.table.opened(".0,", record, &self.table.lookups)
    }

    /// Whether a body was sent at all.
    fn run(&self, case: &Case) -> Result<bool, String> {
        match &case.expected {
            Expected::Same | Expected::Issue { body: None, .. } => Ok(false),
            Expected::Body(body) => {
                let answer = self.write(body);
                if answer.status != 200 {
                    return Err(format!("{} {} to {body}", answer.status, answer.body));
                }
                // What is stored means what was typed.
                let editor = self.table.played(case, &self.read(), &self.table.lookups);
                let dirty = editor.dirty();
                if dirty.is_empty() {
                    Ok(true)
                } else {
                    Err(format!("{dirty:?} after {body}"))
                }
            }
            Expected::Issue {
                on,
                body: Some(body),
                ..
            } => {
                let before = self.read();
                let answer = self.write(body);
                // Only it can say which place of a refused list is which field.
                let mut editor = self.sent(case, &before);
                let outcome = editor.response(answer.status, &[], &answer.body, 0);
                let Outcome::Invalid(issues) = &outcome else {
                    return Err(format!("{} to {body}", answer.status));
                };
                // form-v1 has no sentence for most faults: those are told of the record.
                let told = |field: Option<&str>| {
                    field == Some(on) || (field.is_none() && self.table.api == Api::FormV1)
                };
                let named = issues.iter().any(|issue| told(issue.field.as_deref()));
                if !named {
                    return Err(format!(
                        "{} {} to {body}: {outcome:?}",
                        answer.status, answer.body
                    ));
                }
                if self.read() == before {
                    Ok(true)
                } else {
                    Err(format!("stored from {body}"))
                }
            }
        }
    }

    /// An editor that has sent something good for the same custom field.
    fn sent(&self, case: &Case, record: &str) -> Editor {
        let mut editor = self.open(record);
        for (key, text) in &case.with {
            editor.set(key, text).unwrap();
        }
        if case.field.starts_with("template.fields.") {
            let good = match editor.field(&case.field).unwrap().kind {
                FieldType::Date => "2020-01-01",
                FieldType::Text => "good",
                _ => "1",
            };
            editor.set(&case.field, good).unwrap();
            editor.request(Method::Patch).unwrap();
        }
        editor
    }

    /// Everything as it was.
    fn restore(&self, pristine: &[(String, String)]) {
        let mut editor = self.open(&self.read());
        for (key, text) in pristine {
            if editor.get(key).is_ok_and(|shown| shown != *text) {
                editor.set(key, text).unwrap();
            }
        }
        if !editor.dirty().is_empty() {
            let body = editor.preview(self.table.method).unwrap();
            let answer = self.write(body.text());
            assert_eq!(answer.status, 200, "{}: {}", body.text(), answer.body);
        }
    }
}

fn shown(editor: &Editor) -> Vec<(String, String)> {
    let keys = editor.fields().iter().map(|field| field.key.to_string());
    keys.map(|key| (key.clone(), editor.get(&key).unwrap()))
        .collect()
}
