//! The same laws for form-v1: what the editor lets pass is stored, changes what was edited and nothing else, and means
//! what was typed when it is read again.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use customer_core::editor::{Editor, Options, Outcome, Request};
use customer_core::locale::Locale;
use customer_core::schema::{Api, Method};
use customer_core::wire::form_v1::urlencoded;
use customer_core::wire::{BodyContext, check_body};
use customer_server::admin::stored_v1_row;
use customer_server::answer::Answer;
use customer_server::db::open;
use customer_server::form_v1::columns::{SAME, column};
use customer_server::form_v1::params::Params;
use customer_server::form_v1::update::{Call, update};
use customer_server::form_v1::{Id, lists, read};
use customer_server::json::Members;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::Connection;

use crate::lab::{overwrite, shown};
use crate::typed::{Target, targets, typed};

const CUSTOMERS: i64 = 20;
/// Those that nobody is below of, so that nobody is their own grandparent.
const PARENTS: [&str; 5] = ["11", "18", "20", "LUM-E", "C-014"];

pub struct Lab {
    seeded: Connection,
    conn: Connection,
    pub lists: Vec<(String, String)>,
}

impl Lab {
    fn new() -> Self {
        let [seeded, conn] = [(); 2].map(|()| open(None).unwrap());
        let lists = lists::lookups(&seeded, 1).unwrap();
        Self {
            seeded,
            conn,
            lists,
        }
    }

    pub fn read(&self, id: i64) -> String {
        read::record(&self.conn, id).unwrap().body
    }

    pub fn open(&self, id: i64, marks: &str) -> Editor {
        Editor::new(Options {
            company: None,
            record: self.read(id),
            lookups: self.lists.clone(),
            locale: Locale::from_marks(marks),
            ..Options::new(Api::FormV1, &id.to_string(), 1)
        })
        .unwrap()
    }

    fn send(&mut self, id: i64, request: &Request) -> Answer {
        assert_eq!(request.path, format!("/api/v1.0/customers/{id}"));
        self.post(id, request.text())
    }

    pub fn post(&mut self, id: i64, body: &str) -> Answer {
        let params = Params {
            texts: urlencoded::read(body),
            image: None,
        };
        let id = Id::Own(id.to_string());
        let call = Call {
            account: 1,
            id: &id,
            params: &params,
        };
        update(&mut self.conn, &call).unwrap_or_else(|refusal| refusal)
    }

    /// Columns and payment types as JSON text.
    pub fn row(&self, id: i64) -> BTreeMap<String, String> {
        let all = stored_v1_row(&self.conn, &id.to_string()).unwrap().body;
        let all = Members::parse(&all).unwrap();
        let customer = Members::parse(all.get("customer").unwrap()).unwrap();
        let columns = customer
            .iter()
            .map(|(name, value)| (name.to_owned(), value.get().to_owned()));
        let mut row: BTreeMap<String, String> = columns.collect();
        let types = all.get("payment_types").unwrap().to_owned();
        row.insert("paymentTypes".to_owned(), types);
        row
    }

    fn others(&self, id: i64) -> Vec<BTreeMap<String, String>> {
        let ids = (1..=CUSTOMERS + 1).filter(|other| *other != id);
        ids.map(|id| self.row(id)).collect()
    }
}

#[derive(Clone, Debug)]
pub struct Story {
    pub customer: i64,
    pub marks: &'static str,
    pub rounds: Vec<Vec<(String, String)>>,
}

/// What people type into a parameter; where only the server knows what there is, what there is.
fn text(target: &Target) -> BoxedStrategy<String> {
    let one_of = |texts: &'static [&'static str]| select(texts).prop_map(str::to_owned).boxed();
    match &*target.key {
        "currency" => one_of(&["EUR", "USD", "CHF", "GBP", "", "x"]),
        "parentCustomer" => prop_oneof![
            5 => one_of(&PARENTS),
            1 => one_of(&["", "1", "C-001"]),
        ]
        .boxed(),
        "paymentTypes" => one_of(&[
            "",
            "7",
            "8,7",
            " 10, 9",
            "cash,WIRE",
            "Bank transfer",
            "7,,8",
            "99",
        ]),
        "isSubCustomer" | "isSameAddress" => one_of(&["true", "false"]),
        _ => typed(target),
    }
}

fn story(targets: &[Target], saves: usize) -> BoxedStrategy<Story> {
    let set =
        select(targets.to_vec()).prop_flat_map(|target| (Just(target.key.clone()), text(&target)));
    let round = vec(set, 0..9);
    (
        1..=CUSTOMERS,
        select(vec![".0,", ",0.", "٫٠٬"]),
        vec(round, 1..=saves),
    )
        .prop_map(|(customer, marks, rounds)| Story {
            customer,
            marks,
            rounds,
        })
        .boxed()
}

/// Types everything.
pub fn act(editor: &mut Editor, round: &[(String, String)]) {
    for (key, text) in round {
        let numeric = editor.field(key).unwrap().kind.is_numeric();
        let localized = if numeric {
            editor.locale().localize(text)
        } else {
            text.clone()
        };
        editor.set(key, &localized).unwrap();
    }
}

/// Types everything, then takes back what is wrong.
fn play(editor: &mut Editor, round: &[(String, String)]) {
    act(editor, round);
    // What the rules refuse is taken back; what they miss, by taking back what asks for it.
    for _ in 0..9 {
        let issues = editor.validate(Method::Post);
        let mut keys: Vec<String> = issues.into_iter().filter_map(|issue| issue.field).collect();
        if keys.is_empty() {
            return;
        }
        if keys.iter().all(|key| !editor.is_dirty(key)) {
            keys.extend(["isSubCustomer", "isSameAddress", "dueDateConfigType"].map(str::to_owned));
        }
        for key in keys {
            editor.reset(Some(&key)).unwrap();
        }
    }
    panic!("{:?}", editor.validate(Method::Post));
}

pub fn law(cases: u32, holds: impl Fn(&mut Lab, &Story, &mut u32) -> Result<(), TestCaseError>) {
    let default = Config::default();
    let longer = std::env::var_os("PROPTEST_CASES").is_some();
    let cases = if longer { default.cases } else { cases };
    let config = Config {
        cases,
        failure_persistence: None,
        max_shrink_iters: 1_000,
        ..default
    };
    let lab = Lab::new();
    let mut any = targets(&lab.open(1, ".0,"), "");
    any.retain(|target| target.key != "imageFile");
    let (lab, tried) = (RefCell::new(lab), Cell::new(0));
    let result = TestRunner::new(config).run(&story(&any, 3), |story| {
        let mut lab = lab.borrow_mut();
        let Lab { seeded, conn, .. } = &mut *lab;
        overwrite(seeded, conn);
        let mut evidence = 0;
        let result = holds(&mut lab, &story, &mut evidence);
        tried.set(tried.get() + evidence);
        result
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(tried.get() >= cases / 2, "{} in {cases} cases", tried.get());
}

/// Whatever leaves is taken, names what is dirty and what goes along, and changes those columns and no other byte.
#[test]
fn a_save_changes_what_was_edited_and_nothing_else() {
    law(150, |lab, story, tried| {
        let id = story.customer;
        let mut editor = lab.open(id, story.marks);
        for round in &story.rounds {
            play(&mut editor, round);
            let dirty = editor.dirty();
            let record = lab.read(id);
            let request = editor.request(Method::Post).unwrap();
            let sent = request.text().to_owned();
            let named: Vec<String> = urlencoded::read(&sent)
                .into_iter()
                .map(|(name, _)| name)
                .collect();
            prop_assert_eq!(&named[..dirty.len()], &dirty[..], "{}", sent);
            let along: Vec<String> = dirty
                .iter()
                .flat_map(|key| editor.partners(key))
                .map(str::to_owned)
                .collect();
            prop_assert!(
                named[dirty.len()..].iter().all(|key| along.contains(key)),
                "{}",
                sent
            );
            let context = BodyContext {
                lookups: lab.lists.clone(),
                id: id.to_string(),
                record: Some(record),
            };
            let issues = check_body(Api::FormV1, Method::Post, &sent, &context);
            prop_assert_eq!(issues, [], "{}", sent);
            let (before, others) = (lab.row(id), lab.others(id));
            let answer = lab.send(id, &request);
            prop_assert_eq!(answer.status, 200, "{}\n{}", answer.body, sent);
            let after = lab.row(id);
            let apart =
                dirty.iter().any(|key| key == "isSameAddress") && after["is_same_address"] == "0";
            for (name, value) in &before {
                let edited = dirty.iter().any(|key| column(key).unwrap_or(key) == name);
                // What billing stood for is stored as shipping's own once they part.
                let parted = apart && SAME.iter().any(|(key, _)| column(key) == Some(name));
                if !edited && !parted {
                    prop_assert_eq!(&after[name], value, "{} {}", name, sent);
                }
            }
            prop_assert_eq!(lab.others(id), others);
            editor.response(200, &[], &answer.body, 0);
            *tried += u32::from(!dirty.is_empty());
        }
        Ok(())
    });
}

/// Shipping fields that a request parts from billing and does not name: they were shown as billing's blank ones.
fn hidden(sent: &str) -> Vec<&'static str> {
    let params = urlencoded::read(sent);
    let apart = params.contains(&("isSameAddress".to_owned(), "false".to_owned()));
    let named = |key: &str| params.iter().any(|(name, _)| name == key);
    let keys = SAME.iter().map(|(key, _)| *key);
    keys.filter(|key| apart && !named(key)).collect()
}

/// What is read again means what was typed, and the editor that saved shows the same.
#[test]
fn a_save_settles_the_draft() {
    law(150, |lab, story, tried| {
        let id = story.customer;
        let mut editor = lab.open(id, story.marks);
        for round in &story.rounds {
            play(&mut editor, round);
            let was_dirty = !editor.dirty().is_empty();
            let typed = shown(&editor);
            let request = editor.request(Method::Post).unwrap();
            let sent = request.text().to_owned();
            let answer = lab.send(id, &request);
            let outcome = editor.response(answer.status.as_u16(), &[], &answer.body, 0);
            let Outcome::Saved(mut surprises) = outcome else {
                return Err(TestCaseError::fail(format!("{outcome:?}")));
            };
            // An address of its own, stored behind that of billing, comes to light: the answer is believed.
            let came_to_light = hidden(&sent);
            surprises.retain(|one| !came_to_light.contains(&&*one.field));
            prop_assert_eq!(surprises, [], "{}", sent);
            prop_assert_eq!(editor.dirty(), Vec::<String>::new(), "{}", sent);
            let mut fresh = lab.open(id, story.marks);
            for (key, text) in typed {
                if came_to_light.contains(&&*key) {
                    continue;
                }
                if !fresh.is_relevant(&key) || key == "imageFile" {
                    continue;
                }
                prop_assert_eq!(editor.get(&key), fresh.get(&key), "{} {}", key, sent);
                // By its external id it was typed, by its id it is stored.
                let external = key == "parentCustomer" && text.parse::<i64>().is_err();
                if !external {
                    fresh.set(&key, &text).unwrap();
                }
                prop_assert_eq!(
                    fresh.dirty(),
                    Vec::<String>::new(),
                    "{} {:?} {}",
                    key,
                    text,
                    sent
                );
            }
            *tried += u32::from(was_dirty);
        }
        Ok(())
    });
}

/// An answer without a body leaves the draft that a record would have left.
#[test]
fn an_empty_answer_leaves_what_a_record_would() {
    law(150, |lab, story, tried| {
        let id = story.customer;
        let mut editor = lab.open(id, story.marks);
        let mut came_to_light = Vec::new();
        for round in &story.rounds {
            play(&mut editor, round);
            let was_dirty = !editor.dirty().is_empty();
            let request = editor.request(Method::Post).unwrap();
            let sent = request.text().to_owned();
            came_to_light.extend(hidden(&sent).into_iter().map(str::to_owned));
            prop_assert_eq!(lab.send(id, &request).status, 200, "{}", sent);
            let outcome = editor.response(200, &[], "", 0);
            prop_assert_eq!(outcome, Outcome::Saved(Vec::new()), "{}", sent);
            prop_assert_eq!(editor.dirty(), Vec::<String>::new(), "{}", sent);
            let mut fresh = lab.open(id, story.marks);
            for (key, text) in shown(&editor) {
                let external = key == "parentCustomer" && text.parse::<i64>().is_err();
                let known = !external && key != "imageFile" && !came_to_light.contains(&key);
                if fresh.is_relevant(&key) && known {
                    fresh.set(&key, &text).unwrap();
                    prop_assert_eq!(
                        fresh.dirty(),
                        Vec::<String>::new(),
                        "{} {:?} {}",
                        key,
                        text,
                        sent
                    );
                }
            }
            *tried += u32::from(was_dirty);
        }
        Ok(())
    });
}
