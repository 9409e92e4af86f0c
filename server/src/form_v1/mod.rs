//! The API "form-v1": JSON to read, form parameters by POST to write.
//!
//! What the rules cannot know is decided in [`update`]; the sentences of refusals are in [`errors`].

pub mod columns;
pub mod errors;
pub mod http;
pub mod images;
pub mod lists;
pub mod params;
pub mod read;
pub mod update;

use rusqlite::{Connection, OptionalExtension, params};

use crate::answer::Answer;

/// Which customer a path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Id {
    /// By its id, as the path has it.
    Own(String),
    /// By its external id.
    Reference(String),
}

impl Id {
    /// The text of it.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Own(text) | Self::Reference(text) => text,
        }
    }

    /// The customer's id, when it is one of the account's.
    ///
    /// # Errors
    /// The database's.
    pub fn find(&self, conn: &Connection, account: i64) -> Result<Option<i64>, rusqlite::Error> {
        let by_id = "SELECT id FROM v1_customer WHERE id = ? AND account_id = ?";
        let by_reference = "SELECT id FROM v1_customer WHERE reference = ? AND account_id = ?";
        match self {
            Self::Own(id) => match id.parse::<i64>() {
                Ok(id) => conn
                    .query_row(by_id, [id, account], |row| row.get(0))
                    .optional(),
                Err(_) => Ok(None),
            },
            Self::Reference(reference) => conn
                .query_row(by_reference, params![reference, account], |row| row.get(0))
                .optional(),
        }
    }

    /// The same, or the refusal.
    ///
    /// # Errors
    /// 404; the database's.
    pub fn known(&self, conn: &Connection, account: i64) -> Result<i64, Answer> {
        self.find(conn, account)?
            .ok_or_else(|| errors::no_such("customer", self.text(), "not_found"))
    }
}
