//! Waiting that ends when the form leaves the page, whether or not the other side listens.

use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use crate::state::Failure;

/// The value of a promise. Its rejection is `failure`. One wait at a time per signal.
///
/// # Errors
/// [`Failure::Aborted`] as soon as the signal says so: a host's own fetch need not heed it.
pub async fn awaited(
    promise: &JsValue,
    signal: &AbortSignal,
    failure: Failure,
) -> Result<JsValue, Failure> {
    if signal.aborted() {
        return Err(Failure::Aborted);
    }
    let aborted = Promise::new(&mut |_, reject| signal.set_onabort(Some(&reject)));
    let first = Promise::race(&Array::of2(promise, &aborted));
    let value = JsFuture::from(first).await;
    signal.set_onabort(None);
    if signal.aborted() {
        return Err(Failure::Aborted);
    }
    value.map_err(|_| failure)
}
