//! What the server answers: a status, a JSON body, and the few headers that the reference names.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use serde_json::json;

/// One answer; refusals are answers too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: StatusCode,
    /// JSON text.
    pub body: String,
    /// Beside `Content-Type` and `Cache-Control`.
    pub headers: Vec<(HeaderName, String)>,
}

impl Answer {
    /// An answer with a JSON body.
    #[must_use]
    pub fn new(status: StatusCode, body: String) -> Self {
        Self {
            status,
            body,
            headers: Vec::new(),
        }
    }

    /// `200` with a JSON body.
    #[must_use]
    pub fn ok(body: String) -> Self {
        Self::new(StatusCode::OK, body)
    }

    /// `{"detail": …}`.
    #[must_use]
    pub fn detail(status: StatusCode, detail: &str) -> Self {
        Self::new(status, json!({ "detail": detail }).to_string())
    }

    /// `404 {"detail": "Not found."}`.
    #[must_use]
    pub fn not_found() -> Self {
        Self::detail(StatusCode::NOT_FOUND, "Not found.")
    }

    /// `403`: another account's, or beyond the token's permission.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::detail(
            StatusCode::FORBIDDEN,
            "You do not have permission to perform this action.",
        )
    }

    /// `405`; the header `Allow` is the caller's.
    #[must_use]
    pub fn method_not_allowed(method: &Method) -> Self {
        let text = format!("Method \"{method}\" not allowed.");
        Self::detail(StatusCode::METHOD_NOT_ALLOWED, &text)
    }

    /// `500`, without a cause.
    #[must_use]
    pub fn failed() -> Self {
        Self::detail(
            StatusCode::INTERNAL_SERVER_ERROR,
            "A server error occurred.",
        )
    }

    /// The same answer with one more header.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &HeaderName) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The database failed: the cause goes to stderr, never to the client.
impl From<rusqlite::Error> for Answer {
    fn from(error: rusqlite::Error) -> Self {
        eprintln!("customer-server: database: {error}");
        Self::failed()
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        }
        response
    }
}
