//! Numbers keep every digit from key press to wire. Compared with `rust_decimal`; nothing here is a float.

use customer_core::editor::{Editor, Options};
use customer_core::locale::Locale;
use customer_core::schema::Method;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

use crate::config;
use crate::support::{EVERY_LIST, RECORD, body, check, options};

fn opened(values: &str, marks: &str) -> Editor {
    let record = RECORD.replace(r#""fields":{}"#, &format!(r#""fields":{{{values}}}"#));
    Editor::new(Options {
        locale: Locale::from_marks(marks),
        ..options(&record, EVERY_LIST)
    })
    .unwrap()
}

/// Whole part and hundredths as a person of that locale may type them.
fn typed(whole: u64, cents: u8, marks: &str, grouped: bool, zeros: usize, tail: usize) -> String {
    let mut chars = marks.chars();
    let (decimal, zero, group) = (
        chars.next().unwrap(),
        chars.next().unwrap(),
        chars.next().unwrap(),
    );
    let digits = whole.to_string();
    let mut out = "0".repeat(if grouped { 0 } else { zeros });
    for (at, digit) in digits.chars().enumerate() {
        if grouped && at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(group);
        }
        out.push(digit);
    }
    if cents > 0 || tail > 0 {
        out.push(decimal);
        out.push_str(&format!("{cents:02}"));
        out.push_str(&"0".repeat(tail));
    }
    let digit = |c: char| char::from_u32(u32::from(zero) + c.to_digit(10)?);
    out.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

fn value_sent(sent: &str) -> &str {
    let (_, rest) = sent.split_once(r#""value":"#).unwrap();
    rest.split_once('}').unwrap().0
}

fn marks() -> impl Strategy<Value = &'static str> {
    select(vec![".0,", ",0.", ",0\u{202f}", ".0’", "٫٠٬", ".०,"])
}

/// All magnitudes alike, not mostly the largest.
fn magnitude() -> impl Strategy<Value = u64> {
    (0..=15u32, any::<u64>()).prop_map(|(digits, n)| n % 10u64.pow(digits))
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn money_typed_is_money_sent(
        whole in magnitude(), cents in 0..100u8, marks in marks(),
        grouped in any::<bool>(), zeros in 0..4usize, tail in 0..4usize,
    ) {
        let text = typed(whole, cents, marks, grouped, zeros, tail);
        let exact = Decimal::from_i128_with_scale(i128::from(whole) * 100 + i128::from(cents), 2);
        let max = Decimal::from(999_999_999_999_999u64);
        let mut editor = opened("", marks);
        editor.set("template.fields.2", &text).unwrap();
        if exact > max {
            prop_assert_eq!(editor.validate(Method::Patch)[0].code.as_str(), "above_max");
            return Ok(());
        }
        let sent = body(&editor, Method::Patch);
        let json = value_sent(&sent);
        prop_assert_eq!(Decimal::from_str_exact(json).unwrap(), exact, "{} as {}", text, json);
        prop_assert_eq!(json, exact.normalize().to_string());
        prop_assert_eq!(check(Method::Patch, &sent, EVERY_LIST), []);
        // Saved, it is shown with the same value, and typing it again is no change.
        editor.request(Method::Patch).unwrap();
        editor.response(200, &[], "", 0);
        editor.set("template.fields.2", &text).unwrap();
        prop_assert_eq!(editor.dirty(), Vec::<String>::new());
    }

    #[test]
    fn a_number_typed_is_the_number_sent(whole in magnitude(), negative in any::<bool>(), marks in marks(), grouped in any::<bool>()) {
        let text = format!("{}{}", if negative { "-" } else { "" }, typed(whole, 0, marks, grouped, 0, 0));
        let exact = if negative { -i128::from(whole) } else { i128::from(whole) };
        let mut editor = opened(r#""Seats": 0.5"#, marks);
        editor.set("template.fields.3", &text).unwrap();
        let sent = body(&editor, Method::Patch);
        prop_assert_eq!(value_sent(&sent), exact.to_string());
    }

    /// Loaded in any notation, the value is one value: shown, compared, and sent back as it came.
    #[test]
    fn money_loaded_is_exact(whole in magnitude(), cents in 0..100u8, style in 0..5usize, marks in marks()) {
        let exact = Decimal::from_i128_with_scale(i128::from(whole) * 100 + i128::from(cents), 2);
        let plain = format!("{whole}.{cents:02}");
        let hundredths = u128::from(whole) * 100 + u128::from(cents);
        let json = match style {
            0 => plain.clone(),
            1 => format!("\"{plain}\""),
            2 => format!("{hundredths}e-2"),
            3 => format!("{plain}E+0"),
            _ => format!("\"00{plain}00\""),
        };
        let mut editor = opened(&format!(r#""Budget":{json}"#), marks);
        editor.set("template.fields.2", &typed(whole, cents, marks, false, 1, 1)).unwrap();
        prop_assert_eq!(editor.dirty(), Vec::<String>::new(), "{}", json);
        if exact <= Decimal::from(999_999_999_999_999u64) {
            let sent = body(&editor, Method::Put);
            prop_assert!(sent.contains(&format!(r#"{{"id":2,"value":{json}}}"#)), "{}", sent);
        }
        // One cent more is another value, whatever a double would say.
        let other = if cents == 99 { (whole + 1, 0) } else { (whole, cents + 1) };
        editor.set("template.fields.2", &typed(other.0, other.1, marks, true, 0, 0)).unwrap();
        prop_assert_eq!(editor.dirty(), ["template.fields.2"]);
    }
}
