//! Category, country and template: ids of lists, with and without the list.

use customer_core::schema::{ListName, Method};

use crate::support::{
    CATEGORIES, COUNTRIES, EVERY_LIST, RECORD, TEMPLATE, UPDATES, body, body_naming, check, open,
    open_acme, refusal, set,
};
use crate::{assert_unchanged, one, typed_as, typed_refused, wire_refused, wire_taken};

#[test]
fn ids_of_the_list_are_taken() {
    typed_as("category", "9", "9");
    typed_as("category", "8", "8");
    typed_as("category", "009", "9");
    typed_as("country", "40", "40");
    typed_as("country", "040", "40");
    typed_as("category", "", "null");
    typed_as("country", "", "null");
    for json in ["7", "8", "9", "null"] {
        wire_taken("category", json);
    }
    wire_taken("country", "756");
}

#[test]
fn ids_that_the_list_does_not_have_are_no_choice() {
    for text in ["1", "77", "99999999999999999999999", "x", "7.5", "-7", "😀"] {
        typed_refused("category", text, "invalid_choice", &[]);
        typed_refused("country", text, "invalid_choice", &[]);
    }
    wire_refused("category", "1", "invalid_choice");
    wire_refused("country", "1", "invalid_choice");
    typed_refused("template.id", "4", "invalid_choice", &[]);
}

#[test]
fn the_wire_takes_ids_only() {
    for json in ["\"7\"", "\"Retail\"", "7.5", "true", "{\"id\":7}", "[7]"] {
        wire_refused("category", json, "wrong_type");
        wire_refused("country", json, "wrong_type");
    }
    wire_refused("template.id", "\"3\"", "wrong_type");
}

#[test]
fn any_integer_is_accepted_while_the_list_is_not_there() {
    for (text, json) in [
        ("1", "1"),
        ("0", "0"),
        ("99999", "99999"),
        ("0007777", "7777"),
        ("9223372036854775808", "9223372036854775808"),
    ] {
        let mut editor = open(RECORD, &[("templates", TEMPLATE)]);
        set(&mut editor, "category", text);
        set(&mut editor, "country", text);
        assert_eq!(refusal(&editor, Method::Patch), [], "{text}");
        let sent = format!(r#"{{"company":1,"category":{json},"country":{json}}}"#);
        assert_eq!(body(&editor, Method::Patch), sent);
        for method in UPDATES {
            for key in ["category", "country"] {
                assert_eq!(
                    check(method, &body_naming(method, key, json), &[]),
                    [],
                    "{key} {json}"
                );
            }
        }
    }
    for text in ["x", "7.5", "Atlantis", "1e3", "0x7"] {
        let mut editor = open(RECORD, &[("templates", TEMPLATE)]);
        set(&mut editor, "country", text);
        assert_eq!(
            refusal(&editor, Method::Patch),
            one("country", "invalid_choice"),
            "{text}"
        );
    }
}

#[test]
fn a_negative_integer_is_an_integer() {
    let mut editor = open(RECORD, &[("templates", TEMPLATE)]);
    set(&mut editor, "category", "-5");
    assert_eq!(refusal(&editor, Method::Patch), []);
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"category":-5}"#
    );
    assert_eq!(
        check(Method::Patch, r#"{"company":1,"category":-5}"#, &[]),
        []
    );
}

#[test]
fn without_the_list_the_loaded_name_is_shown_and_setting_it_is_no_change() {
    let mut editor = open(RECORD, &[("templates", TEMPLATE)]);
    assert_eq!(editor.get("country").unwrap(), "Switzerland");
    for text in ["Switzerland", "switzerland", " SWITZERLAND\u{a0}"] {
        set(&mut editor, "country", text);
        assert_unchanged(&editor);
    }
    assert_eq!(editor.get("category").unwrap(), "7");
    for text in ["7", "007", "Retail", "RETAIL"] {
        set(&mut editor, "category", text);
        assert_unchanged(&editor);
    }
}

#[test]
fn with_the_list_the_id_is_shown_and_names_match_without_regard_to_case() {
    for name in ["Switzerland", "SWITZERLAND", "switzerLand"] {
        let record = RECORD.replace("Switzerland", name);
        let mut editor = open(&record, EVERY_LIST);
        assert_eq!(editor.get("country").unwrap(), "756");
        assert!(body(&editor, Method::Put).contains(r#""country":756"#));
        set(&mut editor, "country", "756");
        assert_unchanged(&editor);
    }
}

#[test]
fn a_list_that_arrives_later_turns_the_name_into_its_id() {
    let mut editor = open(RECORD, &[("templates", TEMPLATE)]);
    assert_eq!(editor.missing_lists(Method::Put), [ListName::Countries]);
    assert_eq!(editor.missing_lists(Method::Patch), []);
    assert_eq!(refusal(&editor, Method::Put), one("country", "unresolved"));
    set(&mut editor, "category", "9");
    editor.set_lookup("countries", COUNTRIES).unwrap();
    editor.set_lookup("categories", CATEGORIES).unwrap();
    assert_eq!(editor.get("country").unwrap(), "756");
    assert_eq!(editor.dirty(), ["category"]);
    assert_eq!(refusal(&editor, Method::Put), []);
}

#[test]
fn an_untouched_id_that_the_list_does_not_have_blocks_the_put_only() {
    // "A PUT validates every editable field", and the same body is refused by check_body.
    let record = RECORD.replace(r#"{"id":7,"name":"Retail"}"#, r#"{"id":77,"name":"Gone"}"#);
    let mut editor = open(&record, EVERY_LIST);
    set(&mut editor, "city", "Basel");
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"city":"Basel"}"#
    );
    assert_eq!(
        refusal(&editor, Method::Put),
        one("category", "invalid_choice")
    );
}

#[test]
fn the_loaded_id_with_space_around_it_is_no_change_whatever_the_list_has() {
    let record = RECORD.replace(r#"{"id":7,"name":"Retail"}"#, r#"{"id":77,"name":"Gone"}"#);
    let mut editor = open(&record, EVERY_LIST);
    for text in ["77", " 77\u{a0}", "077", "gone"] {
        set(&mut editor, "category", text);
        assert_eq!(editor.dirty(), Vec::<String>::new(), "{text:?}");
    }
}

#[test]
fn an_unknown_name_is_unresolved_in_a_put_and_in_nobody_elses_way() {
    let record = RECORD.replace("Switzerland", "Yugoslavia");
    let mut editor = open(&record, EVERY_LIST);
    assert_eq!(editor.get("country").unwrap(), "Yugoslavia");
    assert_eq!(refusal(&editor, Method::Put), one("country", "unresolved"));
    set(&mut editor, "city", "Basel");
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"city":"Basel"}"#
    );
    set(&mut editor, "country", "Yugoslavia");
    assert_eq!(editor.dirty(), ["city"]);
    set(&mut editor, "country", "276");
    assert_eq!(refusal(&editor, Method::Put), []);
    set(&mut editor, "country", "");
    assert!(body(&editor, Method::Put).contains(r#""country":null"#));
}

#[test]
fn three_shapes_of_a_list() {
    for list in [
        r#"[{"code":756,"name":"Switzerland"}]"#,
        r#"{"code":756,"name":"Switzerland"}"#,
        r#"{"count":1,"next":null,"previous":null,"results":[{"code":"756","name":"Switzerland"}]}"#,
        r#"[{"id":756,"name":"Switzerland"}]"#,
    ] {
        let editor = open(RECORD, &[("templates", TEMPLATE), ("countries", list)]);
        assert_eq!(editor.get("country").unwrap(), "756", "{list}");
    }
}

#[test]
fn a_template_known_by_id_only_cannot_be_chosen() {
    let list = format!(
        r#"[{TEMPLATE},{{"id":4,"name":"Bare"}},{{"id":5,"name":"Old","is_active":false,"fields":[]}}]"#
    );
    let mut editor = open(RECORD, &[("templates", &list)]);
    let offered: Vec<String> = editor
        .options("template.id")
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(offered, ["3"]);
    set(&mut editor, "template.id", "4");
    assert_eq!(
        refusal(&editor, Method::Patch),
        one("template.id", "invalid_choice")
    );
    set(&mut editor, "template.id", "3");
    assert_unchanged(&editor);
}

#[test]
fn one_definition_is_not_the_accounts_list() {
    // An editor holds its record's template only; a body may name another one.
    let body = r#"{"company":1,"template":{"id":4,"fields":[]}}"#;
    assert_eq!(check(Method::Patch, body, &[("templates", TEMPLATE)]), []);
    let list = format!("[{TEMPLATE}]");
    let found = check(Method::Patch, body, &[("templates", &list)]);
    assert_eq!(found, one("template.id", "invalid_choice"));
}

#[test]
fn custom_values_are_checked_against_the_given_template() {
    let body = |value: &str| format!(r#"{{"company":1,"template":{{"id":3,"fields":[{value}]}}}}"#);
    let found = |value: &str| check(Method::Patch, &body(value), EVERY_LIST);
    assert_eq!(
        found(r#"{"id":77,"value":1}"#),
        one("template.fields.77", "unknown_field")
    );
    assert_eq!(
        found(r#"{"id":9,"value":"scan.pdf"}"#),
        one("template.fields.9", "wrong_type")
    );
    assert_eq!(
        found(r#"{"id":3,"value":"text"}"#),
        one("template.fields.3", "invalid_number")
    );
}

#[test]
fn without_templates_a_custom_value_passes_when_some_type_takes_it() {
    let found = |json: &str| {
        check(
            Method::Patch,
            &body_naming(Method::Patch, "template.fields.5", json),
            &[],
        )
    };
    for json in [
        "null",
        "1",
        "-1",
        "0.01",
        "999999999999999",
        "\"2024-02-29\"",
        "\"any text\"",
        "\"\"",
    ] {
        assert_eq!(found(json), [], "{json}");
    }
    for json in [
        "true",
        "{}",
        "[]",
        "1000000000000000",
        "-0.01",
        "12.505",
        "\"\\u0000\"",
    ] {
        assert_eq!(found(json).len(), 1, "{json}");
    }
    assert_eq!(found(&format!("\"{}\"", "😀".repeat(50))), []);
    assert_eq!(
        found(&format!("\"{}\"", "😀".repeat(51))),
        one("template.fields.5", "too_long")
    );
}

#[test]
fn a_typed_id_leaves_the_text_as_typed() {
    let mut editor = open_acme();
    set(&mut editor, "category", " 09 ");
    assert_eq!(editor.get("category").unwrap(), " 09 ");
    assert_eq!(
        body(&editor, Method::Patch),
        r#"{"company":1,"category":9}"#
    );
}

#[test]
fn an_object_that_names_nothing_is_none() {
    for json in ["{}", r#"{"id":null}"#, r#"{"id":null,"name":null}"#] {
        let record = RECORD.replace(r#"{"id":7,"name":"Retail"}"#, json);
        let mut editor = open(&record, EVERY_LIST);
        assert_eq!(editor.get("category").unwrap(), "", "{json}");
        set(&mut editor, "city", "Basel");
        assert!(editor.preview(Method::Put).is_ok(), "{json}");
        set(&mut editor, "category", "9");
        assert_eq!(
            body(&editor, Method::Patch),
            r#"{"company":1,"category":9,"city":"Basel"}"#
        );
    }
    // What has another member says something that we do not understand.
    let record = RECORD.replace(r#"{"id":7,"name":"Retail"}"#, r#"{"key":7}"#);
    let mut editor = open(&record, EVERY_LIST);
    set(&mut editor, "city", "Basel");
    assert!(editor.preview(Method::Put).is_err());
}
