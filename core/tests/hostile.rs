//! Answers that mean no good: too large, too deep, of wrong types, with names of other things. An error, or an editor that
//! shows what it can; never a panic, and never more work than the answer is long.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use customer_core::editor::{Editor, EditorError, Outcome};
use customer_core::schema::Method;
use support::{EVERY_LIST, body, open, open_acme, options, set};

fn nested(depth: usize) -> String {
    "[".repeat(depth) + &"]".repeat(depth)
}

fn refused(record: &str) -> String {
    match Editor::new(options(record, EVERY_LIST)) {
        Err(EditorError::Unreadable(why)) => why,
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("opened"),
    }
}

#[test]
fn ten_megabytes_that_nobody_knows_travel_in_a_put_and_not_in_a_patch() {
    let more = "x".repeat(10_000_000);
    let record = format!(r#"{{"id":42,"name":"Acme","city":"Oakland","more":"{more}"}}"#);
    let mut editor = open(&record, EVERY_LIST);
    set(&mut editor, "city", "Bern");
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"city":"Bern"}"#
    );
    assert!(body(&editor, Method::Put).len() > 10_000_000);
}

#[test]
fn depth_is_refused_and_not_recursed_into() {
    for record in [
        nested(1_000_000),
        "[".repeat(1_000_000),
        r#"{"a":"#.repeat(1_000_000),
        format!(r#"{{"id":42,"name":"Acme","x":{}}}"#, nested(1_000)),
    ] {
        assert!(!refused(&record).is_empty());
    }
    let deep = format!(r#"{{"id":42,"name":"Acme","x":{}}}"#, nested(500));
    assert!(body(&open(&deep, EVERY_LIST), Method::Put).contains(&nested(500)));
    let mut editor = open_acme();
    for name in ["templates", "categories", "countries"] {
        assert!(editor.set_lookup(name, &nested(100_000)).is_err());
    }
    editor.request(Method::Patch).unwrap();
    let outcome = editor.response(400, &[], &format!(r#"{{"city":{}}}"#, nested(100_000)), 0);
    assert!(matches!(outcome, Outcome::Invalid(_)));
    assert!(editor.restore(&nested(100_000)).is_err());
}

/// Of categories eight levels are offered, however many there are.
#[test]
fn categories_below_categories_end() {
    let mut list = r#"{"id":200,"name":"C200"}"#.to_owned();
    for id in (1..200).rev() {
        list = format!(r#"{{"id":{id},"name":"C{id}","subcategories":[{list}]}}"#);
    }
    let mut editor = open_acme();
    editor
        .set_lookup("categories", &format!("[{list}]"))
        .unwrap();
    assert_eq!(editor.options("category").len(), 9);
}

#[test]
fn a_hundred_thousand_entries_are_found_one_by_one() {
    let entries = (1..=100_000).map(|id| format!(r#"{{"id":{id},"name":"Category {id}"}}"#));
    let list = format!("[{}]", entries.collect::<Vec<_>>().join(","));
    let mut editor = open_acme();
    editor.set_lookup("categories", &list).unwrap();
    for id in (1..=100_000).step_by(9_973) {
        set(&mut editor, "category", &format!("category {id}"));
        let expected = format!(r#"{{"company":1,"category":{id}}}"#);
        assert_eq!(body(&editor, Method::Patch), expected);
    }
    set(&mut editor, "category", "100001");
    assert_eq!(editor.validate(Method::Patch).len(), 1);
}

/// The first half has one id; taken out one by one each would move the other half.
#[test]
fn two_hundred_thousand_fields_of_which_half_have_one_id() {
    let id = |at: usize| if at < 100_000 { 1 } else { at };
    let fields = (0..200_000).map(|at| format!(r#"{{"id":{},"data_type":"text"}}"#, id(at)));
    let fields = fields.collect::<Vec<_>>().join(",");
    let template = format!(r#"[{{"id":3,"name":"T","fields":[{fields}]}}]"#);
    let record = r#"{"id":42,"name":"Acme","template":{"id":3,"fields":{}}}"#;
    let mut editor = open(record, &[("templates", &template)]);
    let custom = editor
        .fields()
        .iter()
        .filter(|field| field.key.starts_with("template.fields."));
    assert_eq!(custom.count(), 100_001);
    set(&mut editor, "template.fields.199999", "last");
    let expected = r#"{"company":1,"template":{"id":3,"fields":[{"id":199999,"value":"last"}]}}"#;
    assert_eq!(body(&editor, Method::Patch), expected);
}

#[test]
fn of_doubled_members_the_last_counts() {
    let record = r#"{"id":1,"name":"First","city":"A","name":"Acme","city":"Oakland",
        "contact_person":{"name":"X"},"contact_person":{"name":"Ann","email":"a@b.co"},
        "template":{"id":4,"fields":{}},"template":{"id":3,"fields":{"Remark":"a","Remark":"b"}}}"#;
    let editor = open(record, EVERY_LIST);
    for (key, text) in [
        ("name", "Acme"),
        ("city", "Oakland"),
        ("contact_person.name", "Ann"),
        ("template.id", "3"),
        ("template.fields.1", "b"),
    ] {
        assert_eq!(editor.get(key).unwrap(), text, "{key}");
    }
}

#[test]
fn names_of_other_things_are_names() {
    for name in [
        "__proto__",
        "constructor",
        "toString",
        "",
        "id",
        "company",
        "template.fields.1",
        "\u{202e}",
        "a\"b",
    ] {
        let quoted = support::quoted(name);
        let record =
            format!(r#"{{"id":42,"name":"Acme","template":{{"id":3,"fields":{{{quoted}:"v"}}}}}}"#);
        let template = format!(
            r#"[{{"id":3,"name":{quoted},"fields":[{{"id":5,"name":{quoted},"data_type":"text"}}]}}]"#
        );
        let mut editor = open(&record, &[("templates", &template)]);
        assert_eq!(editor.get("template.fields.5").unwrap(), "v", "{name}");
        set(&mut editor, "template.fields.5", "w");
        let expected = r#"{"company":1,"template":{"id":3,"fields":[{"id":5,"value":"w"}]}}"#;
        assert_eq!(body(&editor, Method::Patch), expected, "{name}");
    }
}

const WRONG: [&str; 14] = [
    "null",
    "true",
    "5",
    "-1e400",
    "1e-400",
    r#""""#,
    r#""x""#,
    "[]",
    "{}",
    r#"[{"id":[]}]"#,
    r#"{"id":{"id":1}}"#,
    "[[null]]",
    r#""\ud800""#,
    r#""\u0000""#,
];

/// Each member by itself, and each as the only one that is right.
#[test]
fn wrong_types_everywhere() {
    let members = [
        "id",
        "name",
        "category",
        "contact_person",
        "address_line_1",
        "city",
        "country",
        "phone",
        "website",
        "nda_signed",
        "nda_signed_date",
        "general_description",
        "template",
    ];
    let mut opened = 0;
    for value in WRONG {
        for member in members {
            let record = format!(r#"{{"id":42,"name":"Acme","fax":"1","{member}":{value}}}"#);
            let Ok(mut editor) = Editor::new(options(&record, EVERY_LIST)) else {
                continue;
            };
            set(&mut editor, "fax", "2");
            assert_eq!(
                body(&editor, Method::Patch),
                r#"{"company":1,"fax":"2"}"#,
                "{record}"
            );
            drop(editor.preview(Method::Put));
            opened += 1;
        }
        let list = format!(
            r#"[{{"id":{value},"name":{value},"fields":{value},"subcategories":{value},"code":{value}}},{value}]"#
        );
        for name in ["templates", "categories", "countries"] {
            drop(open_acme().set_lookup(name, &list));
        }
        let mut editor = open_acme();
        set(&mut editor, "city", "Bern");
        editor.request(Method::Patch).unwrap();
        for status in [200, 400, 403, 404, 412, 429, 500] {
            editor.response(
                status,
                &[],
                &format!(
                    r#"{{"city":{value},"detail":{value},"errors":{value},"template":{value}}}"#
                ),
                0,
            );
            editor.response(status, &[], value, 0);
        }
        assert_eq!(editor.get("city").unwrap(), "Bern");
    }
    assert!(opened > WRONG.len() * members.len() * 3 / 4, "{opened}");
}

#[test]
fn a_refusal_without_end_is_told_in_short() {
    let members = (0..20_000).map(|n| format!(r#""field_{n}":["{}"]"#, "x".repeat(1_000)));
    let refusal = format!("{{{}}}", members.collect::<Vec<_>>().join(","));
    let mut editor = support::sent();
    let Outcome::Invalid(issues) = editor.response(400, &[], &refusal, 0) else {
        panic!("not refused");
    };
    assert!(issues.len() <= 500, "{}", issues.len());
    for issue in &issues {
        assert!(issue.message.as_ref().unwrap().chars().count() <= 300);
    }
    assert!(editor.request(Method::Patch).is_ok());
}
