//! Any text as a number of any locale: canonical, exact, and the same on the other side of the wire.

use customer_core::decimal::Plain;
use customer_core::editor::{Editor, Options};
use customer_core::locale::Locale;
use customer_core::record::trim;
use customer_core::rules::decimal::plain_from_typed;
use customer_core::schema::Method;
use rust_decimal::Decimal;

use super::input::choice;
use super::support::{EVERY_LIST, RECORD, check as check_body_of, options};

/// What `Intl` says of English, German, French, Swiss German, Arabic, Hindi and Spanish; then marks that nobody has.
const MARKS: [&str; 9] = [
    ".0,",
    ",0.",
    ",0\u{202f}\u{a0} ",
    ".0’'",
    "٫٠٬",
    ".०,",
    ",0.\u{a0}",
    "-0.",
    "00",
];
const FIELDS: [&str; 2] = ["template.fields.2", "template.fields.3"];

/// The locale, the field, the text.
pub fn check(data: &[u8]) {
    let Some((marks, data)) = choice(data, &MARKS) else {
        return;
    };
    let Some((key, data)) = choice(data, &FIELDS) else {
        return;
    };
    let text = String::from_utf8_lossy(data);
    let locale = Locale::from_marks(marks);
    let plain = plain_from_typed(trim(&text), &locale);
    if let Some(plain) = &plain {
        is_canonical(plain);
        // Marks that cannot be told apart cannot be read back.
        if !matches!(marks, "-0." | "00") {
            let again = plain_from_typed(&locale.localize(plain.as_str()), &locale);
            assert_eq!(again.as_ref(), Some(plain), "{text:?}");
        }
        if marks == ".0," && !text.contains(',') {
            agrees_with_a_decimal_crate(&text, plain);
        }
    }
    let mut editor = Editor::new(Options {
        locale,
        ..options(RECORD, EVERY_LIST)
    })
    .unwrap();
    editor.set(key, &text).unwrap();
    assert_eq!(editor.get(key).unwrap(), text);
    let refused = editor.validate(Method::Patch);
    let codes: Vec<&str> = refused.iter().map(|issue| issue.code.as_str()).collect();
    let Some(plain) = plain else {
        assert_eq!(
            codes.is_empty(),
            trim(&text).is_empty(),
            "{text:?} {codes:?}"
        );
        return;
    };
    let id = key.rsplit('.').next().unwrap();
    let fields = format!(r#"[{{"id":{id},"value":{}}}]"#, plain.as_str());
    let body = format!(r#"{{"company":1,"template":{{"id":3,"fields":{fields}}}}}"#);
    let found = check_body_of(Method::Patch, &body, EVERY_LIST);
    let found: Vec<&str> = found.into_iter().map(|(_, code)| code).collect();
    assert_eq!(codes, found, "{text:?} {body}");
    if codes.is_empty() {
        assert_eq!(editor.preview(Method::Patch).unwrap().text(), body);
    }
}

fn is_canonical(plain: &Plain) {
    let text = plain.as_str();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "1"));
    assert!(
        digits.bytes().all(|b| b.is_ascii_digit() || b == b'.'),
        "{text}"
    );
    assert!(
        whole == "0" || !whole.starts_with('0') && !whole.is_empty(),
        "{text}"
    );
    assert!(!fraction.ends_with('0') && !fraction.is_empty(), "{text}");
    assert!(text != "-0", "{text}");
    assert_eq!(Plain::from_wire(text).as_ref(), Some(plain));
}

fn agrees_with_a_decimal_crate(text: &str, plain: &Plain) {
    let ascii = trim(text).replace('\u{2212}', "-");
    // It has 28 digits and rounds the rest away.
    if ascii.len() <= 26
        && let Ok(decimal) = Decimal::from_str_exact(&ascii)
    {
        assert_eq!(decimal.normalize().to_string(), plain.as_str(), "{text:?}");
    }
}
