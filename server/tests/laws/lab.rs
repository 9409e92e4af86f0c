//! The seeded account in memory: put back before every case, copied to try two things on one row.

use std::collections::BTreeMap;

use customer_core::editor::{Editor, Options, Request};
use customer_core::locale::Locale;
use customer_core::schema::Api;
use customer_server::admin::stored_row;
use customer_server::answer::Answer;
use customer_server::db::open;
use customer_server::json::Members;
use customer_server::json_v2::update::{Call, update};
use customer_server::json_v2::{lists, read};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

pub struct Lab {
    seeded: Connection,
    conn: Connection,
    copy: Connection,
    /// The account's lists as their endpoints answer them.
    pub lists: Vec<(String, String)>,
}

impl Lab {
    pub fn new() -> Self {
        let [seeded, conn, copy] = [(); 3].map(|()| open(None).unwrap());
        let lists = lists::lookups(&seeded, 1).unwrap();
        Self {
            seeded,
            conn,
            copy,
            lists,
        }
    }

    /// Everything as it was seeded.
    pub fn restore(&mut self) {
        overwrite(&self.seeded, &mut self.conn);
    }

    pub fn conn(&self) -> &Connection {
        &self.conn
    }

    pub fn read(&self, id: i64) -> Answer {
        read::one(&self.conn, 1, &id.to_string()).unwrap()
    }

    /// An editor on what a fresh read answers.
    pub fn open(&self, id: i64, marks: &str) -> Editor {
        let answer = self.read(id);
        let etag = answer.header(&axum::http::header::ETAG).map(str::to_owned);
        self.open_on(id, marks, answer.body, etag)
    }

    /// An editor on a record.
    pub fn open_on(&self, id: i64, marks: &str, record: String, etag: Option<String>) -> Editor {
        Editor::new(Options {
            etag,
            record,
            lookups: self.lists.clone(),
            locale: Locale::from_marks(marks),
            ..Options::new(Api::JsonV2, &id.to_string(), 1)
        })
        .unwrap()
    }

    /// What the server answers, refusals included.
    pub fn send(&mut self, id: i64, request: &Request) -> Answer {
        send(&mut self.conn, id, request)
    }

    /// The same on a copy; the row that it leaves there, if the server takes it.
    pub fn try_send(&mut self, id: i64, request: &Request) -> Result<Row, Answer> {
        overwrite(&self.conn, &mut self.copy);
        let answer = send(&mut self.copy, id, request);
        if answer.status == 200 {
            Ok(Row::of(&self.copy, id))
        } else {
            Err(answer)
        }
    }

    pub fn row(&self, id: i64) -> Row {
        Row::of(&self.conn, id)
    }

    /// The names that the account's other customers have.
    pub fn other_names(&self, id: i64) -> Vec<String> {
        let sql = "SELECT name FROM customer WHERE company_id = 1 AND id <> ? ORDER BY id";
        let mut statement = self.conn.prepare_cached(sql).unwrap();
        let names = statement.query_map([id], |row| row.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    }

    /// Every customer of both accounts, with custom values and revisions.
    pub fn rows(&self) -> Vec<String> {
        let sql = "SELECT id FROM customer ORDER BY id";
        let mut statement = self.conn.prepare_cached(sql).unwrap();
        let ids = statement.query_map([], |row| row.get::<_, i64>(0)).unwrap();
        ids.map(|id| {
            stored_row(&self.conn, &id.unwrap().to_string())
                .unwrap()
                .body
        })
        .collect()
    }
}

fn send(conn: &mut Connection, id: i64, request: &Request) -> Answer {
    assert_eq!(request.path, format!("/api/v2/customer/{id}"));
    let if_match = request.headers.iter().find(|(name, _)| *name == "If-Match");
    let call = Call {
        account: 1,
        id: &id.to_string(),
        method: request.method,
        body: request.text(),
        if_match: if_match.map(|(_, value)| value.as_str()),
    };
    update(conn, &call).unwrap_or_else(|refusal| refusal)
}

pub fn overwrite(from: &Connection, to: &mut Connection) {
    let done = Backup::new(from, to).unwrap().step(-1).unwrap();
    assert_eq!(done, StepResult::Done);
}

/// What the database has of a customer: exact JSON text by column, and by `template.fields.<id>`
/// for custom values. No revision: it counts writes, whatever they wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(BTreeMap<String, String>);

impl Row {
    fn of(conn: &Connection, id: i64) -> Self {
        let all = Members::parse(&stored_row(conn, &id.to_string()).unwrap().body).unwrap();
        let columns = Members::parse(all.get("customer").unwrap()).unwrap();
        let values: Vec<Members> = serde_json::from_str(all.get("custom_values").unwrap()).unwrap();
        let columns = columns
            .iter()
            .map(|(name, value)| (name.to_owned(), value.get().to_owned()));
        let values = values.iter().map(|value| {
            let key = format!("template.fields.{}", value.get("field_id").unwrap());
            (key, value.get("value").unwrap().to_owned())
        });
        Self(columns.chain(values).collect())
    }

    /// A column's JSON text; null for a custom field without a value.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("null", String::as_str)
    }

    /// The names of what differs, in order.
    pub fn changes(&self, other: &Self) -> Vec<String> {
        let mut names: Vec<&String> = self.0.keys().chain(other.0.keys()).collect();
        names.sort();
        names.dedup();
        let differs = |name: &&String| self.get(name) != other.get(name);
        names.into_iter().filter(differs).cloned().collect()
    }
}

/// The column that a field's key stands for.
pub fn column(key: &str) -> String {
    match key.strip_prefix("contact_person.") {
        Some(part) => format!("contact_{part}"),
        None if key == "template.id" => "template".to_owned(),
        None => key.to_owned(),
    }
}

/// As [`Editor::response`] takes headers.
pub fn headers(answer: &Answer) -> Vec<(String, String)> {
    let pairs = answer.headers.iter();
    pairs
        .map(|(name, value)| (name.to_string(), value.clone()))
        .collect()
}

/// Every field's key and what its control shows.
pub fn shown(editor: &Editor) -> Vec<(String, String)> {
    let keys = editor.fields().iter().map(|field| field.key.to_string());
    let pairs = keys.map(|key| {
        let text = editor.get(&key).unwrap();
        (key, text)
    });
    pairs.collect()
}
