//! A member of a body, as its column stores it.

use customer_core::record::trim;
use rusqlite::types::Value;

use super::super::errors::{self, Step};
use super::super::read;
use crate::answer::Answer;
use crate::db::columns::{Column, Kind};
use crate::json::Members;

/// A nested object of a body.
pub(super) enum Part {
    Absent,
    Null,
    Object(Members),
}

impl Part {
    pub(super) fn of(body: &Members, name: &str) -> Result<Self, Answer> {
        match body.get(name) {
            None => Ok(Self::Absent),
            Some("null") => Ok(Self::Null),
            Some(text) => Members::parse(text)
                .map(Self::Object)
                .map_err(|_| unstorable(&[Step::Member(name)])),
        }
    }

    /// The text of a part: of null every part is null.
    pub(super) fn get(&self, member: &str) -> Option<&str> {
        match self {
            Self::Absent => None,
            Self::Null => Some("null"),
            Self::Object(members) => members.get(member),
        }
    }
}

/// The column of unknown members after a write that names some or replaces all.
pub(super) fn kept(
    column: &'static str,
    named: &Members,
    stored: &Option<String>,
    replace: bool,
) -> Option<(&'static str, Value)> {
    if replace {
        let text = (!named.is_empty()).then(|| named.to_text());
        return Some((column, text.map_or(Value::Null, Value::Text)));
    }
    if named.is_empty() {
        return None;
    }
    let mut merged = read::kept(stored.clone());
    merged.merge(named);
    Some((column, Value::Text(merged.to_text())))
}

/// A member's JSON text as its column stores it.
pub(super) fn value(column: &Column, text: &str) -> Result<Value, Answer> {
    let refused = || {
        let member = Step::Member(column.member);
        match column.parent {
            Some(parent) => unstorable(&[Step::Member(parent), member]),
            None => unstorable(&[member]),
        }
    };
    if text == "null" {
        return Ok(Value::Null);
    }
    let plain = serde_json::from_str::<String>(text).ok();
    let plain = plain.as_deref().map(trim);
    match column.kind {
        Kind::Text => plain
            .map(|text| Value::Text(text.to_owned()))
            .ok_or_else(refused),
        Kind::Date if plain == Some("") => Ok(Value::Null),
        Kind::Date => plain
            .map(|text| Value::Text(text.to_owned()))
            .ok_or_else(refused),
        Kind::Boolean => match text {
            "true" => Ok(Value::Integer(1)),
            "false" => Ok(Value::Integer(0)),
            _ => Err(refused()),
        },
        Kind::Id if plain == Some("") => Ok(Value::Null),
        Kind::Id => plain
            .unwrap_or(text)
            .parse()
            .map(Value::Integer)
            .map_err(|_| refused()),
    }
}

/// For a value that the rules let pass and a column cannot hold: should a rule ever be laxer than
/// the schema, the write is refused and not bent.
pub(super) fn unstorable(path: &[Step<'_>]) -> Answer {
    errors::one(path, "Invalid value.")
}
