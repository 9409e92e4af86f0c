//! What is wrong with a draft, a body or an answer: codes and parameters; wording is data elsewhere.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::text::owned;

/// Why a value is refused. Stable across releases and locales; the public interface's `Issue.code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// Blank where a value is demanded.
    Required,
    /// More code points than allowed; params `max`, `actual`.
    TooLong,
    /// Not an address that Django's `EmailValidator` accepts.
    InvalidEmail,
    /// Not a day of the calendar in `yyyy-MM-dd`, years 0001 to 9999.
    InvalidDate,
    /// Not an integer.
    InvalidNumber,
    /// Not an amount.
    InvalidMoney,
    /// Not a decimal number.
    InvalidDecimal,
    /// Under the lower bound; param `min`.
    BelowMin,
    /// Over the upper bound; param `max`.
    AboveMax,
    /// More decimal places than allowed; param `max`.
    TooManyDecimals,
    /// Not one of the list.
    InvalidChoice,
    /// Not `#RRGGBB`.
    InvalidColor,
    /// U+0000 or a lone surrogate.
    InvalidCharacter,
    /// A custom-field id that the template does not have.
    UnknownField,
    /// JSON of another type than the field's.
    WrongType,
    /// The record names itself where another one is meant.
    SelfReference,
    /// A larger file than the server keeps; params `max`, `actual` in bytes.
    ImageTooLarge,
    /// A file that is no picture, or of a format that the server does not keep.
    ImageUnsupported,
    /// Loaded, but not expressible in the write shape; param `value`.
    Unresolved,
    /// The server's own refusal, in its own words.
    Server,
}

impl Code {
    /// The name in the public interface.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong => "too_long",
            Self::InvalidEmail => "invalid_email",
            Self::InvalidDate => "invalid_date",
            Self::InvalidNumber => "invalid_number",
            Self::InvalidMoney => "invalid_money",
            Self::InvalidDecimal => "invalid_decimal",
            Self::BelowMin => "below_min",
            Self::AboveMax => "above_max",
            Self::TooManyDecimals => "too_many_decimals",
            Self::InvalidChoice => "invalid_choice",
            Self::InvalidColor => "invalid_color",
            Self::InvalidCharacter => "invalid_character",
            Self::UnknownField => "unknown_field",
            Self::WrongType => "wrong_type",
            Self::SelfReference => "self_reference",
            Self::ImageTooLarge => "image_too_large",
            Self::ImageUnsupported => "image_unsupported",
            Self::Unresolved => "unresolved",
            Self::Server => "server",
        }
    }

    /// Whether typing on cannot mend it, so that it shows at the key press and not on leaving the field.
    #[must_use]
    pub fn shows_while_typing(self) -> bool {
        matches!(
            self,
            Self::TooLong
                | Self::InvalidCharacter
                | Self::BelowMin
                | Self::AboveMax
                | Self::ImageTooLarge
                | Self::ImageUnsupported
                | Self::Server
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One thing wrong with one field, or with the whole record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The field's key; none for the whole record.
    pub field: Option<String>,
    /// Why.
    pub code: Code,
    /// The numbers of the message, by name.
    pub params: Vec<(&'static str, String)>,
    /// The server's sentence (code [`Code::Server`] only), at most 300 characters.
    pub message: Option<String>,
}

impl Issue {
    /// An issue of one field.
    #[must_use]
    pub fn new(field: &str, code: Code) -> Self {
        Self {
            field: Some(owned(field)),
            code,
            params: Vec::new(),
            message: None,
        }
    }

    /// The same with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.params.push((name, owned(value)));
        self
    }

    /// The value of a parameter.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, v)| v.as_str())
    }
}

/// An issue on its way out of a rule: one word to hand on, where the issue itself is ten.
pub type Refusal = Box<Issue>;

/// The issues of refusals.
#[must_use]
pub fn issues(refusals: Vec<Refusal>) -> Vec<Issue> {
    refusals.into_iter().map(|issue| *issue).collect()
}

/// Refuses a field's value.
#[must_use]
pub fn refused(key: &str, code: Code) -> Refusal {
    Box::new(Issue::new(key, code))
}

/// The same with a parameter.
#[must_use]
pub fn refused_with(key: &str, code: Code, name: &'static str, value: &str) -> Refusal {
    Box::new(Issue::new(key, code).with(name, value))
}

/// Issues by the position of their field, in display order.
#[derive(Debug, Default)]
pub struct Report(Vec<(usize, Refusal)>);

impl Report {
    /// Adds an issue. Of two that rules find in one field the first has the word.
    pub fn add(&mut self, position: usize, issue: Refusal) {
        let at = self.0.partition_point(|(known, _)| *known < position);
        if self.0.get(at).is_none_or(|(known, _)| *known != position) {
            self.0.insert(at, (position, issue));
        }
    }

    /// Every issue in display order.
    #[must_use]
    pub fn into_issues(self) -> Vec<Issue> {
        issues(self.0.into_iter().map(|(_, issue)| issue).collect())
    }
}
