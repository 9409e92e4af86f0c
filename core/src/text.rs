//! Texts: trimmed, cut, compared without regard to case, and integers in them.
//!
//! std has all of these, generic over patterns and number types and with tables of every script. One plain function
//! each is what keeps them small in WebAssembly; the tests hold them against std.

use alloc::string::String;
use alloc::vec::Vec;

/// Removes what Python's `str.strip()` removes: Unicode White_Space and U+001C to U+001F, at both ends.
#[must_use]
#[inline(never)]
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c))
}

/// A text before and after the first of an ASCII mark.
#[must_use]
#[inline(never)]
pub fn cut(text: &str, mark: u8) -> Option<(&str, &str)> {
    halves(text, text.bytes().position(|b| b == mark)?)
}

/// A text before and after the last of an ASCII mark.
#[must_use]
#[inline(never)]
pub fn cut_last(text: &str, mark: u8) -> Option<(&str, &str)> {
    halves(text, text.bytes().rposition(|b| b == mark)?)
}

#[inline(never)]
fn halves(text: &str, at: usize) -> Option<(&str, &str)> {
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// What stands between the ASCII marks of a text; never empty.
#[must_use]
#[inline(never)]
pub fn parts(text: &str, mark: u8) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((part, behind)) = cut(rest, mark) {
        parts.push(part);
        rest = behind;
    }
    parts.push(rest);
    parts
}

/// Texts one after the other.
#[must_use]
#[inline(never)]
pub fn joined(texts: &[&str]) -> String {
    let mut out = String::new();
    for text in texts {
        out.push_str(text);
    }
    out
}

/// A text of one's own.
#[must_use]
#[inline(never)]
pub fn owned(text: &str) -> String {
    String::from(text)
}

/// Unicode code points in a text: every byte but those that go on with one.
#[must_use]
#[inline(never)]
pub fn code_points(text: &str) -> usize {
    text.bytes().filter(|b| b & 0xc0 != 0x80).count()
}

/// Whether every byte is an ASCII digit; true for none.
#[must_use]
#[inline(never)]
pub fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// An integer in decimal digits.
#[must_use]
#[inline(never)]
pub fn from_integer(number: i64) -> String {
    let mut digits = Vec::new();
    let mut rest = number.unsigned_abs();
    while rest > 0 || digits.is_empty() {
        digits.push(b'0' + (rest % 10) as u8);
        rest /= 10;
    }
    if number < 0 {
        digits.push(b'-');
    }
    let mut text = String::new();
    while let Some(digit) = digits.pop() {
        text.push(char::from(digit));
    }
    text
}

/// An integer read from decimal digits, with a sign or without.
#[must_use]
#[inline(never)]
pub fn to_integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let mut sum: i64 = 0;
    if digits.is_empty() {
        return None;
    }
    for b in digits.bytes() {
        let digit = i64::from(b.wrapping_sub(b'0'));
        if digit > 9 {
            return None;
        }
        sum = sum.checked_mul(10)?.checked_add(digit * sign)?;
    }
    Some(sum)
}

/// The same text for every way to write its letters, large or small: Latin, Greek, Cyrillic and Armenian, which are
/// the scripts of today's names that have case. Other letters stay as they are.
#[must_use]
#[inline(never)]
pub fn folded(text: &str) -> String {
    let mut folded = String::new();
    for c in text.chars() {
        folded.push(folded_char(c));
    }
    folded
}

/// Where capital letters stand, by script: first, last, and how far behind them the small ones are;
/// 1 where large and small ones take turns.
const CAPITALS: [(u16, u16, u16); 17] = [
    (0x41, 0x5a, 32),
    (0xc0, 0xd6, 32),
    (0xd8, 0xde, 32),
    (0x100, 0x12f, 1),
    (0x132, 0x137, 1),
    (0x139, 0x148, 1),
    (0x14a, 0x177, 1),
    (0x179, 0x17e, 1),
    (0x388, 0x38a, 37),
    (0x391, 0x3a1, 32),
    (0x3a3, 0x3ab, 32),
    (0x400, 0x40f, 80),
    (0x410, 0x42f, 32),
    (0x460, 0x481, 1),
    (0x48a, 0x4bf, 1),
    (0x531, 0x556, 48),
    (0x1e00, 0x1e95, 1),
];

fn folded_char(c: char) -> char {
    let Ok(code) = u16::try_from(u32::from(c)) else {
        return c;
    };
    let small = match code {
        // Letters whose small form is elsewhere, and the sigma that only ends a word.
        0x130 => 0x69,
        0x178 => 0xff,
        0x386 => 0x3ac,
        0x38c => 0x3cc,
        0x38e | 0x38f => code + 63,
        0x3c2 => 0x3c3,
        0x4c0 => 0x4cf,
        0x1ea0..=0x1eff | 0x4d0..=0x52f => code | 1,
        0x4c1..=0x4ce => code + (code & 1),
        _ => {
            let script = CAPITALS
                .iter()
                .find(|(first, last, _)| (*first..=*last).contains(&code));
            match script {
                // Of a pair the first is the large one; pairs start where their script does.
                Some((first, _, 1)) => code + 1 - ((code - first) & 1),
                Some((_, _, distance)) => code + distance,
                None => code,
            }
        }
    };
    char::from_u32(u32::from(small)).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn trims_as_python_does() {
        assert_eq!(trim("\u{1c}\u{1f} \u{a0}\u{3000}a b\u{85}\n\u{1d}"), "a b");
        assert_eq!(trim("\u{200b}a\u{feff}"), "\u{200b}a\u{feff}");
    }

    #[test]
    fn cuts_as_std_does() {
        for text in ["", ".", "a.b", "a.b.c", ".a", "ä.ö..", "ab"] {
            assert_eq!(cut(text, b'.'), text.split_once('.'), "{text}");
            assert_eq!(cut_last(text, b'.'), text.rsplit_once('.'), "{text}");
            assert_eq!(
                parts(text, b'.'),
                text.split('.').collect::<Vec<_>>(),
                "{text}"
            );
        }
    }

    #[test]
    fn integers_are_those_of_std() {
        for number in [0, 7, -1, 10, -120, i64::MAX, i64::MIN] {
            assert_eq!(from_integer(number), number.to_string());
            assert_eq!(to_integer(&number.to_string()), Some(number));
        }
        for text in [
            "+5",
            "007",
            "",
            "-",
            "+",
            "1x",
            "9223372036854775808",
            "-9223372036854775809",
            "--1",
            "٣",
            "1 ",
        ] {
            assert_eq!(to_integer(text), text.parse().ok(), "{text}");
        }
    }

    /// Letters whose small form is another letter, by the standard library's tables.
    #[test]
    fn case_is_that_of_std_in_every_script_named() {
        let scripts = [0..0x180, 0x370..0x3d0, 0x400..0x590, 0x1e00..0x1f00];
        for c in scripts.into_iter().flatten().filter_map(char::from_u32) {
            let small = c.to_lowercase().to_string();
            let folded = folded(&c.to_string());
            match c {
                // Written with a dot of its own in std, and a small letter at the end of a word here.
                'İ' => assert_eq!(folded, "i"),
                'ς' => assert_eq!(folded, "σ"),
                // Symbols that are their letters' look-alikes.
                'ϴ' | 'ẞ' | '\u{370}'..='\u{37f}' | '\u{3cf}' => {}
                _ => assert_eq!(folded, small, "{c} {:x}", u32::from(c)),
            }
        }
        assert_eq!(
            folded("VIỆT NAM, CÔTE D’IVOIRE, ÅLAND"),
            "việt nam, côte d’ivoire, åland"
        );
        assert_eq!(folded("ΟΔΟΣ"), folded("οδος"));
    }
}
