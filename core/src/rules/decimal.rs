//! Numbers as people type them: read into exact decimals, never through an IEEE double.

use rust_decimal::Decimal;

use super::report::{Code, Issue};
use crate::decimal::{Plain, decimal_from_wire};
use crate::locale::Locale;
use crate::schema::Field;

/// Reads an optional minus, digits in groups of three or in none, and an optional fraction.
/// None for anything else: no exponent, currency sign or hexadecimal.
#[must_use]
pub fn plain_from_typed(trimmed: &str, locale: &Locale) -> Option<Plain> {
    let (negative, digits) = match trimmed.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, trimmed),
    };
    let (whole, fraction) = match digits.split_once(locale.decimal) {
        Some((whole, fraction)) => (whole, fraction),
        None => (digits, ""),
    };
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = ungrouped(whole, locale)?;
    let fraction: String = fraction
        .chars()
        .map(|c| locale.digit(c))
        .collect::<Option<_>>()?;
    Some(Plain::new(negative, &whole, &fraction))
}

/// The digits of a whole part; groups are three digits, the first one to three, all with the same mark.
fn ungrouped(text: &str, locale: &Locale) -> Option<String> {
    let mut digits = String::with_capacity(text.len());
    let mut mark = None;
    let mut run = 0;
    for c in text.chars() {
        if let Some(digit) = locale.digit(c) {
            digits.push(digit);
            run += 1;
            continue;
        }
        let first = mark.is_none();
        let fits = if first {
            (1..=3).contains(&run)
        } else {
            mark == Some(c) && run == 3
        };
        if !fits || !locale.groups.contains(&c) {
            return None;
        }
        mark = Some(c);
        run = 0;
    }
    (mark.is_none() || run == 3).then_some(digits)
}

/// Checks decimal places, then the inclusive bounds.
///
/// # Errors
/// [`Code::TooManyDecimals`] with `max`; [`Code::BelowMin`] with `min`; [`Code::AboveMax`] with `max`.
pub fn check(field: &Field, plain: &Plain) -> Result<Decimal, Issue> {
    if let Some(scale) = field.scale
        && u32::try_from(plain.scale()).is_ok_and(|places| places > scale)
    {
        return Err(Issue::new(&field.key, Code::TooManyDecimals).with("max", scale));
    }
    let (min, max) = field.bounds.unwrap_or(("", ""));
    let below = || Issue::new(&field.key, Code::BelowMin).with("min", min);
    let above = || Issue::new(&field.key, Code::AboveMax).with("max", max);
    // More digits than a Decimal holds are beyond every bound.
    let Some(value) = plain.value() else {
        return Err(if plain.is_negative() {
            below()
        } else {
            above()
        });
    };
    if decimal_from_wire(min).is_some_and(|min| value < min) {
        return Err(below());
    }
    if decimal_from_wire(max).is_some_and(|max| value > max) {
        return Err(above());
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, marks: &str) -> Option<String> {
        plain_from_typed(text, &Locale::from_marks(marks)).map(|plain| plain.to_string())
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
