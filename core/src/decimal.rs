//! Exact decimals as text: read from the wire, compared, written back. Never an IEEE double.

use rust_decimal::Decimal;

/// A number in plain form: no groups, no leading zeros, no trailing fraction zeros, no `-0`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain {
    negative: bool,
    whole: String,
    fraction: String,
}

/// Beyond this no number of a record can be; the cap keeps `1e999999999` from filling memory.
const MAX_EXPONENT: i32 = 400;

impl Plain {
    /// From ASCII digits before and after the decimal mark.
    #[must_use]
    pub fn new(negative: bool, whole: &str, fraction: &str) -> Self {
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
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None => (mantissa, ""),
        };
        let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        if !(-MAX_EXPONENT..=MAX_EXPONENT).contains(&exponent) {
            return None;
        }
        let digits = [whole, fraction].concat();
        let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
        let missing = i32::try_from(digits.len()).ok()?;
        let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
        let padded = [zeros(-point), digits, zeros(point - missing)].concat();
        let (whole, fraction) = padded.split_at_checked(usize::try_from(point).unwrap_or(0))?;
        Some(Self::new(negative, whole, fraction))
    }

    /// Decimal places that are not zero.
    #[must_use]
    pub fn scale(&self) -> usize {
        self.fraction.len()
    }

    /// Whether it is under zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// The exact value, when it has at most 28 digits.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        Decimal::from_str_exact(&self.to_string()).ok()
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

/// Decimal text of the wire as an exact number; none for anything else, or for over 28 digits.
#[must_use]
pub fn decimal_from_wire(text: &str) -> Option<Decimal> {
    Plain::from_wire(text)?.value()
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

    #[test]
    fn wire_numbers_are_exact() {
        for (wire, plain) in [
            ("100.00", "100"),
            ("1e3", "1000"),
            ("1.5E-3", "0.0015"),
            ("-12.34e1", "-123.4"),
            ("0e0", "0"),
            ("-0.00", "0"),
            ("999999999999997.77", "999999999999997.77"),
        ] {
            assert_eq!(
                Plain::from_wire(wire).map(|p| p.to_string()).as_deref(),
                Some(plain)
            );
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for wire in [
            "",
            "-",
            "x",
            "1e",
            "1e99999999999",
            ".5",
            "5.",
            "1,5",
            "+1",
            "1e401",
            "0x1",
            "1.2.3",
            "--1",
            "1e-2147483648",
            "1e2147483647",
        ] {
            assert_eq!(Plain::from_wire(wire), None, "{wire}");
        }
    }

    #[test]
    fn scale_does_not_count() {
        assert_eq!(decimal_from_wire("10.50"), decimal_from_wire("1.05e1"));
        assert!(decimal_from_wire("999999999999998.99").is_some());
    }
}
