//! Whether a body may be written: the core's rules, and what only the database knows.

use customer_core::rules::report::{Code, Issue};
use customer_core::schema::{Api, Method};
use customer_core::wire::{BodyContext, check_body};
use rusqlite::{Connection, OptionalExtension, params};

use super::errors::{self, Step};
use super::lists;
use crate::answer::Answer;
use crate::db::columns::CONTACT;
use crate::db::fold;
use crate::json::{Members, raw};

/// The rules of the core, on the body with the contact person merged into the stored one.
///
/// # Errors
/// 400 with every issue under its field.
pub fn rules(
    conn: &Connection,
    company: i64,
    method: Method,
    body: &Members,
    stored: &Members,
) -> Result<(), Answer> {
    let contact = body
        .given(CONTACT)
        .and_then(|text| Members::parse(text).ok());
    let pair = contact.filter(|c| {
        method == Method::Patch && (c.get("name").is_some() || c.get("email").is_some())
    });
    let context = BodyContext {
        lookups: lists::lookups(conn, company)?,
        ..BodyContext::default()
    };
    let issues = match &pair {
        None => check_body(Api::JsonV2, method, &body.to_text(), &context),
        Some(patch) => {
            let mut person = stored.clone();
            person.merge(patch);
            let mut merged = body.clone();
            merged.set(CONTACT, raw(&person));
            let mut issues = check_body(Api::JsonV2, method, &merged.to_text(), &context);
            issues.retain(|issue| concerns(patch, issue));
            issues
        }
    };
    if issues.is_empty() {
        return Ok(());
    }
    Err(errors::refused(&issues, body, |id| {
        conn.query_row(
            "SELECT data_type FROM template_field WHERE id = ?",
            [id],
            |row| row.get(0),
        )
        .ok()
    }))
}

/// Whether an issue of the merged person is the patch's: of a part that it names, or of the
/// partner that it demands.
fn concerns(patch: &Members, issue: &Issue) -> bool {
    let part = issue
        .field
        .as_deref()
        .and_then(|key| key.strip_prefix("contact_person."));
    part.is_none_or(|part| issue.code == Code::Required || patch.get(part).is_some())
}

/// Whether the name that a body gives is free in the account.
///
/// # Errors
/// 400 on `name` when another customer has it.
pub fn unique_name(conn: &Connection, account: i64, id: i64, body: &Members) -> Result<(), Answer> {
    let Some(name) = body
        .given("name")
        .and_then(|text| serde_json::from_str::<String>(text).ok())
    else {
        return Ok(());
    };
    let sql = "SELECT 1 FROM customer JOIN company ON company.id = company_id \
               WHERE account_id = ? AND customer.id <> ? AND fold(customer.name) = ?";
    let taken = conn
        .query_row(sql, params![account, id, fold(&name)], |_| Ok(()))
        .optional()?;
    match taken {
        Some(()) => Err(errors::one(
            &[Step::Member("name")],
            "customer with this name already exists.",
        )),
        None => Ok(()),
    }
}
