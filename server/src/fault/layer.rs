//! Where the faults meet the requests: outside of tokens and limits, so that no fault costs a call.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::rules::Faults;
use super::{Fault, cut, delay, garble, other_edit, refuse, stale};
use crate::db::Store;
use crate::log::Entry;

/// Lets a request through what strikes it.
pub async fn inject(
    State((faults, store)): State<(Faults, Store)>,
    request: Request,
    next: Next,
) -> Response {
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let struck = faults.strike(&method, &path);
    if let Some(entry) = request.extensions().get::<Entry>() {
        entry.struck_by(struck.iter().map(Fault::name).collect());
    }
    for fault in &struck {
        if let Fault::OtherEdit { changes } = fault
            && let Err(refused) = other_edit::apply(&store, &path, changes).await
        {
            return refused.into_response();
        }
    }
    let mut response = match struck.last().filter(|fault| fault.stands_in()) {
        Some(fault) => {
            // To its end: a client that is cut off while it sends sees another fault than this one.
            garble::bytes(request.into_body()).await;
            match fault {
                Fault::DropBefore { bytes } => cut::unstored(*bytes),
                Fault::HangBefore {} => delay::forever().await,
                fault => refuse::answer(fault, &method, &path).unwrap_or_default(),
            }
        }
        None => next.run(request).await,
    };
    for fault in &struck {
        response = match fault {
            Fault::Latency { ms, .. } => {
                delay::wait(*ms).await;
                response
            }
            Fault::StaleEtag {} => stale::stale(response),
            Fault::DropAfter { bytes } => cut::after(response, *bytes).await,
            Fault::HangAfter {} => delay::forever().await,
            Fault::BrokenJson {} => garble::broken(response),
            Fault::TruncatedJson { bytes } => garble::truncated(response, *bytes).await,
            Fault::Broken { .. } | Fault::Unavailable { .. } | Fault::Late { .. } => {
                refuse::answer(fault, &method, &path).unwrap_or(response)
            }
            _ => response,
        };
    }
    response
}
