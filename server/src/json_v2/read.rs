//! A stored customer in the read shape: lookups by name, custom fields as a map.

use axum::http::header;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::answer::Answer;
use crate::db::columns::{COLUMNS, Column, Kind};
use crate::json::{Members, literal, raw};

/// One customer of a company.
///
/// # Errors
/// 404 when the company has no customer of this id.
pub fn one(conn: &Connection, company: i64, id: &str) -> Result<Answer, Answer> {
    let id = customer_id(conn, company, id)?;
    record(conn, id)
}

/// The id of a path, when it is one of the company's customers.
///
/// # Errors
/// 404 when it is not.
pub fn customer_id(conn: &Connection, company: i64, id: &str) -> Result<i64, Answer> {
    let id = id.parse::<i64>().map_err(|_| Answer::not_found())?;
    let sql = "SELECT id FROM customer WHERE id = ? AND company_id = ?";
    conn.query_row(sql, [id, company], |row| row.get(0))
        .optional()?
        .ok_or_else(Answer::not_found)
}

/// The record that the database has under an id, with its ETag.
///
/// # Errors
/// The database's.
pub fn record(conn: &Connection, id: i64) -> Result<Answer, Answer> {
    Ok(Answer::ok(members(conn, id)?.to_text()).with(header::ETAG, etag(conn, id)?))
}

/// The strong ETag of a customer: another one after every write, and in every new database.
///
/// # Errors
/// The database's.
pub fn etag(conn: &Connection, id: i64) -> Result<String, rusqlite::Error> {
    let sql = "SELECT mark, number FROM origin, revision WHERE customer_id = ?";
    conn.query_row(sql, [id], |row| {
        Ok(format!(
            "\"{}-{id}-{}\"",
            row.get::<_, String>(0)?,
            row.get::<_, i64>(1)?
        ))
    })
}

/// How often a customer has been written, whoever's it is; none when there is no such customer.
///
/// # Errors
/// The database's.
pub fn revision(conn: &Connection, id: &str) -> Result<Option<i64>, rusqlite::Error> {
    let Ok(id) = id.parse::<i64>() else {
        return Ok(None);
    };
    let sql = "SELECT number FROM revision WHERE customer_id = ?";
    conn.query_row(sql, [id], |row| row.get(0)).optional()
}

/// The members of a record, in the order of the reference, those that the reference does not know last.
///
/// # Errors
/// The database's.
pub fn members(conn: &Connection, id: i64) -> Result<Members, rusqlite::Error> {
    let sql = "SELECT customer.*, category.name AS category_name, country.name AS country_name \
               FROM customer \
               LEFT JOIN category ON category.id = customer.category \
               LEFT JOIN country ON country.code = customer.country \
               WHERE customer.id = ?";
    let (mut out, template, extra) = conn.query_row(sql, [id], |row| {
        let mut out = Members::default();
        out.put("id", id);
        for column in COLUMNS {
            match column.parent {
                None => out.set(column.member, value(row, column)?),
                Some(parent) if out.get(parent).is_none() => {
                    out.set(parent, raw(&contact(row, parent)?));
                }
                Some(_) => {}
            }
        }
        Ok((
            out,
            row.get::<_, Option<i64>>("template")?,
            row.get::<_, Option<String>>("extra")?,
        ))
    })?;
    match template {
        Some(template) => out.put("template", super::template::answer(conn, id, template)?),
        None => out.put("template", ()),
    }
    out.merge(&kept(extra));
    Ok(out)
}

/// The members that were stored as they came.
#[must_use]
pub fn kept(extra: Option<String>) -> Members {
    extra
        .and_then(|text| Members::parse(&text).ok())
        .unwrap_or_default()
}

/// An object with its three parts, or none at all.
fn contact(row: &Row<'_>, parent: &str) -> Result<Option<Members>, rusqlite::Error> {
    let mut out = Members::default();
    for column in COLUMNS
        .iter()
        .filter(|column| column.parent == Some(parent))
    {
        out.set(column.member, value(row, column)?);
    }
    let empty = out.iter().all(|(_, value)| value.get() == "null");
    let extra = kept(row.get("contact_extra")?);
    out.merge(&extra);
    Ok((!empty || !extra.is_empty()).then_some(out))
}

fn value(
    row: &Row<'_>,
    column: &Column,
) -> Result<Box<serde_json::value::RawValue>, rusqlite::Error> {
    Ok(match (column.kind, column.name) {
        (Kind::Id, "category") => {
            let id: Option<i64> = row.get("category")?;
            let name: Option<String> = row.get("category_name")?;
            match id.zip(name) {
                Some((id, name)) => {
                    let mut category = Members::default();
                    category.set("id", literal(id.to_string()));
                    category.put("name", name);
                    raw(&category)
                }
                None => raw(&()),
            }
        }
        (Kind::Id, _) => raw(&row.get::<_, Option<String>>("country_name")?),
        (Kind::Boolean, name) => raw(&row.get::<_, Option<bool>>(name)?),
        (Kind::Text | Kind::Date, name) => raw(&row.get::<_, Option<String>>(name)?),
    })
}
