//! The API "json-v2": JSON over GET, PUT and PATCH, for one company of an account at a time.
//!
//! Reads have a trailing slash and writes have none, as the reference says; the other spelling is
//! 405, so that a client that mixes them up learns it here.

pub mod check;
pub mod errors;
pub mod http;
pub mod lists;
pub mod read;
pub mod sentence;
pub mod template;
pub mod update;

use axum::http::StatusCode;
use rusqlite::{Connection, OptionalExtension};

use crate::answer::Answer;

/// The company that a call is for, as its text in the query or the body; checked to be the account's.
///
/// # Errors
/// 400 when it is missing or no integer, 403 when it is not the account's.
pub fn company(conn: &Connection, account: i64, given: Option<&str>) -> Result<i64, Answer> {
    let Some(given) = given.filter(|text| !text.is_empty()) else {
        return Err(Answer::detail(
            StatusCode::BAD_REQUEST,
            errors::COMPANY_REQUIRED,
        ));
    };
    let Ok(company) = given.parse::<i64>() else {
        let body = serde_json::json!({ "company": [sentence::NOT_AN_INTEGER] }).to_string();
        return Err(Answer::new(StatusCode::BAD_REQUEST, body));
    };
    let owner = conn
        .query_row(
            "SELECT account_id FROM company WHERE id = ?",
            [company],
            |row| row.get::<_, i64>(0),
        )
        .optional()?;
    // One answer for both: whose companies there are is nobody else's affair.
    if owner == Some(account) {
        Ok(company)
    } else {
        Err(Answer::forbidden())
    }
}
