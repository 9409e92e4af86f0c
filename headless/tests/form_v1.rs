//! form-v1 through the handle that JavaScript gets: options, bytes and bodies.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use customer_headless::check::checked;
use customer_headless::editor::EditorHandle;
use serde_json::{Value, json};

const RECORD: &str = r#"{"id":42,"name":"Acme","isSameAddress":true,"city":"Bern","creditLimit":123456789012345.67}"#;

fn open(id: &str, more: &[Value]) -> EditorHandle {
    let mut options = vec![
        json!("form-v1"),
        json!(id),
        Value::Null,
        json!(RECORD),
        Value::Null,
        json!(".0,"),
        json!([]),
        json!([]),
        json!(["keepTexts", "true"]),
    ];
    options.extend_from_slice(more);
    EditorHandle::new(&Value::Array(options).to_string())
}

fn call(handle: &EditorHandle, args: Value) -> Vec<Value> {
    match serde_json::from_str(&handle.call(&args.to_string())).unwrap() {
        Value::Array(answer) => answer,
        other => panic!("{other}"),
    }
}

#[test]
fn a_change_is_one_parameter() {
    let handle = open("42", &[]);
    assert_eq!(call(&handle, json!(["createEditor"])), [""]);
    assert_eq!(
        call(&handle, json!(["get", "creditLimit"]))[1],
        "123456789012345.67"
    );
    call(&handle, json!(["set", "name", "A & B"]));
    let request = call(&handle, json!(["request"]));
    assert_eq!(
        request[1..4],
        [
            json!("POST"),
            json!("/api/v1.0/customers/42"),
            json!("name=A+%26+B")
        ]
    );
    assert_eq!(handle.take(), None);
    call(&handle, json!(["set", "name", ""]));
    assert_eq!(call(&handle, json!(["validate"]))[1][1], "required");
}

#[test]
fn an_id_of_digits_may_be_an_external_one() {
    let path = |handle: &EditorHandle| call(handle, json!(["request"]))[2].clone();
    assert_eq!(
        path(&open("42", &[json!("true")])),
        "/api/v1.0/customers/reference/42"
    );
    assert_eq!(
        path(&open("A/7", &[])),
        "/api/v1.0/customers/reference/A%2F7"
    );
}

#[test]
fn a_picture_goes_in_and_out_as_bytes() {
    let handle = open("42", &[]);
    handle.give(b"GIF89a;".to_vec());
    assert_eq!(
        call(&handle, json!(["setImage", "imageFile", "a.gif"])),
        [""]
    );
    assert_eq!(call(&handle, json!(["get", "imageFile"]))[1], "a.gif");
    let request = call(&handle, json!(["request"]));
    assert_eq!(request[3], Value::Null);
    let body = String::from_utf8(handle.take().unwrap()).unwrap();
    assert!(
        body.contains("filename=\"a.gif\"") && body.contains("GIF89a;"),
        "{body}"
    );
    assert_eq!(handle.take(), None);
    // Without bytes the choice is taken back.
    call(&handle, json!(["setImage", "imageFile", null]));
    assert_eq!(call(&handle, json!(["dirty"])), [""]);
    assert_eq!(
        call(&handle, json!(["setImage", "name", null]))[0],
        "readonly"
    );
}

#[test]
fn fields_that_mean_nothing_are_not_visible() {
    let handle = open("42", &[]);
    let visible = |handle: &EditorHandle| {
        let fields = call(handle, json!(["fields"]));
        let mut rows = fields[1..].iter();
        rows.find(|row| row[0] == "city").unwrap()[9].clone()
    };
    assert_eq!(visible(&handle), "");
    call(&handle, json!(["set", "isSameAddress", "false"]));
    assert_eq!(visible(&handle), "true");
}

#[test]
fn bodies_are_checked() {
    let check = |body: &str, more: &[&str]| -> Value {
        let mut args = vec!["form-v1", "POST", body];
        args.extend_from_slice(more);
        serde_json::from_str(&checked(&json!(args).to_string())).unwrap()
    };
    let parent = "isSubCustomer=true&parentCustomer=42";
    assert_eq!(check("name=x", &[]), json!([""]));
    assert_eq!(check(parent, &[]), json!([""]));
    assert_eq!(check(parent, &["id", "42"])[1][1], "self_reference");
    assert_eq!(check("city=%00", &["record", RECORD]), json!([""]));
    assert_eq!(check("colour=red", &[])[1][1], "unknown_field");
}
