//! Contact name ⇄ e-mail: one given demands the other, in the merged draft.

use customer_core::editor::Policy;
use customer_core::schema::Method;

use crate::one;
use crate::support::{
    EVERY_LIST, UPDATES, body, check, open, open_acme, open_with_policy, refusal, set,
};

const NAME: &str = "contact_person.name";
const EMAIL: &str = "contact_person.email";

fn contactless() -> customer_core::editor::Editor {
    open(r#"{"name":"Acme"}"#, EVERY_LIST)
}

#[test]
fn a_name_demands_an_email_and_an_email_a_name() {
    for (given, text, missing) in [(NAME, "Ann", EMAIL), (EMAIL, "a@b.co", NAME)] {
        let mut editor = contactless();
        set(&mut editor, given, text);
        for method in UPDATES {
            assert_eq!(refusal(&editor, method), one(missing, "required"));
        }
        let issue = editor
            .issue(missing, Method::Patch)
            .expect("shown on the partner");
        assert_eq!(
            (issue.code.as_str(), issue.param("with")),
            ("required", Some(given))
        );
        assert_eq!(editor.partners(given), [missing]);
        set(
            &mut editor,
            missing,
            if missing == NAME { "Ann" } else { "a@b.co" },
        );
        assert_eq!(editor.issue(missing, Method::Patch), None);
        assert_eq!(
            body(&editor, Method::Patch),
            r#"{"company":1,"contact_person":{"name":"Ann","email":"a@b.co"}}"#
        );
    }
}

#[test]
fn clearing_one_demands_it_back_clearing_both_does_not() {
    for (cleared, other) in [(NAME, EMAIL), (EMAIL, NAME)] {
        for blank in ["", " \u{1c}"] {
            let mut editor = open_acme();
            set(&mut editor, cleared, blank);
            for method in UPDATES {
                assert_eq!(refusal(&editor, method), one(cleared, "required"));
            }
            set(&mut editor, other, blank);
            for method in UPDATES {
                assert_eq!(refusal(&editor, method), []);
            }
        }
    }
}

#[test]
fn the_type_stands_alone() {
    let mut editor = contactless();
    set(&mut editor, "contact_person.type", "billing");
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"contact_person":{"type":"billing"}}"#
    );
    assert_eq!(refusal(&editor, Method::Put), []);
}

#[test]
fn a_half_loaded_pair_blocks_the_put_and_no_other_patch() {
    for (record, missing) in [
        (
            r#"{"name":"Acme","contact_person":{"name":"Ann","email":null,"type":null}}"#,
            EMAIL,
        ),
        (
            r#"{"name":"Acme","contact_person":{"name":"","email":"a@b.co","type":null}}"#,
            NAME,
        ),
    ] {
        let mut editor = open(record, EVERY_LIST);
        assert_eq!(refusal(&editor, Method::Put), one(missing, "required"));
        set(&mut editor, "city", "Bern");
        set(&mut editor, "contact_person.type", "sales");
        assert_eq!(refusal(&editor, Method::Patch), [], "{record}");
    }
}

#[test]
fn a_patch_validates_the_demanded_partner() {
    let record = r#"{"name":"Acme","contact_person":{"name":"Ann","email":"no address"}}"#;
    let mut editor = open(record, EVERY_LIST);
    set(&mut editor, "city", "Bern");
    assert_eq!(refusal(&editor, Method::Patch), []);
    set(&mut editor, NAME, "Anna");
    assert_eq!(refusal(&editor, Method::Patch), one(EMAIL, "invalid_email"));
}

#[test]
fn a_put_validates_editable_fields_only() {
    // Locked by the host, the half pair is nobody's to mend.
    let record = r#"{"name":"Acme","contact_person":{"name":"Ann","email":null}}"#;
    for policy in [Policy::Hidden, Policy::Readonly] {
        let mut editor = open_with_policy(record, EVERY_LIST, &[(NAME, policy), (EMAIL, policy)]);
        set(&mut editor, "city", "Bern");
        assert_eq!(refusal(&editor, Method::Put), [], "{policy:?}");
    }
}

#[test]
fn bodies_are_held_to_the_same_rule() {
    for method in UPDATES {
        for (contact, missing) in [
            (r#"{"name":"Ann"}"#, EMAIL),
            (r#"{"name":"Ann","email":null}"#, EMAIL),
            (r#"{"name":"Ann","email":" \u001c"}"#, EMAIL),
            (r#"{"email":"a@b.co"}"#, NAME),
            (r#"{"email":"a@b.co","name":""}"#, NAME),
        ] {
            let text = format!(r#"{{"company":1,"name":"A","contact_person":{contact}}}"#);
            assert_eq!(
                check(method, &text, &[]),
                one(missing, "required"),
                "{text}"
            );
        }
        for contact in [
            "null",
            "{}",
            r#"{"type":"sales"}"#,
            r#"{"name":null,"email":null,"type":null}"#,
            r#"{"name":"","email":""}"#,
            r#"{"name":"Ann","email":"a@b.co"}"#,
            r#"{"name":"Ann","email":"a@b.co","assistant":{"name":"Bob"}}"#,
        ] {
            let text = format!(r#"{{"company":1,"name":"A","contact_person":{contact}}}"#);
            assert_eq!(check(method, &text, &[]), [], "{text}");
        }
        for contact in ["[]", "\"Ann\"", "3"] {
            let text = format!(r#"{{"company":1,"name":"A","contact_person":{contact}}}"#);
            assert_eq!(
                check(method, &text, &[]),
                one("contact_person", "wrong_type"),
                "{text}"
            );
        }
    }
}
