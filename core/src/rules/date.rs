//! Days of the proleptic Gregorian calendar as `yyyy-MM-dd`
//! ([ISO 8601](https://www.iso.org/iso-8601-date-and-time-format.html) calendar dates), years 0001 to 9999.

use super::report::{Code, Refusal, refused};
use crate::record::Value;
use crate::schema::Field;
use crate::text::{is_digits, owned, parts, to_integer};

/// Reads a trimmed text.
///
/// # Errors
/// [`Code::InvalidDate`].
pub fn read(field: &Field, trimmed: &str) -> Result<Value, Refusal> {
    match date_from_text(trimmed) {
        // The one form that is read is the one that is written.
        Some(_) => Ok(Value::Text(owned(trimmed))),
        None => Err(refused(&field.key, Code::InvalidDate)),
    }
}

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    year: i64,
    month: i64,
    day: i64,
}

impl Day {
    /// A day; none when the calendar has no such day.
    #[must_use]
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + i64::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let there =
            (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day);
        there.then_some(Self { year, month, day })
    }

    /// Days since 1 January 1970.
    #[must_use]
    pub fn since_1970(self) -> i64 {
        // Years that begin in March end with their leap day, and five months from March on always have 153 days.
        let before_march = i64::from(self.month < 3);
        let year = self.year - before_march;
        let month = self.month - 3 + 12 * before_march;
        let leap_days = year / 4 - year / 100 + year / 400;
        365 * year + leap_days + (153 * month + 2) / 5 + self.day - 719_469
    }
}

/// A day; none when the text has another form or the calendar has no such day.
#[must_use]
pub fn date_from_text(text: &str) -> Option<Day> {
    let [year, month, day] = *parts(text, b'-') else {
        return None;
    };
    let number =
        |part: &str, len| (part.len() == len && is_digits(part)).then(|| to_integer(part))?;
    Day::new(number(year, 4)?, number(month, 2)?, number(day, 2)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn days_are_those_of_a_calendar_crate(year in 1..=9999i32, month in 0..14u32, day in 0..33u32) {
            let ours = Day::new(year.into(), month.into(), day.into());
            let theirs = NaiveDate::from_ymd_opt(year, month, day);
            let epoch = NaiveDate::default();
            prop_assert_eq!(ours.map(Day::since_1970), theirs.map(|day| (day - epoch).num_days()));
        }
    }

    #[test]
    fn leap_days_follow_the_calendar() {
        for (text, there) in [
            ("2024-02-29", true),
            ("2023-02-29", false),
            ("2000-02-29", true),
            ("1900-02-29", false),
            ("2100-02-29", false),
            ("0004-02-29", true),
            ("2023-02-28", true),
            ("2024-02-30", false),
        ] {
            assert_eq!(date_from_text(text).is_some(), there, "{text}");
        }
    }

    #[test]
    fn only_one_form_and_years_1_to_9999() {
        for text in ["0001-01-01", "9999-12-31", "2026-11-21"] {
            assert!(date_from_text(text).is_some(), "{text}");
        }
        for text in [
            "0000-01-01",
            "10000-01-01",
            "2026-1-1",
            "2026-13-01",
            "2026-00-10",
            "2026-01-00",
            "2026-04-31",
            "21.11.2026",
            "2026/11/21",
            "20261121",
            "2026-11-21T00:00:00Z",
            "-001-01-01",
            "+202-01-01",
            "２０２６-11-21",
            "",
        ] {
            assert_eq!(date_from_text(text), None, "{text}");
        }
    }
}
