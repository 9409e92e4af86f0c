//! One editor over time: undo, lists that come late, templates, what shows when.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::BTreeSet;

use customer_core::editor::{Editor, EditorError, Options, Policy, Settings};
use customer_core::schema::Method;
use support::{
    CATEGORIES, COUNTRIES, EVERY_LIST, RECORD, TEMPLATE, TWO_TEMPLATES, body, open, open_acme,
    open_with_policy, options, refusal, set, with_custom,
};

#[test]
fn an_unknown_key_is_an_error() {
    let mut editor = open_acme();
    for key in [
        "",
        "id",
        "company",
        "contact_person",
        "template",
        "template.fields",
        "template.fields.77",
        "Name",
    ] {
        assert_eq!(
            editor.get(key),
            Err(EditorError::UnknownField(key.to_owned()))
        );
        assert_eq!(
            editor.set(key, "x"),
            Err(EditorError::UnknownField(key.to_owned()))
        );
        assert_eq!(
            editor.reset(Some(key)),
            Err(EditorError::UnknownField(key.to_owned()))
        );
    }
}

#[test]
fn what_cannot_be_set() {
    let inactive = TEMPLATE.replace(
        r#""name":"Remark","data_type":"text","is_active":true"#,
        r#""name":"Remark","data_type":"text","is_active":false"#,
    );
    let record = with_custom(r#""Remark":"a","Gone":"x","Scan":"scan.pdf""#);
    let lists = [
        ("templates", inactive.as_str()),
        ("countries", COUNTRIES),
        ("categories", CATEGORIES),
    ];
    let policy = [("city", Policy::Hidden), ("phone", Policy::Readonly)];
    let mut editor = open_with_policy(&record, &lists, &policy);
    for key in [
        "template.fields.1",
        "template.fields.9",
        "template.fields.Gone",
        "city",
        "phone",
    ] {
        assert_eq!(
            editor.set(key, "new"),
            Err(EditorError::Readonly(key.to_owned())),
            "{key}"
        );
    }
    assert!(!editor.field("template.fields.1").unwrap().visible);
    assert!(!editor.field("city").unwrap().visible);
    assert!(editor.field("template.fields.9").unwrap().readonly);
    assert_eq!(editor.get("template.fields.9").unwrap(), "scan.pdf");
    assert_eq!(editor.dirty(), Vec::<String>::new());
}

#[test]
fn a_hidden_field_keeps_its_value() {
    let policy = [("city", Policy::Hidden), ("nda_signed", Policy::Readonly)];
    let mut editor = open_with_policy(RECORD, EVERY_LIST, &policy);
    set(&mut editor, "phone", "1");
    let put = body(&editor, Method::Put);
    assert!(put.contains(r#""city":"Bern""#) && put.contains(r#""nda_signed":true"#));
}

#[test]
fn one_field_typed_into_is_one_step() {
    let mut editor = open_acme();
    for text in ["B", "Ba", "Bas"] {
        set(&mut editor, "city", text);
    }
    set(&mut editor, "phone", "1");
    set(&mut editor, "city", "Basel");
    editor.pause();
    set(&mut editor, "city", "Basel!");
    let mut seen = Vec::new();
    while editor.undo() {
        seen.push((editor.get("city").unwrap(), editor.get("phone").unwrap()));
    }
    let text = |city: &str, phone: &str| (city.to_owned(), phone.to_owned());
    assert_eq!(
        seen,
        [
            text("Basel", "1"),
            text("Bas", "1"),
            text("Bas", ""),
            text("Bern", "")
        ]
    );
    let mut steps = 0;
    while editor.redo() {
        steps += 1;
    }
    assert_eq!((steps, editor.get("city").unwrap().as_str()), (4, "Basel!"));
}

#[test]
fn a_new_text_ends_what_could_be_redone() {
    let mut editor = open_acme();
    set(&mut editor, "city", "Basel");
    assert!(editor.undo());
    set(&mut editor, "phone", "1");
    assert!(!editor.redo());
}

#[test]
fn reset_is_one_undoable_step() {
    let mut editor = open_acme();
    set(&mut editor, "city", "Basel");
    set(&mut editor, "phone", "1");
    editor.reset(None).unwrap();
    assert_eq!(editor.dirty(), Vec::<String>::new());
    assert!(editor.undo());
    assert_eq!(editor.dirty(), ["city", "phone"]);
    editor.reset(Some("city")).unwrap();
    assert_eq!(editor.dirty(), ["phone"]);
    assert!(editor.undo());
    assert_eq!(editor.dirty(), ["city", "phone"]);
}

#[test]
fn undo_follows_the_template() {
    let mut editor = open(RECORD, &[("templates", TWO_TEMPLATES)]);
    assert!(
        editor.set("template.id", "4").unwrap(),
        "the fields changed"
    );
    set(&mut editor, "template.fields.5", "x");
    assert!(editor.field("template.fields.1").is_none());
    assert!(editor.undo() && editor.undo());
    assert!(
        editor.field("template.fields.1").is_some() && editor.field("template.fields.5").is_none()
    );
    assert!(editor.redo() && editor.redo());
    assert_eq!(editor.get("template.fields.5").unwrap(), "x");
}

#[test]
fn a_template_typed_before_its_definition_came_is_followed_when_it_comes() {
    let mut editor = open(RECORD, &[("templates", TEMPLATE)]);
    set(&mut editor, "template.id", "4");
    assert_eq!(
        refusal(&editor, Method::Patch),
        [("template.id".to_owned(), "invalid_choice")]
    );
    assert!(
        editor.set_lookup("templates", TWO_TEMPLATES).unwrap(),
        "the fields changed"
    );
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"template":{"id":4,"fields":[]}}"#
    );
    set(&mut editor, "template.fields.5", "x");
}

#[test]
fn the_fields_follow_from_the_draft_and_not_from_its_history() {
    let keys = |editor: &Editor| -> Vec<String> {
        editor
            .fields()
            .iter()
            .map(|field| field.key.to_string())
            .collect()
    };
    for no_template in ["5", "x", "4x"] {
        let mut straight = open(RECORD, &[("templates", TWO_TEMPLATES)]);
        set(&mut straight, "template.id", no_template);
        let mut detour = open(RECORD, &[("templates", TWO_TEMPLATES)]);
        set(&mut detour, "template.id", "4");
        set(&mut detour, "template.id", no_template);
        assert_eq!(keys(&detour), keys(&straight), "{no_template}");
        let mut restored = open(RECORD, &[("templates", TWO_TEMPLATES)]);
        restored.restore(&detour.snapshot()).unwrap();
        assert_eq!(keys(&restored), keys(&detour), "{no_template}");
    }
}

#[test]
fn the_records_template_may_come_late() {
    let record = with_custom(r#""Remark":"a""#);
    let mut editor = open(&record, &[]);
    assert_eq!(editor.missing_template().as_deref(), Some("3"));
    assert_eq!(editor.get("template.fields.Remark").unwrap(), "a");
    assert!(editor.set_lookup("templates", TEMPLATE).unwrap());
    assert_eq!(editor.missing_template(), None);
    assert_eq!(editor.get("template.fields.1").unwrap(), "a");
    assert!(editor.field("template.fields.Remark").is_none());
    assert_eq!(
        refusal(&editor, Method::Put),
        [("country".to_owned(), "unresolved")]
    );
}

#[test]
fn every_field_has_its_own_key() {
    // A field named by its name and once more by its id: two values, one field.
    for values in [r#""Remark":"a","1":"b""#, r#""1":"b","Remark":"a""#] {
        let mut editor = open(&with_custom(values), EVERY_LIST);
        let keys: BTreeSet<_> = editor
            .fields()
            .iter()
            .map(|field| field.key.to_string())
            .collect();
        assert_eq!(keys.len(), editor.fields().len(), "{values}");
        assert_eq!(editor.get("template.fields.1").unwrap(), "a", "{values}");
        set(&mut editor, "template.fields.1", "new");
        let sent = r#"{"company":1,"template":{"id":3,"fields":[{"id":1,"value":"new"}]}}"#;
        assert_eq!(body(&editor, Method::Patch), sent);
    }
}

#[test]
fn contact_patch_all_names_all_members() {
    // For servers that replace the contact as a whole; a member that core does not model would be lost.
    let record = RECORD.replace(r#""type":"sales""#, r#""type":"sales","mobile":"079""#);
    let settings = Settings {
        contact_patch_all: true,
        ..Settings::default()
    };
    let mut editor = Editor::new(Options {
        settings,
        ..options(&record, EVERY_LIST)
    })
    .unwrap();
    set(&mut editor, "contact_person.type", "billing");
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"contact_person":{"name":"Ann","email":"ann@example.com","type":"billing","mobile":"079"}}"#
    );
}

#[test]
fn a_list_sent_whole_drops_no_value_that_it_cannot_name() {
    // "all" is for servers that replace the list: "Gone" would be nulled by accident.
    let settings = Settings {
        template_patch_all: true,
        ..Settings::default()
    };
    let record = with_custom(r#""Remark":"a","Gone":"x""#);
    let mut editor = Editor::new(Options {
        settings,
        ..options(&record, EVERY_LIST)
    })
    .unwrap();
    set(&mut editor, "city", "Basel");
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"city":"Basel"}"#
    );
    set(&mut editor, "template.fields.1", "b");
    assert_eq!(
        refusal(&editor, Method::Patch),
        [("template.fields.Gone".to_owned(), "unresolved")]
    );
}

#[test]
fn changes_read_as_a_person_reads_them() {
    let mut editor = open_acme();
    set(&mut editor, "category", "9");
    set(&mut editor, "country", "40");
    set(&mut editor, "city", "Basel");
    let changes: Vec<_> = editor
        .changes()
        .into_iter()
        .map(|c| (c.field, c.label, c.before, c.after))
        .collect();
    let row = |a: &str, b: &str, c: &str, d: &str| {
        (a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned())
    };
    assert_eq!(
        changes,
        [
            row("category", "Category", "Retail", "Trade"),
            row("city", "City", "Bern", "Basel"),
            row("country", "Country", "Switzerland", "Austria"),
        ]
    );
}

#[test]
fn which_issues_show_while_typing() {
    let shows = |key: &str, text: &str| {
        let mut editor = open_acme();
        set(&mut editor, key, text);
        editor
            .issue(key, Method::Patch)
            .unwrap()
            .code
            .shows_while_typing()
    };
    assert!(shows("city", &"😀".repeat(51)));
    assert!(shows("city", "\0"));
    assert!(shows("template.fields.2", "-1"));
    assert!(shows("template.fields.3", "1000000000000000"));
    for (key, text) in [
        ("name", ""),
        ("nda_signed_date", "2024-0"),
        ("contact_person.email", "a@"),
        ("template.fields.2", "1.234"),
        ("template.fields.2", "-"),
        ("template.fields.3", "x"),
        ("category", "x"),
        ("contact_person.type", "x"),
    ] {
        assert!(!shows(key, text), "{key} {text:?}");
    }
}

#[test]
fn an_issue_that_stops_a_patch_shows_on_its_field() {
    let record = r#"{"name":"Acme","contact_person":{"name":"Ann","email":"no address"}}"#;
    let mut editor = open(record, EVERY_LIST);
    assert_eq!(
        editor.issue("contact_person.email", Method::Patch),
        None,
        "untouched"
    );
    set(&mut editor, "contact_person.name", "Anna");
    set(&mut editor, "nda_signed_date", "2023-02-29");
    set(&mut editor, "template.id", "77");
    for issue in editor.validate(Method::Patch) {
        let key = issue.field.clone().unwrap();
        assert_eq!(editor.issue(&key, Method::Patch), Some(issue), "{key}");
    }
}

#[test]
fn a_letter_typed_and_taken_back_is_no_step() {
    let mut editor = open_acme();
    set(&mut editor, "city", "Bernx");
    set(&mut editor, "city", "Bern");
    assert!(!editor.can_undo() && !editor.undo());
    editor.pause();
    set(&mut editor, "city", "Bernx");
    editor.pause();
    set(&mut editor, "city", "Bern");
    assert!(editor.undo(), "two steps");
    assert_eq!(editor.get("city").unwrap(), "Bernx");
}

#[test]
fn a_save_keeps_what_was_typed_under_another_template() {
    let mut editor = open(
        &with_custom(r#""Budget":"1""#),
        &[("templates", TWO_TEMPLATES)],
    );
    set(&mut editor, "template.id", "4");
    let other = editor.fields().last().unwrap().key.to_string();
    set(&mut editor, &other, "5");
    set(&mut editor, "template.id", "3");
    set(&mut editor, "city", "Basel");
    editor.request(Method::Patch).unwrap();
    assert_eq!(
        editor.response(200, &[], "", 0),
        customer_core::editor::Outcome::Saved(Vec::new())
    );
    assert!(editor.dirty().is_empty());
    set(&mut editor, "template.id", "4");
    assert_eq!(editor.get(&other).unwrap(), "5");
}

#[test]
fn what_is_named_along_is_validated_along() {
    let record = r#"{"name":"Acme","contact_person":{"name":"Ann","email":null,"type":"sales"}}"#;
    let settings = Settings {
        contact_patch_all: true,
        ..Settings::default()
    };
    let mut editor = Editor::new(Options {
        settings,
        ..options(record, EVERY_LIST)
    })
    .unwrap();
    set(&mut editor, "city", "Basel");
    assert_eq!(
        editor.validate(Method::Patch),
        [],
        "another field is not held up"
    );
    set(&mut editor, "contact_person.type", "");
    let issues = editor.validate(Method::Patch);
    assert_eq!(issues.len(), 1);
    assert_eq!(issues[0].field.as_deref(), Some("contact_person.email"));
}
