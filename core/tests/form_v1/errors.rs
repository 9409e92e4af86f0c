//! Every body of the reference's table of errors, word for word, on its field; and much that is none of them.

use customer_core::editor::Outcome;
use customer_core::schema::Method;

use crate::support::set;
use crate::{RECORD, open};

/// Status, `error`, `error_description`, the field (`""` for the whole record).
const DOCUMENTED: [(u16, &str, &str, &str); 8] = [
    (
        400,
        "missing_param",
        "reference parameter is missing",
        "reference",
    ),
    (400, "not_unique", "reference already used", "reference"),
    (
        400,
        "",
        "The type of parameter payment type id you provided is not valid for this request.",
        "paymentTypes",
    ),
    (400, "save_failed", "Failed to save instance.", ""),
    (
        400,
        "exceeded_file_size",
        "image size should not exceed 2Mo",
        "imageFile",
    ),
    (
        400,
        "unsupported_file_type",
        "image format not supported.",
        "imageFile",
    ),
    (
        404,
        "",
        "The payment type with the id 999 doesn't exist.",
        "paymentTypes",
    ),
    (
        404,
        "not_found",
        "The customer cannot be a subcustomer of itself.",
        "parentCustomer",
    ),
];

/// In the same way, by what the documented ones suggest.
const SUGGESTED: [(u16, &str, &str, &str); 22] = [
    (
        404,
        "not_found",
        "The parent customer with the id 188911 doesn't exist.",
        "parentCustomer",
    ),
    (
        400,
        "missing_param",
        "parentCustomer parameter is missing",
        "parentCustomer",
    ),
    (
        400,
        "missing_param",
        "dueDateConfigNumber parameter is missing.",
        "dueDateConfigNumber",
    ),
    (
        400,
        "missing_param",
        "duedateconfignumber parameter is missing",
        "dueDateConfigNumber",
    ),
    (400, "missing_param", "colour parameter is missing", ""),
    (400, "not_unique", "Bar code already used", "barcode"),
    (400, "not_unique", "This one already used", "reference"),
    (400, "not_unique", "", "reference"),
    (
        404,
        "",
        "The category with the id x doesn’t exist",
        "categoryId",
    ),
    (
        404,
        "",
        "the customer category with the id 7 does not exist.",
        "categoryId",
    ),
    (
        404,
        "",
        "The segmentation with the id 7 doesn't exist.",
        "customerSegmentationId",
    ),
    (
        404,
        "",
        "The region with  the id 7 doesn't exist.",
        "regionId",
    ),
    (
        404,
        "",
        "The currency with the id JPY doesn't exist.",
        "currency",
    ),
    (404, "", "The user with the id 7 doesn't exist.", "userId"),
    (
        400,
        "",
        "The type of parameter region id you provided is not valid for this request.",
        "regionId",
    ),
    (
        400,
        "",
        "The type of parameter creditLimit you provided is not valid for this request.",
        "creditLimit",
    ),
    (
        400,
        "",
        "The type of parameter parent customer id you provided is not valid for this request.",
        "parentCustomer",
    ),
    (400, "unsupported_file_type", "nope", "imageFile"),
    (
        400,
        "save_failed",
        "creditLimit must not be negative",
        "creditLimit",
    ),
    (
        400,
        "save_failed",
        "creditLimit and taxNumber do not fit",
        "",
    ),
    (
        400,
        "save_failed",
        "The name of this city is no comment",
        "",
    ),
    (422, "save_failed", "Nothing", ""),
];

fn answer(error: &str, description: &str) -> String {
    let mut members = Vec::new();
    for (name, text) in [("error", error), ("error_description", description)] {
        if !text.is_empty() {
            members.push(format!(r#""{name}":"{text}""#));
        }
    }
    format!("{{{}}}", members.join(","))
}

#[test]
fn every_sentence_lands_on_its_field_and_stops_nothing() {
    for (status, error, description, field) in DOCUMENTED.into_iter().chain(SUGGESTED) {
        let mut editor = open(RECORD);
        set(&mut editor, "name", "Bolt");
        let request = editor.request(Method::Post).unwrap();
        let body = answer(error, description);
        let issues = match editor.response(status, &[], &body, 0) {
            Outcome::Invalid(issues) => issues,
            other => panic!("{body}: {other:?}"),
        };
        assert_eq!(issues.len(), 1, "{body}");
        assert_eq!(
            issues[0].field.as_deref().unwrap_or_default(),
            field,
            "{body}"
        );
        if !description.is_empty() {
            let said = description.replace("  ", " ");
            assert_eq!(issues[0].message.as_deref(), Some(&*said));
        }
        if !field.is_empty() {
            let shown = editor
                .issue(field, Method::Post)
                .map(|issue| issue.code.as_str());
            assert_eq!(shown, Some("server"), "{body}");
        }
        assert_eq!(editor.request(Method::Post), Ok(request), "{body}");
    }
}

#[test]
fn a_404_of_the_customer_is_not_found_and_a_500_unavailable() {
    for body in [
        answer("not_found", "The customer with the id 42 doesn't exist."),
        answer("not_found", "Nothing here."),
        "<html>".to_owned(),
        String::new(),
        "{}".to_owned(),
    ] {
        let outcome = open(RECORD).response(404, &[], &body, 0);
        assert!(
            matches!(outcome, Outcome::NotFound(_)),
            "{body}: {outcome:?}"
        );
    }
    let body = answer("server_error", "Oops! Something went wrong...");
    let sentence = Some("Oops! Something went wrong...".to_owned());
    let outcome = open(RECORD).response(500, &[], &body, 0);
    assert_eq!(outcome, Outcome::Unavailable(sentence));
}

#[test]
fn anything_else_is_told_and_lost_nowhere() {
    for (body, field) in [
        ("<html>400</html>", ""),
        ("", ""),
        ("[]", ""),
        ("{}", ""),
        ("null", ""),
        (r#"{"error":null}"#, ""),
        (r#"{"error":{"code":3}}"#, ""),
        (r#"{"detail":"No."}"#, ""),
        (r#"{"email":["Unknown."]}"#, "email"),
        (
            r#"{"error_description":"reference already used","error":7}"#,
            "reference",
        ),
    ] {
        match open(RECORD).response(400, &[], body, 0) {
            Outcome::Invalid(issues) => {
                assert_eq!(issues.len(), 1, "{body}");
                assert_eq!(
                    issues[0].field.as_deref().unwrap_or_default(),
                    field,
                    "{body}"
                );
            }
            other => panic!("{body}: {other:?}"),
        }
    }
}

#[test]
fn a_message_is_capped() {
    let body = answer("save_failed", &"creditLimit ".repeat(90));
    match open(RECORD).response(400, &[], &body, 0) {
        Outcome::Invalid(issues) => {
            assert_eq!(issues[0].field.as_deref(), Some("creditLimit"));
            assert_eq!(issues[0].message.as_ref().unwrap().chars().count(), 300);
        }
        other => panic!("{other:?}"),
    }
}
