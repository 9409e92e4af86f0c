//! Exact amounts: 0.00 … 999999999999999.00, at most two decimal places.

use customer_core::editor::{Editor, Options};
use customer_core::locale::Locale;
use customer_core::schema::Method;

use crate::support::{EVERY_LIST, RECORD, body, options, quoted, set};
use crate::{typed_as, typed_refused, wire_refused, wire_taken};

const KEY: &str = "template.fields.2";
const BOUNDS: [(&str, &str); 2] = [("min", "0.00"), ("max", "999999999999999.00")];

#[test]
fn at_both_bounds_and_one_cent_inside() {
    for (text, json) in [
        ("0", "0"),
        ("0.00", "0"),
        ("0.01", "0.01"),
        ("999999999999999", "999999999999999"),
        ("999999999999999.00", "999999999999999"),
        ("999999999999998.99", "999999999999998.99"),
        ("999,999,999,999,998.99", "999999999999998.99"),
    ] {
        typed_as(KEY, text, json);
        wire_taken(KEY, json);
        wire_taken(KEY, &quoted(json));
    }
    wire_taken(KEY, "999999999999999.00");
    wire_taken(KEY, "\"999999999999999.00\"");
}

#[test]
fn one_step_beyond() {
    for text in ["-0.01", "-1", "-999999999999999"] {
        typed_refused(KEY, text, "below_min", &BOUNDS[..1]);
        wire_refused(KEY, text, "below_min");
        wire_refused(KEY, &quoted(text), "below_min");
    }
    for text in [
        "999999999999999.01",
        "1000000000000000",
        "1000000000000000000000000000000000000000000",
    ] {
        typed_refused(KEY, text, "above_max", &BOUNDS[1..]);
        wire_refused(KEY, text, "above_max");
        wire_refused(KEY, &quoted(text), "above_max");
    }
    wire_refused(KEY, "1e15", "above_max");
    wire_refused(KEY, "1e300", "above_max");
}

#[test]
fn at_most_two_places_that_are_not_zero() {
    for (text, json) in [
        ("12.5", "12.5"),
        ("12.50", "12.5"),
        ("12.500", "12.5"),
        ("12.3400000", "12.34"),
        ("12.000000000000000000000000000000000000", "12"),
    ] {
        typed_as(KEY, text, json);
        wire_taken(KEY, text);
        wire_taken(KEY, &quoted(text));
    }
    for text in [
        "12.505",
        "0.001",
        "0.005",
        "1.0000000000000000000000000000000000001",
    ] {
        typed_refused(KEY, text, "too_many_decimals", &[("max", "2")]);
        wire_refused(KEY, text, "too_many_decimals");
        wire_refused(KEY, &quoted(text), "too_many_decimals");
    }
    wire_refused(KEY, "1e-3", "too_many_decimals");
}

#[test]
fn written_canonically() {
    for (text, json) in [
        ("0120", "120"),
        ("000", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("00012.30", "12.3"),
        ("1,234.5", "1234.5"),
        (" 7\u{a0}", "7"),
        ("", "null"),
    ] {
        // Over a loaded value, so that zero and nothing are changes.
        let loaded = RECORD.replace(r#""fields":{}"#, r#""fields":{"Budget":"77.77"}"#);
        let mut editor = Editor::new(options(&loaded, EVERY_LIST)).unwrap();
        set(&mut editor, KEY, text);
        let sent = format!(
            r#"{{"company":1,"template":{{"id":3,"fields":[{{"id":2,"value":{json}}}]}}}}"#
        );
        assert_eq!(body(&editor, Method::Patch), sent, "{text:?}");
    }
}

#[test]
fn no_double_comes_near_it() {
    // None of these survives a trip through an IEEE double.
    for text in [
        "999999999999997.77",
        "900719925474099.31",
        "123456789012345.67",
        "0.07",
    ] {
        let loaded = RECORD.replace(r#""fields":{}"#, &format!(r#""fields":{{"2":{text}}}"#));
        let mut editor = Editor::new(options(&loaded, EVERY_LIST)).unwrap();
        assert_eq!(editor.get(KEY).unwrap(), text);
        assert!(body(&editor, Method::Put).contains(&format!(r#"{{"id":2,"value":{text}}}"#)));
        set(&mut editor, KEY, "1");
        set(&mut editor, KEY, text);
        assert_eq!(editor.dirty(), Vec::<String>::new());
        typed_as(KEY, text, text);
    }
}

#[test]
fn what_is_no_amount() {
    for text in [
        "1e3", "0x10", "$5", "5 CHF", "1.2.3", "abc", "12,34", "+5", "--1", "1 000", "½", "😀",
        "NaN",
    ] {
        typed_refused(KEY, text, "invalid_money", &[]);
    }
    for json in [
        "\"abc\"",
        "\"0x10\"",
        "\"1,5\"",
        "\"NaN\"",
        "\"Infinity\"",
        "\"😀\"",
    ] {
        wire_refused(KEY, json, "invalid_money");
    }
}

#[test]
fn the_locales_marks_are_read_and_shown() {
    for (marks, typed, json, shown) in [
        (",0.", "1.234,50", "1234.5", "77,77"),
        (".0’'", "1’234.5", "1234.5", "77.77"),
        (",0\u{202f}\u{a0} ", "1\u{202f}234,5", "1234.5", "77,77"),
        ("٫٠٬", "١٬٢٣٤٫٥", "1234.5", "٧٧٫٧٧"),
        (".०,", "१२,३४५", "", "७७.७७"),
    ] {
        let record = RECORD.replace(r#""fields":{}"#, r#""fields":{"Budget":"77.77"}"#);
        let with_locale = Options {
            locale: Locale::from_marks(marks),
            ..options(&record, EVERY_LIST)
        };
        let mut editor = Editor::new(with_locale).unwrap();
        assert_eq!(editor.get(KEY).unwrap(), shown, "{marks}");
        set(&mut editor, KEY, shown);
        assert_eq!(editor.dirty(), Vec::<String>::new());
        set(&mut editor, KEY, typed);
        let json = if json.is_empty() { "12345" } else { json };
        let sent = format!(
            r#"{{"company":1,"template":{{"id":3,"fields":[{{"id":2,"value":{json}}}]}}}}"#
        );
        assert_eq!(body(&editor, Method::Patch), sent, "{marks}");
    }
}

#[test]
fn a_dot_is_a_group_where_the_comma_is_the_mark() {
    let german = Options {
        locale: Locale::from_marks(",0."),
        ..options(RECORD, EVERY_LIST)
    };
    let mut editor = Editor::new(german).unwrap();
    set(&mut editor, KEY, "12.500");
    assert!(body(&editor, Method::Patch).contains(r#""value":12500}"#));
    set(&mut editor, KEY, "12.50");
    assert_eq!(
        editor.issue(KEY, Method::Patch).unwrap().code.as_str(),
        "invalid_money"
    );
}
