//! Exact integers: −999999999999999 … 999999999999999.

use crate::support::quoted;
use crate::{typed_as, typed_refused, wire_refused, wire_taken};

const KEY: &str = "template.fields.3";
const BOUNDS: [(&str, &str); 2] = [("min", "-999999999999999"), ("max", "999999999999999")];

#[test]
fn at_both_bounds() {
    for (text, json) in [
        ("-999999999999999", "-999999999999999"),
        ("-999,999,999,999,999", "-999999999999999"),
        ("999999999999999", "999999999999999"),
        ("999999999999998", "999999999999998"),
        ("-1", "-1"),
        ("\u{2212}1", "-1"),
        ("-0", "0"),
        ("0120", "120"),
        ("12.00", "12"),
    ] {
        typed_as(KEY, text, json);
        wire_taken(KEY, json);
        wire_taken(KEY, &quoted(json));
    }
    wire_taken(KEY, "12.00");
    wire_taken(KEY, "1.2e1");
    wire_taken(KEY, "null");
}

#[test]
fn one_step_beyond() {
    for (text, code, bound) in [
        ("-1000000000000000", "below_min", &BOUNDS[..1]),
        (
            "-99999999999999999999999999999999999999",
            "below_min",
            &BOUNDS[..1],
        ),
        ("1000000000000000", "above_max", &BOUNDS[1..]),
        (
            "99999999999999999999999999999999999999",
            "above_max",
            &BOUNDS[1..],
        ),
    ] {
        typed_refused(KEY, text, code, bound);
        wire_refused(KEY, text, code);
        wire_refused(KEY, &quoted(text), code);
    }
    wire_refused(KEY, "1e15", "above_max");
    wire_refused(KEY, "-1e15", "below_min");
}

#[test]
fn no_fraction() {
    for text in [
        "12.5",
        "0.1",
        "-0.5",
        "999999999999998.99",
        "0.00000000000000000000000000000000001",
    ] {
        typed_refused(KEY, text, "too_many_decimals", &[("max", "0")]);
        wire_refused(KEY, text, "too_many_decimals");
        wire_refused(KEY, &quoted(text), "too_many_decimals");
    }
}

#[test]
fn what_is_no_integer() {
    for text in [
        "1e3", "0x1F", "#3", "three", "1-", "1 2", "12,34", "٣x", "😀",
    ] {
        typed_refused(KEY, text, "invalid_number", &[]);
    }
    for json in ["\"abc\"", "\"0x10\"", "\"😀\""] {
        wire_refused(KEY, json, "invalid_number");
    }
}
