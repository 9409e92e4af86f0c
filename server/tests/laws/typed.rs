//! What people type into a field, by its kind: at the limits, in other scripts, rarely wrong.

use customer_core::editor::Editor;
use customer_core::schema::FieldType;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A field that can be set.
#[derive(Clone, Debug)]
pub struct Target {
    pub key: String,
    kind: FieldType,
    max: usize,
    /// Of a choice or lookup: value and label.
    choices: Vec<(String, String)>,
}

/// The fields that can be set now and whose key begins so.
pub fn targets(editor: &Editor, prefix: &str) -> Vec<Target> {
    let fields = editor.fields().iter();
    let fields = fields.filter(|f| f.is_editable() && f.key.starts_with(prefix));
    fields
        .map(|field| Target {
            key: field.key.to_string(),
            kind: field.kind,
            max: field.max_length.unwrap_or(40),
            choices: editor.options(&field.key),
        })
        .collect()
}

fn one_of(texts: &'static [&'static str]) -> BoxedStrategy<String> {
    select(texts).prop_map(str::to_owned).boxed()
}

/// Code points that something on the way might bend, and whole words between them.
fn text(max: usize) -> BoxedStrategy<String> {
    let piece = one_of(&[
        "a",
        "Zoë",
        "ÅE",
        "ß",
        "ı",
        "7",
        "42",
        "中文",
        "한",
        "😀",
        "🧑‍🌾",
        "𐐷",
        "e\u{301}",
        "مرحبا",
        "שלום",
        "\u{200f}",
        "\u{202e}",
        "\u{feff}",
        " ",
        "  ",
        "\u{a0}",
        "\u{3000}",
        "\u{1c}",
        "\u{85}",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "\"",
        "'",
        "''",
        "\\",
        "\\u0041",
        "/",
        "%",
        "?1",
        ";--",
        "{",
        "}",
        "[]",
        "<b>",
        "&amp;",
        "\u{7f}",
        "\u{1}",
        "\u{2028}",
        "\u{fffd}",
        "\u{10ffff}",
        "null",
        "0",
    ]);
    let short = vec(piece, 1..7).prop_map(|pieces| pieces.concat());
    let filled =
        |length: usize| move |text: String| text.chars().cycle().take(length).collect::<String>();
    prop_oneof![
        12 => short.clone().prop_map(move |text| text.chars().take(max).collect()),
        3 => short.clone().prop_map(filled(max)),
        2 => short.clone().prop_map(filled(max)).prop_map(|text| format!(" \t{text}\u{a0}\r\n")),
        1 => one_of(&["", " ", "\u{1f}\u{2003}"]),
        1 => short.prop_map(filled(max + 1)),
        1 => Just("a\0b".to_owned()),
    ]
    .boxed()
}

fn email() -> BoxedStrategy<String> {
    prop_oneof![
        4 => one_of(&[
            "ann@example.com", " a.b+c@sub.example.co ", "\"o'tables\"@example.com", "a@bücher.example",
            "test@उदाहरण.परीक्षा", "x@[2001:db8::1]", "root@localhost", "a@xn--80ak6aa92e.xn--p1ai", "\"\\\"\"@b.co",
        ]),
        1 => Just(format!("{}@example.com", "x".repeat(242))),
        1 => Just(format!("{}@example.com", "x".repeat(243))),
        1 => one_of(&["", " ", "ann", "a@b", "é@example.com"]),
    ]
    .boxed()
}

fn date() -> BoxedStrategy<String> {
    prop_oneof![
        4 => (1..=9999u32, 1..=12u32, 1..=28u32).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")),
        2 => one_of(&["0001-01-01", "9999-12-31", "2024-02-29", "2000-02-29", " 2026-11-21 "]),
        1 => one_of(&["", "2023-02-29", "1900-02-29", "0000-01-01", "21.11.2026"]),
    ]
    .boxed()
}

/// In the marks of English; typed in those of the story.
fn money() -> BoxedStrategy<String> {
    prop_oneof![
        4 => (0..999_999_999_999_999u64, 0..100u32).prop_map(|(whole, cents)| format!("{whole}.{cents:02}")),
        1 => (0..100u32, 0..10u32).prop_map(|(whole, tenths)| format!("{whole}.{tenths}")),
        3 => one_of(&[
            "0", "-0", "0.00", "0.01", ".5", "5.", "012.500", "999999999999997.77", "999999999999998.99",
            "999999999999999", "999999999999999.00", " 7 ",
        ]),
        1 => one_of(&["", "-0.01", "999999999999999.01", "12.505", "1e3", "0x1"]),
    ]
    .boxed()
}

fn number() -> BoxedStrategy<String> {
    prop_oneof![
        4 => (-999_999_999_999_999..=999_999_999_999_999i64).prop_map(|n| n.to_string()),
        2 => (-9..10i64).prop_map(|n| n.to_string()),
        2 => one_of(&["0", "-0", "0120", "-999999999999999", "999999999999999", "5.0", " 7 "]),
        1 => one_of(&["", "1000000000000000", "-1000000000000000", "1.5", "1e3"]),
    ]
    .boxed()
}

fn decimal() -> BoxedStrategy<String> {
    prop_oneof![
        2 => money(),
        4 => (-179..180i32, 0..1_000_000u32).prop_map(|(whole, rest)| format!("{whole}.{rest}")),
        1 => one_of(&["123456789012345.67", "9007199254740993", "12345678901234567890123456789.012345678901234567890"]),
    ]
    .boxed()
}

/// Any text for a field.
pub fn typed(target: &Target) -> BoxedStrategy<String> {
    let none_or_wrong = one_of(&["", "", "x", "99999"]);
    match target.kind {
        // Only the server knows which names are taken: none of the seed's begins like this.
        _ if target.key == "name" => text(target.max - 1)
            .prop_map(|text| format!("⚓{text}"))
            .boxed(),
        FieldType::Email => email(),
        FieldType::Date => date(),
        FieldType::Money => money(),
        FieldType::Number => number(),
        FieldType::Decimal => decimal(),
        FieldType::Color => one_of(&["#a0B1c2", " #FFFFFF", "", "red", "#12345"]),
        FieldType::Country => one_of(&["FR", "fr", "france", "Bolivia", "Absurdistan", "", "ZZ"]),
        FieldType::Boolean => one_of(&["true", "false", "true", "false", "", " ", "x"]),
        FieldType::Choice => prop_oneof![
            4 => select(target.choices.clone()).prop_map(|(value, _)| value),
            1 => none_or_wrong,
        ]
        .boxed(),
        FieldType::Lookup => prop_oneof![
            4 => select(target.choices.clone()).prop_map(|(id, _)| id),
            1 => select(target.choices.clone()).prop_map(|(id, _)| format!(" 0{id}")),
            1 => select(target.choices.clone()).prop_map(|(_, name)| name.to_uppercase()),
            1 => none_or_wrong,
        ]
        .boxed(),
        _ => text(target.max),
    }
}
