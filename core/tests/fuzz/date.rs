//! Any text as a date, typed and on the wire, against a calendar of our own.

use customer_core::editor::{Editor, Options};
use customer_core::locale::Locale;
use customer_core::record::trim;
use customer_core::schema::Method;

use super::input::choice;
use super::support::{EVERY_LIST, RECORD, check as check_body_of, options, pairs, quoted};

const FIELDS: [&str; 2] = ["nda_signed_date", "template.fields.4"];

/// The locale, which must not matter; the field; the text.
pub fn check(data: &[u8]) {
    let Some((marks, data)) = choice(data, &[".0,", ",0.", "٫٠٬", "-0/"]) else {
        return;
    };
    let Some((key, data)) = choice(data, &FIELDS) else {
        return;
    };
    let text = String::from_utf8_lossy(data);
    let mut editor = Editor::new(Options {
        locale: Locale::from_marks(marks),
        ..options(RECORD, EVERY_LIST)
    })
    .unwrap();
    editor.set(key, &text).unwrap();
    assert_eq!(editor.get(key).unwrap(), text);
    let trimmed = trim(&text);
    let issues = pairs(&editor.validate(Method::Patch));
    let is_day = is_day(trimmed.as_bytes());
    assert_eq!(
        issues.is_empty(),
        is_day || trimmed.is_empty(),
        "{text:?} {issues:?}"
    );
    let day = quoted(&text);
    let body = if key == "nda_signed_date" {
        format!(r#"{{"company":1,"nda_signed_date":{day}}}"#)
    } else {
        format!(r#"{{"company":1,"template":{{"id":3,"fields":[{{"id":4,"value":{day}}}]}}}}"#)
    };
    assert_eq!(
        check_body_of(Method::Patch, &body, EVERY_LIST),
        issues,
        "{body}"
    );
}

fn is_day(text: &[u8]) -> bool {
    let &[a, b, c, d, b'-', e, f, b'-', g, h] = text else {
        return false;
    };
    let number = |digits: &[u8]| {
        let digits = digits.iter().map(|digit| digit.wrapping_sub(b'0'));
        digits
            .clone()
            .all(|d| d < 10)
            .then(|| digits.fold(0, |n, d| n * 10 + u32::from(d)))
    };
    let (Some(year), Some(month), Some(day)) =
        (number(&[a, b, c, d]), number(&[e, f]), number(&[g, h]))
    else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    year > 0 && (1..=days).contains(&day)
}
