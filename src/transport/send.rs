//! One request: the token, the host's fetch, and once more after a 401.

use gloo_net::http::{Method, RequestBuilder};
use wasm_bindgen::JsCast;
use web_sys::{AbortSignal, RequestCache, RequestCredentials};

use super::abort::awaited;
use super::reply::{self, Reply};
use crate::state::{Failure, Form};

/// What to ask.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The HTTP method.
    pub method: Method,
    /// Where, base and path.
    pub url: &'a str,
    /// Names and values, without the token.
    pub headers: &'a [(&'static str, String)],
    /// The exact text to send.
    pub body: Option<&'a str>,
}

/// Reads an address.
///
/// # Errors
/// See [`send`].
pub async fn get(form: &Form, signal: &AbortSignal, url: &str) -> Result<Reply, Failure> {
    let headers = [("Accept", "application/json".to_owned())];
    send(
        form,
        signal,
        &Call {
            method: Method::GET,
            url,
            headers: &headers,
            body: None,
        },
    )
    .await
}

/// Sends one request and reads the whole answer, whatever its status. A 401 asks for another token, once.
///
/// # Errors
/// [`Failure::Aborted`], [`Failure::Token`], [`Failure::Network`], [`Failure::TooLarge`].
pub async fn send(form: &Form, signal: &AbortSignal, call: &Call<'_>) -> Result<Reply, Failure> {
    let reply = attempt(form, signal, call).await?;
    if reply.status == 401 {
        attempt(form, signal, call).await
    } else {
        Ok(reply)
    }
}

async fn attempt(form: &Form, signal: &AbortSignal, call: &Call<'_>) -> Result<Reply, Failure> {
    let token = form.host.token().map_err(|_| Failure::Token)?;
    let token = awaited(&token, signal, Failure::Token).await?;
    let request = request(form, signal, call, token.as_string().as_deref())?;
    let response = form.host.fetch(&request).map_err(|_| Failure::Network)?;
    let response = awaited(&response, signal, Failure::Network).await?;
    let response = response.dyn_into().map_err(|_| Failure::Network)?;
    reply::read(response, signal).await
}

fn request(
    form: &Form,
    signal: &AbortSignal,
    call: &Call<'_>,
    token: Option<&str>,
) -> Result<web_sys::Request, Failure> {
    let cookies = form
        .host
        .setting("withCredentials")
        .is_some_and(|value| value == "true");
    let credentials = if cookies {
        RequestCredentials::Include
    } else {
        RequestCredentials::Omit
    };
    let mut builder = RequestBuilder::new(call.url)
        .method(call.method.clone())
        .credentials(credentials)
        .cache(RequestCache::NoStore)
        .abort_signal(Some(signal));
    for (name, value) in call.headers {
        builder = builder.header(name, value);
    }
    if let Some(token) = token.filter(|token| !token.is_empty()) {
        builder = builder.header("Authorization", &["Bearer ", token].concat());
    }
    let request = match call.body {
        Some(body) => builder.body(body),
        None => builder.build(),
    };
    // An address or a header that no request can be made of: nothing would have reached a server.
    request
        .map(web_sys::Request::from)
        .map_err(|_| Failure::Network)
}
