//! What was asked of the API and what became of it, so that tests count requests and see a write
//! that was stored twice, or stored although its answer never arrived.
//!
//! `GET /admin/log` answers `{"requests": [Served…], "dropped": n}`, oldest first, [`KEPT`] at most;
//! `dropped` says how many older ones are no longer kept. `DELETE /admin/log` forgets them all; what
//! is still under way then is not logged. Preflights and `/admin/` are no requests of the API.
//! Headers and bodies are never logged, so no token is.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use axum::Router;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;
use serde::Serialize;

use crate::answer::Answer;
use crate::json::raw;

/// How many requests are kept.
pub const KEPT: usize = 10_000;

/// One request.
#[derive(Clone, Debug, Serialize)]
pub struct Served {
    /// Counts the requests of the server's life, from 1.
    pub n: u64,
    /// When it arrived, in milliseconds since the server started.
    pub at: u64,
    /// As it was sent.
    pub method: String,
    /// Without the query.
    pub path: String,
    /// What follows the question mark.
    pub query: String,
    /// What the client was told; null while there is no answer, and for good when the connection
    /// was cut before one, or the client gave up.
    pub status: Option<u16>,
    /// Whether this request changed the database.
    pub stored: bool,
    /// Of the customer that a write is for, when there is one; null for reads.
    pub revision: Option<Revision>,
    /// The names of the faults that struck, in order.
    pub faults: Vec<String>,
}

/// A customer's revision round a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// What the write met, another client's edit by a fault included.
    pub before: i64,
    /// What it left.
    pub after: i64,
}

/// Every request since the start or the last `DELETE`; clones share it.
#[derive(Clone, Debug)]
pub struct Log {
    start: Instant,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Debug, Default, Serialize)]
struct Kept {
    /// Their numbers have no gap.
    requests: VecDeque<Served>,
    dropped: u64,
    #[serde(skip)]
    last: u64,
}

impl Default for Log {
    fn default() -> Self {
        Self {
            start: Instant::now(),
            kept: Arc::default(),
        }
    }
}

impl Log {
    fn begin(&self, request: &Request) -> Entry {
        let at = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.last += 1;
        let n = kept.last;
        if kept.requests.len() == KEPT {
            kept.requests.pop_front();
            kept.dropped += 1;
        }
        kept.requests.push_back(Served {
            n,
            at,
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            query: request.uri().query().unwrap_or_default().to_owned(),
            status: None,
            stored: false,
            revision: None,
            faults: Vec::new(),
        });
        Entry {
            log: self.clone(),
            n,
        }
    }

    fn show(&self) -> Answer {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        Answer::ok(raw(&*kept).get().to_owned())
    }

    fn forget(&self) -> Answer {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.requests.clear();
        kept.dropped = 0;
        drop(kept);
        self.show()
    }
}

/// The line of a request that is under way; an extension of it.
#[derive(Clone, Debug)]
pub struct Entry {
    log: Log,
    n: u64,
}

impl Entry {
    /// A write's customer was found at one revision and left at another.
    pub fn written(&self, revision: Revision) {
        self.change(|served| {
            served.stored = revision.before != revision.after;
            served.revision = Some(revision);
        });
    }

    /// These faults strike it.
    pub fn struck_by(&self, names: Vec<String>) {
        self.change(|served| served.faults = names);
    }

    fn answered(&self, status: u16) {
        self.change(|served| served.status = Some(status));
    }

    fn change(&self, change: impl FnOnce(&mut Served)) {
        let mut kept = self.log.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let from_the_end = usize::try_from(kept.last - self.n).unwrap_or(usize::MAX);
        let at = kept.requests.len().checked_sub(from_the_end + 1);
        if let Some(served) = at.and_then(|at| kept.requests.get_mut(at)) {
            change(served);
        }
    }
}

/// Marks an answer whose connection is cut before its head leaves.
#[derive(Clone, Copy, Debug)]
pub struct Unheard;

/// The layer that logs every request it lets through.
pub async fn record(State(log): State<Log>, mut request: Request, next: Next) -> Response {
    let entry = log.begin(&request);
    request.extensions_mut().insert(entry.clone());
    let response = next.run(request).await;
    if response.extensions().get::<Unheard>().is_none() {
        entry.answered(response.status().as_u16());
    }
    response
}

/// `/admin/log`.
pub fn routes(log: Log) -> Router {
    Router::new()
        .route(
            "/admin/log",
            get(|State(log): State<Log>| async move { log.show() })
                .delete(|State(log): State<Log>| async move { log.forget() }),
        )
        .with_state(log)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn the_oldest_make_way_and_nobody_writes_on_another_line() {
        let log = Log::default();
        let request = Request::new(Body::empty());
        let first = log.begin(&request);
        for _ in 1..KEPT {
            log.begin(&request);
        }
        first.answered(200);
        assert_eq!(log.kept.lock().unwrap().requests[0].status, Some(200));
        let last = log.begin(&request);
        first.answered(500);
        last.answered(201);
        let kept = log.kept.lock().unwrap();
        let answered: Vec<(u64, u16)> = kept
            .requests
            .iter()
            .filter_map(|served| served.status.map(|status| (served.n, status)))
            .collect();
        assert_eq!(answered, [(KEPT as u64 + 1, 201)]);
        assert_eq!((kept.requests.len(), kept.dropped), (KEPT, 1));
    }

    #[test]
    fn a_line_that_was_forgotten_stays_so() {
        let log = Log::default();
        let request = Request::new(Body::empty());
        let old = log.begin(&request);
        log.forget();
        old.answered(200);
        log.begin(&request);
        old.answered(200);
        let kept = log.kept.lock().unwrap();
        assert_eq!(kept.requests.len(), 1);
        assert_eq!(kept.requests[0].status, None);
    }
}
