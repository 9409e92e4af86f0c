//! Our JSON reader held against `serde_json`: what it accepts, what it reads, what it writes.

use customer_core::wire::json::{Node, push_text};
use proptest::prelude::*;
use serde_json::Value;
use serde_json::value::RawValue;

/// The same tree, numbers by their text.
fn same(node: Node<'_>, value: &RawValue) -> Result<(), TestCaseError> {
    prop_assert_eq!(node.raw(), value.get());
    match serde_json::from_str::<Value>(value.get()) {
        Ok(Value::Object(_)) => {
            let members = node.members();
            prop_assert!(members.is_some(), "{}", node.raw());
            let pairs: Vec<(String, &RawValue)> = pairs(value.get());
            let members = members.unwrap_or_default();
            prop_assert_eq!(members.len(), pairs.len());
            for ((name, node), (key, value)) in members.iter().zip(&pairs) {
                prop_assert_eq!(&**name, key.as_str());
                same(*node, value)?;
            }
        }
        Ok(Value::Array(_)) => {
            let values: Vec<&RawValue> = serde_json::from_str(value.get()).unwrap_or_default();
            let elements = node.elements().unwrap_or_default();
            prop_assert_eq!(elements.len(), values.len());
            for (node, value) in elements.into_iter().zip(values) {
                same(node, value)?;
            }
        }
        Ok(Value::String(text)) => {
            let read = node.as_text();
            prop_assert_eq!(read.as_ref().map(|read| &*read.text), Some(text.as_str()));
            prop_assert_eq!(read.map(|read| read.lone_surrogate), Some(false));
        }
        Ok(Value::Number(_)) => prop_assert_eq!(node.as_number(), Some(value.get())),
        Ok(Value::Bool(yes)) => prop_assert_eq!(node.as_bool(), Some(yes)),
        Ok(Value::Null) => prop_assert!(node.is_null()),
        // A lone surrogate, or a number beyond a double: serde_json reads neither, we do.
        Err(_) => {}
    }
    Ok(())
}

/// The members in order, duplicates included.
fn pairs(json: &str) -> Vec<(String, &RawValue)> {
    struct Pairs<'a>(Vec<(String, &'a RawValue)>);
    impl<'de> serde::Deserialize<'de> for Pairs<'de> {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Visitor;
            impl<'de> serde::de::Visitor<'de> for Visitor {
                type Value = Pairs<'de>;
                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("an object")
                }
                fn visit_map<A: serde::de::MapAccess<'de>>(
                    self,
                    mut map: A,
                ) -> Result<Self::Value, A::Error> {
                    let mut pairs = Vec::new();
                    while let Some(pair) = map.next_entry()? {
                        pairs.push(pair);
                    }
                    Ok(Pairs(pairs))
                }
            }
            deserializer.deserialize_map(Visitor)
        }
    }
    serde_json::from_str::<Pairs<'_>>(json)
        .map(|pairs| pairs.0)
        .unwrap_or_default()
}

fn agree(text: &str) -> Result<(), TestCaseError> {
    let theirs = serde_json::from_str::<&RawValue>(text);
    let ours = Node::parse(text);
    prop_assert_eq!(
        ours.is_ok(),
        theirs.is_ok(),
        "{:?}: {:?}, {:?}",
        text,
        ours,
        theirs
    );
    match (ours, theirs) {
        (Ok(node), Ok(value)) => same(node, value),
        _ => Ok(()),
    }
}

/// Pieces of JSON in any order: mostly wrong, by little.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        " ",
        "\n",
        "\t",
        "\"",
        "\"a\"",
        "\"\\u00e9\"",
        "\"\\ud83d\\ude00\"",
        "\\",
        "\\u12",
        "\"\\x\"",
        "\"\u{1}\"",
        "null",
        "true",
        "false",
        "nul",
        "0",
        "-0",
        "01",
        "1.",
        ".5",
        "1.5",
        "1e5",
        "1E+05",
        "1e",
        "-",
        "+1",
        "999999999999997.77",
        "é",
        "\u{feff}",
        "{\"a\":",
        "\"b\":",
        "[1,",
        "\u{a0}",
        "\r",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::String),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::Array),
            prop::collection::vec((any::<String>(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn both_read_the_same_of_what_is_nearly_json(text in pieces()) {
        agree(&text)?;
    }

    #[test]
    fn both_refuse_or_read_any_text(text in any::<String>()) {
        agree(&text)?;
    }

    #[test]
    fn both_read_the_same_of_what_is_json(value in values(), pretty in any::<bool>()) {
        let text = if pretty { format!("{value:#}") } else { value.to_string() };
        prop_assert!(Node::parse(&text).is_ok());
        agree(&text)?;
    }

    #[test]
    fn a_text_written_is_read_by_both(text in any::<String>()) {
        let mut json = String::new();
        push_text(&mut json, &text);
        prop_assert_eq!(serde_json::from_str::<String>(&json).ok(), Some(text.clone()));
        let read = Node::parse(&json).ok().and_then(Node::as_text);
        prop_assert_eq!(read.map(|read| read.text.into_owned()), Some(text));
    }
}

#[test]
fn nesting_ends_at_512() {
    let nested = |depth: usize| "[".repeat(depth) + "1" + &"]".repeat(depth);
    assert!(Node::parse(&nested(512)).is_ok());
    let error = Node::parse(&nested(513)).err();
    assert_eq!(error.as_deref(), Some("expected less nesting at byte 513"));
}

#[test]
fn says_what_is_wrong_and_where() {
    for (text, error) in [
        ("", "expected a value at byte 0"),
        ("{\"a\" 1}", "expected `:` at byte 5"),
        ("[1 2]", "expected `,` or `]` at byte 3"),
        ("[1,]", "expected a value at byte 3"),
        ("\"a", "expected the end of a string at byte 2"),
        ("1 x", "expected the end at byte 2"),
        ("<html>", "expected a value at byte 0"),
    ] {
        assert_eq!(Node::parse(text).err().as_deref(), Some(error), "{text}");
    }
}
