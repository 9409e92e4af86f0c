//! Refusals, in the words of the API that was asked, or of a gateway in front of it.

use std::time::Duration;

use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Fault;
use crate::answer::Answer;
use crate::form_v1;
use crate::retry_after::throttled;
use crate::{auth, is_form_v1};

/// What a fault answers by itself to a request for this path, if it does.
#[must_use]
pub fn answer(fault: &Fault, method: &Method, path: &str) -> Option<Response> {
    let answer = match fault {
        Fault::Unauthorized {} => auth::unknown_token(),
        Fault::Forbidden {} => Answer::forbidden(),
        Fault::MethodNotAllowed {} => {
            let known = if is_form_v1(path) {
                ["GET", "POST"]
            } else {
                ["PUT", "PATCH"]
            };
            let others: Vec<&str> = known
                .into_iter()
                .filter(|name| *name != method.as_str())
                .collect();
            Answer::method_not_allowed(method).with(header::ALLOW, others.join(","))
        }
        Fault::Conflict {} => Answer::detail(
            StatusCode::CONFLICT,
            "The customer is being changed by somebody else.",
        ),
        Fault::Throttled {
            seconds,
            retry_after,
        } => throttled(Duration::from_secs(u64::from(*seconds)), *retry_after),
        Fault::Broken { .. } => Answer::failed(),
        Fault::Unavailable { .. } => return Some(page(StatusCode::SERVICE_UNAVAILABLE)),
        Fault::Late { .. } => return Some(page(StatusCode::GATEWAY_TIMEOUT)),
        _ => return None,
    };
    let answer = if is_form_v1(path) {
        form_v1::errors::worded(answer)
    } else {
        answer
    };
    Some(answer.into_response())
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
