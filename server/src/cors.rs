//! Pages of other loopback origins (a development server on another port) may call the API.

use std::time::Duration;

use axum::http::{HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

/// Allows loopback origins over http, with the headers of the reference.
pub fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(|origin, _| {
            is_loopback_origin(origin)
        }))
        .allow_methods([
            Method::GET,
            Method::PUT,
            Method::PATCH,
            Method::POST,
            Method::DELETE,
        ])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            header::IF_MATCH,
        ])
        .expose_headers([header::ETAG, header::RETRY_AFTER])
        // A page of another port may send its cookie: it is this machine's own.
        .allow_credentials(true)
        .max_age(Duration::from_secs(600))
}

/// Whether an origin is a page of this machine.
pub fn is_loopback_origin(origin: &HeaderValue) -> bool {
    origin
        .to_str()
        .ok()
        .and_then(|origin| origin.strip_prefix("http://"))
        .is_some_and(is_loopback_authority)
}

/// Whether `host[:port]` names this machine. A page elsewhere that got its own name to resolve
/// to 127.0.0.1 still sends that name.
pub fn is_loopback_authority(authority: &str) -> bool {
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, "80"));
    matches!(host, "127.0.0.1" | "localhost") && port.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_over_http() {
        for good in [
            "http://127.0.0.1:8080",
            "http://localhost:3000",
            "http://localhost",
        ] {
            assert!(
                is_loopback_origin(&HeaderValue::from_static(good)),
                "{good}"
            );
        }
        for bad in [
            "https://127.0.0.1:8080",
            "http://localhost.example:80",
            "http://127.0.0.1.example",
            "http://example:8080",
            "http://localhost:x",
            "null",
        ] {
            assert!(!is_loopback_origin(&HeaderValue::from_static(bad)), "{bad}");
        }
    }
}
