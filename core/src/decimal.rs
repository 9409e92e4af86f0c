//! Exact decimals as text: read from the wire, compared, written back. Never an IEEE double.
//!
//! No decimal crate: a record's numbers are only ever compared and written, and in their one canonical form that is
//! a comparison of texts. `rust_decimal` is 5 KB of WebAssembly; the tests hold this against it.

use alloc::string::String;
use core::cmp::Ordering;

use crate::text::{cut, is_digits, joined, to_integer};

/// A number in plain form: no groups, no leading zeros, no trailing fraction zeros, no `-0`. Equal numbers are
/// equal texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plain(String);

/// Beyond this no number of a record can be; the cap keeps `1e999999999` from filling memory.
const MAX_EXPONENT: i64 = 400;

impl Plain {
    /// From ASCII digits before and after the decimal mark.
    #[must_use]
    #[inline(never)]
    pub fn new(negative: bool, whole: &str, fraction: &str) -> Self {
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let zero = whole.is_empty() && fraction.is_empty();
        let sign = if negative && !zero { "-" } else { "" };
        let whole = if whole.is_empty() { "0" } else { whole };
        let point = if fraction.is_empty() { "" } else { "." };
        Self(joined(&[sign, whole, point, fraction]))
    }

    /// A JSON number, exponent and all, or plain decimal text; none for anything else.
    #[must_use]
    #[inline(never)]
    pub fn from_wire(text: &str) -> Option<Self> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let parts = cut(unsigned, b'e').or_else(|| cut(unsigned, b'E'));
        let (mantissa, exponent) = parts.unwrap_or((unsigned, "0"));
        let exponent = to_integer(exponent)?;
        let (whole, fraction) = cut(mantissa, b'.').unwrap_or((mantissa, "0"));
        let fits = !whole.is_empty()
            && !fraction.is_empty()
            && is_digits(whole)
            && is_digits(fraction)
            && (-MAX_EXPONENT..=MAX_EXPONENT).contains(&exponent);
        if !fits {
            return None;
        }
        // Digits with zeros on the side that the point moves to.
        let mut digits = joined(&[whole, fraction]);
        let mut point = whole.len();
        for _ in 0..exponent {
            point += 1;
            if point > digits.len() {
                digits.push('0');
            }
        }
        for _ in exponent..0 {
            if point == 0 {
                digits.insert(0, '0');
            } else {
                point -= 1;
            }
        }
        let (whole, fraction) = digits.split_at_checked(point)?;
        Some(Self::new(unsigned.len() < text.len(), whole, fraction))
    }

    /// Plain decimal text, `-1234.5`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same, owned.
    #[must_use]
    pub fn into_text(self) -> String {
        self.0
    }

    /// Decimal places that are not zero.
    #[must_use]
    pub fn scale(&self) -> usize {
        cut(&self.0, b'.').map_or(0, |(_, fraction)| fraction.len())
    }

    /// Which of two is larger.
    #[must_use]
    #[inline(never)]
    pub fn compare(&self, other: &Self) -> Ordering {
        let (mine, theirs) = (self.magnitude(), other.magnitude());
        match (self.is_negative(), other.is_negative()) {
            (false, false) => mine.cmp(&theirs),
            (true, true) => theirs.cmp(&mine),
            (mine, theirs) => theirs.cmp(&mine),
        }
    }

    fn is_negative(&self) -> bool {
        self.0.starts_with('-')
    }

    /// How large it is without its sign: the longer whole part, then the digits in their order.
    fn magnitude(&self) -> (usize, &str) {
        let digits = self.0.strip_prefix('-').unwrap_or(&self.0);
        let whole = cut(digits, b'.').map_or(digits, |(whole, _)| whole);
        (whole.len(), digits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn decimals() -> impl Strategy<Value = Decimal> {
        let magnitude = prop_oneof![-100..100i64, any::<i64>(), Just(0)];
        (magnitude, 0..12u32).prop_map(|(number, scale)| Decimal::new(number, scale))
    }

    proptest! {
        #[test]
        fn a_decimal_crate_reads_and_compares_the_same(a in decimals(), b in decimals(), exponent in -9..9i64) {
            let plain = |decimal: Decimal| Plain::from_wire(&decimal.to_string()).unwrap();
            prop_assert_eq!(plain(a).into_text(), a.normalize().to_string());
            prop_assert_eq!(plain(a).compare(&plain(b)), a.cmp(&b), "{} {}", a, b);
            prop_assert_eq!(plain(a) == plain(b), a == b);
            let scientific = alloc::format!("{a}e{exponent}");
            let read = Plain::from_wire(&scientific).unwrap();
            let exact = Decimal::from_scientific(&scientific).unwrap();
            prop_assert_eq!(read.as_str(), exact.normalize().to_string(), "{}", scientific);
            prop_assert_eq!(read.scale(), exact.normalize().scale() as usize);
        }
    }

    #[test]
    fn wire_numbers_are_exact() {
        for (wire, plain) in [
            ("100.00", "100"),
            ("1e3", "1000"),
            ("1e+3", "1000"),
            ("1.5E-3", "0.0015"),
            ("-12.34e1", "-123.4"),
            ("0e0", "0"),
            ("-0.00", "0"),
            ("999999999999997.77", "999999999999997.77"),
        ] {
            assert_eq!(
                Plain::from_wire(wire).as_ref().map(Plain::as_str),
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
        assert_eq!(Plain::from_wire("10.50"), Plain::from_wire("1.05e1"));
        assert_eq!(
            Plain::from_wire("10.50").map(|plain| plain.scale()),
            Some(1)
        );
    }
}
