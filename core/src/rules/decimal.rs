//! Numbers as people type them: read into exact decimals, never through an IEEE double. An amount has two decimal
//! places at most, an integer none (`12.00` is 12 and `12.5` is refused), a decimal as many as it needs.

use alloc::string::String;
use core::cmp::Ordering;

use super::report::{Code, Refusal, refused, refused_with};
use crate::decimal::Plain;
use crate::locale::Locale;
use crate::order::number;
use crate::record::Value;
use crate::schema::{Field, FieldType};
use crate::text::{from_integer, trim};

/// Reads an optional minus, digits in groups or in none, and an optional fraction. None for anything else: no exponent,
/// currency sign or hexadecimal, and nothing that the locale's marks leave open.
#[must_use]
pub fn plain_from_typed(trimmed: &str, locale: &Locale) -> Option<Plain> {
    let (mut negative, mut whole, mut fraction) = (false, String::new(), None::<String>);
    let mut groups = Groups::default();
    for c in trimmed.chars() {
        let Some(c) = narrow(c) else { continue };
        if let Some(digit) = locale.digit(c) {
            groups.run += 1;
            fraction.as_mut().unwrap_or(&mut whole).push(digit);
        } else if fraction.is_some() {
            return None;
        } else if c == '-' && !negative && whole.is_empty() {
            negative = true;
        } else if locale.is_decimal(c) && groups.are_whole() {
            fraction = Some(String::new());
        } else if !locale.is_group(c) || !groups.next(c, locale.pairs) {
            return None;
        }
    }
    let whole_groups = fraction.is_some() || groups.are_whole();
    let fraction = fraction.unwrap_or_default();
    if !whole_groups || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    Some(Plain::new(negative, &whole, &fraction))
}

/// A character as it is meant: wide forms of an East Asian keyboard are the narrow ones, and what only says in
/// which direction a text runs (it comes along with what is copied from a spreadsheet) is nothing.
fn narrow(c: char) -> Option<char> {
    match c {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            None
        }
        '\u{2212}' | '\u{ff0d}' => Some('-'),
        '\u{ff0c}' => Some(','),
        '\u{ff0e}' => Some('.'),
        _ => Some(c),
    }
}

/// How the digits before the decimal mark are grouped: the first group has one to three, the last has three, those
/// between have three, or two where the locale writes pairs; and one mark stands between all of them.
#[derive(Default)]
struct Groups {
    mark: Option<char>,
    first: usize,
    /// Digits in the groups between first and last; 0 while there is none.
    between: usize,
    /// Digits since the last mark.
    run: usize,
}

impl Groups {
    /// Ends a group; false where none may end.
    fn next(&mut self, mark: char, pairs: bool) -> bool {
        let run = core::mem::take(&mut self.run);
        let Some(known) = self.mark else {
            self.mark = Some(mark);
            self.first = run;
            return (1..=3).contains(&run);
        };
        let fits = run == 3 || (pairs && run == 2 && self.first <= 2);
        let alike = self.between == 0 || self.between == run;
        self.between = run;
        mark == known && fits && alike
    }

    /// Whether the number may end here.
    fn are_whole(&self) -> bool {
        self.mark.is_none() || self.run == 3
    }
}

/// A number as a person reads it, in groups, an amount with its two places; none for what is no number.
#[must_use]
#[inline(never)]
pub fn reading(field: &Field, text: &str, locale: &Locale) -> Option<String> {
    let plain = plain_from_typed(trim(text), locale)?;
    let places = if field.kind == FieldType::Money { 2 } else { 0 };
    Some(locale.grouped(plain.as_str(), places))
}

/// The same where a person may doubt how a typed text is understood. None where it is written just so, or on the way
/// there without a group mark.
#[must_use]
#[inline(never)]
pub fn reads_as(field: &Field, text: &str, locale: &Locale) -> Option<String> {
    let trimmed = trim(text);
    let reading = reading(field, trimmed, locale)?;
    if trimmed == reading {
        return None;
    }
    // A number that is no amount may be a year: it needs no groups.
    let plain = match field.kind {
        FieldType::Money => None,
        _ => plain_from_typed(trimmed, locale).map(|plain| locale.localize(plain.as_str())),
    };
    let whole = plain.as_ref().unwrap_or(&reading);
    let typed = trimmed.strip_suffix(locale.decimal).unwrap_or(trimmed);
    let on_the_way = whole.starts_with(typed) && !typed.chars().any(|c| locale.is_group(c));
    (!on_the_way).then_some(reading)
}

/// Reads a trimmed text as the locale writes numbers.
///
/// # Errors
/// [`Code::InvalidMoney`], [`Code::InvalidNumber`], [`Code::InvalidDecimal`] by the field's type; see also [`check`].
#[inline(never)]
pub fn read(field: &Field, trimmed: &str, locale: &Locale) -> Result<Value, Refusal> {
    match plain_from_typed(trimmed, locale) {
        Some(plain) => check(field, plain).map(Value::Number),
        None => Err(no_number(field)),
    }
}

/// The issue of what is no number.
#[must_use]
#[inline(never)]
pub fn no_number(field: &Field) -> Refusal {
    let code = match field.kind {
        FieldType::Money => Code::InvalidMoney,
        FieldType::Decimal => Code::InvalidDecimal,
        _ => Code::InvalidNumber,
    };
    refused(&field.key, code)
}

/// More digits than any number of a record has, where it has no bounds.
const MAX_DIGITS: usize = 400;

/// Checks decimal places, then the inclusive bounds; where there are none, that it ends somewhere.
///
/// # Errors
/// [`Code::TooManyDecimals`] with `max`; [`Code::BelowMin`] with `min`; [`Code::AboveMax`] with `max`.
pub fn check(field: &Field, plain: Plain) -> Result<Plain, Refusal> {
    if let Some(scale) = field.scale
        && number(plain.scale()) > i64::from(scale)
    {
        let max = from_integer(i64::from(scale));
        return Err(refused_with(&field.key, Code::TooManyDecimals, "max", &max));
    }
    let Some((min, max)) = field.bounds else {
        let ends = plain.as_str().len() <= MAX_DIGITS;
        return if ends {
            Ok(plain)
        } else {
            Err(no_number(field))
        };
    };
    let is = |bound: &str, order| {
        Plain::from_wire(bound).is_some_and(|bound| plain.compare(&bound) == order)
    };
    if is(min, Ordering::Less) {
        return Err(refused_with(&field.key, Code::BelowMin, "min", min));
    }
    if is(max, Ordering::Greater) {
        return Err(refused_with(&field.key, Code::AboveMax, "max", max));
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, marks: &str) -> Option<String> {
        plain_from_typed(text, &Locale::from_marks(marks)).map(Plain::into_text)
    }

    #[test]
    fn reads_what_people_type() {
        for (text, plain) in [
            ("0120", "120"),
            ("12.500", "12.5"),
            ("-0", "0"),
            ("-0.00", "0"),
            ("1,234.56", "1234.56"),
            ("999,999,999,999,998.99", "999999999999998.99"),
            (".5", "0.5"),
            ("5.", "5"),
            ("\u{2212}7", "-7"),
        ] {
            assert_eq!(read(text, ".0,").as_deref(), Some(plain), "{text}");
        }
        assert_eq!(read("1.234,56", ",0.").as_deref(), Some("1234.56"));
        assert_eq!(read("1'234.56", ".0'’").as_deref(), Some("1234.56"));
        assert_eq!(read("١٬٢٣٤٫٥٦", "٫٠٬").as_deref(), Some("1234.56"));
        assert_eq!(
            read("1\u{202f}234,5", ",0\u{202f} \u{a0}").as_deref(),
            Some("1234.5")
        );
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "", "-", ".", "1e3", "0x10", "$5", "5 USD", "1,23", "12,34.5", "1,2345", ",123",
            "1,,234", "1,234,", "--1", "1-", "1.2.3", "1.2,3", "NaN", "Infinity", "½", "+5",
            "1234,567",
        ] {
            assert_eq!(read(text, ".0,"), None, "{text}");
        }
        assert_eq!(read("12.5", ",0."), None);
        assert_eq!(read("1'234,567.0", ".0',"), None, "two marks");
    }
}
