//! What Django's `EmailValidator` accepts, up to 254 code points.

use crate::support::quoted;
use crate::{typed_as, typed_refused, wire_refused, wire_taken};

const KEY: &str = "contact_person.email";

/// An address of that many code points.
fn address(length: usize) -> String {
    let domain = format!("@{}.{}.com", "d".repeat(63), "e".repeat(63));
    format!("{}{domain}", "a".repeat(length - domain.len()))
}

#[test]
fn at_254_taken_at_255_too_long() {
    let (longest, over) = (address(254), address(255));
    typed_as(KEY, &longest, &quoted(&longest));
    typed_as(KEY, &format!(" {longest}\u{a0}"), &quoted(&longest));
    wire_taken(KEY, &quoted(&longest));
    typed_refused(KEY, &over, "too_long", &[("max", "254"), ("actual", "255")]);
    wire_refused(KEY, &quoted(&over), "too_long");
}

#[test]
fn length_counts_code_points_of_an_idn() {
    // 63 code points of three bytes each in a label.
    let label = "中".repeat(63);
    let head = format!("@{label}.{label}.example");
    let fits = format!("{}{head}", "a".repeat(254 - head.chars().count()));
    assert_eq!(fits.chars().count(), 254);
    typed_as(KEY, &fits, &quoted(&fits));
    wire_taken(KEY, &quoted(&fits));
    typed_refused(KEY, &format!("a{fits}"), "too_long", &[("actual", "255")]);
}

#[test]
fn outside_the_bmp_no_address_but_counted_as_one() {
    for text in ["😀@example.com", "a@😀.com", "a@b.😀😀"] {
        typed_refused(KEY, text, "invalid_email", &[]);
        wire_refused(KEY, &quoted(text), "invalid_email");
    }
    // 254 emoji are not too long, only no address.
    typed_refused(KEY, &"😀".repeat(254), "invalid_email", &[]);
    typed_refused(KEY, &"😀".repeat(255), "too_long", &[("actual", "255")]);
    wire_refused(KEY, &quoted(&"😀".repeat(254)), "invalid_email");
    wire_refused(KEY, &quoted(&"😀".repeat(255)), "too_long");
}

#[test]
fn labels_at_their_limits() {
    let a = |n: usize| "a".repeat(n);
    for text in [
        format!("a@{}.com", a(63)),
        format!("a@b.{}", a(63)),
        format!("a@b.xn--{}", a(59)),
        "a@b.co".to_owned(),
        "a@1.co".to_owned(),
        "a@b.c-d".to_owned(),
        "a@b.ab\u{a1}".to_owned(),
        "a@b.\u{ffff}\u{ffff}".to_owned(),
        "a@localhost".to_owned(),
        "a@[127.0.0.1]".to_owned(),
        "a@[::1]".to_owned(),
        "a@b.XN--A".to_owned(),
        "o'hara+x@example.museum".to_owned(),
    ] {
        typed_as(KEY, &text, &quoted(&text));
        wire_taken(KEY, &quoted(&text));
    }
    for text in [
        format!("a@{}.com", a(64)),
        format!("a@b.{}", a(64)),
        format!("a@b.xn--{}", a(60)),
        "a@b.c".to_owned(),
        "a@b.c1".to_owned(),
        "a@b.-co".to_owned(),
        "a@b.co-".to_owned(),
        "a@-b.co".to_owned(),
        "a@b-.co".to_owned(),
        "a@b..co".to_owned(),
        "a@b_c.co".to_owned(),
        "a@b.\u{a0}\u{a0}x".to_owned(),
        "a@LOCALHOST".to_owned(),
        "a@localhost.".to_owned(),
        "a@127.0.0.1".to_owned(),
        "a@[127.0.0.256]".to_owned(),
        "a@[127.0.0.01]".to_owned(),
        "a@[IPv6:::1]".to_owned(),
        "a@[::1".to_owned(),
        "ü@example.com".to_owned(),
        "a b@example.com".to_owned(),
        "Ann <ann@example.com>".to_owned(),
        "a@b.co,c@d.co".to_owned(),
        "@example.com".to_owned(),
        "example.com".to_owned(),
    ] {
        typed_refused(KEY, &text, "invalid_email", &[]);
        wire_refused(KEY, &quoted(&text), "invalid_email");
    }
}
