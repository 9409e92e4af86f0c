//! JSON text read one level at a time, every number as its digits.
//!
//! `serde_json`'s `Value` would read `999999999999997.77` as an IEEE double. Here a value stays the text
//! it was ([RFC 8259](https://www.rfc-editor.org/rfc/rfc8259)) until somebody asks what is in it, so that what
//! nobody asks about goes back byte for byte.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::lookups::id_from_digits;

/// A JSON value as it stands in the text: valid syntax, no space around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node<'a>(&'a str);

/// A JSON string read; what Rust cannot hold is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// The text, each lone surrogate as U+FFFD.
    pub text: Cow<'a, str>,
    /// Whether there was a lone surrogate (`"\ud800"`), which no Unicode text contains.
    pub lone_surrogate: bool,
}

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

impl std::ops::Deref for Name<'_> {
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
    /// What is wrong and where, when the text is not JSON.
    pub fn parse(text: &'a str) -> Result<Self, String> {
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| error.to_string())?;
        Ok(Self(raw.get()))
    }

    /// The exact text.
    #[must_use]
    pub fn raw(self) -> &'a str {
        self.0
    }

    fn starts(self, with: char) -> bool {
        self.0.starts_with(with)
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(self) -> bool {
        self.starts('n')
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
        self.0
            .starts_with(|c: char| c == '-' || c.is_ascii_digit())
            .then_some(self.0)
    }

    /// The string that it is.
    #[must_use]
    pub fn as_text(self) -> Option<Text<'a>> {
        if !self.starts('"') {
            return None;
        }
        if let Ok(Borrowable(text)) = serde_json::from_str(self.0) {
            return Some(Text {
                text,
                lone_surrogate: false,
            });
        }
        let mended = without_lone_surrogates(self.0);
        let text: String = serde_json::from_str(&mended).unwrap_or_default();
        Some(Text {
            text: Cow::Owned(text),
            lone_surrogate: true,
        })
    }

    /// The members of the object that it is, in order, duplicates included.
    #[must_use]
    pub fn members(self) -> Option<Members<'a>> {
        if !self.starts('{') {
            return None;
        }
        serde_json::from_str::<ReadMembers>(self.0)
            .ok()
            .map(|members| members.0)
    }

    /// The elements of the array that it is.
    #[must_use]
    pub fn elements(self) -> Option<Vec<Node<'a>>> {
        if !self.starts('[') {
            return None;
        }
        serde_json::from_str::<Elements>(self.0)
            .ok()
            .map(|elements| elements.0)
    }

    /// Whether it is an object.
    #[must_use]
    pub fn is_object(self) -> bool {
        self.starts('{')
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
            (_, Some(text)) => id_from_digits(text.text.trim()),
            _ => None,
        }
    }

    /// A text to show: a string's own, anything else as it is written.
    #[must_use]
    pub fn shown(self) -> String {
        match self.as_text() {
            Some(text) => text.text.into_owned(),
            None if self.is_null() => String::new(),
            None => self.0.to_owned(),
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

/// Writes a text as a JSON string.
pub fn push_text(out: &mut String, text: &str) {
    // Writing a str cannot fail: serde_json reports only errors of the sink.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

/// Writes an object's members, with the commas between them.
pub struct ObjectWriter<'o> {
    out: &'o mut String,
    first: bool,
}

impl<'o> ObjectWriter<'o> {
    /// Opens an object.
    pub fn new(out: &'o mut String) -> Self {
        out.push('{');
        Self { out, first: true }
    }

    /// Writes a name and gives the place for its value.
    pub fn name(&mut self, name: &str) -> &mut String {
        let mut quoted = String::new();
        push_text(&mut quoted, name);
        self.raw_name(&quoted)
    }

    /// The same for a name that is a JSON string already.
    pub fn raw_name(&mut self, quoted: &str) -> &mut String {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        self.out.push_str(quoted);
        self.out.push(':');
        self.out
    }

    /// Writes a name and a value that is JSON already.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.name(name).push_str(value);
    }

    /// Writes a name and a text.
    pub fn text(&mut self, name: &str, value: &str) {
        push_text(self.name(name), value);
    }

    /// Closes the object.
    pub fn end(self) {
        self.out.push('}');
    }
}

/// Replaces `\ud800` to `\udfff` that are not part of a pair by `\ufffd`, in a valid JSON string.
fn without_lone_surrogates(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let taken = match surrogate(escape) {
            Some(0xD800..=0xDBFF)
                if matches!(escape.get(6..).and_then(surrogate), Some(0xDC00..=0xDFFF)) =>
            {
                out.push_str(escape.get(..12).unwrap_or_default());
                12
            }
            Some(_) => {
                out.push_str("\\ufffd");
                6
            }
            None => {
                out.push_str(escape.get(..2).unwrap_or_default());
                2
            }
        };
        rest = escape.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn surrogate(escape: &str) -> Option<u16> {
    let digits = escape.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16)
        .ok()
        .filter(|unit| (0xD800..=0xDFFF).contains(unit))
}

struct Borrowable<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Borrowable<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor).map(Borrowable)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

struct ReadMembers<'a>(Members<'a>);

impl<'de> Deserialize<'de> for ReadMembers<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = ReadMembers<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        // Keys are read raw as well, so that a lone surrogate in one does not hide the whole object.
        while let Some((key, value)) = map.next_entry::<&RawValue, &RawValue>()? {
            let text = Node(key.get())
                .as_text()
                .map(|key| key.text)
                .unwrap_or_default();
            members.push((
                Name {
                    text,
                    raw: key.get(),
                },
                Node(value.get()),
            ));
        }
        Ok(ReadMembers(members))
    }
}

struct Elements<'a>(Vec<Node<'a>>);

impl<'de> Deserialize<'de> for Elements<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ElementsVisitor)
    }
}

struct ElementsVisitor;

impl<'de> Visitor<'de> for ElementsVisitor {
    type Value = Elements<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while let Some(value) = seq.next_element::<&RawValue>()? {
            elements.push(Node(value.get()));
        }
        Ok(Elements(elements))
    }
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
