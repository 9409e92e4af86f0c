//! `/admin/faults`: `POST` puts one fault, or an array of them, in the place of all that were set,
//! `GET` shows what is set, `DELETE` clears it. Each answers `{"faults": […]}`, with defaults filled
//! in and `struck`, how often each has struck. It counts from 0 whenever faults are set, and random
//! numbers start at their seed.
//!
//! A body that is not understood is 400 and leaves everything as it was. Only JSON is read, so that a
//! page elsewhere cannot send it without a preflight, which it is refused.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;

use super::rules::Faults;
use super::spec::Spec;
use crate::answer::Answer;
use crate::body;

/// `/admin/faults`.
pub fn routes(faults: Faults) -> Router {
    Router::new()
        .route("/admin/faults", get(show).post(set).delete(clear))
        .with_state(faults)
}

async fn show(State(faults): State<Faults>) -> Answer {
    faults.show()
}

async fn set(
    State(faults): State<Faults>,
    headers: HeaderMap,
    body: Body,
) -> Result<Answer, Answer> {
    body::is_json(&headers)?;
    let text = body::text(&headers, body).await?;
    let specs =
        Spec::read_all(&text).map_err(|why| Answer::detail(StatusCode::BAD_REQUEST, &why))?;
    faults.set(specs);
    Ok(faults.show())
}

async fn clear(State(faults): State<Faults>) -> Answer {
    faults.set(Vec::new());
    faults.show()
}
