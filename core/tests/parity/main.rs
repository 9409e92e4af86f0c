//! The table of rules in native Rust: typed into an editor, and said in a body.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod table;

use std::path::Path;

use customer_core::editor::EditorError;
use customer_core::rules::report::Issue;
use customer_core::schema::Api;
use customer_core::wire::{BodyContext, check_body};
use table::{Case, Expected, Table};

#[test]
fn json_v2() {
    all("json-v2", 500);
}

#[test]
fn form_v1() {
    all("form-v1", 200);
}

fn all(name: &str, least: usize) {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let table = table::read(&tests, name);
    assert!(table.cases.len() >= least, "{}", table.cases.len());
    let wrong: Vec<String> = table
        .cases
        .iter()
        .filter_map(|case| run(&table, case).err())
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        table.cases.len(),
        wrong.join("\n")
    );
}

fn run(table: &Table, case: &Case) -> Result<(), String> {
    let editor = table.played(case, &table.record, &table.lookups);
    let sent = editor.preview(table.method);
    let found = match &sent {
        Ok(request) => Ok(request.text()),
        Err(EditorError::Invalid(issues)) => Err(pairs(issues)),
        Err(other) => return Err(format!("{case:?}: {other:?}")),
    };
    let nothing = if table.api == Api::JsonV2 {
        r#"{"company":1}"#
    } else {
        ""
    };
    let expected = match &case.expected {
        Expected::Body(body) => Ok(&**body),
        Expected::Same => Ok(nothing),
        Expected::Issue { on, code, .. } => Err(vec![(on.clone(), code.clone())]),
    };
    same(case, "typed", &found, &expected)?;
    let (body, expected) = match &case.expected {
        Expected::Body(body) => (body, Vec::new()),
        Expected::Issue {
            on,
            body: Some(body),
            wire_code,
            ..
        } => (body, vec![(on.clone(), wire_code.clone())]),
        _ => return Ok(()),
    };
    let context = BodyContext {
        lookups: table.lookups.clone(),
        id: table.id.to_string(),
        record: Some(table.record.clone()),
    };
    let found = pairs(&check_body(table.api, table.method, body, &context));
    same(case, body, &found, &expected)
}

fn same<T: PartialEq + std::fmt::Debug>(
    case: &Case,
    what: &str,
    found: &T,
    expected: &T,
) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    let Case { field, typed, .. } = case;
    Err(format!(
        "{field} {typed:?} ({what}): {found:?} instead of {expected:?}"
    ))
}

fn pairs(issues: &[Issue]) -> Vec<(String, String)> {
    let pair = |issue: &Issue| {
        (
            issue.field.clone().unwrap_or_default(),
            issue.code.as_str().to_owned(),
        )
    };
    issues.iter().map(pair).collect()
}
