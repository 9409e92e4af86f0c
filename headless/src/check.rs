//! `checkBody` of the public interface. In the module by itself alone: a form on a page checks no bodies.

use alloc::string::String;

use customer_core::wire::{BodyContext, check_body};
use wasm_bindgen::prelude::*;

use crate::args::Args;
use crate::editor::{issues, known_api, method};
use crate::rows::Rows;

/// Checks a request body as a server would. `args` is a JSON array: api, method, body, then flat pairs: lookups, and
/// the customer's `id` and `record` where they are known.
/// Answers as [`EditorHandle::call`](crate::editor::EditorHandle::call) does, with issues.
#[must_use]
#[wasm_bindgen(js_name = checkBody)]
pub fn checked(args: &str) -> String {
    let args = Args::read(args);
    let api = match known_api(&args) {
        Ok(api) => api,
        Err(refusal) => return refusal,
    };
    let method = method(args.text(1));
    let mut context = BodyContext {
        lookups: args.rest(3),
        ..BodyContext::default()
    };
    for (name, value) in &context.lookups {
        match name.as_str() {
            "id" => context.id = value.clone(),
            "record" => context.record = Some(value.clone()),
            _ => {}
        }
    }
    let body = args.text(2).unwrap_or_default();
    let mut rows = Rows::new("");
    issues(&mut rows, None, &check_body(api, method, body, &context));
    rows.end()
}
