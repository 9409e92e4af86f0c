//! Days as `yyyy-MM-dd`, years 0001 to 9999, whatever the locale.

use customer_core::editor::{Editor, Options};
use customer_core::locale::Locale;
use customer_core::schema::Method;

use crate::support::{EVERY_LIST, RECORD, body, options, quoted, set};
use crate::{typed_as, typed_refused, wire_refused, wire_taken};

const KEYS: [&str; 3] = ["nda_signed_date", "msa_signed_date", "template.fields.4"];

const DAYS: &[&str] = &[
    "0001-01-01",
    "9999-12-31",
    // Divisible by 4; by 100 and not by 400; by 400.
    "2020-02-29",
    "2000-02-29",
    "2400-02-29",
    "0004-02-29",
    "2023-02-28",
    "2026-01-31",
    "2026-04-30",
    "2026-12-31",
];

const NO_DAYS: &[&str] = &[
    "0000-01-01",
    "0000-12-31",
    "10000-01-01",
    "2023-02-29",
    "1900-02-29",
    "2100-02-29",
    "2024-02-30",
    "2026-04-31",
    "2026-13-01",
    "2026-00-01",
    "2026-01-00",
    "2026-01-32",
    "2026-1-1",
    "26-01-01",
    "01.02.2026",
    "2026/02/01",
    "20260201",
    "2026-02-01T00:00:00",
    "2026-02-01Z",
    "-2026-02-01",
    "+2026-02-01",
    "٢٠٢٦-٠٢-٠١",
    "2026-02-0😀",
    "today",
    "-",
];

#[test]
fn days_of_the_calendar() {
    for key in KEYS {
        for day in DAYS {
            typed_as(key, day, &quoted(day));
            wire_taken(key, &quoted(day));
        }
        typed_as(key, "\u{a0}2026-11-21 \u{1f}", "\"2026-11-21\"");
    }
}

#[test]
fn no_days_of_the_calendar() {
    for key in KEYS {
        for day in NO_DAYS {
            typed_refused(key, day, "invalid_date", &[]);
            wire_refused(key, &quoted(day), "invalid_date");
        }
    }
}

#[test]
fn cleared_is_null() {
    typed_as("nda_signed_date", "", "null");
    typed_as("nda_signed_date", " \u{a0}", "null");
    for key in KEYS {
        wire_taken(key, "null");
    }
}

#[test]
fn the_locale_changes_nothing() {
    let german = Options {
        locale: Locale::from_marks(",0."),
        ..options(RECORD, EVERY_LIST)
    };
    let mut editor = Editor::new(german).unwrap();
    assert_eq!(editor.get("nda_signed_date").unwrap(), "2024-02-29");
    set(&mut editor, "msa_signed_date", "2026-11-21");
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"msa_signed_date":"2026-11-21"}"#
    );
    set(&mut editor, "msa_signed_date", "21.11.2026");
    assert_eq!(
        editor
            .issue("msa_signed_date", Method::Patch)
            .unwrap()
            .code
            .as_str(),
        "invalid_date"
    );
}
