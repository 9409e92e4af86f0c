//! Another person at the same customer.

use customer_core::schema::Method;
use rusqlite::{Connection, OptionalExtension};

use super::scope::customer_of;
use crate::answer::Answer;
use crate::db::Store;
use crate::json::Members;
use crate::json_v2::update::{Call, update};

/// Patches the customer of a path, in the company and the account that it belongs to: all that a
/// write changes is changed, the ETag included. Where there is no customer, nothing is done.
///
/// # Errors
/// 500 with the API's refusal of the changes: the test, not the client, is mistaken.
pub async fn apply(store: &Store, path: &str, changes: &Members) -> Result<(), Answer> {
    let Some(id) = customer_of(path).map(str::to_owned) else {
        return Ok(());
    };
    let changes = changes.clone();
    store.run(move |conn| edit(conn, &id, changes)).await
}

fn edit(conn: &mut Connection, id: &str, mut changes: Members) -> Result<(), Answer> {
    let sql = "SELECT company_id, account_id FROM customer \
               JOIN company ON company.id = company_id WHERE customer.id = ?";
    let owner: Option<(i64, i64)> = conn
        .query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((company, account)) = owner else {
        return Ok(());
    };
    changes.put("company", company);
    let call = Call {
        account,
        id,
        method: Method::Patch,
        body: &changes.to_text(),
        if_match: None,
    };
    update(conn, &call).map(drop).map_err(|refused| {
        let why = format!("The fault \"other-edit\" was refused: {}", refused.body);
        Answer::detail(axum::http::StatusCode::INTERNAL_SERVER_ERROR, &why)
    })
}
