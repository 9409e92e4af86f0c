//! Whole edits as folders: `fixtures/<api>/<case>/`, each written by hand from the reference's "Decided".
//!
//! | file | what |
//! |---|---|
//! | `record.json` | the record as GET answered it |
//! | `typed.json` | field keys and texts, in the order typed; a key may come twice |
//! | `lookups.json` | list answers by name, as they were answered (optional) |
//! | `settings.json` | settings by their public names (optional) |
//! | `put.json`, `patch.json` | the exact body, one line |
//! | `post.txt` | the same of form-v1 |
//! | `put_issues.json`, `patch_issues.json`, `post_issues.json` | or else the issues in its way: `[{"field", "code"}]`, in order |
//! | `shown.json` | what some fields show in the end (optional) |
//! | `dirty.json` | the dirty keys in the end (optional) |
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;

use customer_core::editor::{Editor, Options, Settings};
use customer_core::schema::{Api, Method};
use customer_core::wire::{BodyContext, check_body};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use support::{options, pairs as pairs_of, refusal};

const KNOWN: [&str; 12] = [
    "record.json",
    "typed.json",
    "lookups.json",
    "settings.json",
    "put.json",
    "patch.json",
    "put_issues.json",
    "patch_issues.json",
    "post.txt",
    "post_issues.json",
    "shown.json",
    "dirty.json",
];

/// Method, file of the body, file of the issues.
type Expected = (Method, &'static str, &'static str);

#[test]
fn json_v2() {
    let expected = [
        (Method::Put, "put.json", "put_issues.json"),
        (Method::Patch, "patch.json", "patch_issues.json"),
    ];
    all(Api::JsonV2, "json_v2", &expected);
}

#[test]
fn form_v1() {
    let expected = [(Method::Post, "post.txt", "post_issues.json")];
    all(Api::FormV1, "form_v1", &expected);
}

fn all(api: Api, folder: &str, expected: &[Expected]) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let root = fixtures.join(folder);
    let mut cases: Vec<_> = fs::read_dir(&root)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(
        cases.len() >= 30,
        "{} cases in {}",
        cases.len(),
        root.display()
    );
    let mut failures = Vec::new();
    for case in &cases {
        let name = case.file_name().unwrap().to_string_lossy();
        let problems = run(api, case, expected);
        failures.extend(
            problems
                .into_iter()
                .map(|problem| format!("{name}: {problem}")),
        );
    }
    let count = failures.len();
    assert!(
        failures.is_empty(),
        "{count} differences:\n{}",
        failures.join("\n")
    );
}

/// What differs from what the folder expects.
fn run(api: Api, case: &Path, expected: &[Expected]) -> Vec<String> {
    let mut problems = Vec::new();
    let names: BTreeSet<String> = fs::read_dir(case)
        .unwrap_or_else(|_| panic!("{} is no folder", case.display()))
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    problems.extend(
        names
            .iter()
            .filter(|name| !KNOWN.contains(&name.as_str()))
            .map(|name| format!("what is {name}?")),
    );
    let read = |name: &str| {
        names
            .contains(name)
            .then(|| fs::read_to_string(case.join(name)).unwrap())
    };
    let (Some(record), Some(typed)) = (read("record.json"), read("typed.json")) else {
        problems.push("record.json and typed.json are needed".to_owned());
        return problems;
    };
    let lists = read("lookups.json")
        .map(|json| pairs::<Box<RawValue>>(&json))
        .unwrap_or_default();
    let lists: Vec<(&str, &str)> = lists
        .iter()
        .map(|(name, json)| (name.as_str(), json.get()))
        .collect();
    let settings = read("settings.json")
        .map(|json| settings(&json))
        .unwrap_or_default();

    let tenant = (api == Api::JsonV2).then_some(1);
    let opened = Editor::new(Options {
        api,
        company: tenant,
        settings,
        ..options(&record, &lists)
    });
    let mut editor = match opened {
        Ok(editor) => editor,
        Err(why) => return vec![format!("{why:?}")],
    };
    for (key, text) in pairs::<String>(&typed) {
        if let Err(why) = editor.set(&key, &text) {
            problems.push(format!("typing into {key}: {why:?}"));
        }
    }
    let mut expectations = 0;
    for &(method, body, issues) in expected {
        match (read(body), read(issues)) {
            (Some(expected), None) => {
                expectations += 1;
                let expected = expected.strip_suffix('\n').unwrap_or(&expected);
                match editor.preview(method) {
                    Ok(request) if request.text() == expected => {
                        let context = BodyContext {
                            lookups: options("{}", &lists).lookups,
                            id: "42".to_owned(),
                            record: Some(record.clone()).filter(|_| api == Api::FormV1),
                        };
                        let found = pairs_of(&check_body(api, method, expected, &context));
                        // check_body has no record, so it cannot know what was loaded invalid and inactive.
                        if !found.is_empty() {
                            problems.push(format!("{body}: check_body finds {found:?}"));
                        }
                    }
                    Ok(request) => problems.push(format!(
                        "{body}\n  expected {expected}\n  got      {}",
                        request.text()
                    )),
                    Err(why) => problems.push(format!("{body} does not leave: {why:?}")),
                }
            }
            (None, Some(expected)) => {
                expectations += 1;
                let expected: Vec<(String, String)> =
                    serde_json::from_str::<Vec<BTreeMap<String, String>>>(&expected)
                        .unwrap()
                        .into_iter()
                        .map(|issue| (issue["field"].clone(), issue["code"].clone()))
                        .collect();
                assert!(
                    !expected.is_empty(),
                    "{issues} is empty in {}",
                    case.display()
                );
                let found: Vec<(String, String)> = refusal(&editor, method)
                    .into_iter()
                    .map(|(field, code)| (field, code.to_owned()))
                    .collect();
                if found != expected {
                    problems.push(format!(
                        "{issues}\n  expected {expected:?}\n  got      {found:?}"
                    ));
                }
            }
            (Some(_), Some(_)) => problems.push(format!("both {body} and {issues}")),
            (None, None) => {}
        }
    }
    if expectations != expected.len() {
        problems.push("every method's body is needed, or what is in its way".to_owned());
    }
    if let Some(shown) = read("shown.json") {
        for (key, text) in pairs::<String>(&shown) {
            if editor.get(&key).as_deref() != Ok(&text) {
                problems.push(format!("{key} shows {:?}, not {text:?}", editor.get(&key)));
            }
        }
    }
    if let Some(dirty) = read("dirty.json") {
        let dirty: Vec<String> = serde_json::from_str(&dirty).unwrap();
        if editor.dirty() != dirty {
            problems.push(format!("dirty {:?}, not {dirty:?}", editor.dirty()));
        }
    }
    problems
}

fn settings(json: &str) -> Settings {
    let mut settings = Settings::default();
    for (name, value) in pairs::<String>(json) {
        match (name.as_str(), value.as_str()) {
            ("clearTextAs", "empty") => settings.clear_text_as_empty = true,
            ("templatePatch", "all") => settings.template_patch_all = true,
            ("contactPatch", "all") => settings.contact_patch_all = true,
            ("keepTexts", "true") => settings.keep_texts = true,
            other => panic!("unknown setting {other:?}"),
        }
    }
    settings
}

/// The members of an object in the order written.
fn pairs<T: for<'de> Deserialize<'de>>(json: &str) -> Vec<(String, T)> {
    struct Pairs<T>(Vec<(String, T)>);
    struct PairsVisitor<T>(std::marker::PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
        type Value = Pairs<T>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<T>, A::Error> {
            let mut pairs = Vec::new();
            while let Some(pair) = map.next_entry()? {
                pairs.push(pair);
            }
            Ok(Pairs(pairs))
        }
    }
    impl<'de, T: Deserialize<'de>> Deserialize<'de> for Pairs<T> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(PairsVisitor(std::marker::PhantomData))
        }
    }
    let pairs: Pairs<T> = serde_json::from_str(json).unwrap();
    pairs.0
}
