//! What tests and the demo do behind the API's back: look at a stored row as it is, read the log,
//! set faults.
//!
//! No token and no rate limit; the server listens on loopback only, and a request that names
//! another host is refused, so that no page elsewhere reads it through a name of its own.

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};
use serde_json::value::RawValue;

use crate::answer::Answer;
use crate::cors::is_loopback_authority;
use crate::db::Store;
use crate::fault::{self, rules::Faults};
use crate::json::{Members, literal, raw};
use crate::log::{self, Log};

/// `GET /admin/customer/{id}`, `/admin/v1/customer/{id}`, `/admin/log` and `/admin/faults`.
pub fn admin(store: Store, log: Log, faults: Faults) -> Router {
    Router::new()
        .route("/admin/customer/{id}", get(customer))
        .route("/admin/v1/customer/{id}", get(v1_customer))
        .with_state(store)
        .merge(log::routes(log))
        .merge(fault::admin::routes(faults))
        .layer(from_fn(loopback_only))
}

async fn loopback_only(request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST);
    if host.is_none_or(|host| host.to_str().is_ok_and(is_loopback_authority)) {
        next.run(request).await
    } else {
        Answer::detail(StatusCode::MISDIRECTED_REQUEST, "Not this host.").into_response()
    }
}

async fn customer(State(store): State<Store>, Path(id): Path<String>) -> Result<Answer, Answer> {
    store.run(move |conn| stored_row(conn, &id)).await
}

/// `{"customer": {column: value…}, "custom_values": [{field_id, name, kind, value}…], "revision": n}`:
/// every column under its own name, in the order of the schema.
///
/// # Errors
/// 404 when there is no such row.
pub fn stored_row(conn: &Connection, id: &str) -> Result<Answer, Answer> {
    let id = id.parse::<i64>().map_err(|_| Answer::not_found())?;
    let customer = rows(conn, "SELECT * FROM customer WHERE id = ?", id)?;
    let customer = customer.first().ok_or_else(Answer::not_found)?;
    let values = "SELECT field_id, name, kind, value FROM custom_value \
                  JOIN template_field ON template_field.id = field_id \
                  WHERE customer_id = ? ORDER BY field_id";
    let revision = "SELECT number FROM revision WHERE customer_id = ?";
    let mut out = Members::default();
    out.put("customer", customer);
    out.put("custom_values", rows(conn, values, id)?);
    out.put(
        "revision",
        conn.query_row(revision, [id], |row| row.get::<_, i64>(0))?,
    );
    Ok(Answer::ok(out.to_text()))
}

async fn v1_customer(State(store): State<Store>, Path(id): Path<String>) -> Result<Answer, Answer> {
    store.run(move |conn| stored_v1_row(conn, &id)).await
}

/// The same of form-v1: `{"customer": {column: value…}, "payment_types": [id…], "image": {file, mime, bytes, head,
/// small, medium}, "revision": n}`. Of pictures the lengths, and the first bytes as hexadecimal digits; null without one.
///
/// # Errors
/// 404 when there is no such row.
pub fn stored_v1_row(conn: &Connection, id: &str) -> Result<Answer, Answer> {
    let id = id.parse::<i64>().map_err(|_| Answer::not_found())?;
    let customer = rows(conn, "SELECT * FROM v1_customer WHERE id = ?", id)?;
    let customer = customer.first().ok_or_else(Answer::not_found)?;
    let types = "SELECT payment_type_id FROM v1_customer_payment WHERE customer_id = ? ORDER BY 1";
    let mut types = conn.prepare_cached(types)?;
    let types = types.query_map([id], |row| row.get::<_, i64>(0))?;
    let image = "SELECT file, mime, length(bytes) AS bytes, lower(hex(substr(bytes, 1, 16))) AS head, \
                 length(small) AS small, length(medium) AS medium FROM v1_image WHERE customer_id = ?";
    let mut out = Members::default();
    out.put("customer", customer);
    out.put("payment_types", types.collect::<Result<Vec<_>, _>>()?);
    out.put("image", rows(conn, image, id)?.first());
    let revision = "SELECT number FROM v1_revision WHERE customer_id = ?";
    out.put(
        "revision",
        conn.query_row(revision, [id], |row| row.get::<_, i64>(0))?,
    );
    Ok(Answer::ok(out.to_text()))
}

fn rows(conn: &Connection, sql: &str, id: i64) -> Result<Vec<Members>, rusqlite::Error> {
    let mut statement = conn.prepare_cached(sql)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let members = |row: &Row<'_>| {
        let mut out = Members::default();
        for (at, name) in names.iter().enumerate() {
            out.set(name, value(row.get_ref(at)?));
        }
        Ok(out)
    };
    statement.query_map(params![id], members)?.collect()
}

/// The schema has no other storage class than these three.
fn value(value: ValueRef<'_>) -> Box<RawValue> {
    match value {
        ValueRef::Integer(number) => literal(number.to_string()),
        ValueRef::Text(text) => raw(&String::from_utf8_lossy(text)),
        _ => raw(&()),
    }
}
