//! Numbers as people of a locale type them, and what they mean: `fixtures/typing/<locale>.json`, by docs/typing.md.
//!
//! `rows` are the kind of field, what is typed, the number or the code of the issue, and what is said beside it of how it
//! is understood (null where it is written just so). The same tables are run in Node and in a browser, where the marks
//! come from `Intl`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::fs;
use std::path::Path;

use customer_core::editor::{Editor, Options};
use customer_core::locale::Locale;
use customer_core::rules::decimal;
use customer_core::schema::Method;
use support::{EVERY_LIST, RECORD, body, options};

#[derive(serde::Deserialize)]
struct Table {
    locale: String,
    marks: String,
    rows: Vec<(String, String, String, Option<String>)>,
}

fn tables() -> Vec<Table> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/typing");
    let files = fs::read_dir(folder).unwrap();
    let read = |file: fs::DirEntry| serde_json::from_slice(&fs::read(file.path()).unwrap());
    files.map(|file| read(file.unwrap()).unwrap()).collect()
}

#[test]
fn every_locale_has_its_numbers() {
    let tables = tables();
    assert!(tables.len() >= 15);
    for table in tables {
        assert!(table.rows.len() >= 20, "{}", table.locale);
        let refused = table.rows.iter().filter(|row| row.2.contains('_')).count();
        assert!(refused >= 5, "{}", table.locale);
        for (kind, typed, means, said) in &table.rows {
            let what = format!("{typed:?} in {}", table.locale);
            let key = match &**kind {
                "money" => "template.fields.2",
                _ => "template.fields.3",
            };
            let mut editor = Editor::new(Options {
                locale: Locale::from_marks(&table.marks),
                ..options(RECORD, EVERY_LIST)
            })
            .unwrap();
            editor.set(key, typed).unwrap();
            assert_eq!(editor.get(key).unwrap(), *typed, "{what} stays as typed");
            if let Some(issue) = editor.issue(key, Method::Patch) {
                assert_eq!(issue.code.as_str(), means, "{what}");
                continue;
            }
            let sent = body(&editor, Method::Patch);
            assert!(
                sent.contains(&format!(r#""value":{means}}}"#)),
                "{what}: {sent}"
            );
            let field = editor.field(key).unwrap().clone();
            let now = decimal::reads_as(&field, typed, editor.locale());
            assert_eq!(now, *said, "{what}");
            // What is said, or was typed just so, can be typed and means the same.
            let again = decimal::reading(&field, typed, editor.locale()).unwrap();
            editor.set(key, &again).unwrap();
            assert_eq!(body(&editor, Method::Patch), sent, "{what} and {again:?}");
            assert_eq!(
                decimal::reads_as(&field, &again, editor.locale()),
                None,
                "{what}"
            );
        }
    }
}

#[test]
fn an_amount_that_was_loaded_is_read_like_one_that_was_typed() {
    let record = RECORD.replace(
        r#""fields":{}"#,
        r#""fields":{"Budget":"40000.00","Seats":2024}"#,
    );
    for (marks, before, after) in [
        (".0,", "40,000.00", "52,500.00"),
        (",0.", "40.000,00", "52.500,00"),
    ] {
        let mut editor = Editor::new(Options {
            locale: Locale::from_marks(marks),
            ..options(&record, EVERY_LIST)
        })
        .unwrap();
        editor.set("template.fields.2", "52500").unwrap();
        editor.set("template.fields.3", "1999").unwrap();
        let changes = editor.changes();
        let texts: Vec<_> = changes
            .iter()
            .map(|change| (&*change.before, &*change.after))
            .collect();
        // A number may be a year: it stays as it was typed.
        assert_eq!(texts, [(before, after), ("2024", "1999")]);
    }
}
