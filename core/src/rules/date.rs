//! Days of the proleptic Gregorian calendar as `yyyy-MM-dd`
//! ([ISO 8601](https://www.iso.org/iso-8601-date-and-time-format.html) calendar dates), years 0001 to 9999.

use chrono::NaiveDate;

use super::report::{Code, Issue};
use crate::record::Value;
use crate::schema::Field;
use crate::text::{owned, to_integer};

/// Reads a trimmed text.
///
/// # Errors
/// [`Code::InvalidDate`].
pub fn read(field: &Field, trimmed: &str) -> Result<Value, Issue> {
    match date_from_text(trimmed) {
        // The one form that is read is the one that is written.
        Some(_) => Ok(Value::Text(owned(trimmed))),
        None => Err(Issue::new(&field.key, Code::InvalidDate)),
    }
}

/// A day; none when the text has another form or the calendar has no such day.
#[must_use]
#[inline(never)]
pub fn date_from_text(text: &str) -> Option<NaiveDate> {
    let marks = text.char_indices().filter(|(_, c)| !c.is_ascii_digit());
    if text.len() != 10 || !marks.eq([(4, '-'), (7, '-')]) {
        return None;
    }
    let number = |from, to| u32::try_from(to_integer(text.get(from..to)?)?).ok();
    let year = i32::try_from(number(0, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(5, 7)?, number(8, 10)?).filter(|_| year > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

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
            let day = date_from_text(text);
            assert_eq!(day.map(|day| day.to_string()).as_deref(), Some(text));
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
