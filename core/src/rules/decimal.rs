//! Numbers as people type them: read into exact decimals, never through an IEEE double.

use rust_decimal::Decimal;

use super::report::{Code, Issue};
use crate::locale::Locale;
use crate::record::decimal_from_plain;
use crate::schema::Field;

/// A typed number in plain form: no groups, no leading zeros, no trailing fraction zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    negative: bool,
    whole: String,
    fraction: String,
}

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

impl Plain {
    fn new(negative: bool, whole: &str, fraction: &str) -> Self {
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let zero = whole.is_empty() && fraction.is_empty();
        Self {
            negative: negative && !zero,
            whole: whole.to_owned(),
            fraction: fraction.to_owned(),
        }
    }

    /// A JSON number, exponent and all, or plain decimal text; none for anything else.
    #[must_use]
    pub fn from_wire(text: &str) -> Option<Self> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
            None => (rest, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        // Beyond this no number of a record can be; the cap keeps `1e999999999` from filling memory.
        if exponent.abs() > 400 {
            return None;
        }
        let point = i32::try_from(whole.len()).ok()? + exponent;
        let digits = [whole, fraction].concat();
        let length = i32::try_from(digits.len()).ok()?;
        let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
        let padded = [zeros(-point), digits, zeros(point - length)].concat();
        let (whole, fraction) = padded.split_at_checked(usize::try_from(point).unwrap_or(0))?;
        Some(Self::new(negative, whole, fraction))
    }

    /// Decimal places that are not zero.
    #[must_use]
    pub fn scale(&self) -> usize {
        self.fraction.len()
    }

    /// The exact value, when it has at most 28 digits.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        decimal_from_plain(&self.to_string())
    }
}

impl std::fmt::Display for Plain {
    /// Plain decimal text, `-1234.5`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.negative {
            f.write_str("-")?;
        }
        f.write_str(if self.whole.is_empty() {
            "0"
        } else {
            &self.whole
        })?;
        if !self.fraction.is_empty() {
            f.write_str(".")?;
            f.write_str(&self.fraction)?;
        }
        Ok(())
    }
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
        return Err(if plain.negative { below() } else { above() });
    };
    if decimal_from_plain(min).is_some_and(|min| value < min) {
        return Err(below());
    }
    if decimal_from_plain(max).is_some_and(|max| value > max) {
        return Err(above());
    }
    Ok(value)
}

/// The one form of a number on the wire: no leading zeros, no trailing fraction zeros, no `-0`.
#[must_use]
pub fn text_from_decimal(value: Decimal) -> String {
    Plain::from_wire(&value.to_string())
        .map(|plain| plain.to_string())
        .unwrap_or_default()
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

    #[test]
    fn wire_numbers_are_exact() {
        for (wire, plain) in [
            ("100.00", "100"),
            ("1e3", "1000"),
            ("1.5E-3", "0.0015"),
            ("-12.34e1", "-123.4"),
            ("0e0", "0"),
            ("999999999999997.77", "999999999999997.77"),
        ] {
            assert_eq!(
                Plain::from_wire(wire).map(|p| p.to_string()).as_deref(),
                Some(plain)
            );
        }
        for wire in [
            "",
            "-",
            "x",
            "1e",
            "1e99999999999",
            ".5",
            "1,5",
            "+1",
            "1e401",
        ] {
            assert_eq!(Plain::from_wire(wire), None, "{wire}");
        }
    }
}
