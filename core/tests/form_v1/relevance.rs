//! Fields that mean nothing while another one holds something else: kept, and no part of anything.

use customer_core::editor::{Editor, Outcome};
use customer_core::schema::Method;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::set;
use crate::{RECORD, form_text, open, refusal};

const SHIPPING: [&str; 6] = [
    "address",
    "postalCode",
    "city",
    "country",
    "latitude",
    "longitude",
];
const UNDER_PARENT: [&str; 2] = ["parentCustomer", "billWithParent"];

fn together() -> Editor {
    let record = RECORD
        .replace(r#""isSameAddress":false"#, r#""isSameAddress":true"#)
        .replace(r#""isSubCustomer":true"#, r#""isSubCustomer":false"#);
    open(&record)
}

#[test]
fn it_is_neither_seen_nor_a_change_nor_wrong() {
    let mut editor = together();
    for key in SHIPPING.into_iter().chain(UNDER_PARENT) {
        assert!(!editor.is_visible(key), "{key}");
        set(&mut editor, key, "ZZ");
        assert_eq!(editor.issue(key, Method::Post), None, "{key}");
        assert!(!editor.is_dirty(key), "{key}");
    }
    assert_eq!(editor.dirty(), [""; 0]);
    assert_eq!(editor.changes(), []);
    assert_eq!(form_text(&editor), "");
    assert!(editor.is_visible("isSameAddress") && editor.is_visible("onHoldReason"));
    // What was typed was waiting.
    assert_eq!(editor.set("isSameAddress", "false"), Ok(true));
    assert_eq!(editor.set("isSubCustomer", "true"), Ok(true));
    assert_eq!(editor.set("isSubCustomer", "true"), Ok(false));
    assert_eq!(editor.set("name", "Bolt"), Ok(false));
    let codes: Vec<(String, &str)> = [
        ("billWithParent", "invalid_choice"),
        ("country", "invalid_choice"),
        ("latitude", "invalid_decimal"),
        ("longitude", "invalid_decimal"),
    ]
    .map(|(key, code)| (key.to_owned(), code))
    .into();
    assert_eq!(refusal(&editor), codes);
    for key in SHIPPING.into_iter().chain(UNDER_PARENT) {
        assert!(editor.is_visible(key) && editor.is_dirty(key), "{key}");
        assert_eq!(editor.get(key).as_deref(), Ok("ZZ"));
    }
}

#[test]
fn whom_a_change_concerns_is_told() {
    let editor = open(RECORD);
    assert_eq!(editor.partners("isSameAddress"), SHIPPING);
    assert_eq!(editor.partners("isSubCustomer"), UNDER_PARENT);
    assert_eq!(
        editor.partners("dueDateConfigType"),
        ["dueDateConfigNumber"]
    );
    assert_eq!(editor.partners("dueDateConfigNumber"), [""; 0]);
}

#[test]
fn what_comes_to_mean_something_goes_along_and_is_told() {
    let mut editor = together();
    set(&mut editor, "isSameAddress", "false");
    set(&mut editor, "city", "Lyon");
    let request = editor.preview(Method::Post).unwrap();
    assert_eq!(
        request.along,
        ["address", "postalCode", "country", "latitude", "longitude"]
    );
    let sent = form_text(&editor);
    let names: Vec<&str> = sent
        .split('&')
        .filter_map(|pair| pair.split('=').next())
        .collect();
    let told: Vec<String> = editor.dirty().into_iter().chain(request.along).collect();
    assert_eq!(names, told);
}

#[test]
fn what_waits_outlives_a_save_and_a_merge() {
    let mut editor = open(RECORD);
    set(&mut editor, "city", "Lyon");
    set(&mut editor, "isSameAddress", "true");
    editor.request(Method::Post).unwrap();
    // Such a server answers the billing address for the shipping address.
    let answer = RECORD
        .replace(r#""isSameAddress":false"#, r#""isSameAddress":true"#)
        .replace("Bern", "Paris")
        .replace("Gasse 1", "1, rue A");
    assert_eq!(
        editor.response(200, &[], &answer, 0),
        Outcome::Saved(Vec::new())
    );
    assert_eq!(editor.get("city").as_deref(), Ok("Lyon"));
    assert_eq!(editor.dirty(), [""; 0]);
    let theirs = answer.replace("Paris", "Lille");
    assert_eq!(editor.rebase(&theirs, None), Ok(Vec::new()));
    set(&mut editor, "isSameAddress", "false");
    assert_eq!(editor.dirty(), ["isSameAddress", "city"]);
    assert_eq!(editor.get("city").as_deref(), Ok("Lyon"));
    // As soon as it means something it can clash.
    let conflicts = editor
        .rebase(&theirs.replace("Lille", "Nice"), None)
        .unwrap();
    let fields: Vec<&str> = conflicts.iter().map(|one| &*one.field).collect();
    assert_eq!(fields, ["city"]);
}

#[test]
fn a_snapshot_keeps_it_without_a_clash() {
    let mut editor = together();
    set(&mut editor, "city", "Lyon");
    let snapshot = editor.snapshot();
    let mut fresh = together();
    let moved = RECORD
        .replace(r#""isSameAddress":false"#, r#""isSameAddress":true"#)
        .replace("Bern", "Basel");
    fresh.rebase(&moved, None).unwrap();
    assert_eq!(fresh.restore(&snapshot), Ok(Vec::new()));
    assert_eq!(fresh.get("city").as_deref(), Ok("Lyon"));
}

#[test]
fn a_server_issue_on_it_is_not_shown() {
    let mut editor = open(RECORD);
    set(&mut editor, "parentCustomer", "999");
    editor.request(Method::Post).unwrap();
    let body = r#"{"error":"not_found","error_description":"The parent customer with the id 999 doesn't exist."}"#;
    assert!(matches!(
        editor.response(404, &[], body, 0),
        Outcome::Invalid(_)
    ));
    assert!(editor.issue("parentCustomer", Method::Post).is_some());
    set(&mut editor, "isSubCustomer", "false");
    assert_eq!(editor.issue("parentCustomer", Method::Post), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// A request with and without texts in fields that mean nothing is the same one, and they come back with what
    /// they belong to.
    #[test]
    fn it_changes_nothing(
        texts in proptest::collection::vec((select(&SHIPPING[..]), "[a-zA-Z0-9 .]{0,5}"), 0..8),
        others in proptest::collection::vec((select(vec!["name", "city2", "billingCity", "onHold"]), "(true|false)"), 0..3),
        then in any::<bool>(),
    ) {
        let (mut with, mut without) = (together(), together());
        if then {
            with = open(RECORD);
            without = open(RECORD);
        }
        for (key, text) in &texts {
            set(&mut with, key, text);
        }
        for editor in [&mut with, &mut without] {
            if then {
                set(editor, "isSameAddress", "true");
            }
            for (key, text) in &others {
                if editor.field(key).is_some() {
                    set(editor, key, text);
                }
            }
        }
        prop_assert_eq!(form_text(&with), form_text(&without));
        prop_assert_eq!(with.dirty(), without.dirty());
        with.request(Method::Post).unwrap();
        prop_assert_eq!(with.response(200, &[], "", 0), Outcome::Saved(Vec::new()));
        set(&mut with, "isSameAddress", "false");
        for (key, text) in texts.iter().rev().take(1) {
            prop_assert_eq!(&with.get(key).unwrap(), text);
        }
    }
}
