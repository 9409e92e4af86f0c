//! A body that is wrong in one place is refused as a whole, and nothing that was typed is lost by it.

use customer_core::editor::{Body, Outcome, Request};
use customer_core::rules::report::Issue;
use customer_server::json::{Members, literal, raw};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::any::{Account, story};
use crate::lab::{headers, shown};
use crate::law;

/// What is done to a request that is right.
#[derive(Clone, Debug)]
enum Spoil {
    /// A member, and a value that it cannot have.
    Member(&'static str, String),
    /// The name of another customer.
    Taken(Index, bool),
    /// Another company, or none.
    Company(Option<&'static str>),
    /// The body breaks off.
    Cut(Index),
    /// A member that nobody knows, nested beyond reading.
    Deep,
    /// The record of another time.
    Stale,
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let long = |length: usize| format!("\"{}\"", "𐐷".repeat(length));
    let of_template = |id: u32, field: u32, value: &str| {
        let fields = format!(r#"[{{"id":{field},"value":{value}}}]"#);
        ("template", format!(r#"{{"id":{id},"fields":{fields}}}"#))
    };
    let fixed = [
        ("name", "null"),
        ("name", r#"" \u001f""#),
        ("name", "5"),
        ("name", r#""a\u0000b""#),
        ("name", r#""\ud800""#),
        ("category", "99999"),
        ("category", "201"),
        ("category", r#"{"id":7,"name":"Retail"}"#),
        ("country", "530"),
        ("country", r#""Switzerland""#),
        ("nda_signed", r#""true""#),
        ("nda_signed", "1"),
        ("nda_signed_date", r#""2023-02-29""#),
        ("msa_signed_date", "20260101"),
        ("contact_person", "[]"),
        ("contact_person", r#"{"email":"x"}"#),
        ("contact_person", r#"{"name":"Ann","email":null}"#),
        ("contact_person", r#"{"type":"friend"}"#),
        ("template", "3"),
        ("template", r#"{"fields":[]}"#),
        ("template", r#"{"id":999,"fields":[]}"#),
        ("template", r#"{"id":9,"fields":[]}"#),
        ("template", r#"{"id":3,"fields":{"Credit limit":5}}"#),
        (
            "template",
            r#"{"id":3,"fields":[{"id":11,"value":"right"},{"id":12,"value":"x"}]}"#,
        ),
    ];
    let wrong = [
        ("name", long(51)),
        ("city", long(51)),
        ("zip_postal_code", long(21)),
        ("general_description", long(1001)),
        of_template(3, 11, &long(51)),
        of_template(3, 12, "-0.01"),
        of_template(3, 12, "12.505"),
        of_template(3, 12, "999999999999999.01"),
        of_template(3, 12, "1e400"),
        of_template(3, 14, "1.5"),
        of_template(3, 14, "1000000000000000"),
        of_template(3, 15, r#""1900-02-29""#),
        of_template(3, 18, r#""deleted from the template""#),
        of_template(3, 101, r#""of another template""#),
        of_template(5, 159, r#""floors.pdf""#),
    ];
    let members: Vec<_> = fixed
        .map(|(name, json)| (name, json.to_owned()))
        .into_iter()
        .chain(wrong)
        .map(|(name, json)| Spoil::Member(name, json))
        .collect();
    prop_oneof![
        6 => select(members),
        2 => any::<(Index, bool)>().prop_map(|(at, lower)| Spoil::Taken(at, lower)),
        1 => select(vec![None, Some("null"), Some("2"), Some("77"), Some("\"one\"")]).prop_map(Spoil::Company),
        1 => any::<Index>().prop_map(Spoil::Cut),
        1 => Just(Spoil::Deep),
        1 => Just(Spoil::Stale),
    ]
}

impl Spoil {
    /// The status that it deserves.
    fn apply(&self, request: &mut Request, taken: &[String]) -> u16 {
        let mut body = Members::parse(request.text()).unwrap();
        let mut status = 400;
        match self {
            Self::Member(name, json) => body.set(name, literal(json.clone())),
            Self::Taken(at, lower) => {
                let name = at.get(taken);
                let name = if *lower {
                    name.to_lowercase()
                } else {
                    name.clone()
                };
                body.put("name", format!("\u{a0}{name} "));
            }
            Self::Company(None) => body = body.filtered(|name| name != "company"),
            Self::Company(Some(json)) => {
                if matches!(*json, "2" | "77") {
                    status = 403;
                }
                body.set("company", literal((*json).to_owned()));
            }
            Self::Cut(at) => {
                let mut text = request.text().to_owned();
                let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
                text.truncate(*at.get(&ends));
                request.body = Body::Text(text);
                return status;
            }
            Self::Deep => {
                let deep = ["[".repeat(70), "]".repeat(70)].concat();
                body.set("deep", literal(deep));
            }
            Self::Stale => {
                let (_, etag) = request
                    .headers
                    .iter_mut()
                    .find(|(name, _)| *name == "If-Match")
                    .unwrap();
                etag.insert(1, '0');
                status = 412;
            }
        }
        request.body = Body::Text(raw(&body).get().to_owned());
        status
    }
}

#[test]
fn a_refused_body_changes_nothing() {
    let any = |account: &Account| (story(account, 1), spoil());
    law(80, any, |lab, (story, spoil), tried| {
        let id = story.customer;
        let round = &story.rounds[0];
        let mut editor = lab.open(id, story.marks);
        round.play(&mut editor);
        let good = editor.request(round.method(&editor)).unwrap();
        let mut bad = good.clone();
        let status = spoil.apply(&mut bad, &lab.other_names(id));
        let (before, typed) = (lab.rows(), shown(&editor));
        let answer = lab.send(id, &bad);
        prop_assert_eq!(answer.status, status, "{}\n{}", answer.body, bad.text());
        prop_assert_eq!(lab.rows(), before, "{}", bad.text());
        let outcome = editor.response(status, &headers(&answer), &answer.body, 0);
        match (spoil, outcome) {
            (Spoil::Stale, outcome) => prop_assert_eq!(outcome, Outcome::Conflict),
            (Spoil::Company(_), Outcome::Invalid(_) | Outcome::Forbidden(_)) => {}
            (Spoil::Member(name, _), Outcome::Invalid(issues)) => {
                // A custom field that the editor did not send is named in the sentence only.
                let named = |issue: &Issue| {
                    let text = issue.field.as_deref().or(issue.message.as_deref());
                    text.and_then(|text| text.split(['.', ':']).next()) == Some(*name)
                };
                let all = issues.iter().all(named);
                prop_assert!(all && !issues.is_empty(), "{}\n{:?}", answer.body, issues);
            }
            (_, Outcome::Invalid(issues)) => prop_assert!(!issues.is_empty()),
            (_, other) => prop_assert!(false, "{:?}", other),
        }
        prop_assert_eq!(shown(&editor), typed);
        // What the server said stands in nobody's way.
        let again = editor.request(good.method);
        prop_assert_eq!(again.as_ref(), Ok(&good));
        prop_assert_eq!(lab.send(id, &good).status, 200, "{}", good.text());
        *tried += 1;
        Ok(())
    });
}
