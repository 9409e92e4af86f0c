//! The SQLite database: opened or made, and lent to one request at a time.

pub mod columns;
pub mod seed;
pub mod v1_seed;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use customer_core::record::trim;
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, OpenFlags};

/// Marks a file as this server's ("cued" in ASCII).
const APPLICATION_ID: i32 = 0x6375_6564;
/// Grows with every change of schema.sql.
const SCHEMA_VERSION: i32 = 2;

/// Why a database file is not used. Each reads as the end of "FILE …".
#[derive(Debug)]
pub enum OpenError {
    /// SQLite cannot open or read it.
    Unusable(PathBuf, rusqlite::Error),
    /// A SQLite database of another program.
    Foreign(PathBuf),
    /// Made by another version of this server.
    OtherVersion(PathBuf, i32),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unusable(path, error) => match error.sqlite_error_code() {
                Some(rusqlite::ErrorCode::NotADatabase) => {
                    write!(f, "{} is not a SQLite database", path.display())
                }
                _ => write!(f, "{} cannot be used: {error}", path.display()),
            },
            Self::Foreign(path) => {
                write!(
                    f,
                    "{} is a database of another program; it was not touched",
                    path.display()
                )
            }
            Self::OtherVersion(path, version) => write!(
                f,
                "{} was made by another version of customer-server (schema {version}, not {SCHEMA_VERSION})",
                path.display()
            ),
        }
    }
}

impl std::error::Error for OpenError {}

/// Opens a database, made and seeded when it does not exist or is empty; without a path, in memory.
///
/// # Errors
/// [`OpenError`]; the file is then as it was.
pub fn open(path: Option<&Path>) -> Result<Connection, OpenError> {
    let shown = path.map_or_else(|| PathBuf::from(":memory:"), Path::to_path_buf);
    let connect = || -> Result<Connection, rusqlite::Error> {
        let conn = match path {
            // Never as a URI: a file may be called anything.
            Some(path) => Connection::open_with_flags(
                path,
                OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            )?,
            None => Connection::open_in_memory()?,
        };
        conn.busy_timeout(Duration::from_secs(5))?;
        conn.pragma_update(None, "foreign_keys", true)?;
        conn.create_scalar_function(
            "fold",
            1,
            FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC,
            |context| Ok(fold(&context.get::<String>(0)?)),
        )?;
        Ok(conn)
    };
    let unusable = |error| OpenError::Unusable(shown.clone(), error);
    let mut conn = connect().map_err(unusable)?;
    let number = |conn: &Connection, sql| conn.query_row(sql, [], |row| row.get::<_, i32>(0));
    let tables = number(&conn, "SELECT count(*) FROM sqlite_schema").map_err(unusable)?;
    let id = number(&conn, "PRAGMA application_id").map_err(unusable)?;
    let version = number(&conn, "PRAGMA user_version").map_err(unusable)?;
    if tables == 0 && id == 0 && version == 0 {
        make(&mut conn).map_err(unusable)?;
    } else if id != APPLICATION_ID {
        return Err(OpenError::Foreign(shown));
    } else if version != SCHEMA_VERSION {
        return Err(OpenError::OtherVersion(shown, version));
    }
    Ok(conn)
}

/// The schema and the seed, in one transaction: a file is never left half made.
fn make(conn: &mut Connection) -> Result<(), rusqlite::Error> {
    let transaction = conn.transaction()?;
    transaction.execute_batch(include_str!("schema.sql"))?;
    seed::plant(&transaction)?;
    v1_seed::plant(&transaction)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    transaction.commit()
}

/// A text as names are compared: trimmed, without regard to case.
#[must_use]
pub fn fold(text: &str) -> String {
    trim(text).to_lowercase()
}

/// The one connection, shared; a call at a time, off the asynchronous threads.
#[derive(Clone, Debug)]
pub struct Store(Arc<Mutex<Connection>>);

impl Store {
    /// Takes a connection that [`open`] made.
    #[must_use]
    pub fn new(conn: Connection) -> Self {
        Self(Arc::new(Mutex::new(conn)))
    }

    /// Runs a piece of work on the connection.
    ///
    /// # Panics
    /// With the panic of the work itself.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection) -> T + Send + 'static,
    ) -> T {
        let shared = Arc::clone(&self.0);
        let task = tokio::task::spawn_blocking(move || {
            // A panic half way through a transaction rolled it back, so the connection is sound.
            work(&mut shared.lock().unwrap_or_else(PoisonError::into_inner))
        });
        match task.await {
            Ok(value) => value,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_beyond_ascii() {
        assert_eq!(fold(" ÉCLAIR "), fold("éclair"));
    }
}
