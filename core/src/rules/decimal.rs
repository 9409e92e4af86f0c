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
use crate::text::from_integer;

/// Reads an optional minus, digits in groups of three or in none, and an optional fraction.
/// None for anything else: no exponent, currency sign or hexadecimal.
#[must_use]
pub fn plain_from_typed(trimmed: &str, locale: &Locale) -> Option<Plain> {
    let unsigned = trimmed.strip_prefix(['-', '\u{2212}']).unwrap_or(trimmed);
    let (mut whole, mut fraction) = (String::new(), None::<String>);
    // The mark between groups, and the digits since the last one.
    let (mut mark, mut run) = (None, 0);
    for c in unsigned.chars() {
        if let Some(digit) = locale.digit(c) {
            run += 1;
            fraction.as_mut().unwrap_or(&mut whole).push(digit);
            continue;
        }
        if fraction.is_some() {
            return None;
        }
        // Groups are three digits, the first one to three, all with the same mark.
        let fits = match mark {
            Some(mark) => run == 3 && (c == mark || c == locale.decimal),
            None => (1..=3).contains(&run) || c == locale.decimal,
        };
        if c == locale.decimal && fits {
            fraction = Some(String::new());
        } else if fits && locale.groups.contains(&c) {
            mark = Some(c);
        } else {
            return None;
        }
        run = 0;
    }
    let unfinished = fraction.is_none() && mark.is_some() && run != 3;
    let fraction = fraction.unwrap_or_default();
    if unfinished || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    Some(Plain::new(
        unsigned.len() < trimmed.len(),
        &whole,
        &fraction,
    ))
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
