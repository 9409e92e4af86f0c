//! `application/x-www-form-urlencoded`, as the [URL standard](https://url.spec.whatwg.org/#application/x-www-form-urlencoded)
//! writes and reads it.

use alloc::string::String;
use alloc::vec::Vec;

use crate::text::{cut, parts};
use crate::wire::path::push_percent;

/// Parameters as one text.
#[must_use]
#[inline(never)]
pub fn written(params: &[(&str, String)]) -> String {
    let mut out = String::new();
    for (name, value) in params {
        if !out.is_empty() {
            out.push('&');
        }
        push(&mut out, name);
        out.push('=');
        push(&mut out, value);
    }
    out
}

fn push(out: &mut String, text: &str) {
    for b in text.bytes() {
        match b {
            b' ' => out.push('+'),
            b'*' | b'-' | b'.' | b'_' => out.push(char::from(b)),
            b if b.is_ascii_alphanumeric() => out.push(char::from(b)),
            b => push_percent(out, b),
        }
    }
}

/// The parameters of a text, in order, repeated ones included. What is no UTF-8 becomes U+FFFD.
#[must_use]
#[inline(never)]
pub fn read(body: &str) -> Vec<(String, String)> {
    let mut params = Vec::new();
    for pair in parts(body, b'&') {
        if !pair.is_empty() {
            let (name, value) = cut(pair, b'=').unwrap_or((pair, ""));
            params.push((decoded(name), decoded(value)));
        }
    }
    params
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        rest = behind;
        let escaped = match behind {
            [high, low, behind @ ..] if *first == b'%' => {
                hex(*high).zip(hex(*low)).map(|pair| (pair, behind))
            }
            _ => None,
        };
        if let Some(((high, low), behind)) = escaped {
            bytes.push(high << 4 | low);
            rest = behind;
        } else {
            bytes.push(if *first == b'+' { b' ' } else { *first });
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned;
    use alloc::vec;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn is_written_and_read_as_the_standard_says(
            pairs in proptest::collection::vec((".{0,9}", any::<String>()), 0..5)
        ) {
            let params: Vec<(&str, String)> =
                pairs.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
            let text = written(&params);
            let standard = form_urlencoded::Serializer::new(String::new())
                .extend_pairs(&pairs)
                .finish();
            prop_assert_eq!(&text, &standard);
            let all: Vec<(String, String)> =
                form_urlencoded::parse(text.as_bytes()).into_owned().collect();
            prop_assert_eq!(read(&text), all);
        }

        #[test]
        fn any_text_is_read_as_the_standard_says(body in "([a-z=&+ü]|%[0-9a-gA-F]{0,2}){0,20}") {
            let all: Vec<(String, String)> =
                form_urlencoded::parse(body.as_bytes()).into_owned().collect();
            prop_assert_eq!(read(&body), all, "{}", body);
        }
    }

    #[test]
    fn spaces_are_pluses() {
        let params = [("name", "A & B = 100 % + *".to_owned())];
        let text = "name=A+%26+B+%3D+100+%25+%2B+*";
        assert_eq!(written(&params), text);
        assert_eq!(
            read(text),
            vec![("name".to_owned(), "A & B = 100 % + *".to_owned())]
        );
    }
}
