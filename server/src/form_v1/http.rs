//! The endpoints: paths, encodings and sizes on the way in, one call each on the way down.

use axum::body::Body;
use axum::extract::{OriginalUri, Path, Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::routing::get;
use axum::{Extension, Router};
use customer_core::image::MAX_BYTES;
use rusqlite::Connection;

use super::lists::{LISTS, Query, page};
use super::params::Encoding;
use super::update::{Call, update};
use super::{Id, errors, read};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::auth::Account;
use crate::body;
use crate::db::Store;
use crate::log::{Entry, Revision};

/// The largest body: an image, and as much again of other parameters as anybody has to say.
const MAX_BODY: usize = MAX_BYTES + 1024 * 1024;

/// Everything under `/api/v1.0`.
pub fn routes(store: Store) -> Router {
    let mut router = Router::new()
        .route(
            "/customers/{id}",
            get(|s, a, Path(id): Path<String>| read_one(s, a, Id::Own(id)))
                .post(|s, a, Path(id): Path<String>, r| update_one(s, a, Id::Own(id), r)),
        )
        .route(
            "/customers/reference/{id}",
            get(|s, a, Path(id): Path<String>| read_one(s, a, Id::Reference(id)))
                .post(|s, a, Path(id): Path<String>, r| update_one(s, a, Id::Reference(id), r)),
        )
        .route("/customers", list("customers", "v1_customer"));
    for (path, table, _) in LISTS {
        router = router.route(&format!("/{path}"), list(path, table));
    }
    router
        .method_not_allowed_fallback(|method: Method| async move {
            let sentence = format!("Method \"{method}\" not allowed.");
            errors::refused(StatusCode::METHOD_NOT_ALLOWED, "", &sentence)
        })
        .fallback(|| async { errors::refused(StatusCode::NOT_FOUND, "not_found", "Not found.") })
        .with_state(store)
}

fn list(path: &'static str, table: &'static str) -> axum::routing::MethodRouter<Store> {
    get(
        move |State(store): State<Store>,
              Extension(Account(account)): Extension<Account>,
              OriginalUri(uri): OriginalUri,
              headers: HeaderMap| async move {
            let query = query(&uri, &headers);
            let work = move |conn: &mut Connection| page(conn, account, (path, table), &query);
            store.run(work).await.map_err(errors::worded)
        },
    )
}

async fn read_one(
    State(store): State<Store>,
    Extension(Account(account)): Extension<Account>,
    id: Id,
) -> Result<Answer, Answer> {
    let work = move |conn: &mut Connection| read::record(conn, id.known(conn, account)?);
    store.run(work).await.map_err(errors::worded)
}

async fn update_one(
    State(store): State<Store>,
    Extension(Account(account)): Extension<Account>,
    id: Id,
    request: Request<Body>,
) -> Result<Answer, Answer> {
    let (parts, body) = request.into_parts();
    let entry = parts.extensions.get::<Entry>().cloned();
    let encoding = Encoding::of(&parts.headers)?;
    let bytes = body::bytes(&parts.headers, body, MAX_BODY).await;
    let bytes = bytes.map_err(|refused| match refused.status {
        StatusCode::PAYLOAD_TOO_LARGE => errors::too_large(),
        _ => errors::not_saved(),
    })?;
    let params = encoding.read(bytes).await?;
    let work = move |conn: &mut Connection| {
        let call = Call {
            account,
            id: &id,
            params: &params,
        };
        logged(conn, &call, entry.as_ref())
    };
    store.run(work).await.map_err(errors::worded)
}

/// Logs what was stored while the connection is still ours, as for the other API.
fn logged(conn: &mut Connection, call: &Call<'_>, entry: Option<&Entry>) -> Result<Answer, Answer> {
    let own = call.id.find(conn, call.account)?;
    let revision = |conn: &Connection| match own {
        Some(id) => read::revision(conn, id),
        None => Ok(None),
    };
    let before = revision(conn)?;
    let answer = update(conn, call);
    if let Some(entry) = entry
        && let Some((before, after)) = before.zip(revision(conn)?)
    {
        entry.written(Revision { before, after });
    }
    answer
}

fn query(uri: &axum::http::Uri, headers: &HeaderMap) -> Query {
    let asked = Asked::of(uri, headers);
    let get = |name: &str| asked.parameter(name);
    Query {
        name: get("name"),
        max: get("max"),
        offset: get("offset"),
        base: asked.address,
    }
}
