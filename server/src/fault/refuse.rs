//! Refusals, in the words of the API or of a gateway in front of it.

use std::time::Duration;

use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Fault;
use crate::answer::Answer;
use crate::auth;
use crate::retry_after::throttled;

/// What a fault answers by itself, if it does.
#[must_use]
pub fn answer(fault: &Fault, method: &Method) -> Option<Response> {
    Some(match fault {
        Fault::Unauthorized {} => auth::unknown_token().into_response(),
        Fault::Forbidden {} => Answer::forbidden().into_response(),
        Fault::MethodNotAllowed {} => {
            let others: Vec<&str> = ["PUT", "PATCH"]
                .into_iter()
                .filter(|name| *name != method.as_str())
                .collect();
            Answer::method_not_allowed(method)
                .with(header::ALLOW, others.join(","))
                .into_response()
        }
        Fault::Conflict {} => Answer::detail(
            StatusCode::CONFLICT,
            "The customer is being changed by somebody else.",
        )
        .into_response(),
        Fault::Throttled {
            seconds,
            retry_after,
        } => throttled(Duration::from_secs(u64::from(*seconds)), *retry_after).into_response(),
        Fault::Broken { .. } => Answer::failed().into_response(),
        Fault::Unavailable { .. } => page(StatusCode::SERVICE_UNAVAILABLE),
        Fault::Late { .. } => page(StatusCode::GATEWAY_TIMEOUT),
        _ => return None,
    })
}

/// A gateway knows nothing of JSON.
fn page(status: StatusCode) -> Response {
    let html = format!(
        "<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>\n"
    );
    let headers = [
        (header::CONTENT_TYPE, "text/html"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, html).into_response()
}
