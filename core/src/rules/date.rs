//! Days of the proleptic Gregorian calendar as `yyyy-MM-dd`
//! ([ISO 8601](https://www.iso.org/iso-8601-date-and-time-format.html) calendar dates), years 0001 to 9999.

use chrono::NaiveDate;

use super::report::{Code, Issue};
use crate::record::Value;
use crate::schema::Field;

/// Reads a trimmed text.
///
/// # Errors
/// [`Code::InvalidDate`].
pub fn read(field: &Field, trimmed: &str) -> Result<Value, Issue> {
    match date_from_text(trimmed) {
        Some(date) => Ok(Value::Date(date)),
        None => Err(Issue::new(&field.key, Code::InvalidDate)),
    }
}

/// A day; none when the text has another form or the calendar has no such day.
#[must_use]
pub fn date_from_text(text: &str) -> Option<NaiveDate> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0, |sum: u32, b| {
            b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0'))
        })
    };
    let year = number(&[y1, y2, y3, y4]).filter(|&year| year > 0)?;
    NaiveDate::from_ymd_opt(
        i32::try_from(year).ok()?,
        number(&[m1, m2])?,
        number(&[d1, d2])?,
    )
}

/// The one form of a day on the wire.
#[must_use]
pub fn text_from_date(date: NaiveDate) -> String {
    use chrono::Datelike;
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
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
            assert_eq!(
                date_from_text(text).map(text_from_date).as_deref(),
                Some(text)
            );
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
