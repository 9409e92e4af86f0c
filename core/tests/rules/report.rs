//! How issues are gathered, and what a PUT is asked of fields that nobody can edit.

use customer_core::editor::Policy;
use customer_core::rules::report::{Code, Report, refused};
use customer_core::schema::Method;

use crate::support::{EVERY_LIST, open, open_with_policy, refusal};

#[test]
fn of_two_issues_in_one_field_the_first_has_the_word() {
    let mut report = Report::default();
    for (position, key, code) in [
        (5, "city", Code::TooLong),
        (1, "name", Code::Required),
        (5, "city", Code::InvalidCharacter),
        (3, "phone", Code::TooLong),
        (1, "name", Code::TooLong),
    ] {
        report.add(position, refused(key, code));
    }
    let found: Vec<_> = report
        .into_issues()
        .into_iter()
        .map(|issue| (issue.field.unwrap(), issue.code))
        .collect();
    let expected = [
        ("name", Code::Required),
        ("phone", Code::TooLong),
        ("city", Code::TooLong),
    ];
    assert_eq!(found, expected.map(|(key, code)| (key.to_owned(), code)));
}

/// Typing on mends the others.
#[test]
fn what_shows_at_the_key_press() {
    for (code, shows) in [
        (Code::TooLong, true),
        (Code::InvalidCharacter, true),
        (Code::BelowMin, true),
        (Code::AboveMax, true),
        (Code::Server, true),
        (Code::Required, false),
        (Code::InvalidEmail, false),
        (Code::InvalidDate, false),
        (Code::InvalidMoney, false),
        (Code::TooManyDecimals, false),
        (Code::InvalidChoice, false),
    ] {
        assert_eq!(code.shows_while_typing(), shows, "{code}");
        assert_eq!(code.to_string(), code.as_str());
    }
}

/// It cannot be mended here: it goes back as it was loaded, and the server decides.
#[test]
fn a_put_asks_nothing_of_a_field_that_nobody_can_edit() {
    let phone = "9".repeat(21);
    let record = format!(r#"{{"id":42,"name":"Acme","phone":"{phone}"}}"#);
    let in_a_put = refusal(&open(&record, EVERY_LIST), Method::Put);
    assert_eq!(in_a_put, [("phone".to_owned(), "too_long")]);
    let locked = open_with_policy(&record, EVERY_LIST, &[("phone", Policy::Readonly)]);
    assert_eq!(refusal(&locked, Method::Put), []);
}

/// Of a pair one that can be edited is enough to mend it.
#[test]
fn a_pair_is_asked_for_while_one_of_them_can_be_edited() {
    let record = r#"{"id":42,"name":"Acme","contact_person":{"name":null,"email":"a@b.co"}}"#;
    let [name, email] = ["contact_person.name", "contact_person.email"];
    let missing = [(name.to_owned(), "required")];
    for policy in [
        &[][..],
        &[(name, Policy::Readonly)],
        &[(email, Policy::Readonly)],
    ] {
        let editor = open_with_policy(record, EVERY_LIST, policy);
        assert_eq!(refusal(&editor, Method::Put), missing, "{policy:?}");
    }
    let both = [(name, Policy::Readonly), (email, Policy::Readonly)];
    let editor = open_with_policy(record, EVERY_LIST, &both);
    assert_eq!(refusal(&editor, Method::Put), []);
}

#[test]
fn what_cannot_be_said_is_told_with_what_it_is() {
    let editor = open(
        r#"{"id":42,"name":"Acme","country":"Atlantis"}"#,
        EVERY_LIST,
    );
    let issues = editor.validate(Method::Put);
    assert_eq!(issues.len(), 1);
    assert_eq!(issues[0].code, Code::Unresolved);
    assert_eq!(issues[0].param("value"), Some("Atlantis"));
}
