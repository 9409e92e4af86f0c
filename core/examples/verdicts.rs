//! What core says of some thousand values, one JSON object a line, for `cargo x judge`: a value of a json-v2 body with its
//! issue's code, or parameters with the form bodies that carry them. The same ones in every run.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a tool for tests"
)]

use customer_core::image::Image;
use customer_core::schema::{Api, Method};
use customer_core::wire::form_v1::{multipart, urlencoded};
use customer_core::wire::{BodyContext, check_body};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

const TEMPLATE: &str = r#"[{"id":3,"fields":[{"id":1,"data_type":"text"},{"id":2,"data_type":"money"},
    {"id":3,"data_type":"number"},{"id":4,"data_type":"date"}]}]"#;

/// Of each kind.
const CASES: usize = 3_000;

fn main() {
    let mut runner = TestRunner::deterministic();
    for (kind, values) in kinds() {
        for _ in 0..CASES {
            let value = values.new_tree(&mut runner).unwrap().current();
            let code = verdict(kind, &value);
            // The text of a number, since Python reads one as a double.
            println!("{}", json!({ "kind": kind, "value": value, "code": code }));
        }
    }
    let params = vec(("[a-zA-Z]{1,12}", text(40)), 0..6);
    let file = ("[a-zé漢 ;=\"%.]{1,12}", vec(any::<u8>(), 0..80));
    for _ in 0..CASES {
        let (params, (name, bytes)) = (&params, &file).new_tree(&mut runner).unwrap().current();
        println!("{}", form(&params, name, &bytes));
    }
}

/// By the name of a json-v2 field's kind: JSON texts of values.
fn kinds() -> Vec<(&'static str, BoxedStrategy<String>)> {
    let quoted = |text: String| Value::from(text).to_string();
    let email = prop_oneof![
        4 => "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~\"\\\\ é-]{1,8}@[a-zA-Z0-9.é_ -]{1,14}",
        4 => "[a-z][a-z0-9.+-]{0,6}@([a-z0-9-]{1,6}\\.){1,3}[a-z0-9-]{1,5}",
        1 => "\"[ -~]{0,6}\"@[a-z]{1,3}\\.[a-z]{2,3}",
        1 => "[a-z]@\\[[0-9a-f:.]{3,15}\\]",
        1 => "[a-z]{240,246}@[a-z]{3}\\.co",
        1 => "[a-z]@[a-z]{61,65}\\.(xn--[a-z0-9]{1,5}|[a-z]{1,65})",
        1 => "\\PC{0,10}@?\\PC{0,10}",
    ];
    let date = prop_oneof![
        4 => "[0-9]{4}-(0[0-9]|1[0-3])-[0-3][0-9]",
        1 => "[0-9]{1,5}-[0-9]{1,2}-[0-9]{1,2}",
        1 => "[0-9]{8}|[0-9]{4}-W[0-9]{2}-[0-9]|\\PC{0,10}",
        1 => "(0000|0001|9999|1900|2000|2024)-02-(28|29|30)",
    ];
    let number = || {
        prop_oneof![
            4 => "-?(0|[1-9][0-9]{0,16})",
            3 => "-?(0|[1-9][0-9]{0,15})\\.[0-9]{1,4}",
            1 => select(vec!["999999999999999", "-999999999999999", "1000000000000000", "999999999999999.00",
                "999999999999999.01", "999999999999998.99", "0", "-0", "0.00", "-0.01", "0.005"]).prop_map(str::to_owned),
        ]
    };
    let or_null = |values: BoxedStrategy<String>| {
        prop_oneof![1 => Just("null".to_owned()), 30 => values].boxed()
    };
    vec![
        ("text", or_null(text(54).prop_map(quoted).boxed())),
        ("name", or_null(text(54).prop_map(quoted).boxed())),
        ("email", or_null(email.prop_map(quoted).boxed())),
        ("date", or_null(date.prop_map(quoted).boxed())),
        ("money", or_null(number().boxed())),
        ("money", or_null(number().prop_map(quoted).boxed())),
        ("number", or_null(number().boxed())),
        (
            "choice",
            or_null(
                select(vec!["sales", "billing", "Sales", "friend", "", " sales "])
                    .prop_map(move |t| quoted(t.to_owned()))
                    .boxed(),
            ),
        ),
        (
            "boolean",
            or_null(
                select(vec!["true", "false", "1", "0", "\"true\"", "\"\"", "\"x\""])
                    .prop_map(str::to_owned)
                    .boxed(),
            ),
        ),
    ]
}

/// At most so many code points, white space of every kind at its ends.
fn text(most: usize) -> impl Strategy<Value = String> {
    let piece = select(vec![
        "a", "Zoë", "😀", "e\u{301}", " ", "\u{a0}", "\u{3000}", "\u{1c}", "\u{1f}", "\u{85}",
        "\t", "\n", "\r\n", "\u{200b}", "\u{feff}", "\u{180e}", "\"", "\\", "&", "=", "+", "%41",
        "--XX", "\u{7f}", "\u{1}", "\0", "null",
    ]);
    let long = ("[a-z]", 45..60usize).prop_map(|(c, count)| c.repeat(count));
    prop_oneof![4 => vec(piece, 0..12).prop_map(|pieces| pieces.concat()), 1 => long]
        .prop_map(move |text| text.chars().take(most).collect())
}

fn verdict(kind: &str, value: &str) -> Option<&'static str> {
    let custom = |id| {
        format!(r#"{{"company":1,"template":{{"id":3,"fields":[{{"id":{id},"value":{value}}}]}}}}"#)
    };
    let body = match kind {
        "money" => custom(2),
        "number" => custom(3),
        "date" => custom(4),
        "email" => format!(r#"{{"company":1,"contact_person":{{"name":"Ann","email":{value}}}}}"#),
        "choice" => format!(r#"{{"company":1,"contact_person":{{"type":{value}}}}}"#),
        "name" => format!(r#"{{"company":1,"name":{value}}}"#),
        "boolean" => format!(r#"{{"company":1,"nda_signed":{value}}}"#),
        _ => format!(r#"{{"company":1,"city":{value}}}"#),
    };
    let context = BodyContext {
        lookups: vec![("templates".to_owned(), TEMPLATE.to_owned())],
        ..BodyContext::default()
    };
    let issues = check_body(Api::JsonV2, Method::Patch, &body, &context);
    // Without its e-mail a contact lacks a partner, which is not what is asked here.
    let issue = issues
        .iter()
        .find(|issue| kind != "email" || issue.code.as_str() != "required");
    issue.map(|issue| issue.code.as_str())
}

fn form(params: &[(String, String)], file_name: String, bytes: &[u8]) -> Value {
    let params: Vec<(&str, String)> = params
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let image = Image {
        bytes: bytes.into(),
        name: file_name.clone(),
    };
    let boundary = multipart::boundary(&params, bytes);
    let body = multipart::written(&params, "imageFile", &image, &boundary);
    let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
    json!({
        "kind": "form", "params": params, "file": { "name": file_name, "bytes": hex(bytes) },
        "urlencoded": urlencoded::written(&params), "boundary": boundary, "multipart": hex(&body),
    })
}
