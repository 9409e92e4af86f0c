//! A loaded record: typed values, and what the schema does not model, kept word for word.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use crate::decimal::Plain;
use crate::locale::Locale;
use crate::schema::Field;
pub use crate::text::trim;

/// What a draft's text means, once a rule has read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing: sent as null (booleans: false).
    Empty,
    /// A text, trimmed; also the name of a choice, and a calendar day as `yyyy-MM-dd`.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// An exact number.
    Number(Plain),
    /// An id of a list: digits, or a text where the list has external ids.
    Id(String),
    /// Ids of a list, in order, each once.
    Ids(Vec<String>),
    /// The place of a chosen image.
    Image(String),
}

/// A value in the wire's own words (JSON text), carried and never read.
pub type Verbatim = Box<str>;

/// One field as the server answered it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The exact value in the read shape; none when the member was absent, and where nothing is ever written back
    /// word for word: in form-v1, and of json-v2's template.
    pub verbatim: Option<Verbatim>,
    /// What it holds.
    pub held: Held,
}

/// What a loaded value holds, by the type that the wire gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Held {
    /// Null, or absent.
    #[default]
    Null,
    /// A text.
    Text(String),
    /// A text with lone surrogates, each shown as U+FFFD.
    Broken(String),
    /// A boolean.
    Bool(bool),
    /// A number, as plain decimal text.
    Number(String),
    /// An entry of a list, by id, name or both.
    Named {
        /// Digits only; where a field takes external ids (form-v1), any text.
        id: Option<String>,
        /// As a person reads it.
        name: Option<String>,
    },
    /// Entries of a list, as the wire ordered them.
    Many(Vec<Entry>),
    /// Something that the field's type does not foresee, as the wire wrote it.
    Foreign(String),
}

/// One entry of a list of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Digits only.
    pub id: String,
    /// As a person reads it; empty where only the id is known.
    pub name: String,
}

impl Loaded {
    /// An absent member.
    pub const ABSENT: Self = Self {
        verbatim: None,
        held: Held::Null,
    };

    /// The exact JSON text, `null` where there is none.
    #[must_use]
    pub fn verbatim(&self) -> &str {
        self.verbatim.as_deref().unwrap_or("null")
    }

    /// Whether there is nothing in it: null, absent, or a text of white space.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match &self.held {
            Held::Null => true,
            Held::Text(text) => trim(text).is_empty(),
            Held::Many(entries) => entries.is_empty(),
            _ => false,
        }
    }

    /// The exact number in it, when a numeric field holds one.
    #[must_use]
    #[inline(never)]
    pub fn number(&self) -> Option<Plain> {
        match &self.held {
            Held::Number(text) | Held::Text(text) => Plain::from_wire(trim(text)),
            _ => None,
        }
    }

    /// The text that a control shows for it. A lookup shows its id, or its name while no id is known.
    #[must_use]
    #[inline(never)]
    pub fn shown<'a>(&'a self, field: &Field, locale: &Locale) -> Cow<'a, str> {
        match &self.held {
            Held::Null => Cow::Borrowed(""),
            Held::Bool(true) => Cow::Borrowed("true"),
            Held::Bool(false) => Cow::Borrowed("false"),
            Held::Number(text) | Held::Text(text)
                if field.kind.is_numeric() && self.number().is_some() =>
            {
                localized(trim(text), locale)
            }
            Held::Text(text) | Held::Broken(text) | Held::Number(text) | Held::Foreign(text) => {
                Cow::Borrowed(text)
            }
            Held::Named { id: Some(text), .. }
            | Held::Named {
                name: Some(text), ..
            } => Cow::Borrowed(text),
            Held::Named { .. } => Cow::Borrowed(""),
            Held::Many(entries) => Cow::Owned(ids_joined(entries)),
        }
    }
}

/// The ids of entries, as `get` and `set` write them.
#[inline(never)]
fn ids_joined(entries: &[Entry]) -> String {
    let mut text = String::new();
    for entry in entries {
        if !text.is_empty() {
            text.push(',');
        }
        text.push_str(&entry.id);
    }
    text
}

#[inline(never)]
fn localized<'a>(plain: &'a str, locale: &Locale) -> Cow<'a, str> {
    if locale.decimal == '.' && locale.zero == '0' {
        return Cow::Borrowed(plain);
    }
    Cow::Owned(locale.localize(plain))
}

/// A customer as the server answered it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// One for each field of the schema, in its order.
    pub fixed: Vec<Loaded>,
    /// The template's values by their key as loaded (a field's name, or its id as text), in order.
    pub custom: Vec<(String, Loaded)>,
    /// Members that the schema does not model: the group they stand in (`""` for the top), name, value; the name
    /// is in the wire's own words as well.
    pub unmodelled: Vec<(&'static str, Verbatim, Verbatim)>,
    /// What names the record itself, beside the id in the path: its id, and its external id where that is no number.
    pub identity: Vec<String>,
    /// When the record was changed last, in the server's own words, where it says so.
    pub last_updated: Option<String>,
}

impl Record {
    /// Whether a group has members that the schema does not model.
    #[must_use]
    pub fn has_unmodelled(&self, group: &str) -> bool {
        self.unmodelled.iter().any(|(g, ..)| *g == group)
    }
}

/// Whether two texts are the same after trimming, line ends aside.
#[must_use]
#[inline(never)]
pub fn same_text(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (mut a, mut b) = (trim(a).chars(), trim(b).chars());
    loop {
        match (line_char(&mut a), line_char(&mut b)) {
            (None, None) => return true,
            (mine, theirs) if mine != theirs => return false,
            _ => {}
        }
    }
}

/// The next character, with CRLF and CR read as LF.
#[inline(never)]
fn line_char(chars: &mut core::str::Chars<'_>) -> Option<char> {
    let c = chars.next()?;
    if c != '\r' {
        return Some(c);
    }
    if chars.as_str().starts_with('\n') {
        chars.next();
    }
    Some('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_compare_equal() {
        assert!(same_text("a\r\nb\rc", "a\nb\nc"));
        assert!(same_text(" a\n", "a"));
        assert!(!same_text("a\n\nb", "a\nb"));
        assert!(!same_text("a\r\n\r\nb", "a\nb"));
    }
}
