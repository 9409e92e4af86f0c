//! What a body says about a template, and how that is stored.
//!
//! Decided here: a switch to another template drops the values of the old one, so that a PUT and a
//! PATCH that switch leave the same rows. Values that no body can carry (attachments) stay as long
//! as the template does. A value that is null is no row.

use std::str::FromStr;

use rusqlite::{Connection, OptionalExtension, params};

use super::value::{Unstorable, stored};
use crate::json::Members;

/// What a body says about the template.
#[derive(Clone, Debug)]
pub enum Change {
    /// `null`: no template, no values.
    Remove,
    /// A template and the fields that the body names.
    Set(i64, Vec<Named>),
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
        let id = template.get("id").ok_or(Unstorable)?;
        let id = i64::from_str(id.trim_matches('"').trim()).map_err(|_| Unstorable)?;
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
    let &Change::Set(template, ref named) = change else {
        conn.execute(
            "UPDATE customer SET template = NULL WHERE id = ?",
            [customer],
        )?;
        conn.execute("DELETE FROM custom_value WHERE customer_id = ?", [customer])?;
        return Ok(());
    };
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
