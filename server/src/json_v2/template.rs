//! A customer's template: how its map of custom fields is answered, and how a body's list is stored.
//!
//! Decided here: a switch to another template drops the values of the old one, so that a PUT and a
//! PATCH that switch leave the same rows. Values that no body can carry (attachments) stay as long
//! as the template does. A value that is null is no row.

use std::str::FromStr;

use customer_core::record::trim;
use rusqlite::{Connection, OptionalExtension, params};
use rust_decimal::Decimal;

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

/// A value that the rules let pass and that is not of the field's type after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unstorable;

/// A JSON value as it is stored, by the data type of its field; none for null.
///
/// Money always has two decimals, a number is canonical, a text is trimmed.
///
/// # Errors
/// [`Unstorable`] when the value is of another type.
pub fn stored(data_type: &str, value: &str) -> Result<Option<String>, Unstorable> {
    if value == "null" {
        return Ok(None);
    }
    let text = match serde_json::from_str::<String>(value) {
        Ok(text) => trim(&text).to_owned(),
        Err(_) if value.starts_with(['"', '[', '{', 't', 'f']) => return Err(Unstorable),
        Err(_) => value.to_owned(),
    };
    match data_type {
        "text" => Ok(Some(text)),
        _ if text.is_empty() => Ok(None),
        "date" => Ok(Some(text)),
        "number" => {
            let number = decimal(&text)?.normalize();
            if number.scale() == 0 {
                Ok(Some(number.to_string()))
            } else {
                Err(Unstorable)
            }
        }
        "money" => {
            let mut money = decimal(&text)?.normalize();
            if money.scale() > 2 {
                return Err(Unstorable);
            }
            money.rescale(2);
            Ok(Some(money.to_string()))
        }
        _ => Err(Unstorable),
    }
}

fn decimal(text: &str) -> Result<Decimal, Unstorable> {
    let number = Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text));
    // "-0" is 0 to everybody but the sign bit.
    number
        .map(|n| if n.is_zero() { Decimal::ZERO } else { n })
        .map_err(|_| Unstorable)
}

/// What a body says about the template.
#[derive(Clone, Debug)]
pub enum Change {
    /// `null`: no template, no values.
    Remove,
    /// A template (none: the one that the customer has) and the fields that the body names.
    Set(Option<i64>, Vec<Named>),
}

/// A custom field that a body names.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its place in the list sent.
    pub position: usize,
    /// The custom field's id.
    pub id: i64,
    /// JSON text.
    pub value: String,
}

impl Change {
    /// Reads the `template` member of a body.
    ///
    /// # Errors
    /// [`Unstorable`] when it is neither null nor an object of the write shape.
    pub fn read(text: &str) -> Result<Self, Unstorable> {
        if text == "null" {
            return Ok(Self::Remove);
        }
        let template = Members::parse(text).map_err(|_| Unstorable)?;
        let id = match template.get("id") {
            None => None,
            Some(id) => Some(i64::from_str(id.trim_matches('"').trim()).map_err(|_| Unstorable)?),
        };
        Ok(Self::Set(id, named(&template)?))
    }
}

/// The list of a template in the write shape; of a field named twice the last one counts.
///
/// # Errors
/// [`Unstorable`] when `fields` is no such list.
pub fn named(template: &Members) -> Result<Vec<Named>, Unstorable> {
    let items: Vec<Members> =
        serde_json::from_str(template.given("fields").unwrap_or("[]")).map_err(|_| Unstorable)?;
    items
        .iter()
        .enumerate()
        .map(|(position, item)| {
            let id = item
                .get("id")
                .map(|id| id.trim_matches('"').trim())
                .ok_or(Unstorable)?;
            Ok(Named {
                position,
                id: i64::from_str(id).map_err(|_| Unstorable)?,
                value: item.get("value").unwrap_or("null").to_owned(),
            })
        })
        .collect()
}

/// Why a change of the template cannot be written.
#[derive(Debug)]
pub enum Refused {
    /// There is no template to write to.
    NoTemplate,
    /// The company has no template of this id.
    UnknownTemplate(i64),
    /// The value at this place of the list does not fit its field.
    Value(usize),
    /// The field at this place of the list is not the template's, or takes no value.
    Field(usize, i64),
    /// The database failed.
    Database(rusqlite::Error),
}

impl From<rusqlite::Error> for Refused {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

/// Writes a change to a company's customer. `replace` as a PUT does: what is not named becomes null.
///
/// # Errors
/// [`Refused`]; the caller rolls back.
pub fn write(
    conn: &Connection,
    (company, customer): (i64, i64),
    current: Option<i64>,
    change: &Change,
    replace: bool,
) -> Result<(), Refused> {
    let Change::Set(chosen, named) = change else {
        conn.execute(
            "UPDATE customer SET template = NULL WHERE id = ?",
            [customer],
        )?;
        conn.execute("DELETE FROM custom_value WHERE customer_id = ?", [customer])?;
        return Ok(());
    };
    let template = chosen.or(current).ok_or(Refused::NoTemplate)?;
    if Some(template) != current {
        let sql = "SELECT 1 FROM template WHERE id = ? AND company_id = ?";
        conn.query_row(sql, [template, company], |_| Ok(()))
            .optional()?
            .ok_or(Refused::UnknownTemplate(template))?;
        conn.execute(
            "UPDATE customer SET template = ? WHERE id = ?",
            [template, customer],
        )?;
        conn.execute("DELETE FROM custom_value WHERE customer_id = ?", [customer])?;
    } else if replace {
        let sql = "DELETE FROM custom_value WHERE customer_id = ? AND kind <> 'attachment'";
        conn.execute(sql, [customer])?;
    }
    for item in named {
        let sql = "SELECT data_type FROM template_field \
                   WHERE id = ? AND template_id = ? AND listed AND data_type <> 'attachment'";
        let data_type: Option<String> = conn
            .query_row(sql, [item.id, template], |row| row.get(0))
            .optional()?;
        let data_type = data_type.ok_or(Refused::Field(item.position, item.id))?;
        match stored(&data_type, &item.value) {
            Ok(Some(value)) => conn.execute(
                "INSERT INTO custom_value VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT DO UPDATE SET value = excluded.value",
                params![customer, item.id, data_type, value],
            )?,
            Ok(None) => conn.execute(
                "DELETE FROM custom_value WHERE customer_id = ? AND field_id = ?",
                [customer, item.id],
            )?,
            Err(Unstorable) => return Err(Refused::Value(item.position)),
        };
    }
    Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_exact_with_two_decimals() {
        for (value, expected) in [
            ("999999999999997.77", "999999999999997.77"),
            ("\"999999999999999.00\"", "999999999999999.00"),
            ("12.500", "12.50"),
            ("-0", "0.00"),
            ("1e3", "1000.00"),
        ] {
            assert_eq!(
                stored("money", value),
                Ok(Some(expected.to_owned())),
                "{value}"
            );
        }
        for bad in ["12.505", "true", "\"x\"", "[]"] {
            assert_eq!(stored("money", bad), Err(Unstorable), "{bad}");
        }
    }

    #[test]
    fn numbers_are_canonical_and_texts_trimmed() {
        assert_eq!(
            stored("number", "-999999999999999"),
            Ok(Some("-999999999999999".to_owned()))
        );
        assert_eq!(stored("number", "\"0120\""), Ok(Some("120".to_owned())));
        assert_eq!(stored("number", "1.5"), Err(Unstorable));
        assert_eq!(stored("text", "\" \\u0061 \""), Ok(Some("a".to_owned())));
        assert_eq!(stored("text", "\"\""), Ok(Some(String::new())));
        assert_eq!(stored("money", "\"\""), Ok(None));
        assert_eq!(stored("text", "null"), Ok(None));
    }
}
