//! The endpoints: paths, methods and headers on the way in, one call each on the way down.

use axum::Router;
use axum::body::Body;
use axum::extract::{OriginalUri, Path, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::routing::{get, put};
use axum::{Extension, response::IntoResponse};
use customer_core::schema::Method;
use rusqlite::Connection;

use super::lists::{self, Query};
use super::update::{self, Call};
use super::{company, read};
use crate::answer::Answer;
use crate::asked::Asked;
use crate::auth::Account;
use crate::body;
use crate::db::Store;
use crate::log::{Entry, Revision};

/// Everything under `/api/v2`.
pub fn routes(store: Store) -> Router {
    let list = |work: Work| get(move |s, a, u, h| answer_list(s, a, u, h, work));
    let mut router = Router::new()
        .route(
            "/customer/",
            list(|conn, account, query| {
                lists::customers(
                    conn,
                    company(conn, account, query.company.as_deref())?,
                    query,
                )
            }),
        )
        .route("/customer/{id}/", get(read_one))
        .route("/customer/{id}", put(update_one).patch(update_one))
        .route("/company/", list(lists::companies))
        .route(
            "/category/",
            list(|conn, account, query| {
                lists::categories(
                    conn,
                    company(conn, account, query.company.as_deref())?,
                    query,
                )
            }),
        )
        .route(
            "/country/",
            list(|conn, _, query| lists::countries(conn, query)),
        );
    // The reference's accounts have the one or the other; this one has both.
    for name in ["custom-field-template", "custom-form-template"] {
        router = router
            .route(
                &format!("/{name}/"),
                list(|conn, account, query| {
                    lists::templates(
                        conn,
                        company(conn, account, query.company.as_deref())?,
                        query,
                    )
                }),
            )
            .route(&format!("/{name}/{{id}}/"), get(read_template));
    }
    router
        .method_not_allowed_fallback(|method: axum::http::Method| async move {
            Answer::method_not_allowed(&method)
        })
        .fallback(|| async { Answer::not_found() })
        .with_state(store)
}

type Work = fn(&Connection, i64, &Query) -> Result<Answer, Answer>;

async fn answer_list(
    State(store): State<Store>,
    Extension(Account(account)): Extension<Account>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    work: Work,
) -> Result<Answer, Answer> {
    let query = query(&uri, &headers);
    store.run(move |conn| work(conn, account, &query)).await
}

async fn read_one(
    State(store): State<Store>,
    Extension(Account(account)): Extension<Account>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Answer, Answer> {
    let query = query(&uri, &headers);
    store
        .run(move |conn| read::one(conn, company(conn, account, query.company.as_deref())?, &id))
        .await
}

async fn read_template(
    State(store): State<Store>,
    Extension(Account(account)): Extension<Account>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    Path(id): Path<String>,
) -> Result<Answer, Answer> {
    let query = query(&uri, &headers);
    store
        .run(move |conn| {
            lists::template(conn, company(conn, account, query.company.as_deref())?, &id)
        })
        .await
}

async fn update_one(
    State(store): State<Store>,
    Extension(Account(account)): Extension<Account>,
    Path(id): Path<String>,
    request: Request<Body>,
) -> Result<Response, Answer> {
    let (parts, body) = request.into_parts();
    let entry = parts.extensions.get::<Entry>().cloned();
    let method = if parts.method == "PUT" {
        Method::Put
    } else {
        Method::Patch
    };
    body::is_json(&parts.headers)?;
    let text = body::text(&parts.headers, body).await?;
    let if_match = parts
        .headers
        .get(header::IF_MATCH)
        .map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    store
        .run(move |conn| {
            let call = Call {
                account,
                id: &id,
                method,
                body: &text,
                if_match: if_match.as_deref(),
            };
            match entry {
                Some(entry) => logged(conn, &call, &entry),
                None => update::update(conn, &call),
            }
        })
        .await
        .map(IntoResponse::into_response)
}

/// Logs what was stored while the connection is still ours: by the time an answer is made, another
/// write may have come, or nobody may be waiting for it.
fn logged(conn: &mut Connection, call: &Call<'_>, entry: &Entry) -> Result<Answer, Answer> {
    let before = read::revision(conn, call.id)?;
    let answer = update::update(conn, call);
    if let Some((before, after)) = before.zip(read::revision(conn, call.id)?) {
        entry.written(Revision { before, after });
    }
    answer
}

fn query(uri: &axum::http::Uri, headers: &HeaderMap) -> Query {
    let asked = Asked::of(uri, headers);
    let get = |name: &str| asked.parameter(name);
    Query {
        company: get("company"),
        page: get("page"),
        page_size: get("page_size"),
        base: asked.address,
    }
}
