//! Refusals onto their fields: dictionaries, nested lists, problem+json, and bodies that say nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use customer_core::editor::{Editor, Outcome};
use customer_core::rules::report::{Code, Issue};
use customer_core::schema::Method;
use support::{open_acme, owned, refusal, sent, set};

/// Field and sentence of each issue; `""` for the whole record.
fn sentences(issues: &[Issue]) -> Vec<(String, String)> {
    issues
        .iter()
        .map(|issue| {
            assert_eq!(issue.code, Code::Server);
            let field = issue.field.clone().unwrap_or_default();
            (field, issue.message.clone().unwrap_or_default())
        })
        .collect()
}

#[track_caller]
fn refused(editor: &mut Editor, answer: &str) -> Vec<(String, String)> {
    refused_as(editor, &[], answer)
}

#[track_caller]
fn refused_as(
    editor: &mut Editor,
    headers: &[(&str, &str)],
    answer: &str,
) -> Vec<(String, String)> {
    match editor.response(400, &owned(headers), answer, 0) {
        Outcome::Invalid(issues) => {
            let found = sentences(&issues);
            assert_eq!(sentences(editor.server_issues()), found);
            assert!(found.iter().all(|(_, text)| text.chars().count() <= 300));
            found
        }
        other => panic!("{other:?}"),
    }
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    owned(expected)
}

#[test]
fn field_dictionaries_in_display_order() {
    let answer = r#"{"city":["Too far."],"name":["Taken.","Too plain."],"contact_person":{"email":["Unknown."]},"category":"Gone."}"#;
    let expected = pairs(&[
        ("name", "Taken. Too plain."),
        ("category", "Gone."),
        ("contact_person.email", "Unknown."),
        ("city", "Too far."),
    ]);
    assert_eq!(refused(&mut sent(), answer), expected);
}

#[test]
fn nested_lists_by_the_positions_sent() {
    let answer = r#"{"template":{"fields":[{},{"value":["Too many."]},{"value":["Past."]}]}}"#;
    let expected = pairs(&[
        ("template.fields.3", "Too many."),
        ("template.fields.4", "Past."),
    ]);
    assert_eq!(refused(&mut sent(), answer), expected);
    let first = r#"{"template":{"fields":[{"value":["No."]}]}}"#;
    assert_eq!(
        refused(&mut sent(), first),
        pairs(&[("template.fields.1", "No.")])
    );
    // One more than was sent.
    let beyond = r#"{"template":{"fields":[{},{},{},{"value":["No."]}]}}"#;
    let found = refused(&mut sent(), beyond);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].0, "", "{found:?}");
}

#[test]
fn a_template_and_its_id() {
    for answer in [
        r#"{"template":["Gone."]}"#,
        r#"{"template":{"id":["Gone."]}}"#,
        r#"{"template":"Gone."}"#,
    ] {
        assert_eq!(
            refused(&mut sent(), answer),
            pairs(&[("template.id", "Gone.")]),
            "{answer}"
        );
    }
}

#[test]
fn sentences_of_the_whole_record() {
    for answer in [
        r#"{"detail":"company is required"}"#,
        r#"{"non_field_errors":["company is required"]}"#,
        r#"["company is required"]"#,
        r#""company is required""#,
    ] {
        assert_eq!(
            refused(&mut sent(), answer),
            pairs(&[("", "company is required")]),
            "{answer}"
        );
    }
    let both = r#"{"non_field_errors":["One.","Two."],"city":["Three."]}"#;
    let expected = pairs(&[("city", "Three."), ("", "One."), ("", "Two.")]);
    assert_eq!(refused(&mut sent(), both), expected);
}

#[test]
fn an_unknown_field_goes_to_the_summary_under_its_name() {
    let answer =
        r#"{"owner":["Left."],"company":["Closed."],"contact_person":["Odd."],"city":["No."]}"#;
    let found = refused(&mut sent(), answer);
    assert_eq!(found[0], ("city".to_owned(), "No.".to_owned()));
    let summary: Vec<&str> = found[1..]
        .iter()
        .map(|(field, text)| {
            assert_eq!(field, "");
            text.as_str()
        })
        .collect();
    assert_eq!(
        summary,
        ["owner: Left.", "company: Closed.", "contact_person: Odd."]
    );
}

#[test]
fn problem_json_with_pointers() {
    let answer = r##"{"type":"https://example.net/validation","title":"Your request is not valid.","status":400,
        "errors":[{"detail":"Taken.","pointer":"#/name"},
                  {"detail":"Unknown.","pointer":"/contact_person/email"},
                  {"detail":"Past.","pointer":"#/template/fields/2/value"},
                  {"detail":"Left.","pointer":"#/owner"}]}"##;
    let expected = pairs(&[
        ("name", "Taken."),
        ("contact_person.email", "Unknown."),
        ("template.fields.4", "Past."),
        ("", "owner: Left."),
    ]);
    assert_eq!(refused(&mut sent(), answer), expected);
}

#[test]
fn a_pointers_number_is_a_place_never_an_id() {
    // Sent: places 0, 1, 2 are the ids 1, 3, 4. Place 1 is id 3, and id 1 exists too.
    let answer = r##"{"type":"about:blank","title":"Bad Request","errors":[{"detail":"Too many.","pointer":"#/template/fields/1/value"}]}"##;
    assert_eq!(
        refused(&mut sent(), answer),
        pairs(&[("template.fields.3", "Too many.")])
    );
}

#[test]
fn problem_json_with_invalid_params() {
    for list in ["invalid-params", "invalid_params"] {
        let answer = format!(
            r#"{{"type":"about:blank","title":"Bad Request","{list}":[{{"name":"name","reason":"Taken."}},{{"name":"contact_person.email","reason":"Unknown."}}]}}"#
        );
        let expected = pairs(&[("name", "Taken."), ("contact_person.email", "Unknown.")]);
        assert_eq!(refused(&mut sent(), &answer), expected);
    }
}

#[test]
fn problem_json_without_fields() {
    let answer = r#"{"type":"about:blank","title":"Bad Request","status":400,"detail":"company is required"}"#;
    assert_eq!(
        refused(&mut sent(), answer),
        pairs(&[("", "company is required")])
    );
    let bare = r#"{"type":"about:blank","title":"Bad Request","status":400}"#;
    assert_eq!(refused(&mut sent(), bare), pairs(&[("", "Bad Request")]));
}

#[test]
fn every_member_of_a_problem_is_optional() {
    // RFC 9457 section 3.1: `type` defaults to about:blank, and a title is not demanded either.
    let headers = [("Content-Type", "application/problem+json")];
    for answer in [
        r##"{"title":"Not valid.","errors":[{"detail":"Taken.","pointer":"#/name"}]}"##,
        r##"{"status":400,"errors":[{"detail":"Taken.","pointer":"#/name"}]}"##,
        r##"{"errors":[{"detail":"Taken.","pointer":"#/name"}]}"##,
    ] {
        assert_eq!(
            refused_as(&mut sent(), &headers, answer),
            pairs(&[("name", "Taken.")]),
            "{answer}"
        );
    }
}

#[test]
fn a_body_that_says_nothing_is_one_issue_of_the_whole() {
    for answer in [
        "",
        "<html><h1>Bad Request</h1></html>",
        "{}",
        "null",
        "[]",
        "{\"name\":[]}",
        "\u{0}",
        "{",
    ] {
        let found = refused(&mut sent(), answer);
        assert_eq!(found.len(), 1, "{answer}");
        assert_eq!(found[0].0, "", "{answer}");
        assert!(!found[0].1.contains('<'), "{answer}");
    }
}

#[test]
fn messages_are_capped_at_300_code_points() {
    let long = "😀 ".repeat(5_000);
    for answer in [
        format!(r#"{{"city":["{long}"]}}"#),
        format!(r#"{{"city":["{long}","{long}"]}}"#),
        format!(r#"{{"detail":"{long}"}}"#),
        format!(r#"{{"{long}":["x"]}}"#),
        format!(r#"{{"type":"x","title":"{long}"}}"#),
        format!(r#""{long}""#),
    ] {
        let found = refused(&mut sent(), &answer);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].1.chars().count(), 300);
    }
    let answer = format!(r#"{{"detail":"{long}"}}"#);
    for status in [401, 403, 404, 405, 500] {
        let message = match open_acme().response(status, &[], &answer, 0) {
            Outcome::Unauthorized(text)
            | Outcome::Forbidden(text)
            | Outcome::NotFound(text)
            | Outcome::NotAllowed(text)
            | Outcome::Unavailable(text) => text.unwrap(),
            other => panic!("{other:?}"),
        };
        assert_eq!(message.chars().count(), 300, "{status}");
    }
}

#[test]
fn a_flood_of_sentences_is_cut_off() {
    let answer = format!(
        r#"{{"non_field_errors":[{}"x"]}}"#,
        r#""x","#.repeat(32_000)
    );
    assert_eq!(refused(&mut sent(), &answer).len(), 500);
}

#[test]
fn a_deep_refusal_ends_in_the_summary() {
    let deep = format!("{}\"x\"{}", r#"{"name":"#.repeat(100), "}".repeat(100));
    assert_eq!(refused(&mut sent(), &deep).len(), 1);
    let bomb = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    refused(&mut sent(), &bomb);
}

#[test]
fn a_server_issue_goes_when_its_field_changes_and_stops_no_request() {
    let mut editor = sent();
    refused(
        &mut editor,
        r#"{"city":["Too far."],"name":["Taken."],"detail":"Sorry."}"#,
    );
    assert_eq!(
        editor
            .issue("city", Method::Patch)
            .unwrap()
            .message
            .as_deref(),
        Some("Too far.")
    );
    assert_eq!(editor.validate(Method::Patch), []);
    assert_eq!(editor.validate(Method::Put), []);
    assert_eq!(refusal(&editor, Method::Patch), []);
    set(&mut editor, "city", "Basle");
    assert_eq!(editor.issue("city", Method::Patch), None);
    assert_eq!(
        editor
            .issue("name", Method::Patch)
            .unwrap()
            .message
            .as_deref(),
        Some("Taken."),
        "of another field"
    );
    editor.request(Method::Patch).unwrap();
    assert!(
        editor.issue("name", Method::Patch).is_some(),
        "until its field changes"
    );
    set(&mut editor, "name", "Acme AG");
    assert_eq!(editor.issue("name", Method::Patch), None);
}

#[test]
fn undo_and_reset_are_changes_too() {
    let mut editor = sent();
    refused(&mut editor, r#"{"city":["Too far."]}"#);
    editor.reset(Some("city")).unwrap();
    assert_eq!(editor.issue("city", Method::Patch), None);
    let mut editor = sent();
    refused(
        &mut editor,
        r#"{"template":{"fields":[{},{},{"value":["Past."]}]}}"#,
    );
    assert!(editor.undo());
    assert_eq!(editor.issue("template.fields.4", Method::Patch), None);
}

#[test]
fn the_next_answer_replaces_the_issues() {
    let mut editor = sent();
    refused(&mut editor, r#"{"city":["Too far."]}"#);
    assert_eq!(
        refused(&mut editor, r#"{"name":["Taken."]}"#),
        pairs(&[("name", "Taken.")])
    );
    assert_eq!(editor.issue("city", Method::Patch), None);
    editor.response(200, &[], "", 0);
    assert_eq!(editor.server_issues(), []);
}

#[test]
fn a_place_in_a_list_that_is_not_of_custom_fields_names_none_of_them() {
    for (body, field, words) in [
        (r#"[{"name":["bad"]}]"#, None, "[0].name: bad"),
        (r#"{"tags":[{"x":["bad"]}]}"#, None, "tags[0].x: bad"),
        (
            r#"{"template":{"fields":[{"value":["bad"]}]}}"#,
            Some("template.fields.2"),
            "bad",
        ),
    ] {
        let mut editor = open_acme();
        set(&mut editor, "template.fields.2", "1");
        editor.request(Method::Patch).unwrap();
        let Outcome::Invalid(issues) = editor.response(400, &[], body, 0) else {
            panic!("{body}");
        };
        let said: Vec<_> = issues
            .iter()
            .map(|i| (i.field.as_deref(), i.message.as_deref()))
            .collect();
        assert_eq!(said, [(field, Some(words))], "{body}");
    }
}
