//! JSON objects whose members keep their exact text: no number is ever read as an `f64`.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::{RawValue, to_raw_value};

/// A JSON object in the order of its text; of a repeated member the last one counts.
#[derive(Clone, Debug, Default)]
pub struct Members {
    list: Vec<(String, Box<RawValue>)>,
    index: HashMap<String, usize>,
}

impl Members {
    /// Reads an object.
    ///
    /// # Errors
    /// When the text is not a JSON object.
    pub fn parse(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// The exact text of a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.index
            .get(name)
            .and_then(|at| self.list.get(*at))
            .map(|(_, raw)| raw.get())
    }

    /// The exact text of a member, unless it is absent or null.
    #[must_use]
    pub fn given(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|text| *text != "null")
    }

    /// Sets a member; a new one goes to the end.
    pub fn set(&mut self, name: &str, value: Box<RawValue>) {
        if let Some(slot) = self.index.get(name).and_then(|at| self.list.get_mut(*at)) {
            slot.1 = value;
        } else {
            self.index.insert(name.to_owned(), self.list.len());
            self.list.push((name.to_owned(), value));
        }
    }

    /// Sets a member to anything that serialises.
    pub fn put(&mut self, name: &str, value: impl Serialize) {
        self.set(name, raw(&value));
    }

    /// Sets each member of another object.
    pub fn merge(&mut self, other: &Self) {
        for (name, value) in &other.list {
            self.set(name, value.clone());
        }
    }

    /// Members in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RawValue)> {
        self.list
            .iter()
            .map(|(name, value)| (name.as_str(), &**value))
    }

    /// The members whose name passes.
    #[must_use]
    pub fn filtered(&self, keep: impl Fn(&str) -> bool) -> Self {
        let mut out = Self::default();
        for (name, value) in self.list.iter().filter(|(name, _)| keep(name)) {
            out.set(name, value.clone());
        }
        out
    }

    /// Whether there is no member.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The object as JSON text.
    #[must_use]
    pub fn to_text(&self) -> String {
        raw(self).get().to_owned()
    }
}

/// Anything that serialises, as JSON text. What this server writes always does; null otherwise.
pub fn raw(value: &impl Serialize) -> Box<RawValue> {
    to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

/// A literal that is JSON already, such as exact decimal text; null when it is not.
#[must_use]
pub fn literal(text: String) -> Box<RawValue> {
    RawValue::from_string(text).unwrap_or_else(|_| RawValue::NULL.to_owned())
}

/// How deep arrays and objects are nested; `text` is JSON.
#[must_use]
pub fn depth(text: &str) -> usize {
    let (mut depth, mut deepest, mut in_text, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.list.len()))?;
        for (name, value) in &self.list {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Members::default();
                while let Some((name, value)) = map.next_entry::<String, Box<RawValue>>()? {
                    members.set(&name, value);
                }
                Ok(members)
            }
        }
        deserializer.deserialize_map(Object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_every_digit_and_members_their_order() {
        let text = r#"{"z":999999999999998.990,"a":{"n": 1e999},"é":12345678901234567890}"#;
        assert_eq!(Members::parse(text).unwrap().to_text(), text);
    }

    #[test]
    fn of_a_repeated_member_the_last_one_counts() {
        let members = Members::parse(r#"{"a":1,"b":2,"a":3}"#).unwrap();
        assert_eq!(members.to_text(), r#"{"a":3,"b":2}"#);
    }

    #[test]
    fn merging_replaces_in_place_and_appends() {
        let mut members = Members::parse(r#"{"a":1,"b":2}"#).unwrap();
        members.merge(&Members::parse(r#"{"c":4,"a":3}"#).unwrap());
        assert_eq!(members.to_text(), r#"{"a":3,"b":2,"c":4}"#);
    }

    #[test]
    fn depth_ignores_brackets_in_texts() {
        assert_eq!(depth(r#"{"a":"[[[\"{","b":[[1]]}"#), 3);
        assert_eq!(depth("1"), 0);
    }
}
