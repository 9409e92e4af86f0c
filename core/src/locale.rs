//! How people of one locale write numbers: separators and digits, as data that the host's `Intl` fills in.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// The marks of a locale. Core knows none by name: the host reads them from `Intl.NumberFormat`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Between whole and fraction.
    pub decimal: char,
    /// Marks accepted between groups of three digits.
    pub groups: Vec<char>,
    /// The digit zero; the other nine follow it in Unicode.
    pub zero: char,
}

impl Default for Locale {
    /// English: `1,234.56`.
    fn default() -> Self {
        Self {
            decimal: '.',
            groups: vec![','],
            zero: '0',
        }
    }
}

impl Locale {
    /// Reads one text of marks: the decimal mark, the digit zero, then every group mark (`".0,"`).
    /// Missing ones are English.
    #[must_use]
    #[inline(never)]
    pub fn from_marks(marks: &str) -> Self {
        let mut locale = Self::default();
        let mut chars = marks.chars();
        locale.decimal = chars.next().unwrap_or(locale.decimal);
        locale.zero = chars.next().unwrap_or(locale.zero);
        locale.groups.clear();
        for c in chars {
            if c != locale.decimal {
                locale.groups.push(c);
            }
        }
        locale
    }

    /// The value of a digit, in this locale's script or in ASCII.
    #[must_use]
    #[inline(never)]
    pub fn digit(&self, c: char) -> Option<char> {
        if c.is_ascii_digit() {
            return Some(c);
        }
        let value = u32::from(c).checked_sub(u32::from(self.zero))?;
        char::from_digit(value, 10)
    }

    /// Plain decimal text (`-1234.5`) in this locale's digits and decimal mark, without groups.
    #[must_use]
    #[inline(never)]
    pub fn localize(&self, plain: &str) -> String {
        let mut text = String::new();
        for c in plain.chars() {
            text.push(match c.to_digit(10) {
                Some(digit) => char::from_u32(u32::from(self.zero) + digit).unwrap_or(c),
                None if c == '.' => self.decimal,
                None => c,
            });
        }
        text
    }
}
