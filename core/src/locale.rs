//! How people of one locale write numbers: separators and digits, as data that the host's `Intl` fills in.
//! docs/typing.md tells what is read as what, and why.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::text::cut;

/// The marks of a locale. Core knows none by name: the host reads them from `Intl.NumberFormat`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Between whole and fraction.
    pub decimal: char,
    /// Marks accepted between groups of digits; the first one is written.
    pub groups: Vec<char>,
    /// The digit zero; the other nine follow it in Unicode.
    pub zero: char,
    /// Whether all groups but the last are of two digits, as in India: `12,34,567`.
    pub pairs: bool,
}

/// The zeros of scripts whose digits mean the same to everybody: ASCII, Arabic, Persian, Devanagari, and the wide
/// ones of East Asian keyboards.
const ZEROS: [char; 5] = ['0', '\u{660}', '\u{6f0}', '\u{966}', '\u{ff10}'];

impl Default for Locale {
    /// English: `1,234.56`.
    fn default() -> Self {
        Self {
            decimal: '.',
            groups: vec![','],
            zero: '0',
            pairs: false,
        }
    }
}

impl Locale {
    /// Reads one text of marks: the decimal mark, the digit zero, then every group mark (`".0,"`), and a `2` where
    /// groups are pairs (`".0,2"`). A missing decimal mark or zero is English, a missing group mark is none.
    #[must_use]
    #[inline(never)]
    pub fn from_marks(marks: &str) -> Self {
        let mut locale = Self::default();
        let mut chars = marks.chars();
        locale.decimal = chars.next().unwrap_or(locale.decimal);
        locale.zero = chars.next().unwrap_or(locale.zero);
        locale.groups.clear();
        for c in chars {
            if c == '2' {
                locale.pairs = true;
            } else if c != locale.decimal {
                locale.groups.push(c);
            }
        }
        locale
    }

    /// The value of a digit, in this locale's script or in one of those that everybody may type.
    #[must_use]
    #[inline(never)]
    pub fn digit(&self, c: char) -> Option<char> {
        for zero in [self.zero].into_iter().chain(ZEROS) {
            let value = u32::from(c).wrapping_sub(u32::from(zero));
            if let Some(digit) = char::from_digit(value, 10) {
                return Some(digit);
            }
        }
        None
    }

    /// Whether a mark stands between whole and fraction. The Arabic one does in every locale.
    #[must_use]
    pub fn is_decimal(&self, c: char) -> bool {
        c == self.decimal || c == '\u{66b}'
    }

    /// Whether a mark stands between groups of digits. The Arabic one does in every locale.
    #[must_use]
    pub fn is_group(&self, c: char) -> bool {
        c == '\u{66c}' || self.groups.contains(&c)
    }

    /// Plain decimal text (`-1234.5`) in this locale's digits and decimal mark, without groups.
    #[must_use]
    #[inline(never)]
    pub fn localize(&self, plain: &str) -> String {
        let mut text = String::new();
        for c in plain.chars() {
            text.push(self.own(c));
        }
        text
    }

    /// The same for reading: with groups, and at least so many decimal places.
    #[must_use]
    #[inline(never)]
    pub fn grouped(&self, plain: &str, places: usize) -> String {
        let (whole, fraction) = cut(plain, b'.').unwrap_or((plain, ""));
        let mut text = String::new();
        let mut left = whole.len();
        let mut inside = false;
        for c in whole.chars() {
            let here = match left {
                0..3 => false,
                _ if self.pairs => left % 2 == 1,
                _ => left.is_multiple_of(3),
            };
            if here && inside {
                text.extend(self.groups.first());
            }
            text.push(self.own(c));
            inside = c != '-';
            left -= 1;
        }
        if places > 0 || !fraction.is_empty() {
            text.push(self.decimal);
        }
        text.push_str(&self.localize(fraction));
        for _ in fraction.len()..places {
            text.push(self.zero);
        }
        text
    }

    /// A character of plain decimal text as this locale writes it.
    fn own(&self, c: char) -> char {
        match c.to_digit(10) {
            Some(digit) => char::from_u32(u32::from(self.zero) + digit).unwrap_or(c),
            None if c == '.' => self.decimal,
            None => c,
        }
    }
}
