//! Length is counted in Unicode code points after trimming.

use customer_core::schema::Method;

use crate::support::{EVERY_LIST, RECORD, open, open_acme, quoted, refusal, set};
use crate::{typed_as, typed_refused, wire_refused, wire_taken};

/// The reference's table; 1 is a custom field of type text. The e-mail's limit stands in email.rs.
pub const TEXTS: &[(&str, usize)] = &[
    ("name", 50),
    ("contact_person.name", 50),
    ("address_line_1", 50),
    ("address_line_2", 50),
    ("city", 50),
    ("state_province", 50),
    ("zip_postal_code", 20),
    ("phone", 20),
    ("mobile", 20),
    ("fax", 20),
    ("website", 50),
    ("general_description", 1000),
    ("supplementary_description", 1000),
    ("additional_description", 1000),
    ("template.fields.1", 50),
];

/// One, two, three and four bytes of UTF-8; the last two are two UTF-16 units each.
const LETTERS: [&str; 5] = ["a", "ü", "中", "😀", "𐐷"];

#[test]
fn texts_at_the_limit_are_taken() {
    for (key, max) in TEXTS {
        for letter in LETTERS {
            let text = letter.repeat(*max);
            typed_as(key, &text, &quoted(&text));
            wire_taken(key, &quoted(&text));
        }
    }
}

#[test]
fn one_code_point_over_is_too_long() {
    for (key, max) in TEXTS {
        for letter in LETTERS {
            let text = letter.repeat(max + 1);
            let (max, actual) = (max.to_string(), (max + 1).to_string());
            typed_refused(
                key,
                &text,
                "too_long",
                &[("max", &max), ("actual", &actual)],
            );
            wire_refused(key, &quoted(&text), "too_long");
        }
    }
}

#[test]
fn what_is_trimmed_does_not_count() {
    for (key, max) in TEXTS {
        let core = "😀".repeat(*max);
        let text = format!(" \u{1c}\u{1d}\u{1e}\u{1f}\u{a0}{core}\u{2003}\u{3000}\r\n\t");
        typed_as(key, &text, &quoted(&core));
        wire_taken(key, &quoted(&text));
        let long = format!(" {core}😀 ");
        typed_refused(
            key,
            &long,
            "too_long",
            &[("actual", &(max + 1).to_string())],
        );
        wire_refused(key, &quoted(&long), "too_long");
    }
}

#[test]
fn inner_space_counts_and_stays() {
    let text = format!("{}\u{a0}\u{1c} {}", "a".repeat(23), "b".repeat(24));
    assert_eq!(text.chars().count(), 50);
    typed_as("city", &text, &quoted(&text));
    typed_refused("city", &format!("{text}c"), "too_long", &[]);
}

#[test]
fn zero_width_characters_are_not_white_space() {
    // Neither is White_Space, so Python's strip() leaves them.
    for c in ["\u{200b}", "\u{feff}", "\u{2060}"] {
        typed_as("city", &format!("{c}a{c}"), &quoted(&format!("{c}a{c}")));
        typed_refused("phone", &c.repeat(21), "too_long", &[("actual", "21")]);
    }
}

#[test]
fn combining_marks_and_joined_emoji_count_each() {
    // Five code points, one glyph: a family is not one character.
    let family = "👩\u{200d}👩\u{200d}👧";
    typed_as("phone", &family.repeat(4), &quoted(&family.repeat(4)));
    typed_refused("phone", &format!("{}e", family.repeat(4)), "too_long", &[]);
    typed_refused(
        "phone",
        &"e\u{301}".repeat(11),
        "too_long",
        &[("actual", "22")],
    );
}

#[test]
fn trims_every_white_space_of_python_at_both_ends_only() {
    let ends = [
        '\u{9}', '\u{a}', '\u{b}', '\u{c}', '\u{d}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{1f}', ' ',
        '\u{85}', '\u{a0}', '\u{1680}', '\u{2000}', '\u{2001}', '\u{2002}', '\u{2003}', '\u{2004}',
        '\u{2005}', '\u{2006}', '\u{2007}', '\u{2008}', '\u{2009}', '\u{200a}', '\u{2028}',
        '\u{2029}', '\u{202f}', '\u{205f}', '\u{3000}',
    ];
    for c in ends {
        typed_as("city", &format!("{c}a{c}b{c}"), &quoted(&format!("a{c}b")));
    }
}

#[test]
fn the_text_stays_as_typed_while_typing() {
    let mut editor = open_acme();
    set(&mut editor, "city", "  Basel \u{a0}");
    assert_eq!(editor.get("city").unwrap(), "  Basel \u{a0}");
}

#[test]
fn a_long_loaded_text_blocks_its_put_only() {
    let long = format!(r#"{{"name":"Acme","city":"{}"}}"#, "😀".repeat(51));
    let mut editor = open(&long, EVERY_LIST);
    let issues = editor.validate(Method::Put);
    assert_eq!(issues.len(), 1);
    assert_eq!(issues[0].field.as_deref(), Some("city"));
    assert_eq!(issues[0].code.as_str(), "too_long");
    assert_eq!(issues[0].param("actual"), Some("51"));
    set(&mut editor, "phone", "1");
    assert_eq!(refusal(&editor, Method::Patch), []);
}

#[test]
fn every_text_of_the_reference_is_a_field() {
    let editor = open(RECORD, EVERY_LIST);
    for (key, max) in TEXTS {
        let field = editor.field(key).unwrap_or_else(|| panic!("{key}"));
        assert_eq!(field.max_length, Some(*max), "{key}");
    }
}
