//! An answer as text, up to a size.

use customer_core::wire::reply::retry_after;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{AbortSignal, ReadableStreamDefaultReader, Response};

use super::abort::awaited;
use crate::state::Failure;

/// Bytes of an answer that are still read. A customer has a few kilobytes, the longest list some hundreds;
/// the margin is wide, and below what makes a phone stutter.
pub const MAX_REPLY: usize = 4_000_000;

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// Empty where there is none.
    pub body: String,
}

impl Reply {
    /// A header's value, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// A web page where JSON was expected: a proxy's, a sign-in's, a single-page app's.
    #[must_use]
    pub fn is_html(&self) -> bool {
        let typed = self
            .header("content-type")
            .is_some_and(|value| value.contains("html"));
        typed || self.body.trim_start().starts_with('<')
    }

    /// The body of a 2xx answer that is no web page.
    ///
    /// # Errors
    /// The failure that the status or the body stands for.
    pub fn into_json(self) -> Result<String, Failure> {
        match self.status {
            200..300 if self.is_html() => Err(Failure::Html),
            200..300 => Ok(self.body),
            429 => Err(Failure::Throttled(retry_after(
                &self.headers,
                &self.body,
                now(),
            ))),
            status => Err(Failure::Status(status)),
        }
    }
}

/// The host's clock, in seconds since 1970.
#[must_use]
pub fn now() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "seconds since 1970")]
    let now = (js_sys::Date::now() / 1000.0) as i64;
    now
}

/// Reads an answer to its end.
///
/// # Errors
/// [`Failure::TooLarge`] beyond [`MAX_REPLY`], whatever the length said before; [`Failure::Network`] when the
/// connection breaks; [`Failure::Aborted`].
pub async fn read(response: Response, signal: &AbortSignal) -> Result<Reply, Failure> {
    let status = response.status();
    let headers: Vec<(String, String)> = gloo_net::http::Headers::from_raw(response.headers())
        .entries()
        .collect();
    let mut reply = Reply {
        status,
        headers,
        body: String::new(),
    };
    let promised = reply
        .header("content-length")
        .and_then(|length| length.parse::<usize>().ok());
    if promised.is_some_and(|length| length > MAX_REPLY) {
        return Err(Failure::TooLarge);
    }
    reply.body = body(&response, signal).await?;
    Ok(reply)
}

async fn body(response: &Response, signal: &AbortSignal) -> Result<String, Failure> {
    let Some(stream) = response.body() else {
        return Ok(String::new());
    };
    let reader = ReadableStreamDefaultReader::new(&stream).map_err(|_| Failure::Network)?;
    let mut bytes: Vec<u8> = Vec::new();
    while let Some(chunk) = next(&reader, signal).await? {
        if bytes.len() + chunk.length() as usize > MAX_REPLY {
            // Whether the rest can be called off or not, it is not read.
            let _ = reader.cancel();
            return Err(Failure::TooLarge);
        }
        bytes.extend(chunk.to_vec());
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

async fn next(
    reader: &ReadableStreamDefaultReader,
    signal: &AbortSignal,
) -> Result<Option<Uint8Array>, Failure> {
    let part = awaited(&reader.read(), signal, Failure::Network).await?;
    let member = |name: &str| Reflect::get(&part, &name.into()).unwrap_or_default();
    if member("done").is_truthy() {
        return Ok(None);
    }
    member("value")
        .dyn_into()
        .map(Some)
        .map_err(|_| Failure::Network)
}
