//! A reference server for the customer APIs "json-v2" and "form-v1" on SQLite: what the demo and the
//! end-to-end tests talk to, and the other half of "the same rules".
//!
//! ```text
//! request ─ cors ─ log ─ fault ─ latency ─ auth ─ limit ─ {json_v2, form_v1}::http ─► {read, lists, update} ─► db
//! ```
//!
//! - [`json_v2`]: the API. Reads turn a row into the read shape; writes are checked by
//!   `customer_core`'s `check_body`, the rules that the widget runs, and never by a copy of them.
//!   [`json_v2::update`] says what is decided beyond the reference, [`json_v2::template`] what
//!   becomes of custom fields.
//! - [`form_v1`]: the other API, of another product: tables, customers and words of its own; the rules run on the
//!   stored record with the parameters over it.
//! - [`db`]: one column per field, exact decimals as text, made and seeded on first use.
//! - [`auth`], [`limit`]: bearer tokens; so many requests per account in a sliding window, and
//!   [`retry_after`]'s way of telling how long to wait.
//! - [`fault`]: what goes wrong on demand: cut connections, refusals, another person's edit.
//! - [`admin`], [`log`]: a stored row as it is, and what was asked of the API, for tests and the
//!   demo's panel.
//! - [`site`]: static files under a strict content security policy.
//!
//! Requests that fail are refused in this order: 401, 429, 404 (no such path), 405, 415, 413, 400
//! (no JSON, no company), 403 (another account's company), 404 (no such customer), 412, 400 (fields).
//!
//! It holds no secret and listens on loopback only: it is no server for other people's data.

pub mod admin;
pub mod answer;
pub mod asked;
pub mod auth;
pub mod body;
pub mod cors;
pub mod db;
pub mod fault;
pub mod form_v1;
pub mod json;
pub mod json_v2;
pub mod limit;
pub mod log;
pub mod options;
pub mod retry_after;
pub mod site;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};

use crate::answer::Answer;
use crate::auth::Tokens;
use crate::db::Store;
use crate::fault::rules::Faults;
use crate::fault::spec::Spec;
use crate::limit::{Limit, Rate};
use crate::log::Log;
use crate::retry_after::RetryAfter;

/// The tokens of the seeded accounts.
pub const DEFAULT_TOKENS: [(&str, i64); 2] = [("demo-token", 1), ("second-token", 2)];

/// How the server behaves; where it listens and what it stores is the caller's.
#[derive(Clone, Debug)]
pub struct Behaviour {
    /// The tokens it takes.
    pub tokens: Tokens,
    /// None: no limit.
    pub rate: Option<Rate>,
    /// How the limit tells the time to wait.
    pub retry_after: RetryAfter,
    /// Added to every API answer.
    pub latency: Duration,
    /// The faults from the start.
    pub faults: Vec<Spec>,
}

impl Default for Behaviour {
    /// The seeded tokens, no limit (waits would be told in seconds), no delay, no fault.
    fn default() -> Self {
        Self {
            tokens: DEFAULT_TOKENS
                .map(|(token, id)| (token.to_owned(), id))
                .into(),
            rate: None,
            retry_after: RetryAfter::default(),
            latency: Duration::ZERO,
            faults: Vec::new(),
        }
    }
}

/// The whole server: the API, the stored rows, and a directory of static files if there is one.
pub fn app(store: Store, behaviour: Behaviour, site: Option<&Path>) -> Router {
    let latency = behaviour.latency;
    let gate = Arc::new(Gate {
        tokens: behaviour.tokens,
        limit: behaviour.rate.map(Limit::new),
        retry_after: behaviour.retry_after,
    });
    let guarded = |api: Router, words: Words| {
        api.layer(from_fn_with_state((gate.clone(), words), admit))
            .layer(from_fn(move |request: Request, next: Next| async move {
                let response = next.run(request).await;
                tokio::time::sleep(latency).await;
                response
            }))
    };
    let log = Log::default();
    let faults = Faults::new(behaviour.faults);
    let dynamic = Router::new()
        .nest(
            "/api/v2",
            guarded(json_v2::http::routes(store.clone()), |answer| answer),
        )
        .nest(
            FORM_V1,
            guarded(
                form_v1::http::routes(store.clone()),
                form_v1::errors::worded,
            ),
        )
        .layer(from_fn_with_state(
            (faults.clone(), store.clone()),
            fault::layer::inject,
        ))
        .layer(from_fn_with_state(log.clone(), log::record))
        .merge(admin::admin(store.clone(), log, faults))
        .merge(form_v1::images::routes(store))
        .layer(cors::cors());
    match site {
        Some(dir) => dynamic.merge(site::site(dir)),
        None => dynamic.fallback(|| async { Answer::not_found() }),
    }
}

/// Where form-v1's paths begin.
const FORM_V1: &str = "/api/v1.0";

/// Whether a path is one of form-v1's.
fn is_form_v1(path: &str) -> bool {
    let rest = path.strip_prefix(FORM_V1);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Makes an API's own refusal of a common one.
type Words = fn(Answer) -> Answer;

struct Gate {
    tokens: Tokens,
    limit: Option<Limit>,
    retry_after: RetryAfter,
}

async fn admit(
    State((gate, words)): State<(Arc<Gate>, Words)>,
    mut request: Request,
    next: Next,
) -> Response {
    let account = match auth::account(request.method(), request.headers(), &gate.tokens) {
        Ok(account) => account,
        Err(answer) => return words(answer).into_response(),
    };
    let admitted = gate
        .limit
        .as_ref()
        .map(|limit| limit.admit(account.0, Instant::now()));
    if let Some(Err(wait)) = admitted {
        return words(retry_after::throttled(wait, gate.retry_after)).into_response();
    }
    request.extensions_mut().insert(account);
    next.run(request).await
}
