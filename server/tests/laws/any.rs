//! Any customer of the seed, and any person at work on it: legal for the most part, wrong here and there.

use customer_core::editor::{Editor, Settings};
use customer_core::schema::Method;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;

use crate::lab::Lab;
use crate::typed::{Target, targets, typed};

/// What can be edited in the seeded account.
pub struct Account {
    customers: Vec<(i64, Option<String>)>,
    fixed: Vec<Target>,
    templates: Vec<(String, Vec<Target>)>,
}

impl Account {
    /// From what an editor offers, so that no field and no list is left out here.
    pub fn read(lab: &Lab) -> Self {
        let sql = "SELECT id, template FROM customer WHERE company_id = 1 ORDER BY id";
        let mut statement = lab.conn().prepare(sql).unwrap();
        let rows = statement.query_map([], |row| {
            let template = row.get::<_, Option<i64>>(1)?;
            let template = template.map(|id| id.to_string());
            Ok((row.get(0)?, template))
        });
        let customers: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
        let mut editor = lab.open(19, ".0,");
        let fixed = targets(&editor, "");
        let templates = editor.options("template.id").into_iter().map(|(id, _)| {
            editor.set("template.id", &id).unwrap();
            let fields = targets(&editor, "template.fields.");
            (id, fields)
        });
        let templates: Vec<_> = templates.collect();
        assert_eq!(
            (customers.len(), fixed.len(), templates.len()),
            (40, 23, 3),
            "the seed"
        );
        Self {
            customers,
            fixed,
            templates,
        }
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

/// Some edits, and how they are saved.
#[derive(Clone, Debug)]
pub struct Round {
    pub acts: Vec<Act>,
    pub method: Method,
    pub settings: Settings,
}

/// One editor, open through several saves.
#[derive(Clone, Debug)]
pub struct Story {
    pub customer: i64,
    pub marks: &'static str,
    pub rounds: Vec<Round>,
}

impl Round {
    /// Does everything; then takes back what stands in the way of a PATCH.
    pub fn play(&self, editor: &mut Editor) {
        self.act(editor);
        self.mend(editor);
    }

    /// Does everything.
    pub fn act(&self, editor: &mut Editor) {
        editor.set_settings(self.settings.clone(), Vec::new());
        for act in &self.acts {
            play(editor, act);
        }
    }

    /// Takes back what stands in the way of a PATCH.
    pub fn mend(&self, editor: &mut Editor) {
        loop {
            let issues = editor.validate(Method::Patch);
            let wrong = issues.iter().filter_map(|issue| issue.field.clone());
            let (mine, loaded): (Vec<_>, Vec<_>) = wrong.partition(|key| editor.is_dirty(key));
            if let [key, ..] = &*mine {
                editor.reset(Some(key)).unwrap();
            } else if let [key, ..] = &*loaded {
                // Wrong as it was loaded, and demanded by what was edited beside it.
                let (group, _) = key.split_once('.').unwrap();
                let beside = editor
                    .dirty()
                    .into_iter()
                    .find(|key| key.starts_with(group));
                editor.reset(Some(&beside.unwrap())).unwrap();
            } else {
                break;
            }
        }
        // With contactPatch "all" a PATCH names parts that nobody touched and nobody validated. Where
        // such a part is wrong as it was stored, only the server can say so.
        let of_contact = |key: &str| key.starts_with("contact_person.");
        let wrong = editor.validate(Method::Put);
        if wrong
            .iter()
            .any(|issue| issue.field.as_deref().is_some_and(of_contact))
        {
            let settings = Settings {
                contact_patch_all: false,
                keep_texts: false,
                ..self.settings.clone()
            };
            editor.set_settings(settings, Vec::new());
        }
    }

    /// The round's own method, or PATCH where a PUT cannot leave.
    pub fn method(&self, editor: &Editor) -> Method {
        if editor.validate(self.method).is_empty() {
            self.method
        } else {
            Method::Patch
        }
    }
}

/// A field that is not there now is left alone.
fn play(editor: &mut Editor, act: &Act) {
    match act {
        Act::Set(key, text) => {
            let numeric = editor
                .field(key)
                .is_some_and(|field| field.kind.is_numeric());
            let text = if numeric {
                editor.locale().localize(text)
            } else {
                text.clone()
            };
            drop(editor.set(key, &text));
        }
        Act::Pause => editor.pause(),
        Act::Undo => drop(editor.undo()),
        Act::Redo => drop(editor.redo()),
        Act::Reset(key) => drop(editor.reset(key.as_deref())),
    }
}

fn set_any(targets: &[Target]) -> BoxedStrategy<Vec<Act>> {
    select(targets.to_vec())
        .prop_flat_map(|target| (Just(target.key.clone()), typed(&target)))
        .prop_map(|(key, text)| vec![Act::Set(key, text)])
        .boxed()
}

/// Acts that belong together; `own` is the customer's template.
fn acts(account: &Account, own: Option<&str>) -> BoxedStrategy<Vec<Act>> {
    let part = |key: &str| account.fixed.iter().find(|t| t.key == key).unwrap().clone();
    let [name, mail] = ["contact_person.name", "contact_person.email"].map(part);
    let pair = (typed(&name), typed(&mail)).prop_map(|(name, mail)| {
        vec![
            Act::Set("contact_person.name".to_owned(), name),
            Act::Set("contact_person.email".to_owned(), mail),
        ]
    });
    let clear_all = ["name", "email", "type"]
        .map(|part| Act::Set(format!("contact_person.{part}"), String::new()));
    let fields: Vec<Target> = account.fixed.clone();
    let clear = select(fields).prop_map(|field| vec![Act::Set(field.key, String::new())]);
    let custom = |id: &str| {
        let known = account.templates.iter().find(|(known, _)| known == id);
        set_any(&known.unwrap().1)
    };
    let switches = account.templates.iter().map(|(id, _)| {
        let chosen = Act::Set("template.id".to_owned(), id.clone());
        vec(custom(id), 0..4)
            .prop_map(move |sets| [vec![chosen.clone()], sets.concat()].concat())
            .boxed()
    });
    let own = own.map_or_else(|| Just(Vec::new()).boxed(), custom);
    let step = prop_oneof![
        Just(Act::Pause),
        Just(Act::Undo),
        Just(Act::Redo),
        Just(Act::Reset(None)),
        select(account.fixed.clone()).prop_map(|field| Act::Reset(Some(field.key))),
    ];
    prop_oneof![
        12 => set_any(&account.fixed),
        10 => own,
        3 => pair,
        3 => clear,
        1 => Just(clear_all.to_vec()),
        3 => Union::new(switches),
        3 => step.prop_map(|act| vec![act]),
    ]
    .boxed()
}

fn settings() -> BoxedStrategy<Settings> {
    (any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(clear, template, contact)| Settings {
            clear_text_as_empty: clear,
            template_patch_all: template,
            contact_patch_all: contact,
            keep_texts: false,
        })
        .boxed()
}

/// Customers with what is easily lost: an inactive value, an attachment, unknown members, empty texts
/// beside nulls, a contact that breaks the rules, what a PUT cannot say.
const AWKWARD: [i64; 14] = [3, 5, 8, 9, 12, 13, 14, 15, 16, 22, 31, 34, 39, 42];

/// Any story of so many saves.
pub fn story(account: &Account, saves: usize) -> BoxedStrategy<Story> {
    let stories = account.customers.iter().map(|(customer, own)| {
        let round = (
            vec(acts(account, own.as_deref()), 0..8),
            select(vec![Method::Put, Method::Patch]),
            settings(),
        );
        let round = round.prop_map(|(acts, method, settings)| Round {
            acts: acts.concat(),
            method,
            settings,
        });
        let parts = (
            Just(*customer),
            select(vec![".0,", ",0.", ",0\u{202f}", "٫٠٬"]),
            vec(round, 1..=saves),
        );
        let story = parts.prop_map(|(customer, marks, rounds)| Story {
            customer,
            marks,
            rounds,
        });
        (
            if AWKWARD.contains(customer) { 4 } else { 1 },
            story.boxed(),
        )
    });
    Union::new_weighted(stories.collect()).boxed()
}
