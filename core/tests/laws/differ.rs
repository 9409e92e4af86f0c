//! Both sides of the wire hold one set of rules: what the editor lets leave passes `check_body`, and what it refuses, and
//! a body can say, is refused there on the same field for the same reason. Random accounts, records, templates and typing.

use std::cell::Cell;

use customer_core::rules::report::Code;
use customer_core::schema::{Api, Method};
use customer_core::wire::{BodyContext, check_body};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;

use crate::any::{Act, play, story};
use crate::config;
use crate::said::said;
use crate::support::{UPDATES, is_asked};

/// Texts at and beyond every limit; those of [`story`] are legal for the most part.
fn daring() -> impl Strategy<Value = Act> {
    let texts = vec![
        ("name", 50),
        ("city", 50),
        ("address_line_2", 50),
        ("phone", 20),
        ("zip_postal_code", 20),
        ("website", 50),
        ("general_description", 1000),
        ("contact_person.name", 50),
        ("template.fields.1", 50),
        ("template.fields.2", 50),
    ];
    let long = (select(texts), select(vec!["x", "𐐷", "é", " "]), -1..3i32).prop_map(
        |((key, max), c, more)| {
            let count = usize::try_from(max + more).unwrap();
            (key, c.repeat(count))
        },
    );
    let one_of = |texts: &'static [&'static str]| select(texts).prop_map(str::to_owned);
    let impossible = select(vec![
        "city",
        "name",
        "contact_person.name",
        "template.fields.3",
        "nda_signed_date",
    ])
    .prop_map(|key| (key, "a\0b".to_owned()));
    let numbers = one_of(&[
        "12.505",
        "-0.01",
        "999999999999999.01",
        "1000000000000000",
        "-1000000000000000",
        "1.5",
        "0.001",
        "1e3",
        "x",
        "1,23",
        "1.234,5",
        "12,5",
        "٣٫٥",
        "--1",
        "0x1",
        "999999999999999",
        "-999999999999999",
        "1{",
        "½",
        "2024-02-30",
    ]);
    let digits = "-?[0-9]{1,17}([.,][0-9]{0,4})?";
    let number_key = || {
        select(vec![
            "template.fields.1",
            "template.fields.2",
            "template.fields.3",
            "template.fields.4",
            "template.fields.5",
        ])
    };
    let dates = select(vec![
        "nda_signed_date",
        "msa_signed_date",
        "template.fields.4",
    ]);
    let day = "[0-9]{3,5}-(0[0-9]|1[0-3]|[0-9])-([0-3][0-9]|[0-9])";
    let mail = "[a-z.\"é]{0,3}@[a-z1é.-]{0,8}(\\.[a-z1-]{0,3})?";
    prop_oneof![
        3 => long,
        1 => impossible,
        2 => (number_key(), numbers),
        2 => (number_key(), digits),
        2 => (dates, day),
        2 => (Just("contact_person.email"), mail),
        1 => (select(vec!["category", "country", "template.id"]), one_of(&["0", "1", "99999", "x", "-7", "7.0", "07"])),
        1 => (Just("contact_person.type"), one_of(&["sales", "Sales", "friend"])),
        1 => (select(vec!["nda_signed", "msa_signed"]), one_of(&["yes", "1", "TRUE"])),
    ]
    .prop_map(|(key, text)| Act::Set(key.to_owned(), text))
}

#[test]
fn both_sides_agree() {
    let tried = [Cell::new(0), Cell::new(0)];
    let count = |which: usize| tried[which].set(tried[which].get() + 1);
    let any = (story(), vec(daring(), 0..4));
    let config = config(400);
    let cases = config.cases;
    let result = TestRunner::new(config).run(&any, |(story, daring)| {
        let mut editor = story.played();
        for act in &daring {
            play(&mut editor, act);
        }
        let context = BodyContext {
            lookups: story.lists(),
            ..BodyContext::default()
        };
        for issue in editor.validate(Method::Patch) {
            let key = issue.field.as_deref().unwrap();
            // A list sent whole also names what was loaded, and may be wrong as no text is.
            if !editor.is_dirty(key) && issue.code != Code::Required {
                continue;
            }
            let Some((body, exact)) = said(&editor, key) else {
                continue;
            };
            let found = check_body(Api::JsonV2, Method::Patch, &body, &context);
            let same = found.iter().any(|other| {
                let known = [Code::WrongType, Code::InvalidChoice].contains(&other.code);
                other.field.as_deref() == Some(key)
                    && (other.code == issue.code || (known && !exact))
            });
            prop_assert!(same, "{:?} is {:?} in {}", issue, found, body);
            count(1);
        }
        // What is wrong is taken back: the rest leaves.
        for _ in 0..3 {
            for issue in editor.validate(Method::Patch) {
                drop(editor.reset(issue.field.as_deref()));
            }
        }
        for method in UPDATES {
            let Ok(request) = editor.preview(method) else {
                continue;
            };
            let mut found = check_body(Api::JsonV2, method, request.text(), &context);
            found.retain(|issue| is_asked(&editor, issue));
            prop_assert_eq!(found, [], "{}", request.text());
            count(0);
        }
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    let [left, refused] = tried.map(|count| count.get());
    assert!(
        left > cases / 2 && refused > cases / 4,
        "{left} and {refused} of {cases}"
    );
}
