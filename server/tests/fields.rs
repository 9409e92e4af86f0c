//! Field errors: the documented shape, and a row that stays as it was.

mod common;

use common::Server;

/// Sends each body and expects the same row as before.
#[track_caller]
fn refused(method: &str, id: u32, cases: &[(&str, &str)]) {
    let server = Server::start();
    let before = server.row(id);
    for (members, errors) in cases {
        server
            .write(method, id, &format!(r#"{{"company":1,{members}}}"#))
            .expect(400, errors);
    }
    let after = server.row(id);
    assert_eq!(before.changes(&after), [""; 0]);
    assert_eq!(before.revision, after.revision);
}

#[test]
fn texts() {
    let max = |n| format!("Ensure this field has no more than {n} characters.");
    refused(
        "PATCH",
        42,
        &[
            (
                &format!(r#""city":"{}""#, "🦊".repeat(51)),
                &format!(r#"{{"city":["{}"]}}"#, max(50)),
            ),
            (
                &format!(r#""phone":"{}""#, "1".repeat(21)),
                &format!(r#"{{"phone":["{}"]}}"#, max(20)),
            ),
            (
                &format!(r#""general_description":"{}""#, "é".repeat(1001)),
                &format!(r#"{{"general_description":["{}"]}}"#, max(1000)),
            ),
            (r#""city":7"#, r#"{"city":["Not a valid string."]}"#),
            (
                r#""city":"a\u0000b""#,
                r#"{"city":["Null characters are not allowed."]}"#,
            ),
            (
                r#""city":"a\ud800b""#,
                r#"{"city":["Null characters are not allowed."]}"#,
            ),
            (
                r#""name":"""#,
                r#"{"name":["This field may not be blank."]}"#,
            ),
            (
                r#""name":null"#,
                r#"{"name":["This field may not be null."]}"#,
            ),
        ],
    );
    let server = Server::start();
    let body = format!(r#"{{"company":1,"city":" {} "}}"#, "🦊".repeat(50));
    assert_eq!(server.write("PATCH", 42, &body).status, 200);
}

#[test]
fn a_put_without_a_name() {
    refused(
        "PUT",
        42,
        &[
            (
                r#""city":"Oakland""#,
                r#"{"name":["This field is required."]}"#,
            ),
            (
                r#""name":"\u3000""#,
                r#"{"name":["This field may not be blank."]}"#,
            ),
        ],
    );
}

#[test]
fn booleans_dates_choices_and_ids() {
    let date = "Date has wrong format. Use one of these formats instead: YYYY-MM-DD.";
    refused(
        "PATCH",
        42,
        &[
            (
                r#""nda_signed":"yes""#,
                r#"{"nda_signed":["Must be a valid boolean."]}"#,
            ),
            (
                r#""nda_signed_date":"2023-02-29""#,
                &format!(r#"{{"nda_signed_date":["{date}"]}}"#),
            ),
            (
                r#""nda_signed_date":20240229"#,
                &format!(r#"{{"nda_signed_date":["{date}"]}}"#),
            ),
            (
                r#""contact_person":{"type":"boss"}"#,
                r#"{"contact_person":{"type":["\"boss\" is not a valid choice."]}}"#,
            ),
            (
                r#""contact_person":"Ines""#,
                r#"{"contact_person":{"non_field_errors":["Invalid data. Expected a dictionary, but got str."]}}"#,
            ),
            (
                r#""category":201"#,
                r#"{"category":["Invalid pk \"201\" - object does not exist."]}"#,
            ),
            (
                r#""country":530"#,
                r#"{"country":["Invalid pk \"530\" - object does not exist."]}"#,
            ),
            (
                r#""country":"Switzerland""#,
                r#"{"country":["Incorrect type. Expected pk value, received str."]}"#,
            ),
            (
                r#""category":{"id":7,"name":"Retail"}"#,
                r#"{"category":["Incorrect type. Expected pk value, received dict."]}"#,
            ),
            (
                r#""template":{"id":9}"#,
                r#"{"template":{"id":["Invalid pk \"9\" - object does not exist."]}}"#,
            ),
            (
                r#""template":{"fields":[]}"#,
                r#"{"template":{"id":["This field is required."]}}"#,
            ),
        ],
    );
}

#[test]
fn custom_fields_by_their_place_in_the_list() {
    let at = |value: &str, error: &str| {
        (
            format!(
                r#""template":{{"id":3,"fields":[{{"id":11,"value":"ok"}},{{"id":12,"value":{value}}}]}}"#
            ),
            format!(r#"{{"template":{{"fields":[{{}},{{"value":["{error}"]}}]}}}}"#),
        )
    };
    let field = |id: u32, value: &str, error: &str| {
        (
            format!(r#""template":{{"id":3,"fields":[{{"id":{id},"value":{value}}}]}}"#),
            format!(r#"{{"template":{{"fields":[{error}]}}}}"#),
        )
    };
    let unknown = |id: u32| format!(r#"{{"id":["Invalid pk \"{id}\" - object does not exist."]}}"#);
    let cases = [
        at(
            "1.234",
            "Ensure that there are no more than 2 decimal places.",
        ),
        at(
            "999999999999999.01",
            "Ensure this value is less than or equal to 999999999999999.00.",
        ),
        at(
            "-0.01",
            "Ensure this value is greater than or equal to 0.00.",
        ),
        at("\"twelve\"", "A valid number is required."),
        at("true", "A valid number is required."),
        field(14, "1.5", r#"{"value":["A valid integer is required."]}"#),
        field(
            14,
            "1000000000000000",
            r#"{"value":["Ensure this value is less than or equal to 999999999999999."]}"#,
        ),
        field(
            11,
            &format!("\"{}\"", "🦊".repeat(51)),
            r#"{"value":["Ensure this field has no more than 50 characters."]}"#,
        ),
        field(34, "1", &unknown(34)),
        field(18, "\"EPAL\"", &unknown(18)),
    ];
    let cases: Vec<(&str, &str)> = cases
        .iter()
        .map(|(body, errors)| (body.as_str(), errors.as_str()))
        .collect();
    refused("PATCH", 42, &cases);
}

#[test]
fn an_attachment_takes_no_value() {
    let server = Server::start();
    let before = server.row(13);
    let body = r#"{"company":1,"template":{"id":5,"fields":[{"id":159,"value":"x.pdf"}]}}"#;
    let reply = server.write("PATCH", 13, body);
    assert_eq!(reply.status, 400, "{}", reply.body);
    assert!(
        reply
            .body
            .starts_with(r#"{"template":{"fields":[{"value":["#),
        "{}",
        reply.body
    );
    assert!(before.changes(&server.row(13)).is_empty());
}

#[test]
fn everything_wrong_is_said_at_once() {
    refused(
        "PATCH",
        42,
        &[(
            r#""name":"","website":1,"contact_person":{"email":"x"},"template":{"id":3,"fields":[{"id":14,"value":"x"}]}"#,
            r#"{"contact_person":{"email":["Enter a valid email address."]},"name":["This field may not be blank."],"template":{"fields":[{"value":["A valid integer is required."]}]},"website":["Not a valid string."]}"#,
        )],
    );
}

#[test]
fn names_are_unique_per_account() {
    let server = Server::start();
    let taken = r#"{"name":["customer with this name already exists."]}"#;
    for name in ["Zoë", " zoË ", "GROSSE", "große straßenbau gmbh & co. kg"] {
        let reply = server.write("PATCH", 42, &format!(r#"{{"company":1,"name":"{name}"}}"#));
        if name == "GROSSE" {
            assert_eq!(reply.status, 200);
        } else {
            reply.expect(400, taken);
        }
    }
    server
        .write("PUT", 1, r#"{"company":1,"name":"GROSSE"}"#)
        .expect(400, taken);
    // Its own name, in another case, and a name of another account are free.
    assert_eq!(
        server
            .write("PATCH", 42, r#"{"company":1,"name":"Grosse"}"#)
            .status,
        200
    );
    let other = r#"{"company":1,"name":"Pemberton Rowing Club"}"#;
    assert_eq!(server.write("PATCH", 42, other).status, 200);
}

#[test]
fn a_refused_name_undoes_nothing_and_does_nothing() {
    refused(
        "PATCH",
        42,
        &[(
            r#""city":"Alameda","name":"Zoë","template":{"id":3,"fields":[{"id":12,"value":1}]}"#,
            r#"{"name":["customer with this name already exists."]}"#,
        )],
    );
}
