//! JSON text read one level at a time, every number as its digits.
//!
//! A value stays the text it was ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)) until somebody asks what is in
//! it, so that `999999999999997.77` never becomes an IEEE double, and what nobody asks about goes back byte for byte.
//! Own code, because exact text is what the product is about and because of its size; `core/tests/json.rs` holds it
//! against `serde_json`.

mod scan;
mod text;
mod write;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

pub use text::Text;
pub use write::{ObjectWriter, push_text};

use crate::lookups::id_from_digits;
use crate::text::{owned, trim};
use scan::Scanner;

/// A JSON value as it stands in the text: valid syntax, no space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node<'a>(&'a str);

/// The name of an object's member; compares and prints as the text it reads as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    text: Cow<'a, str>,
    raw: &'a str,
}

impl<'a> Name<'a> {
    /// The JSON string that it was written as: a lone surrogate in it would not survive being read.
    #[must_use]
    pub fn raw(&self) -> &'a str {
        self.raw
    }
}

impl core::ops::Deref for Name<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// The members of an object, in order, duplicates included.
pub type Members<'a> = Vec<(Name<'a>, Node<'a>)>;

impl<'a> Node<'a> {
    /// Reads a whole text.
    ///
    /// # Errors
    /// What is wrong and where, when the text is not JSON or is nested deeper than 512 levels.
    pub fn parse(text: &'a str) -> Result<Self, String> {
        let mut scanner = Scanner::new(text);
        let mut read = || {
            scanner.space();
            let value = scanner.value()?;
            scanner.space();
            scanner.end()?;
            Some(Self(value))
        };
        read().ok_or_else(|| scanner.error())
    }

    /// The exact text.
    #[must_use]
    pub fn raw(self) -> &'a str {
        self.0
    }

    fn starts(self, with: u8) -> bool {
        self.0.as_bytes().first() == Some(&with)
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.starts(b'n')
    }

    /// The boolean that it is.
    #[must_use]
    pub fn as_bool(self) -> Option<bool> {
        match self.0 {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// The number that it is, as written.
    #[must_use]
    pub fn as_number(self) -> Option<&'a str> {
        let first = self.0.as_bytes().first()?;
        matches!(first, b'-' | b'0'..=b'9').then_some(self.0)
    }

    /// The string that it is.
    #[must_use]
    pub fn as_text(self) -> Option<Text<'a>> {
        let inside = self.0.strip_prefix('"')?.strip_suffix('"')?;
        Some(text::unescaped(inside))
    }

    /// The members of the object that it is, in order, duplicates included.
    #[must_use]
    pub fn members(self) -> Option<Members<'a>> {
        let mut members = Vec::new();
        let mut scanner = Scanner::inside(self.0, '{')?;
        while scanner.more('}') {
            let key = Node(scanner.value()?);
            scanner.colon()?;
            let value = Node(scanner.value()?);
            members.push((
                Name {
                    text: key.as_text()?.text,
                    raw: key.0,
                },
                value,
            ));
        }
        Some(members)
    }

    /// The elements of the array that it is.
    #[must_use]
    pub fn elements(self) -> Option<Vec<Node<'a>>> {
        let mut elements = Vec::new();
        let mut scanner = Scanner::inside(self.0, '[')?;
        while scanner.more(']') {
            elements.push(Node(scanner.value()?));
        }
        Some(elements)
    }

    /// Whether it is an object.
    #[must_use]
    pub fn is_object(self) -> bool {
        self.starts(b'{')
    }

    /// One member of the object that it is; of duplicates the last, as JavaScript and Python read them.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Node<'a>> {
        member(&self.members()?, name)
    }

    /// An id: a whole number, or a text of digits, without leading zeros.
    #[must_use]
    pub fn as_id(self) -> Option<String> {
        match (self.as_number(), self.as_text()) {
            (Some(number), _) => id_from_digits(number),
            (_, Some(text)) => id_from_digits(trim(&text.text)),
            _ => None,
        }
    }

    /// The string that it is, with each lone surrogate as U+FFFD.
    #[must_use]
    pub fn as_string(self) -> Option<String> {
        self.as_text().map(|text| text.text.into_owned())
    }

    /// A text to show: a string's own, anything else as it is written.
    #[must_use]
    pub fn shown(self) -> String {
        match self.as_text() {
            Some(text) => text.text.into_owned(),
            None if self.is_null() => String::new(),
            None => owned(self.0),
        }
    }
}

/// The last member of that name.
#[must_use]
pub fn member<'a>(members: &[(Name<'a>, Node<'a>)], name: &str) -> Option<Node<'a>> {
    members
        .iter()
        .rev()
        .find(|(key, _)| &**key == name)
        .map(|(_, node)| *node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        let node = Node::parse(r#" {"a": 999999999999997.77, "b": [1e400, -0.0]} "#).unwrap();
        assert_eq!(
            node.get("a").unwrap().as_number(),
            Some("999999999999997.77")
        );
        let list = node.get("b").unwrap().elements().unwrap();
        assert_eq!(list[0].as_number(), Some("1e400"));
        assert_eq!(list[1].as_number(), Some("-0.0"));
    }

    #[test]
    fn the_last_of_duplicate_members_counts() {
        let node = Node::parse(r#"{"a":1,"a":2}"#).unwrap();
        assert_eq!(node.get("a").unwrap().raw(), "2");
        assert_eq!(node.members().unwrap().len(), 2);
    }

    #[test]
    fn lone_surrogates_are_marked_and_shown_as_replacement() {
        for (raw, text, lone) in [
            (r#""plain""#, "plain", false),
            (r#""\ud83d\ude00""#, "😀", false),
            (r#""a\ud800b""#, "a\u{fffd}b", true),
            (r#""\udc00\ud83d\ude00\ud83d""#, "\u{fffd}😀\u{fffd}", true),
            (r#""\\ud800\ud800""#, "\\ud800\u{fffd}", true),
            (r#""\ud800\ud800\udc00""#, "\u{fffd}\u{10000}", true),
        ] {
            let read = Node::parse(raw).unwrap().as_text().unwrap();
            assert_eq!((&*read.text, read.lone_surrogate), (text, lone), "{raw}");
        }
        let node = Node::parse(r#"{"\ud800": 1, "b": "\ud800"}"#).unwrap();
        assert_eq!(node.get("b").unwrap().raw(), r#""\ud800""#);
    }

    #[test]
    fn ids_are_digits() {
        let id = |raw| Node::parse(raw).unwrap().as_id();
        assert_eq!(id("756").as_deref(), Some("756"));
        assert_eq!(id("\"036\"").as_deref(), Some("36"));
        assert_eq!(id("0").as_deref(), Some("0"));
        assert_eq!(id("-1").as_deref(), Some("-1"));
        for raw in ["1.5", "1e3", "\"\"", "\"x\"", "null", "[]", "true"] {
            assert_eq!(id(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_depth_bomb_is_read_or_refused_without_recursion() {
        let bomb = "[".repeat(200_000) + &"]".repeat(200_000);
        if let Ok(node) = Node::parse(&bomb) {
            assert_eq!(node.elements().unwrap().len(), 1);
        }
        assert!(Node::parse(&"[".repeat(200_000)).is_err());
    }
}
