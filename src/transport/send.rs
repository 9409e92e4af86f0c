//! One request, as the browser sends it; its place in line; and the pages of a list.

use customer_core::editor::{Body, Request};
use customer_core::wire::reply::retry_after;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

use super::job::Job;
use super::reply::{Reply, now};
use crate::host::Host;
use crate::state::{Failure, Form, Purpose};

#[wasm_bindgen(module = "/src/transport/http.js")]
extern "C" {
    type Ticket;
    fn arrive(host: &Host) -> Ticket;
    #[wasm_bindgen(method)]
    fn leave(this: &Ticket);
    #[wasm_bindgen(js_name = turn)]
    fn await_turn(ticket: &Ticket, signal: &AbortSignal, watch: Watch) -> js_sys::Promise;
    #[wasm_bindgen(js_name = later)]
    fn await_later(signal: &AbortSignal, seconds: u32) -> js_sys::Promise;

    fn send(
        host: &Host,
        signal: &AbortSignal,
        watch: Watch,
        ticket: Option<&Ticket>,
        method: &str,
        url: &str,
        headers: Vec<String>,
        body: JsValue,
    ) -> js_sys::Promise;
    #[wasm_bindgen(js_name = list)]
    fn ask_list(
        host: &Host,
        signal: &AbortSignal,
        watch: Watch,
        key: &str,
        base: &str,
        documented: &str,
        alias: &str,
    ) -> js_sys::Promise;
    /// The pages of a list that are there already.
    pub fn ready(key: &str) -> Option<Vec<String>>;
    /// Whether a list that is there is so old that it is asked for again.
    pub fn stale(key: &str) -> bool;
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

/// The job that asks, as its requests see it.
#[wasm_bindgen]
pub struct Watch {
    form: Form,
    purpose: Purpose,
    controller: AbortController,
}

#[wasm_bindgen]
impl Watch {
    /// Seconds that a 429 asks for; none where it does not say.
    pub fn seconds(&self, headers: Vec<String>, body: &str) -> Option<u32> {
        let headers = customer_headless::flat::pairs(headers);
        let seconds = retry_after(&headers, body, now())?;
        Some(u32::try_from(seconds).unwrap_or(u32::MAX))
    }

    /// A request waits for its turn, at least so many seconds; said anew whenever that changes.
    pub fn waits(&self, seconds: u32) {
        self.form.held(self.purpose, seconds, &self.controller);
    }

    /// So many percent of it have gone.
    pub fn sent(&self, percent: u32) {
        self.form.sent.update(Some(percent));
    }

    /// It goes now.
    pub fn goes(&self) {
        self.form.released(self.purpose);
    }
}

fn watch(job: &Job) -> Watch {
    Watch {
        form: job.form.clone(),
        purpose: job.purpose,
        controller: job.controller().clone(),
    }
}

/// A request's place among those of its account; it leaves the line when it is dropped.
pub struct Place(Ticket);

impl Place {
    /// Behind everything that was asked before.
    #[must_use]
    pub fn new(form: &Form) -> Self {
        Self(arrive(&form.host))
    }

    /// Waits until the account takes requests and nobody before this one wants to send. False when it was called off.
    pub async fn turn(&self, job: &Job) -> bool {
        is_true(await_turn(&self.0, &job.signal(), watch(job))).await
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// Waits so many seconds, or until the browser is online again. False when it was called off.
pub async fn later(job: &Job, seconds: u32) -> bool {
    is_true(await_later(&job.signal(), seconds)).await
}

async fn is_true(promise: js_sys::Promise) -> bool {
    let answer = JsFuture::from(promise).await;
    answer.is_ok_and(|yes| yes.is_truthy())
}

/// Reads an address; again after a fault, and after each 429.
///
/// # Errors
/// See [`write`].
pub async fn get(job: &Job, url: &str) -> Result<Reply, Failure> {
    let accept = ["Accept", "application/json"].map(str::to_owned).to_vec();
    call(job, None, "GET", url, accept, JsValue::UNDEFINED).await
}

/// Sends a request when its turn has come, once, and reads the whole answer, whatever its status. A 401 asks for
/// another token, once; after a 429 the place stands in line again.
///
/// # Errors
/// [`Failure::Aborted`], [`Failure::Token`], [`Failure::Network`], [`Failure::Timeout`], [`Failure::Redirect`],
/// [`Failure::TooLarge`].
pub async fn write(
    job: &Job,
    place: &Place,
    url: &str,
    request: &Request,
) -> Result<Reply, Failure> {
    let mut headers = Vec::new();
    for (name, value) in &request.headers {
        headers.extend([(*name).to_owned(), value.clone()]);
    }
    let body = match &request.body {
        Body::Text(text) => text.into(),
        Body::Bytes(bytes) => js_sys::Uint8Array::from(&**bytes).into(),
    };
    let method = request.method.as_str();
    let reply = call(job, Some(place), method, url, headers, body).await;
    job.form.sent.update(None);
    reply
}

async fn call(
    job: &Job,
    place: Option<&Place>,
    method: &str,
    url: &str,
    headers: Vec<String>,
    body: JsValue,
) -> Result<Reply, Failure> {
    let (host, signal, ticket) = (&job.form.host, &job.signal(), place.map(|place| &place.0));
    let promise = send(host, signal, watch(job), ticket, method, url, headers, body);
    reply(&answer(promise).await?)
}

/// Where a list is.
#[derive(Debug)]
pub struct Where<'a> {
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
/// Why they could not be had: see [`write`] and [`Reply::into_json`].
pub async fn list(job: &Job, place: Where<'_>) -> Result<Vec<String>, Failure> {
    let Where {
        key,
        base,
        documented,
        alias,
    } = place;
    let (host, signal) = (&job.form.host, &job.signal());
    let promise = ask_list(host, signal, watch(job), key, base, documented, alias);
    let answer = answer(promise).await?;
    match answer.pages() {
        Some(pages) => Ok(pages),
        // Not a page of it: the reply says why.
        None => reply(&answer)?.into_json().map(|page| vec![page]),
    }
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
        Some("timeout") => Err(Failure::Timeout),
        Some("redirect") => Err(Failure::Redirect),
        Some("too_large") => Err(Failure::TooLarge),
        Some(_) => Err(Failure::Network),
    }
}
