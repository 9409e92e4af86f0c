//! A customer's template: how its map of custom fields is answered, and how a body's list is stored.

mod change;
mod value;

use rusqlite::Connection;

pub use change::{Change, Named, Refused, named, write};
pub use value::{Unstorable, stored};

use crate::json::{Members, literal, raw};

/// A customer's template in the read shape: `{"id": 3, "fields": {key: value, …}}`.
///
/// The template says whether its keys are names or ids, its numbers JSON numbers or texts, and
/// whether fields without a value are answered as null or not at all.
///
/// # Errors
/// The database's.
pub fn answer(conn: &Connection, customer: i64, template: i64) -> Result<Members, rusqlite::Error> {
    let sql = "SELECT keyed_by = 'name', values_as_text, answers_empty FROM template WHERE id = ?";
    let (by_name, as_text, answers_empty) = conn.query_row(sql, [template], |row| {
        Ok((
            row.get::<_, bool>(0)?,
            row.get::<_, bool>(1)?,
            row.get::<_, bool>(2)?,
        ))
    })?;
    let mut fields = Members::default();
    let mut statement = conn.prepare_cached(
        "SELECT field.id, field.name, field.data_type, value, listed \
         FROM template_field AS field \
         LEFT JOIN custom_value ON field_id = field.id AND customer_id = ? \
         WHERE template_id = ? ORDER BY position, field.id",
    )?;
    let mut rows = statement.query([customer, template])?;
    while let Some(row) = rows.next()? {
        let key = if by_name {
            row.get(1)?
        } else {
            row.get::<_, i64>(0)?.to_string()
        };
        let data_type: String = row.get(2)?;
        match row.get::<_, Option<String>>(3)? {
            Some(value) if !as_text && matches!(data_type.as_str(), "money" | "number") => {
                fields.set(&key, literal(value));
            }
            Some(value) => fields.put(&key, value),
            None if answers_empty && row.get(4)? => fields.put(&key, ()),
            None => {}
        }
    }
    let mut out = Members::default();
    out.put("id", template);
    out.put("fields", fields);
    Ok(out)
}

/// A custom-field template as its endpoint answers it.
///
/// # Errors
/// The database's.
pub fn definition(conn: &Connection, template: i64) -> Result<Members, rusqlite::Error> {
    let sql = "SELECT name, is_active, type FROM template WHERE id = ?";
    let mut out = conn.query_row(sql, [template], |row| {
        let mut out = Members::default();
        out.put("id", template);
        out.put("name", row.get::<_, String>(0)?);
        out.put("is_active", row.get::<_, bool>(1)?);
        out.put("type", row.get::<_, String>(2)?);
        Ok(out)
    })?;
    let mut statement = conn.prepare_cached(
        "SELECT id, name, data_type, is_active, position FROM template_field \
         WHERE template_id = ? AND listed ORDER BY id",
    )?;
    let fields = statement
        .query_map([template], |row| {
            let mut field = Members::default();
            field.put("id", row.get::<_, i64>(0)?);
            field.put("name", row.get::<_, String>(1)?);
            field.put("data_type", row.get::<_, String>(2)?);
            field.put("is_active", row.get::<_, bool>(3)?);
            field.put("order", row.get::<_, i64>(4)?);
            Ok(field)
        })?
        .collect::<Result<Vec<_>, _>>()?;
    out.set("fields", raw(&fields));
    Ok(out)
}
