//! Nothing that a server, a host or a store may hand over makes core panic.

use customer_core::editor::{Editor, Options};
use customer_core::locale::Locale;
use customer_core::schema::{Api, Method};
use customer_core::wire::{BodyContext, check_body};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::any::number_json;
use crate::config;
use crate::support::{EVERY_LIST, RECORD, TEMPLATE, open_acme, options, quoted};

/// Names that some reader looks for, and some that none does.
const NAMES: &[&str] = &[
    "id",
    "company",
    "name",
    "category",
    "country",
    "city",
    "phone",
    "contact_person",
    "email",
    "type",
    "template",
    "fields",
    "value",
    "nda_signed",
    "nda_signed_date",
    "results",
    "next",
    "subcategories",
    "code",
    "data_type",
    "is_active",
    "order",
    "detail",
    "non_field_errors",
    "errors",
    "pointer",
    "title",
    "status",
    "invalid-params",
    "reason",
    "version",
    "api",
    "key",
    "text",
    "loaded",
    "1",
    "2",
    "Budget",
    "",
    "__proto__",
    "😀",
];

/// JSON as text: lone surrogates, doubled members, numbers of any size, known names in wrong places.
fn json() -> impl Strategy<Value = String> {
    let string = prop_oneof![
        any::<String>().prop_map(|text| quoted(&text)),
        select(NAMES).prop_map(quoted),
        select(vec![
            r#""\ud800""#,
            r#""\udfff\ud800\u0000""#,
            r#""2024-02-29""#,
            r#""1E+3""#,
            r#""1e-2147483648""#,
            r#""1e2147483647""#,
            r##""#/template/fields/1/value""##,
            r##""#/""##,
            r#""money""#,
            r#""attachment""#,
            r#""json-v2""#,
            r#""""#,
        ])
        .prop_map(str::to_owned),
    ];
    let number = prop_oneof![
        number_json(),
        select(vec![
            "1",
            "2",
            "3",
            "42",
            "1e-2147483648",
            "1e2147483647",
            "-1e2147483648",
            "0e-99999999999",
            "1e-400",
            "1e400"
        ])
        .prop_map(str::to_owned),
    ];
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        number,
        string.clone()
    ];
    leaf.prop_recursive(5, 48, 6, move |inner| {
        let name = prop_oneof![8 => select(NAMES).prop_map(quoted), 1 => string.clone()];
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(|list| format!("[{}]", list.join(","))),
            vec((name, inner), 0..8).prop_map(|members| {
                let members: Vec<_> = members
                    .into_iter()
                    .map(|(k, v)| format!("{k}:{v}"))
                    .collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

/// JSON, JSON cut or spoilt somewhere, or no JSON at all.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => json(),
        1 => (json(), any::<prop::sample::Index>()).prop_map(|(json, at)| {
            let cut = json.char_indices().map(|(at, _)| at).nth(at.index(json.chars().count().max(1))).unwrap_or(0);
            json[..cut].to_owned()
        }),
        1 => any::<String>(),
    ]
}

/// An object at the top, so that the reader goes on.
fn members() -> impl Strategy<Value = String> {
    vec((select(NAMES), json()), 0..8).prop_map(|members| {
        let members: Vec<_> = members
            .into_iter()
            .map(|(k, v)| format!("{}:{v}", quoted(k)))
            .collect();
        format!("{{{}}}", members.join(","))
    })
}

/// Everything that can be asked of an editor.
fn exercise(editor: &mut Editor, texts: &[String]) {
    let keys: Vec<String> = editor
        .fields()
        .iter()
        .map(|field| field.key.to_string())
        .collect();
    for (at, key) in keys.iter().enumerate() {
        // Typing into the template picker takes fields away.
        let Ok(shown) = editor.get(key) else { continue };
        drop((
            editor.display(key, &shown),
            editor.options(key),
            editor.partners(key),
        ));
        if let Some(text) = texts.get(at % texts.len().max(1)) {
            drop(editor.set(key, text));
        }
        drop(editor.issue(key, Method::Patch));
    }
    for method in [Method::Put, Method::Patch] {
        drop((
            editor.validate(method),
            editor.missing_lists(method),
            editor.preview(method),
        ));
        if let Ok(request) = editor.request(method) {
            editor.response(200, &[], "", 0);
            editor.response(200, &[], request.text(), 0);
        }
    }
    drop((
        editor.changes(),
        editor.missing_template(),
        editor.snapshot(),
    ));
    while editor.undo() {}
    while editor.redo() {}
    editor.reset(None).unwrap();
    assert_eq!(editor.dirty(), Vec::<String>::new());
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn any_record(record in prop_oneof![members(), anything()], texts in vec(any::<String>(), 0..4)) {
        if let Ok(mut editor) = Editor::new(options(&record, EVERY_LIST)) {
            exercise(&mut editor, &texts);
        }
    }

    #[test]
    fn any_list(name in select(vec!["templates", "categories", "countries", "companies", ""]), list in anything(), record in members()) {
        let lists = [(name, list.as_str())];
        if let Ok(mut editor) = Editor::new(options(&record, &lists)) {
            exercise(&mut editor, &["1".to_owned(), String::new()]);
        }
        let mut editor = open_acme();
        drop(editor.set_lookup(name, &list));
        exercise(&mut editor, &["2".to_owned()]);
    }

    #[test]
    fn any_answer(status in 0..=999u16, answer in prop_oneof![members(), anything()], value in any::<String>()) {
        let mut editor = open_acme();
        editor.set("template.fields.2", "5").unwrap();
        editor.request(Method::Patch).unwrap();
        let headers = [("Retry-After".to_owned(), value.clone()), ("Date".to_owned(), value.clone()), ("ETag".to_owned(), value)];
        editor.response(status, &headers, &answer, 0);
        for issue in editor.server_issues() {
            prop_assert!(issue.message.as_ref().is_none_or(|text| text.chars().count() <= 300));
        }
        editor.response(429, &headers, &answer, 0);
        drop(editor.rebase(&answer, None));
        exercise(&mut editor, &["x".to_owned()]);
    }

    #[test]
    fn any_snapshot(snapshot in anything(), fields in json()) {
        let mut editor = open_acme();
        drop(editor.restore(&snapshot));
        let framed = format!(r#"{{"version":1,"api":"json-v2","id":"42","template":"3","fields":{fields}}}"#);
        drop(editor.restore(&framed));
        exercise(&mut editor, &[]);
    }

    /// A snapshot of the right form with any keys and texts.
    #[test]
    fn any_restored_draft(fields in vec((select(vec!["city", "template.id", "template.fields.2", "template.fields.9", "x", ""]), any::<Option<u8>>(), any::<String>(), any::<String>()), 0..6)) {
        let fields: Vec<_> = fields
            .into_iter()
            .map(|(key, template, text, loaded)| {
                let template = template.map(|id| format!(r#""template":"{id}","#)).unwrap_or_default();
                format!(r#"{{"key":"{key}",{template}"text":{},"loaded":{}}}"#, quoted(&text), quoted(&loaded))
            })
            .collect();
        let framed = format!(r#"{{"version":1,"api":"json-v2","id":"42","template":null,"fields":[{}]}}"#, fields.join(","));
        let mut editor = open_acme();
        editor.restore(&framed).unwrap();
        exercise(&mut editor, &[]);
    }

    #[test]
    fn any_body(body in prop_oneof![members(), anything()], list in anything()) {
        for lists in [vec![], vec![("templates".to_owned(), TEMPLATE.to_owned())], vec![("templates".to_owned(), list.clone()), ("countries".to_owned(), list)]] {
            let context = BodyContext {
                lookups: lists,
                ..BodyContext::default()
            };
            for method in [Method::Put, Method::Patch, Method::Post] {
                drop(check_body(Api::JsonV2, method, &body, &context));
            }
        }
    }

    #[test]
    fn any_text_typed(texts in vec(any::<String>(), 1..4), marks in any::<String>()) {
        let mut editor = Editor::new(Options { locale: Locale::from_marks(&marks), ..options(RECORD, EVERY_LIST) }).unwrap();
        exercise(&mut editor, &texts);
    }
}

#[test]
fn an_exponent_at_the_end_of_its_type() {
    for number in [
        "1e-2147483648",
        "1e2147483647",
        "1e-2147483647",
        "1e-99999999999999999999",
        "0e2147483648",
    ] {
        for json in [number.to_owned(), quoted(number)] {
            let record = RECORD
                .replace(
                    r#""fields":{}"#,
                    &format!(r#""fields":{{"Budget":{json},"Seats":{json},"Remark":{json}}}"#),
                )
                .replace("\"Bern\"", &json);
            let mut editor = Editor::new(options(&record, EVERY_LIST)).unwrap();
            exercise(&mut editor, &[number.to_owned()]);
            let body = format!(
                r#"{{"company":1,"template":{{"id":3,"fields":[{{"id":2,"value":{json}}}]}}}}"#
            );
            let context = BodyContext {
                lookups: options("{}", EVERY_LIST).lookups,
                ..BodyContext::default()
            };
            assert_eq!(
                check_body(Api::JsonV2, Method::Patch, &body, &context).len(),
                1,
                "{json}"
            );
        }
    }
}
