//! E-mail addresses as Django's `EmailValidator` accepts them, no stricter:
//! a rule that refuses what the server takes is worse than one that lets the server decide.
//!
//! Source: <https://docs.djangoproject.com/en/5.2/ref/validators/#emailvalidator>; the atoms are those of
//! [RFC 5322](https://www.rfc-editor.org/rfc/rfc5322#section-3.2.3).

use super::report::{Code, Refusal, refused};
use crate::schema::Field;
use crate::text::{code_points, cut_last, is_digits, parts, to_integer};

/// Checks a trimmed text.
///
/// # Errors
/// [`Code::InvalidEmail`].
pub fn check(field: &Field, trimmed: &str) -> Result<(), Refusal> {
    if is_email(trimmed) {
        Ok(())
    } else {
        Err(refused(&field.key, Code::InvalidEmail))
    }
}

/// Whether it is an address.
#[must_use]
pub fn is_email(text: &str) -> bool {
    cut_last(text, b'@').is_some_and(|(local, domain)| is_local(local) && is_domain(domain))
}

fn is_local(local: &str) -> bool {
    match local
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    {
        Some(quoted) => is_quoted(quoted),
        None => parts(local, b'.')
            .iter()
            .all(|atom| !atom.is_empty() && atom.bytes().all(is_atom_byte)),
    }
}

fn is_atom_byte(b: u8) -> bool {
    b.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{}|~-".bytes().any(|known| known == b)
}

/// The inside of a quoted string: Django's control characters without NUL, TAB, LF and CR unless escaped.
fn is_quoted(inside: &str) -> bool {
    let mut bytes = inside.bytes();
    while let Some(b) = bytes.next() {
        let fits = match b {
            b'\\' => matches!(bytes.next(), Some(0x01..=0x09 | 0x0b | 0x0c | 0x0e..=0x7f)),
            0x01..=0x08 | 0x0b | 0x0c | 0x0e..=0x1f | b'!' | 0x23..=0x5b | 0x5d..=0x7f => true,
            _ => false,
        };
        if !fits {
            return false;
        }
    }
    true
}

fn is_domain(domain: &str) -> bool {
    if domain == "localhost" {
        return true;
    }
    if let Some(literal) = domain
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        return is_ipv4(literal) || is_ipv6(literal);
    }
    let Some((rest, top)) = cut_last(domain, b'.') else {
        return false;
    };
    parts(rest, b'.').into_iter().all(is_label) && is_top(top)
}

/// Four numbers up to 255, without leading zeros.
fn is_ipv4(text: &str) -> bool {
    let numbers = parts(text, b'.');
    let is_octet = |part: &&str| {
        (1..=3).contains(&part.len())
            && is_digits(part)
            && (part.len() == 1 || !part.starts_with('0'))
            && to_integer(part).is_some_and(|number| number <= 255)
    };
    numbers.len() == 4 && numbers.iter().all(is_octet)
}

/// Eight groups of hexadecimal digits, one run of them as `::`, the last two perhaps as IPv4
/// ([RFC 4291](https://www.rfc-editor.org/rfc/rfc4291#section-2.2)).
fn is_ipv6(text: &str) -> bool {
    match text.as_bytes().windows(2).position(|two| two == b"::") {
        Some(at) => {
            let head = groups(text.get(..at).unwrap_or_default(), false);
            let tail = groups(text.get(at + 2..).unwrap_or_default(), true);
            matches!((head, tail), (Some(head), Some(tail)) if head + tail < 8)
        }
        None => groups(text, true) == Some(8),
    }
}

/// How many groups stand between colons; none where one is no group.
fn groups(text: &str, ends: bool) -> Option<usize> {
    let mut count = 0;
    if text.is_empty() {
        return Some(count);
    }
    let parts = parts(text, b':');
    for (at, part) in parts.iter().enumerate() {
        let is_group = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_hexdigit());
        count += match is_group {
            true => 1,
            false if ends && at + 1 == parts.len() && is_ipv4(part) => 2,
            false => return None,
        };
    }
    Some(count)
}

fn is_label_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c)
}

fn is_label(label: &str) -> bool {
    let within = (1..=63).contains(&code_points(label));
    within
        && label.chars().all(|c| c == '-' || is_label_char(c))
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// The last label: letters and hyphens, no digit; or an IDNA A-label.
fn is_top(label: &str) -> bool {
    let is_puny = |rest: &str| {
        (1..=59).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if label
        .get(..4)
        .is_some_and(|p| p.eq_ignore_ascii_case("xn--"))
        && label.get(4..).is_some_and(is_puny)
    {
        return true;
    }
    is_label(label) && code_points(label) >= 2 && !label.bytes().any(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{is_email, is_ipv4, is_ipv6};
    use alloc::{format, string::String};
    use core::net::{Ipv4Addr, Ipv6Addr};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn addresses_are_those_of_std(
            text in prop_oneof!["[0-9a-fG.:]{0,24}", "([0-9a-f]{0,5}:{1,2}){0,8}[0-9a-f]{0,4}", "([0-9]{0,3}\\.){3}[0-9]{1,3}"],
            tail in prop_oneof![Just(""), Just("1.2.3.4"), Just(":"), Just("::")],
        ) {
            for text in [String::from(&text), format!("{text}{tail}")] {
                prop_assert_eq!(is_ipv4(&text), text.parse::<Ipv4Addr>().is_ok(), "{}", text);
                prop_assert_eq!(is_ipv6(&text), text.parse::<Ipv6Addr>().is_ok(), "{}", text);
            }
        }
    }

    #[test]
    fn accepts_what_django_accepts() {
        for text in [
            "a@b.co",
            "email@here.com",
            "weirder-email@here.and.there.com",
            "!def!xyz%abc@example.com",
            "email@[127.0.0.1]",
            "email@[2001:dB8::1]",
            "email@[2001:dB8:0:0:0:0:0:1]",
            "email@[::fffF:127.0.0.1]",
            "example@valid-----hyphens.com",
            "example@valid-with-hyphens.com",
            "test@domain.with.idn.tld.उदाहरण.परीक्षा",
            "email@localhost",
            r#""test@test"@example.com"#,
            r#""\"quoted\""@example.com"#,
            r#"""@example.com"#,
            "a@xn--80ak6aa92e.xn--p1ai",
            "a@bücher.example",
            "x@1.2.co",
        ] {
            assert!(is_email(text), "{text}");
        }
        assert!(is_email(&format!("a@{}.us", "a".repeat(63))));
        assert!(is_email(&format!("a@b.xn--{}", "a".repeat(59))));
    }

    #[test]
    fn refuses_what_django_refuses() {
        for text in [
            "",
            "abc",
            "abc@",
            "abc@bar",
            "a @x.cz",
            "abc@.com",
            "something@@somewhere.com",
            "email@127.0.0.1",
            "email@[127.0.0.256]",
            "email@[2001:db8::12345]",
            "email@[IPv6:::1]",
            "email@[127.0.0.01]",
            "email@[::1%eth0]",
            "example@invalid-.com",
            "example@-invalid.com",
            "example@inv-.alid-.com",
            "example@inv-.-alid.com",
            "test@example.com\n\n<script>",
            "trailingdot@shouldfail.com.",
            "a..b@example.com",
            ".a@example.com",
            "a.@example.com",
            "é@example.com",
            "a@LOCALHOST",
            "a@b.c",
            "a@b.c0m",
            "a@b.xn--",
            "a@exa_mple.com",
            "a@b.😀😀",
            "\"a\"b@example.com",
            "\"a\"\"@example.com",
            "\"a\tb\"@example.com",
        ] {
            assert!(!is_email(text), "{text}");
        }
        assert!(!is_email(&format!("a@{}.us", "a".repeat(64))));
        assert!(!is_email(&format!("a@b.xn--{}", "a".repeat(60))));
        assert!(!is_email(&format!("a@b.{}", "a".repeat(64))));
    }
}
