//! One request, as the browser sends it; and the pages of a list.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::reply::Reply;
use crate::host::Host;
use crate::state::{Failure, Form};

#[wasm_bindgen(module = "/src/transport/http.js")]
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
    #[wasm_bindgen(js_name = list)]
    fn ask_list(
        host: &Host,
        signal: &AbortSignal,
        key: &str,
        base: &str,
        documented: &str,
        alias: &str,
        cookies: bool,
    ) -> js_sys::Promise;
    /// The pages of a list that are there already.
    pub fn ready(key: &str) -> Option<Vec<String>>;
    /// Drops an answer that turned out to be unreadable.
    pub fn forget(key: &str);

    type Answer;
    #[wasm_bindgen(method, getter)]
    fn failure(this: &Answer) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn pages(this: &Answer) -> Option<Vec<String>>;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Answer) -> u16;
    #[wasm_bindgen(method, getter)]
    fn headers(this: &Answer) -> Vec<String>;
    #[wasm_bindgen(method, getter)]
    fn body(this: &Answer) -> String;
    #[wasm_bindgen(method, getter)]
    fn html(this: &Answer) -> bool;
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
    let mut headers = Vec::new();
    for (name, value) in call.headers {
        headers.push((*name).to_owned());
        headers.push(value.clone());
    }
    let (method, url, body) = (call.method, call.url, call.body);
    let cookies = cookies(form);
    let promise = send(&form.host, signal, method, url, headers, body, cookies);
    reply(&answer(promise).await?)
}

/// Where a list is.
#[derive(Debug)]
pub struct Place<'a> {
    /// What forms share it by.
    pub key: &'a str,
    /// The host's base.
    pub base: &'a str,
    /// Where it is documented.
    pub documented: &'a str,
    /// Where some accounts have it.
    pub alias: &'a str,
}

/// The pages of a list, each as it was answered, from this page's memory or from the server.
///
/// # Errors
/// Why they could not be had: see [`ask`] and [`Reply::into_json`].
pub async fn list(
    form: &Form,
    signal: &AbortSignal,
    place: Place<'_>,
) -> Result<Vec<String>, Failure> {
    let Place {
        key,
        base,
        documented,
        alias,
    } = place;
    let cookies = cookies(form);
    let promise = ask_list(&form.host, signal, key, base, documented, alias, cookies);
    let answer = answer(promise).await?;
    match answer.pages() {
        Some(pages) => Ok(pages),
        // Not a page of it: the reply says why.
        None => reply(&answer)?.into_json().map(|page| vec![page]),
    }
}

fn cookies(form: &Form) -> bool {
    form.host.setting("withCredentials").as_deref() == Some("true")
}

async fn answer(promise: js_sys::Promise) -> Result<Answer, Failure> {
    let answer = JsFuture::from(promise).await;
    Ok(answer.map_err(|_| Failure::Network)?.unchecked_into())
}

fn reply(answer: &Answer) -> Result<Reply, Failure> {
    match answer.failure().as_deref() {
        None => Ok(Reply {
            status: answer.status(),
            headers: customer_headless::flat::pairs(answer.headers()),
            body: answer.body(),
            html: answer.html(),
        }),
        Some("aborted") => Err(Failure::Aborted),
        Some("token") => Err(Failure::Token),
        Some("too_large") => Err(Failure::TooLarge),
        Some(_) => Err(Failure::Network),
    }
}
