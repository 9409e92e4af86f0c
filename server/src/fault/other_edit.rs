//! Another person at the same customer.

use customer_core::schema::Method;
use customer_core::wire::form_v1::urlencoded;
use rusqlite::{Connection, OptionalExtension};

use super::scope::{customer_of, v1_customer_of};
use crate::answer::Answer;
use crate::db::Store;
use crate::form_v1::params::Params;
use crate::form_v1::{self, Id};
use crate::json::Members;
use crate::json_v2::update::{Call, update};

/// Patches the customer of a path, in the company and the account that it belongs to: all that a
/// write changes is changed, the ETag included. Where there is no customer, nothing is done.
///
/// # Errors
/// 500 with the API's refusal of the changes: the test, not the client, is mistaken.
pub async fn apply(store: &Store, path: &str, changes: &Members) -> Result<(), Answer> {
    let changes = changes.clone();
    match (customer_of(path).map(str::to_owned), v1_customer_of(path)) {
        (Some(id), _) => store.run(move |conn| edit(conn, &id, changes)).await,
        (None, Some(id)) => store.run(move |conn| post(conn, id, &changes)).await,
        (None, None) => Ok(()),
    }
}

/// The same by form-v1's update, in the account that the customer belongs to.
fn post(conn: &mut Connection, id: Id, changes: &Members) -> Result<(), Answer> {
    let sql = "SELECT account_id FROM v1_customer WHERE id = ?1 OR reference = ?1 ORDER BY 1";
    let id = match id {
        Id::Own(id) => Id::Own(id),
        // As a path has it: a parameter's own reading takes the escapes away.
        Id::Reference(text) => {
            let text = text.replace('+', "%2B");
            let read = urlencoded::read(&text).into_iter().next();
            Id::Reference(read.map(|(name, _)| name).unwrap_or_default())
        }
    };
    let account: Option<i64> = conn
        .query_row(sql, [id.text()], |row| row.get(0))
        .optional()?;
    let Some(account) = account else {
        return Ok(());
    };
    let texts = changes.iter().map(|(name, value)| {
        let text = serde_json::from_str::<String>(value.get());
        (
            name.to_owned(),
            text.unwrap_or_else(|_| value.get().to_owned()),
        )
    });
    let params = Params {
        texts: texts.collect(),
        image: None,
    };
    let call = form_v1::update::Call {
        account,
        id: &id,
        params: &params,
    };
    form_v1::update::update(conn, &call)
        .map(drop)
        .map_err(refused)
}

fn refused(refused: Answer) -> Answer {
    let why = format!("The fault \"other-edit\" was refused: {}", refused.body);
    Answer::detail(axum::http::StatusCode::INTERNAL_SERVER_ERROR, &why)
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
    update(conn, &call).map(drop).map_err(refused)
}
