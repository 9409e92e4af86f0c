//! Answers with the right head and the wrong body.

use axum::body::{Body, Bytes};
use axum::response::Response;

/// What a broken body says.
pub const BROKEN: &str = r#"{"id": undefined}"#;

/// The answer with a body that is no JSON.
#[must_use]
pub fn broken(mut response: Response) -> Response {
    *response.body_mut() = Body::from(BROKEN);
    response
}

/// The answer with the first bytes of its body, all but the last at most; half of them by default.
pub async fn truncated(response: Response, wanted: Option<usize>) -> Response {
    let (parts, body) = response.into_parts();
    let whole = bytes(body).await;
    let length = wanted.unwrap_or(whole.len() / 2);
    let part = whole.slice(..length.min(whole.len().saturating_sub(1)));
    Response::from_parts(parts, Body::from(part))
}

/// A body to its end; what breaks off is empty.
pub async fn bytes(body: Body) -> Bytes {
    axum::body::to_bytes(body, usize::MAX)
        .await
        .unwrap_or_default()
}
