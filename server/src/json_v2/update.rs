//! PUT and PATCH: a body checked by the rules of the core and written in one transaction.
//!
//! What the rules cannot know is decided here:
//! - **Names** are unique per account, trimmed and without regard to case.
//! - **`id`** in a body is ignored, **`company`** is never stored.
//! - **Unknown members**, of the record and of `contact_person`, are kept as their exact text. A
//!   PUT replaces them, a PATCH merges them.
//! - **The pair rule** of the contact person looks at the merged person when a PATCH names one of
//!   the pair; what is wrong with a stored part that it does not name is not its affair.
//! - The answer carries the record in the read shape, with its new ETag.

mod member;

use axum::http::StatusCode;
use customer_core::schema::Method;
use rusqlite::types::Value;
use rusqlite::{Connection, TransactionBehavior, params_from_iter};

use super::errors::{self, Step};
use super::{check, read, sentence, template};
use crate::answer::Answer;
use crate::db::columns::{COLUMNS, CONTACT, is_known, is_known_of_contact};
use crate::json::{Members, depth};
use member::{Part, kept, unstorable, value};

/// Nested deeper than this, a body is refused: what is kept unread must stay readable to others.
const MAX_DEPTH: usize = 64;

/// One call of the update endpoint.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// The account of the token.
    pub account: i64,
    /// The id in the path.
    pub id: &'a str,
    /// PUT or PATCH.
    pub method: Method,
    /// The body as it came.
    pub body: &'a str,
    /// The `If-Match` header.
    pub if_match: Option<&'a str>,
}

/// Does a PUT or a PATCH. The checks come in the order 400 (no JSON, no company), 403, 404, 412,
/// 400 (fields).
///
/// # Errors
/// The refusal; the database is then as it was.
pub fn update(conn: &mut Connection, call: &Call<'_>) -> Result<Answer, Answer> {
    let body = parse(call.body)?;
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let company = super::company(&transaction, call.account, body.given("company"))?;
    let id = read::customer_id(&transaction, company, call.id)?;
    if let Some(condition) = call.if_match {
        precondition(condition, &read::etag(&transaction, id)?)?;
    }
    let stored = Stored::load(&transaction, id)?;
    check::rules(&transaction, company, call.method, &body, &stored.contact)?;
    check::unique_name(&transaction, call.account, id, &body)?;
    write(&transaction, id, call.method, &body, &stored)?;
    transaction.execute(
        "UPDATE revision SET number = number + 1 WHERE customer_id = ?",
        [id],
    )?;
    let answer = read::record(&transaction, id)?;
    transaction.commit()?;
    Ok(answer)
}

fn parse(body: &str) -> Result<Members, Answer> {
    let not_json = |why: String| {
        Answer::detail(
            StatusCode::BAD_REQUEST,
            &format!("JSON parse error - {why}"),
        )
    };
    let value: &serde_json::value::RawValue =
        serde_json::from_str(body).map_err(|error| not_json(error.to_string()))?;
    if depth(body) > MAX_DEPTH {
        return Err(not_json(format!("nested more than {MAX_DEPTH} deep")));
    }
    if !value.get().starts_with('{') {
        let python = sentence::python_type(value.get());
        let text = format!("Invalid data. Expected a dictionary, but got {python}.");
        return Err(errors::one(&[Step::Member("non_field_errors")], &text));
    }
    Members::parse(value.get()).map_err(|error| not_json(error.to_string()))
}

/// `If-Match` by strong comparison (RFC 9110, 13.1.1).
fn precondition(condition: &str, etag: &str) -> Result<(), Answer> {
    if condition
        .split(',')
        .any(|tag| matches!(tag.trim(), tag if tag == etag || tag == "*"))
    {
        return Ok(());
    }
    Err(Answer::detail(
        StatusCode::PRECONDITION_FAILED,
        "The customer has been changed since it was read.",
    ))
}

/// What a PATCH merges into.
struct Stored {
    company: i64,
    template: Option<i64>,
    contact: Members,
    contact_extra: Option<String>,
    extra: Option<String>,
}

impl Stored {
    fn load(conn: &Connection, id: i64) -> Result<Self, rusqlite::Error> {
        conn.query_row("SELECT * FROM customer WHERE id = ?", [id], |row| {
            let mut contact = Members::default();
            for column in COLUMNS
                .iter()
                .filter(|column| column.parent == Some(CONTACT))
            {
                contact.put(column.member, row.get::<_, Option<String>>(column.name)?);
            }
            Ok(Self {
                company: row.get("company_id")?,
                template: row.get("template")?,
                contact,
                contact_extra: row.get("contact_extra")?,
                extra: row.get("extra")?,
            })
        })
    }
}

fn write(
    conn: &Connection,
    id: i64,
    method: Method,
    body: &Members,
    stored: &Stored,
) -> Result<(), Answer> {
    let replace = method == Method::Put;
    let mut columns: Vec<(&str, Value)> = Vec::new();
    let contact = Part::of(body, CONTACT)?;
    for column in COLUMNS {
        let named = match column.parent {
            None => body.get(column.member),
            Some(_) => contact.get(column.member),
        };
        match named {
            Some(text) => columns.push((column.name, value(column, text)?)),
            None if replace => columns.push((column.name, Value::Null)),
            None => {}
        }
    }
    let extra = body.filtered(|member| !is_known(member));
    columns.extend(kept("extra", &extra, &stored.extra, replace));
    match &contact {
        Part::Absent if !replace => {}
        Part::Absent | Part::Null => columns.push(("contact_extra", Value::Null)),
        Part::Object(members) => {
            let extra = members.filtered(|member| !is_known_of_contact(member));
            columns.extend(kept(
                "contact_extra",
                &extra,
                &stored.contact_extra,
                replace,
            ));
        }
    }
    if !columns.is_empty() {
        let names: Vec<String> = columns
            .iter()
            .map(|(name, _)| format!("{name} = ?"))
            .collect();
        let sql = format!("UPDATE customer SET {} WHERE id = {id}", names.join(", "));
        conn.execute(
            &sql,
            params_from_iter(columns.into_iter().map(|(_, value)| value)),
        )?;
    }
    match body.get("template") {
        None if !replace => Ok(()),
        given => write_template(conn, id, given.unwrap_or("null"), stored, replace),
    }
}

fn write_template(
    conn: &Connection,
    id: i64,
    given: &str,
    stored: &Stored,
    replace: bool,
) -> Result<(), Answer> {
    use Step::{Member, Place};
    let (stored, company) = (stored.template, stored.company);
    let change = template::Change::read(given).map_err(|_| unstorable(&[Member("template")]))?;
    let fields = |place, part| {
        [
            Member("template"),
            Member("fields"),
            Place(place),
            Member(part),
        ]
    };
    template::write(conn, (company, id), stored, &change, replace).map_err(
        |refused| match refused {
            template::Refused::UnknownTemplate(id) => {
                let unknown = sentence::no_such_id(&id.to_string());
                errors::one(&[Member("template"), Member("id")], &unknown)
            }
            template::Refused::Value(place) => unstorable(&fields(place, "value")),
            template::Refused::Field(place, field) => errors::one(
                &fields(place, "id"),
                &sentence::no_such_id(&field.to_string()),
            ),
            template::Refused::Database(error) => error.into(),
        },
    )
}
