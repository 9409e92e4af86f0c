//! Connections that end before their answer does.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use tokio_stream::Stream;

use super::garble;
use crate::answer::Answer;
use crate::log::Unheard;

/// Blanks that [`unstored`] makes at most: more than any client of these APIs reads.
pub const MOST_BYTES: usize = 16 * 1024 * 1024;

/// The head of a 200 and so many blanks, of a body that would have had more; without `bytes`, not
/// even the head.
#[must_use]
pub fn unstored(bytes: Option<usize>) -> Response {
    let bytes = bytes.map(|n| Bytes::from(vec![b' '; n]));
    let announced = bytes.as_ref().map_or(0, Bytes::len) + 2;
    cut(Answer::ok(String::new()).into_response(), bytes, announced)
}

/// An answer up to so many bytes of its body, all but the last at most; without `bytes`, not even
/// its head.
pub async fn after(response: Response, bytes: Option<usize>) -> Response {
    let (parts, body) = response.into_parts();
    let whole = garble::bytes(body).await;
    let part = bytes.map(|n| whole.slice(..n.min(whole.len().saturating_sub(1))));
    cut(
        Response::from_parts(parts, Body::empty()),
        part,
        whole.len(),
    )
}

fn cut(mut response: Response, part: Option<Bytes>, announced: usize) -> Response {
    response
        .headers_mut()
        .insert(header::CONTENT_LENGTH, announced.into());
    if part.is_none() {
        response.extensions_mut().insert(Unheard);
    }
    *response.body_mut() = Body::from_stream(Torn {
        flushes: part.is_some(),
        part: part.filter(|part| !part.is_empty()),
    });
    response
}

/// A body that fails after its part, upon which hyper drops the connection. A head that hyper has
/// not flushed by then is never sent; it flushes whenever a body has nothing ready.
struct Torn {
    part: Option<Bytes>,
    flushes: bool,
}

impl Stream for Torn {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(part) = self.part.take() {
            return Poll::Ready(Some(Ok(part)));
        }
        if self.flushes {
            self.flushes = false;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }
}
