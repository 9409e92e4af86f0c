//! Where a request came in and what its query says: for lists, whose answers name their next page.

use axum::extract::Query;
use axum::http::{HeaderMap, Uri, header};

/// A request's address and parameters.
pub struct Asked {
    /// Origin and path as the client wrote them, without the query.
    pub address: String,
    pairs: Vec<(String, String)>,
}

impl Asked {
    /// Reads both; a query that cannot be read has no parameters.
    #[must_use]
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let pairs = Query::<Vec<(String, String)>>::try_from_uri(uri);
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        let origin = host
            .map(|host| format!("http://{host}"))
            .unwrap_or_default();
        Self {
            address: origin + uri.path(),
            pairs: pairs.map(|Query(pairs)| pairs).unwrap_or_default(),
        }
    }

    /// A parameter's value; of several the last.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<String> {
        let mut pairs = self.pairs.iter().rev();
        pairs
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
    }
}
