//! One request, as the browser sends it.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::reply::Reply;
use crate::host::Host;
use crate::state::{Failure, Form};

#[wasm_bindgen(module = "/src/transport/send.js")]
extern "C" {
    fn send(
        host: &Host,
        signal: &AbortSignal,
        method: &str,
        url: &str,
        headers: Vec<String>,
        body: Option<&str>,
        cookies: bool,
    ) -> js_sys::Promise;

    type Answer;
    #[wasm_bindgen(method, getter)]
    fn failure(this: &Answer) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Answer) -> u16;
    #[wasm_bindgen(method, getter)]
    fn headers(this: &Answer) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn body(this: &Answer) -> String;
}

/// What to ask.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// The HTTP method.
    pub method: &'static str,
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
/// See [`ask`].
pub async fn get(form: &Form, signal: &AbortSignal, url: &str) -> Result<Reply, Failure> {
    let call = Call {
        method: "GET",
        url,
        headers: &[("Accept", "application/json".to_owned())],
        body: None,
    };
    ask(form, signal, call).await
}

/// Sends one request and reads the whole answer, whatever its status. A 401 asks for another token, once.
///
/// # Errors
/// [`Failure::Aborted`], [`Failure::Token`], [`Failure::Network`], [`Failure::TooLarge`].
pub async fn ask(form: &Form, signal: &AbortSignal, call: Call<'_>) -> Result<Reply, Failure> {
    let cookies = form.host.setting("withCredentials").as_deref() == Some("true");
    let mut headers = Vec::new();
    for (name, value) in call.headers {
        headers.extend([(*name).to_owned(), value.clone()]);
    }
    let (method, url, body) = (call.method, call.url, call.body);
    let promise = send(&form.host, signal, method, url, headers, body, cookies);
    let answer = JsFuture::from(promise).await;
    let answer: Answer = answer.map_err(|_| Failure::Network)?.unchecked_into();
    match answer.failure().as_deref() {
        None => Ok(Reply {
            status: answer.status(),
            headers: customer_headless::flat::pairs(answer.headers()),
            body: answer.body(),
        }),
        Some("aborted") => Err(Failure::Aborted),
        Some("token") => Err(Failure::Token),
        Some("too_large") => Err(Failure::TooLarge),
        Some(_) => Err(Failure::Network),
    }
}
