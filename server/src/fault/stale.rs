//! ETags that were true once.

use axum::http::{HeaderValue, header};
use axum::response::Response;

/// The answer with the ETag of the revision before, if it has an ETag.
#[must_use]
pub fn stale(mut response: Response) -> Response {
    let old = response.headers().get(header::ETAG).and_then(former);
    if let Some(old) = old {
        response.headers_mut().insert(header::ETAG, old);
    }
    response
}

/// The ETags of `json_v2::read::etag` end in the revision.
fn former(etag: &HeaderValue) -> Option<HeaderValue> {
    let (start, revision) = etag.to_str().ok()?.trim_matches('"').rsplit_once('-')?;
    let former = revision.parse::<i64>().ok()? - 1;
    HeaderValue::try_from(format!("\"{start}-{former}\"")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_revision_before() {
        let former = |tag| former(&HeaderValue::from_static(tag));
        assert_eq!(former("\"a1b2-42-7\"").unwrap(), "\"a1b2-42-6\"");
        assert_eq!(former("\"a1b2\""), None);
    }
}
