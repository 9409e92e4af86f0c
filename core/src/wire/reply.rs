//! A server's answer: what its status, headers and body mean before a record is read from it.

use alloc::string::String;
use alloc::vec::Vec;

use super::json::Node;
use crate::rules::date::day_of;
use crate::text::{owned, to_integer, trim};

/// Longest message shown, in Unicode code points, whatever a server sent.
pub const MAX_MESSAGE: usize = 300;

/// A sentence of at most [`MAX_MESSAGE`] code points, white space folded.
#[must_use]
#[inline(never)]
pub fn capped(text: &str) -> String {
    let mut out = String::new();
    // Where the text ends that still leaves room for an ellipsis.
    let (mut count, mut end) = (0, 0);
    for c in text.chars() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && (out.is_empty() || out.ends_with(' ')) {
            continue;
        }
        out.push(c);
        count += 1;
        if count < MAX_MESSAGE {
            end = out.len();
        }
        // One more may be a space that is not part of it.
        if count > MAX_MESSAGE + 1 {
            break;
        }
    }
    if out.ends_with(' ') {
        out.pop();
        count -= 1;
    }
    if count > MAX_MESSAGE {
        out.truncate(end);
        out.push('…');
    }
    out
}

/// The sentence of an error body: itself where it is a text, else the first of `detail`, `error_description`, `title`,
/// `message` and `error` that is one; none for HTML and the like.
#[must_use]
#[inline(never)]
pub fn sentence(body: &str) -> Option<String> {
    let node = Node::parse(body).ok()?;
    let said = ["detail", "error_description", "title", "message", "error"]
        .into_iter()
        .find_map(|name| node.get(name)?.as_string());
    Some(capped(&node.as_string().or(said)?)).filter(|text| !text.is_empty())
}

/// The value of a header, its name in any case.
#[must_use]
#[inline(never)]
pub fn header<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(n, _)| n.eq_ignore_ascii_case(name))
        .map(|(_, value)| value.as_str())
}

/// A strong ETag; a weak one cannot be used with `If-Match`
/// ([RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1)).
#[must_use]
#[inline(never)]
pub fn strong_etag(etag: Option<&str>) -> Option<String> {
    let etag = trim(etag?);
    etag.starts_with('"').then(|| owned(etag))
}

/// Seconds to wait after a 429: `Retry-After` in seconds or as a date (counted from the `Date` header, else
/// from `now`, seconds since 1970), else the number in the body's sentence, else none.
#[must_use]
#[inline(never)]
pub fn retry_after(headers: &[(String, String)], body: &str, now: i64) -> Option<u64> {
    let natural = |number: i64| u64::try_from(number).ok();
    if let Some(value) = header(headers, "retry-after").map(trim) {
        if let Some(seconds) = to_integer(value).and_then(natural) {
            return Some(seconds);
        }
        if let Some(then) = seconds_from_http_date(value) {
            let from = header(headers, "date")
                .and_then(seconds_from_http_date)
                .unwrap_or(now);
            return Some(natural(then.saturating_sub(from)).unwrap_or(0));
        }
    }
    let sentence = sentence(body)?;
    natural(*numbers(&sentence).first()?)
}

/// The runs of digits in a text, as numbers.
#[inline(never)]
fn numbers(text: &str) -> Vec<i64> {
    let (mut numbers, mut number) = (Vec::new(), None);
    for b in text.bytes() {
        if b.is_ascii_digit() {
            let so_far: i64 = number.unwrap_or(0);
            number = Some(
                so_far
                    .saturating_mul(10)
                    .saturating_add(i64::from(b - b'0')),
            );
        } else {
            numbers.extend(number.take());
        }
    }
    numbers.extend(number);
    numbers
}

/// An HTTP date in seconds since 1970, in any of the three forms that
/// [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7) names:
/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
#[must_use]
#[inline(never)]
pub fn seconds_from_http_date(text: &str) -> Option<i64> {
    const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
    let (year, day, hour, minute, second) = match *numbers(text) {
        [day, year, hour, minute, second] if text.ends_with(" GMT") => {
            (year, day, hour, minute, second)
        }
        [day, hour, minute, second, year] => (year, day, hour, minute, second),
        _ => return None,
    };
    // No day of the week has a month in its name.
    let mut month = 0;
    for (name, at) in MONTHS.as_bytes().chunks_exact(3).zip(1..) {
        if text.as_bytes().windows(3).any(|three| three == name) {
            month = at;
        }
    }
    // Two digits are the year that is nearest; none of these dates is far away.
    let century = match year {
        70..=99 => 1900,
        0..70 => 2000,
        _ => 0,
    };
    let day = day_of(century + year, month, day)?;
    let within = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..=60).contains(&second);
    let days = i64::from(day.to_epoch_days());
    // A leap second counts as the one before.
    within.then(|| days * 86_400 + (hour * 60 + minute) * 60 + second.min(59))
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned;

    fn headers(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect()
    }

    #[test]
    fn waits_as_long_as_the_server_says() {
        let seconds = headers(&[("Retry-After", "40")]);
        assert_eq!(retry_after(&seconds, "", 0), Some(40));
        let date = headers(&[
            ("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT"),
            ("Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ]);
        assert_eq!(retry_after(&date, "", 5), Some(30));
        let bare = headers(&[("retry-after", "Thu, 01 Jan 1970 00:01:00 GMT")]);
        assert_eq!(retry_after(&bare, "", 10), Some(50));
        assert_eq!(retry_after(&bare, "", 90), Some(0));
        let body = r#"{"detail": "Anfrage gedrosselt. Verfügbar in 12 Sekunden."}"#;
        assert_eq!(retry_after(&[], body, 0), Some(12));
        assert_eq!(retry_after(&[], "<html>502</html>", 0), None);
    }

    #[test]
    fn messages_are_capped_in_code_points() {
        assert_eq!(capped(" a \n b "), "a b");
        let long = capped(&"😀".repeat(400));
        assert_eq!(long.chars().count(), 300);
        assert!(long.ends_with('…'));
    }

    #[test]
    fn a_weak_etag_is_ignored() {
        assert_eq!(strong_etag(Some("W/\"1\"")), None);
        assert_eq!(strong_etag(Some("\"1\"")).as_deref(), Some("\"1\""));
    }
}
