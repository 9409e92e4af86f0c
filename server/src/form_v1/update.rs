//! POST: parameters read by the rules of the core over the stored record, and written in one transaction.
//!
//! What the rules cannot know is decided here:
//! - **What is not sent stays**, also what means nothing for the time being: the shipping address of a customer
//!   that has the same as billing, the parent of one that is part of nobody.
//! - **References** are unique in an account, exact, trimmed; a blank one is never taken.
//! - **Currencies** are those that the account bills in.
//! - **A parent** is another customer of the account, by id or by external id, and not below this one.
//! - One refusal is answered: the first issue in the order of the table, then what only the database
//!   knows, then the image.

use std::time::{SystemTime, UNIX_EPOCH};

use customer_core::form::Form;
use customer_core::locale::Locale;
use customer_core::lookups::Lookups;
use customer_core::record::Value;
use customer_core::rules::Valid;
use customer_core::rules::image::check as check_image;
use customer_core::schema::form_v1::{IMAGE, PARENT};
use customer_core::schema::{Api, Field, ListName};
use customer_core::wire::form_v1::{body, decode};
use customer_core::wire::list;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params, params_from_iter};

use super::columns::column;
use super::images::{self, Checked};
use super::params::Params;
use super::{Id, errors, lists, read};
use crate::answer::Answer;

/// One call of the update endpoint.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The account of the token.
    pub account: i64,
    /// The customer of the path.
    pub id: &'a Id,
    /// What the body names.
    pub params: &'a Params,
}

/// Does a POST: 404 for the customer, then the parameters, then the image.
///
/// # Errors
/// The refusal; the database is then as it was.
pub fn update(conn: &mut Connection, call: &Call<'_>) -> Result<Answer, Answer> {
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let id = call.id.known(&transaction, call.account)?;
    let form = form(&transaction, call.account, id)?;
    let valid = body::read(&form, &call.params.texts).map_err(|issues| {
        let Some(first) = issues.first() else {
            return errors::not_saved();
        };
        let key = first.field.as_deref().unwrap_or_default();
        errors::from_issue(first, sent(call.params, key))
    })?;
    let mut columns = Vec::new();
    for (field, value) in named(&form, &valid) {
        if let Some(column) = column(&field.key) {
            let value = stored(&transaction, call, id, field, value)?;
            columns.push((column, value));
        }
    }
    let image = picture(&form, call.params)?;
    write(&transaction, id, &columns)?;
    for (_, value) in named(&form, &valid) {
        if let Value::Ids(ids) = value {
            pay_by(&transaction, id, ids)?;
        }
    }
    for (field, value) in named(&form, &valid) {
        // A list that was cleared.
        if field.list == Some(ListName::PaymentTypes) && *value == Value::Empty {
            pay_by(&transaction, id, &[])?;
        }
    }
    transaction.execute(
        "UPDATE v1_revision SET number = number + 1, updated = max(updated + 1, ?) \
         WHERE customer_id = ?",
        params![now(), id],
    )?;
    if let Some(image) = image {
        let revision = read::revision(&transaction, id)?.unwrap_or_default();
        images::store(&transaction, id, revision, &image)?;
    }
    let answer = read::record(&transaction, id)?;
    transaction.commit()?;
    Ok(answer)
}

/// Milliseconds since 1970.
#[must_use]
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    i64::try_from(since.unwrap_or_default().as_millis()).unwrap_or(i64::MAX)
}

/// The stored record as the rules see it.
fn form(conn: &Connection, account: i64, id: i64) -> Result<Form, Answer> {
    let record = decode::record_from_reply(&read::members(conn, id)?.to_text());
    let mut lookups = Lookups::default();
    for (name, json) in lists::lookups(conn, account)? {
        if let Some(name) = ListName::from_name(&name) {
            list::add(&mut lookups, name, &[&json]).map_err(|_| errors::failed())?;
        }
    }
    let locale = Locale {
        // Parameters are plain decimal text.
        groups: Vec::new(),
        ..Locale::default()
    };
    let record = record.map_err(|_| errors::failed())?;
    let mut form = Form::new(Api::FormV1, record, lookups, locale, Vec::new());
    form.set_id(&id.to_string());
    Ok(form)
}

fn named<'a>(form: &'a Form, valid: &'a Valid) -> impl Iterator<Item = (&'a Field, &'a Value)> {
    let changes = valid.changes().iter();
    changes.filter_map(|(at, value)| Some((&**form.fields().get(*at)?, value)))
}

/// A parameter as it came; the last of a repeated one.
fn sent<'a>(params: &'a Params, key: &str) -> &'a str {
    let found = params.texts.iter().rev().find(|(name, _)| name == key);
    found.map_or("", |(_, text)| text.trim())
}

/// A value as its column stores it, after what only the database knows.
fn stored(
    conn: &Connection,
    call: &Call<'_>,
    own: i64,
    field: &Field,
    value: &Value,
) -> Result<Sql, Answer> {
    Ok(match value {
        Value::Empty if matches!(field.kind, customer_core::schema::FieldType::Boolean) => {
            Sql::Integer(0)
        }
        Value::Empty | Value::Ids(_) | Value::Image(_) => Sql::Null,
        Value::Bool(value) => Sql::Integer((*value).into()),
        Value::Number(number) => Sql::Text(number.as_str().to_owned()),
        Value::Id(id) if field.key == PARENT => Sql::Integer(parent(conn, call, own, id)?),
        Value::Id(id) => Sql::Integer(id.parse().map_err(|_| errors::not_saved())?),
        Value::Text(text) => {
            match &*field.key {
                "reference" => unique(conn, call.account, own, text)?,
                "currency" => billed(conn, call.account, text)?,
                _ => {}
            }
            Sql::Text(text.clone())
        }
    })
}

fn parent(conn: &Connection, call: &Call<'_>, own: i64, named: &str) -> Result<i64, Answer> {
    let by_id = Id::Own(named.to_owned()).find(conn, call.account)?;
    let found = match by_id {
        None if named.parse::<i64>().is_err() => {
            Id::Reference(named.to_owned()).find(conn, call.account)?
        }
        found => found,
    };
    let parent = found.ok_or_else(|| errors::no_such("parent customer", named, "not_found"))?;
    // Everybody above the parent, itself included, whether they still belong to one or not: what is kept comes back.
    let sql = "WITH RECURSIVE above (id) AS ( \
               SELECT ?1 UNION SELECT parent_customer FROM v1_customer \
               JOIN above USING (id) WHERE parent_customer IS NOT NULL) \
               SELECT 1 FROM above WHERE id = ?2";
    let circle = conn.query_row(sql, [parent, own], |_| Ok(())).optional()?;
    match circle {
        Some(()) => Err(errors::itself()),
        None => Ok(parent),
    }
}

fn unique(conn: &Connection, account: i64, own: i64, reference: &str) -> Result<(), Answer> {
    let sql = "SELECT 1 FROM v1_customer WHERE account_id = ? AND id <> ? AND reference = ?";
    let taken = conn.query_row(sql, params![account, own, reference], |_| Ok(()));
    match taken.optional()? {
        Some(()) => Err(errors::bad("not_unique", "reference already used")),
        None => Ok(()),
    }
}

fn billed(conn: &Connection, account: i64, code: &str) -> Result<(), Answer> {
    let sql = "SELECT 1 FROM v1_currency WHERE account_id = ? AND code = ?";
    let known = conn.query_row(sql, params![account, code], |_| Ok(()));
    known
        .optional()?
        .ok_or_else(|| errors::no_such("currency", code, ""))
}

fn picture(form: &Form, params: &Params) -> Result<Option<Checked>, Answer> {
    let (Some(image), Some(field)) = (&params.image, form.field(IMAGE)) else {
        return Ok(None);
    };
    check_image(field, image).map_err(|issue| errors::from_issue(&issue, ""))?;
    images::checked(image).map(Some)
}

fn write(conn: &Connection, id: i64, columns: &[(&str, Sql)]) -> Result<(), Answer> {
    if columns.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = columns
        .iter()
        .map(|(name, _)| format!("{name} = ?"))
        .collect();
    let sql = format!(
        "UPDATE v1_customer SET {} WHERE id = {id}",
        names.join(", ")
    );
    conn.execute(
        &sql,
        params_from_iter(columns.iter().map(|(_, value)| value)),
    )?;
    Ok(())
}

fn pay_by(conn: &Connection, id: i64, types: &[String]) -> Result<(), rusqlite::Error> {
    conn.execute(
        "DELETE FROM v1_customer_payment WHERE customer_id = ?",
        [id],
    )?;
    for kind in types {
        conn.execute(
            "INSERT INTO v1_customer_payment VALUES (?, ?)",
            params![id, kind],
        )?;
    }
    Ok(())
}
