//! Random accounts, records and people: legal for the most part, odd here and there.

use customer_core::editor::{Editor, Options, Settings};
use customer_core::locale::Locale;
use customer_core::schema::Method;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use crate::support::{CATEGORIES, COUNTRIES, options, quoted};

/// A custom field of a template.
#[derive(Clone, Debug)]
pub struct Custom {
    pub id: u32,
    pub name: String,
    pub kind: &'static str,
    pub active: bool,
}

/// A template of the account.
#[derive(Clone, Debug)]
pub struct Template {
    pub id: u32,
    pub fields: Vec<Custom>,
}

impl Template {
    fn json(&self) -> String {
        let fields = self.fields.iter().enumerate().map(|(at, field)| {
            let Custom { id, name, kind, active } = field;
            let name = quoted(name);
            format!(r#"{{"id":{id},"name":{name},"data_type":"{kind}","is_active":{active},"order":{at}}}"#)
        });
        let fields: Vec<_> = fields.collect();
        format!(
            r#"{{"id":{},"name":"T{}","is_active":true,"fields":[{}]}}"#,
            self.id,
            self.id,
            fields.join(",")
        )
    }
}

/// One thing that a person does.
#[derive(Clone, Debug)]
pub enum Act {
    Set(String, String),
    Pause,
    Undo,
    Redo,
    Reset(Option<String>),
}

/// An account, one of its records, and what a person does to it.
#[derive(Clone, Debug)]
pub struct Story {
    pub templates: Vec<Template>,
    pub record: String,
    pub acts: Vec<Act>,
    pub settings: Settings,
    pub marks: &'static str,
}

impl Story {
    pub fn lists(&self) -> Vec<(String, String)> {
        let templates: Vec<_> = self.templates.iter().map(Template::json).collect();
        vec![
            ("templates".to_owned(), format!("[{}]", templates.join(","))),
            ("categories".to_owned(), CATEGORIES.to_owned()),
            ("countries".to_owned(), COUNTRIES.to_owned()),
        ]
    }

    /// An editor on the record, untouched.
    pub fn open(&self) -> Editor {
        self.open_on(&self.record)
    }

    pub fn open_on(&self, record: &str) -> Editor {
        Editor::new(Options {
            lookups: self.lists(),
            settings: self.settings.clone(),
            locale: Locale::from_marks(self.marks),
            ..options(record, &[])
        })
        .unwrap()
    }

    /// An editor in which everything was done.
    pub fn played(&self) -> Editor {
        let mut editor = self.open();
        for act in &self.acts {
            play(&mut editor, act);
        }
        editor
    }

    /// The same, with every field reset that has an issue in the way of a PATCH.
    pub fn mended(&self) -> Editor {
        let mut editor = self.played();
        loop {
            let issues = editor.validate(Method::Patch);
            if issues.is_empty() {
                return editor;
            }
            let before = editor.dirty();
            for issue in issues {
                editor.reset(issue.field.as_deref()).unwrap();
            }
            if editor.dirty() == before {
                // An untouched partner is in the way, or a value that a list sent whole cannot name: what was
                // touched beside it goes.
                for key in before {
                    if key.starts_with("contact_person.") || key.starts_with("template.fields.") {
                        editor.reset(Some(&key)).unwrap();
                    }
                }
            }
        }
    }
}

/// A field that cannot be set, or is not there now, is left alone.
pub fn play(editor: &mut Editor, act: &Act) {
    match act {
        Act::Set(key, text) => drop(editor.set(key, text)),
        Act::Pause => editor.pause(),
        Act::Undo => drop(editor.undo()),
        Act::Redo => drop(editor.redo()),
        Act::Reset(key) => drop(editor.reset(key.as_deref())),
    }
}

const TEXTS: [&str; 14] = [
    "name",
    "address_line_1",
    "address_line_2",
    "city",
    "state_province",
    "zip_postal_code",
    "phone",
    "mobile",
    "fax",
    "website",
    "general_description",
    "supplementary_description",
    "additional_description",
    "contact_person.name",
];
const DATES: [&str; 2] = ["nda_signed_date", "msa_signed_date"];
const BOOLEANS: [&str; 2] = ["nda_signed", "msa_signed"];

/// A text of few code points with everything awkward in it.
pub fn text() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "a", "B", "7", "é", "中", "😀", "𐐷", "م", " ", "\u{a0}", "\u{1c}", "\t", "\n", "\r\n",
        "\r", "\"", "\\", "/", "\u{200d}", "{", "<b>", "\u{7f}", "\u{2028}",
    ]);
    vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// The same as JSON, sometimes with every character escaped.
fn text_json() -> impl Strategy<Value = String> {
    (text(), any::<bool>()).prop_map(|(text, escaped)| {
        if !escaped {
            return quoted(&text);
        }
        let units: Vec<_> = text
            .encode_utf16()
            .map(|unit| format!("\\u{unit:04X}"))
            .collect();
        format!("\"{}\"", units.concat())
    })
}

/// A number that no double holds and no program should have to.
pub fn number_json() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "0",
            "-0",
            "-0.0",
            "1e5",
            "1E+5",
            "1e-7",
            "0.1",
            "1.50",
            "900719925474099.31",
            "1e400",
            "-1e-400",
            "123456789012345678901234567890.123456789",
        ])
        .prop_map(str::to_owned),
        any::<i64>().prop_map(|n| n.to_string()),
    ]
}

/// What a member that core does not model may hold.
fn foreign_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("\"\\ud800\"".to_owned()),
        Just("[ ]".to_owned()),
        number_json(),
        text_json(),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(|list| format!("[ {} ]", list.join(" , "))),
            vec((text_json(), inner), 0..3).prop_map(|members| {
                let members: Vec<_> = members
                    .into_iter()
                    .map(|(k, v)| format!("{k} : {v}"))
                    .collect();
                format!("{{{}}}", members.join(","))
            }),
        ]
    })
}

fn day() -> impl Strategy<Value = String> {
    (1..=9999u32, 1..=12u32, 1..=28u32).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"))
}

fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(texts).prop_map(str::to_owned)
}

/// A member of a record: absent, null, legal, rarely odd.
fn member(legal: impl Strategy<Value = String> + 'static) -> BoxedStrategy<Option<String>> {
    prop_oneof![
        20 => Just(None),
        20 => Just(Some("null".to_owned())),
        60 => legal.prop_map(Some),
        1 => one_of(&["5", "true", "{}", "[1]", "\"\\ud800\"", "\"\\u0000\"", "\"x1234567890123456789012345678901234567890123456789012\""]).prop_map(Some),
    ]
    .boxed()
}

fn empty_or(legal: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = String> {
    prop_oneof![1 => Just("\"\"".to_owned()), 4 => legal]
}

fn contact() -> impl Strategy<Value = Option<String>> {
    let pair = prop_oneof![
        3 => Just((r#""Ann""#.to_owned(), r#""ann@example.com""#.to_owned())),
        1 => Just((r#"" Ann ""#.to_owned(), r#""ann@b.co\u00a0""#.to_owned())),
        1 => Just(("null".to_owned(), "null".to_owned())),
        1 => Just(("\"\"".to_owned(), "\"\"".to_owned())),
        1 => Just(("null".to_owned(), "\"\"".to_owned())),
    ];
    let kind = one_of(&["null", "\"\"", "\"sales\"", "\"billing\""]);
    let extra = option::weighted(0.3, foreign_json());
    let whole = (pair, kind, extra).prop_map(|((name, email), kind, extra)| {
        let extra = extra
            .map(|json| format!(r#","assistant":{json}"#))
            .unwrap_or_default();
        Some(format!(
            r#"{{"name":{name},"email":{email},"type":{kind}{extra}}}"#
        ))
    });
    prop_oneof![
        1 => Just(None),
        1 => Just(Some("null".to_owned())),
        1 => Just(Some("{}".to_owned())),
        6 => whole,
    ]
}

fn custom_value(kind: &'static str) -> BoxedStrategy<Option<String>> {
    match kind {
        "money" => member(one_of(&[
            "0",
            "\"0.00\"",
            "\"100.00\"",
            "100",
            "1.5e3",
            "7E-1",
            "999999999999998.99",
            "\"999999999999999.00\"",
            "\"\"",
        ])),
        "number" => member(one_of(&[
            "0",
            "5",
            "\"-3\"",
            "5.0",
            "-12e2",
            "999999999999999",
        ])),
        "date" => member(empty_or(day().prop_map(|day| quoted(&day)))),
        "attachment" => member(one_of(&["\"scan.pdf\"", "{\"url\":\"x\"}", "5"])),
        _ => member(text_json()),
    }
}

/// Names include ids of other fields: a key that is both means the name.
fn templates() -> impl Strategy<Value = Vec<Template>> {
    let names = vec!["Remark", "Budget", "Ä 😀", "2", "7", "a.b", "value", ""];
    let kinds = vec(
        select(vec!["text", "money", "number", "date", "attachment"]),
        8,
    );
    let one = (
        subsequence((1..=8u32).collect::<Vec<_>>(), 0..6),
        Just(names).prop_shuffle(),
        kinds,
        vec(prop::bool::weighted(0.8), 8),
    );
    vec(one, 2).prop_map(|templates| {
        let numbered = templates.into_iter().zip([3, 4]);
        numbered
            .map(|((ids, names, kinds, active), id)| Template {
                id,
                fields: ids
                    .into_iter()
                    .enumerate()
                    .map(|(at, id)| Custom {
                        id,
                        name: names[at].to_owned(),
                        kind: kinds[at],
                        active: active[at],
                    })
                    .collect(),
            })
            .collect()
    })
}

/// The template member of a record of this account.
fn template_member(templates: &[Template]) -> BoxedStrategy<Option<String>> {
    let of = |template: &Template| {
        let id = template.id;
        let named: Vec<String> = template
            .fields
            .iter()
            .map(|field| field.name.clone())
            .collect();
        let values: Vec<_> = template
            .fields
            .iter()
            .map(|field| {
                // An id that is a name as well would mean the name.
                let by_id = !named.contains(&field.id.to_string());
                let (name, id) = (field.name.clone(), field.id.to_string());
                let key = any::<bool>().prop_map(move |id_key| {
                    if id_key && by_id {
                        id.clone()
                    } else {
                        name.clone()
                    }
                });
                (key, custom_value(field.kind))
            })
            .collect();
        let unknown = option::weighted(0.03, Just(("Gone".to_owned(), "\"x\"".to_owned())));
        (values, unknown).prop_map(move |(values, unknown)| {
            let members = values
                .into_iter()
                .filter_map(|(key, value)| Some((key, value?)))
                .chain(unknown);
            let members: Vec<_> = members
                .map(|(key, value)| format!("{}:{value}", quoted(&key)))
                .collect();
            Some(format!(
                r#"{{"id":{id},"fields":{{{}}}}}"#,
                members.join(",")
            ))
        })
    };
    prop_oneof![
        1 => Just(None),
        1 => Just(Some("null".to_owned())),
        6 => of(&templates[0]),
        2 => of(&templates[1]),
    ]
    .boxed()
}

/// A record in the read shape.
pub fn record(templates: &[Template]) -> BoxedStrategy<String> {
    let name = prop_oneof![30 => text_json().prop_map(|json| json.replacen('"', "\"a", 1)), 1 => Just("\"\"".to_owned())];
    let texts: Vec<_> = TEXTS[1..13].iter().map(|_| member(text_json())).collect();
    let dates: Vec<_> = DATES
        .iter()
        .map(|_| member(empty_or(day().prop_map(|day| quoted(&day)))))
        .collect();
    let booleans: Vec<_> = BOOLEANS
        .iter()
        .map(|_| member(one_of(&["true", "false"])))
        .collect();
    let category = member(one_of(&[
        r#"{"id":7,"name":"Retail"}"#,
        r#"{"id":8,"name":"Food"}"#,
        "9",
    ]));
    let country = member(one_of(&[
        "\"Switzerland\"",
        "\"AUSTRIA\"",
        "276",
        "\"\"",
        "{\"code\":40,\"name\":\"Austria\"}",
    ]));
    let lost = option::weighted(0.03, Just("\"Atlantis\"".to_owned()));
    let unknown = vec(
        (
            select(vec!["vip", "ünïcode", "updated_at", "__proto__", "a\"b"]),
            foreign_json(),
        ),
        0..3,
    );
    let parts = (
        name,
        texts,
        dates,
        booleans,
        category,
        (country, lost),
        contact(),
        template_member(templates),
        unknown,
    );
    parts
        .prop_map(
            |(
                name,
                texts,
                dates,
                booleans,
                category,
                (country, lost),
                contact,
                template,
                unknown,
            )| {
                let mut members = vec![("id", Some("42".to_owned())), ("name", Some(name))];
                members.extend(TEXTS[1..13].iter().copied().zip(texts));
                members.extend(DATES.into_iter().zip(dates));
                members.extend(BOOLEANS.into_iter().zip(booleans));
                members.push(("category", category));
                members.push(("country", lost.or(country)));
                members.push(("contact_person", contact));
                members.push(("template", template));
                for (name, json) in unknown {
                    if !members.iter().any(|(known, _)| *known == name) {
                        members.push((name, Some(json)));
                    }
                }
                let present = members
                    .into_iter()
                    .filter_map(|(name, json)| Some((name, json?)));
                let present: Vec<_> = present
                    .map(|(name, json)| format!("{}: {json}", quoted(name)))
                    .collect();
                format!("{{{}}}", present.join(", "))
            },
        )
        .boxed()
}

fn set_act() -> impl Strategy<Value = Act> {
    let fixed = |keys: &'static [&'static str], text: BoxedStrategy<String>| {
        (select(keys), text)
            .prop_map(|(key, text)| Act::Set(key.to_owned(), text))
            .boxed()
    };
    let custom = prop_oneof![
        text(),
        day(),
        one_of(&[
            "",
            "0",
            "5",
            "-3",
            "012.50",
            "-0",
            "999999999999997.77",
            "1234",
            "1e3",
            "٣"
        ]),
    ];
    prop_oneof![
        6 => fixed(&TEXTS, text().boxed()),
        1 => fixed(&DATES, prop_oneof![day(), one_of(&["", " ", "2023-02-29"])].boxed()),
        1 => fixed(&BOOLEANS, one_of(&["true", "false", "", "x"]).boxed()),
        2 => fixed(&["contact_person.email"], one_of(&["", "a@b.co", " c@d.ef", "x"]).boxed()),
        1 => fixed(&["contact_person.name"], one_of(&["", "Ann", "  "]).boxed()),
        1 => fixed(&["contact_person.type"], one_of(&["", "sales", "technical", "x"]).boxed()),
        1 => fixed(&["category"], one_of(&["", "7", "08", "9", "1"]).boxed()),
        1 => fixed(&["country"], one_of(&["", "756", "040", "Switzerland", "germany", "1"]).boxed()),
        2 => fixed(&["template.id"], one_of(&["", "3", "4", "04", "5"]).boxed()),
        6 => (1..=8u32, custom).prop_map(|(id, text)| Act::Set(format!("template.fields.{id}"), text)),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        12 => set_act(),
        1 => Just(Act::Pause),
        1 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => Just(Act::Reset(None)),
        1 => set_act().prop_map(|act| match act {
            Act::Set(key, _) => Act::Reset(Some(key)),
            other => other,
        }),
    ]
}

/// Any story.
pub fn story() -> impl Strategy<Value = Story> {
    let settings =
        (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(clear, template, contact)| {
            Settings {
                clear_text_as_empty: clear,
                template_patch_all: template,
                contact_patch_all: contact,
                keep_texts: false,
            }
        });
    templates().prop_flat_map(move |templates| {
        let marks = select(vec![".0,", ",0.", ",0\u{202f}", "٫٠٬"]);
        (
            record(&templates),
            vec(act(), 0..10),
            settings.clone(),
            marks,
            Just(templates),
        )
            .prop_map(|(record, acts, settings, marks, templates)| Story {
                templates,
                record,
                acts,
                settings,
                marks,
            })
    })
}

/// A story and another record of the same account.
pub fn story_and_record() -> impl Strategy<Value = (Story, String)> {
    story().prop_flat_map(|story| {
        (record(&story.templates), Just(story)).prop_map(|(record, story)| (story, record))
    })
}
