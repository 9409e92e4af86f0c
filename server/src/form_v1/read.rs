//! A stored customer in the read shape: entries of lists as objects, the address of its picture.

use customer_core::schema::{Api, FieldType};
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::value::RawValue;

use super::columns::{COLUMNS, SAME};
use crate::answer::Answer;
use crate::json::{Members, literal, raw};

/// The record that the database has under an id.
///
/// # Errors
/// The database's.
pub fn record(conn: &Connection, id: i64) -> Result<Answer, Answer> {
    Ok(Answer::ok(members(conn, id)?.to_text()))
}

/// How often a customer has been written; none when there is no such customer.
///
/// # Errors
/// The database's.
pub fn revision(conn: &Connection, id: i64) -> Result<Option<i64>, rusqlite::Error> {
    let sql = "SELECT number FROM v1_revision WHERE customer_id = ?";
    conn.query_row(sql, [id], |row| row.get(0)).optional()
}

/// The members of a record.
///
/// # Errors
/// The database's.
pub fn members(conn: &Connection, id: i64) -> Result<Members, rusqlite::Error> {
    let mut statement = conn.prepare_cached("SELECT * FROM v1_customer WHERE id = ?")?;
    let mut out = Members::default();
    out.put("id", id);
    statement.query_row([id], |row| {
        let same: bool = row.get("is_same_address")?;
        for (key, own) in COLUMNS {
            let billing = SAME.iter().find(|(shipping, _)| *shipping == key);
            // Of what is the same the answer has a copy; what was stored for it stays where it is.
            let column = billing.filter(|_| same).map_or(own, |(_, column)| *column);
            let (name, value) = member(conn, row, key, column)?;
            out.set(name, value);
        }
        Ok(())
    })?;
    let mut paid = conn.prepare_cached(
        "SELECT id FROM v1_payment_type JOIN v1_customer_payment ON payment_type_id = id \
         WHERE customer_id = ? ORDER BY id",
    )?;
    let ids = paid.query_map([id], |row| row.get::<_, i64>(0))?;
    let types = ids.map(|id| entry(conn, "v1_payment_type", "paymentTypes", id?));
    out.put("paymentTypes", types.collect::<Result<Vec<_>, _>>()?);
    out.put("logo", logo(conn, id)?);
    // Members that are never sent.
    out.put("contacts", Vec::<()>::new());
    out.set("balance", literal("0.00".to_owned()));
    let time = |column: &str| {
        format!(
            "strftime('%Y-%m-%dT%H:%M:%S', {column} / 1000, 'unixepoch') || \
             printf('.%03dZ', {column} % 1000)"
        )
    };
    let sql = format!(
        "SELECT {}, {} FROM v1_revision WHERE customer_id = ?",
        time("created"),
        time("updated")
    );
    let (created, updated): (String, String) =
        conn.query_row(&sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    out.put("dateCreated", created);
    out.put("lastUpdated", updated);
    Ok(out)
}

fn kind(key: &str) -> FieldType {
    let fields = &mut Api::FormV1.schema().fields.iter();
    fields
        .find(|field| field.key == key)
        .map_or(FieldType::Text, |field| field.kind)
}

/// The name and the value of a member.
fn member<'a>(
    conn: &Connection,
    row: &Row<'_>,
    key: &'a str,
    column: &str,
) -> Result<(&'a str, Box<RawValue>), rusqlite::Error> {
    let list = |table, path| -> Result<_, rusqlite::Error> {
        let id: Option<i64> = row.get(column)?;
        let entry = id.map(|id| entry(conn, table, path, id)).transpose()?;
        Ok(raw(&entry))
    };
    Ok(match key {
        "categoryId" => (
            "customerCategory",
            list("v1_category", "customerCategories")?,
        ),
        "customerSegmentationId" => (
            "customerSegmentation",
            list("v1_segmentation", "customerSegmentations")?,
        ),
        "regionId" => ("region", list("v1_region", "regions")?),
        "parentCustomer" => (key, list("v1_customer", "customers")?),
        "userId" => {
            let mut created_by = Members::default();
            let user: Option<String> = row.get(column)?;
            // Users that have a number are answered by it.
            let number = user.as_deref().and_then(|user| user.parse::<u32>().ok());
            match number.filter(|number| Some(number.to_string()) == user) {
                Some(number) => created_by.put("userId", number),
                None => created_by.put("userId", user),
            }
            ("createdBy", raw(&created_by))
        }
        "dueDateConfigType" => {
            let stored: Option<String> = row.get(column)?;
            let name = stored.map(|stored| match stored.as_str() {
                "1" => "daysAfterInvoiceDate".to_owned(),
                "2" => "daysAfterEndOfInvoiceMonth".to_owned(),
                _ => stored,
            });
            (key, raw(&name))
        }
        _ => (key, plain(row, key, column)?),
    })
}

fn plain(row: &Row<'_>, key: &str, column: &str) -> Result<Box<RawValue>, rusqlite::Error> {
    Ok(match kind(key) {
        FieldType::Boolean => raw(&row.get::<_, bool>(column)?),
        kind if kind.is_numeric() => match row.get::<_, Option<String>>(column)? {
            Some(number) => literal(number),
            None => raw(&()),
        },
        _ => raw(&row.get::<_, Option<String>>(column)?),
    })
}

/// An entry of a list, `{id, reference, name, href}`.
///
/// # Errors
/// The database's.
pub fn entry(
    conn: &Connection,
    table: &str,
    path: &str,
    id: i64,
) -> Result<Members, rusqlite::Error> {
    let sql = format!("SELECT reference, name FROM {table} WHERE id = ?");
    conn.prepare_cached(&sql)?.query_row([id], |row| {
        let mut entry = Members::default();
        entry.put("id", id);
        entry.put("reference", row.get::<_, Option<String>>(0)?);
        entry.put("name", row.get::<_, Option<String>>(1)?.unwrap_or_default());
        entry.put("href", format!("/api/v1.0/{path}/{id}"));
        Ok(entry)
    })
}

fn logo(conn: &Connection, id: i64) -> Result<Option<String>, rusqlite::Error> {
    let sql = "SELECT file FROM v1_image WHERE customer_id = ?";
    let file: Option<String> = conn.query_row(sql, [id], |row| row.get(0)).optional()?;
    Ok(file.map(|file| format!("/images/customers/{id}/{file}")))
}
