//! The table of `fixtures/rules/`: what people type into a field of one customer, and what becomes of it. Four runners
//! read it: this crate's, the server's over HTTP, and in npm/tests the headless module and the element.
//!
//! | member | what |
//! |---|---|
//! | `field`, `typed` | the control and its text; `{x*50}` stands for fifty `x` |
//! | `locale` | how numbers are typed, English where it is absent |
//! | `with` | what was typed into other fields before |
//! | `wire` | the value under the field's name in the body: JSON text, or a parameter's text in form-v1 |
//! | `same` | it means what was loaded: no change |
//! | `issue`, `on` | or else its code, and the field if it is not this one |
//! | `sent`, `wire_issue` | how a body says what is refused, where one can, and its code where that differs |
//! | `body` | the whole body, where it is more than the field's value |
#![allow(dead_code, reason = "each runner uses its own part")]

use std::fs;
use std::path::Path;

use customer_core::editor::{Editor, Options};
use customer_core::locale::Locale;
use customer_core::schema::{Api, Method};
use customer_core::wire::form_v1::urlencoded;
use serde_json::Value;

/// The cases of one API, all on one customer.
pub struct Table {
    pub api: Api,
    pub id: i64,
    pub method: Method,
    pub record: String,
    pub lookups: Vec<(String, String)>,
    pub cases: Vec<Case>,
}

/// What is typed, and what is expected.
#[derive(Debug)]
pub struct Case {
    pub marks: String,
    pub with: Vec<(String, String)>,
    pub field: String,
    pub typed: String,
    pub expected: Expected,
}

#[derive(Debug)]
pub enum Expected {
    /// The exact body.
    Body(String),
    Same,
    Issue {
        on: String,
        code: String,
        /// A body that says the same, and its code there.
        body: Option<String>,
        wire_code: String,
    },
}

/// The table of an API, from the folder of core's tests.
pub fn read(tests: &Path, name: &str) -> Table {
    let path = tests.join("fixtures/rules").join(format!("{name}.json"));
    let table: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let api = Api::from_name(table["api"].as_str().unwrap()).unwrap();
    let method = match api {
        Api::JsonV2 => Method::Patch,
        Api::FormV1 => Method::Post,
    };
    let lookups = table["lookups"].as_object().unwrap();
    Table {
        api,
        id: table["id"].as_i64().unwrap(),
        method,
        record: table["record"].to_string(),
        lookups: lookups
            .iter()
            .map(|(name, list)| (name.clone(), list.to_string()))
            .collect(),
        cases: table["cases"]
            .as_array()
            .unwrap()
            .iter()
            .map(|case| case_from_json(api, &table["locales"], case))
            .collect(),
    }
}

fn case_from_json(api: Api, locales: &Value, case: &Value) -> Case {
    let text = |name: &str| case[name].as_str().map(written_out);
    let field = text("field").unwrap();
    let of_value = |value: String| body_of(api, &field, &value);
    let body = text("body");
    let expected = if let Some(code) = text("issue") {
        Expected::Issue {
            on: text("on").unwrap_or_else(|| field.clone()),
            body: body.or_else(|| text("sent").map(of_value)),
            wire_code: text("wire_issue").unwrap_or_else(|| code.clone()),
            code,
        }
    } else if case["same"] == true {
        Expected::Same
    } else {
        Expected::Body(body.unwrap_or_else(|| of_value(text("wire").unwrap())))
    };
    let with = case["with"].as_object().into_iter().flatten();
    Case {
        marks: locales[case["locale"].as_str().unwrap_or("en")]
            .as_str()
            .unwrap()
            .to_owned(),
        with: with
            .map(|(key, text)| (key.clone(), text.as_str().unwrap().to_owned()))
            .collect(),
        typed: text("typed").unwrap(),
        field,
        expected,
    }
}

/// `{x*3}` as `xxx`.
fn written_out(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        let mut chars = behind.chars();
        let repeated = chars.next().zip(chars.as_str().strip_prefix('*'));
        let counted = repeated.and_then(|(c, tail)| {
            let (count, tail) = tail.split_once('}')?;
            Some((c, count.parse::<usize>().ok()?, tail))
        });
        out.push_str(before);
        if let Some((c, count, tail)) = counted {
            out.extend(std::iter::repeat_n(c, count));
            rest = tail;
        } else {
            out.push('{');
            rest = behind;
        }
    }
    out + rest
}

/// The body of an update that names one field.
fn body_of(api: Api, field: &str, value: &str) -> String {
    if api == Api::FormV1 {
        return urlencoded::written(&[(field, value.to_owned())]);
    }
    match field.strip_prefix("template.fields.") {
        Some(id) => format!(
            r#"{{"company":1,"template":{{"id":3,"fields":[{{"id":{id},"value":{value}}}]}}}}"#
        ),
        None => format!(r#"{{"company":1,"{field}":{value}}}"#),
    }
}

impl Table {
    /// An editor on a record and lists.
    pub fn opened(&self, marks: &str, record: &str, lookups: &[(String, String)]) -> Editor {
        Editor::new(Options {
            company: (self.api == Api::JsonV2).then_some(1),
            record: record.to_owned(),
            lookups: lookups.to_vec(),
            locale: Locale::from_marks(marks),
            ..Options::new(self.api, &self.id.to_string(), 1)
        })
        .unwrap()
    }

    /// The same, in which a case was typed.
    pub fn played(&self, case: &Case, record: &str, lookups: &[(String, String)]) -> Editor {
        let mut editor = self.opened(&case.marks, record, lookups);
        for (key, text) in &case.with {
            editor.set(key, text).unwrap();
        }
        editor.set(&case.field, &case.typed).unwrap();
        editor
    }
}
