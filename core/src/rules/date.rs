//! Days of the proleptic Gregorian calendar as `yyyy-MM-dd`
//! ([ISO 8601](https://www.iso.org/iso-8601-date-and-time-format.html) calendar dates), years 0001 to 9999.

use chrono::NaiveDate;

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

/// A day; none when the text has another form or the calendar has no such day.
#[must_use]
pub fn date_from_text(text: &str) -> Option<NaiveDate> {
    let [year, month, day] = *parts(text, b'-') else {
        return None;
    };
    let number =
        |part: &str, len| (part.len() == len && is_digits(part)).then(|| to_integer(part))?;
    day_of(number(year, 4)?, number(month, 2)?, number(day, 2)?)
}

/// A day of the years 1 to 9999; none when the calendar has no such day.
#[must_use]
pub fn day_of(year: i64, month: i64, day: i64) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok()?;
    let (month, day) = (u32::try_from(month).ok()?, u32::try_from(day).ok()?);
    let there = NaiveDate::from_ymd_opt(year, month, day)?;
    (1..=9999).contains(&year).then_some(there)
}

#[cfg(test)]
mod tests {
    use super::*;
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
