//! A JSON string's text.

use alloc::borrow::Cow;
use alloc::string::String;

use crate::text::cut;

/// A JSON string read; what Rust cannot hold is marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// The text, each lone surrogate as U+FFFD.
    pub text: Cow<'a, str>,
    /// Whether there was a lone surrogate (`"\ud800"`), which no Unicode text contains.
    pub lone_surrogate: bool,
}

/// Reads the inside of a string known to be valid.
pub fn unescaped(inside: &str) -> Text<'_> {
    if cut(inside, b'\\').is_none() {
        return Text {
            text: Cow::Borrowed(inside),
            lone_surrogate: false,
        };
    }
    let mut out = String::with_capacity(inside.len());
    let mut lone_surrogate = false;
    let mut rest = inside;
    while let Some((before, escape)) = cut(rest, b'\\') {
        out.push_str(before);
        let (c, taken) = match escape.as_bytes().first() {
            Some(b'u') => {
                let (c, taken) = unicode(escape);
                lone_surrogate |= c.is_none();
                (c.unwrap_or(char::REPLACEMENT_CHARACTER), taken)
            }
            Some(b'b') => ('\u{8}', 1),
            Some(b'f') => ('\u{c}', 1),
            Some(b'n') => ('\n', 1),
            Some(b'r') => ('\r', 1),
            Some(b't') => ('\t', 1),
            Some(&other) => (char::from(other), 1),
            None => break,
        };
        out.push(c);
        rest = escape.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    Text {
        text: Cow::Owned(out),
        lone_surrogate,
    }
}

/// The character of `uXXXX`, or of a pair `uXXXX\uXXXX`, and the bytes that it takes; none for a lone surrogate.
fn unicode(escape: &str) -> (Option<char>, usize) {
    let unit = |at: usize| {
        let digits = escape.get(at..at + 4)?.chars();
        digits
            .map(|c| c.to_digit(16))
            .try_fold(0, |sum, digit| Some(sum * 16 + digit?))
    };
    let first = unit(1).unwrap_or(0);
    if !(0xD800..=0xDBFF).contains(&first) {
        return (char::from_u32(first), 5);
    }
    let second = if escape.get(5..7) == Some("\\u") {
        unit(7)
    } else {
        None
    };
    match second {
        Some(second @ 0xDC00..=0xDFFF) => {
            let c = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            (char::from_u32(c), 11)
        }
        _ => (None, 5),
    }
}
