//! The draft leaves, and the answer comes back.

use customer_core::editor::{EditorError, Request};
use customer_core::schema::Method;
use customer_headless::js::Record;
use wasm_bindgen::JsValue;
use web_sys::AbortSignal;

use super::{
    lists, paths,
    reply::{Reply, now},
    send,
};
use crate::state::{Answer, Failure, Form, cancelled};

/// Saves the draft by `method` (or the host's). The value is an `Outcome` of the public interface.
pub async fn save(form: Form, method: Option<Method>) -> JsValue {
    let ask = form.host.review();
    asked(form, method, ask).await
}

/// Saves by PUT where a PATCH was not taken, once the person has seen what it does.
pub async fn replace(form: Form) -> JsValue {
    asked(form, Some(Method::Put), true).await
}

/// `ask`: the person sees every change before it leaves.
async fn asked(form: Form, method: Option<Method>, ask: bool) -> JsValue {
    if form.busy() || form.reviewing() || form.closed() {
        return cancelled();
    }
    if form.read(|_| ()).is_none() {
        let message = form.say("error.load.title");
        return Record::new()
            .with("kind", "unavailable")
            .with("message", message)
            .into();
    }
    let method = method.unwrap_or_else(|| form.host.default_method());
    form.read_date();
    if form.dirty().is_empty() {
        return Record::new().with("kind", "saved").into();
    }
    let Some(controller) = form.controller() else {
        return cancelled();
    };
    let outcome = sent(&form, &controller.signal(), method, ask).await;
    form.release(&controller);
    outcome
}

async fn sent(form: &Form, signal: &AbortSignal, method: Method, ask: bool) -> JsValue {
    if let Err(failure) = needed_lists(form, signal, method).await {
        return form.save_failed(&failure);
    }
    // Where the rules refuse the draft, the request says so.
    if let Ok(plan) = form.plan(method)
        && (ask || plan.is_due())
        && !form.reviewed(plan).await
    {
        return declined(form, method);
    }
    let changed = form.dirty();
    let request = match form.write(|editor| editor.request(method)) {
        Some(Ok(request)) => request,
        Some(Err(EditorError::Invalid(issues))) => return form.refused(&issues),
        Some(Err(_)) | None => return cancelled(),
    };
    // Saving before the event, so that nothing is typed between the request that it shows and the one that leaves.
    form.saving();
    if !form.announced(&request).await {
        form.save_cancelled();
        return cancelled();
    }
    let reply = match answered(form, signal, &request).await {
        Ok(reply) => reply,
        Err(failure) => return form.save_failed(&failure),
    };
    let answer = Answer {
        status: reply.status,
        html: reply.html,
    };
    let outcome =
        form.write(|editor| editor.response(reply.status, &reply.headers, &reply.body, now()));
    match outcome {
        Some(outcome) => form.concluded(outcome, answer, method, &changed),
        None => cancelled(),
    }
}

/// The person went back, or what was left of the draft after a revert cannot be sent.
fn declined(form: &Form, method: Method) -> JsValue {
    let issues = form.read(|editor| editor.validate(method));
    // A load that ended the review has the word.
    let settled = !form.busy() && !form.closed();
    match issues.filter(|issues| settled && !issues.is_empty()) {
        Some(issues) => form.refused(&issues),
        None => cancelled(),
    }
}

/// A PUT writes what the record has only by name as an id, and needs the list that says which.
async fn needed_lists(form: &Form, signal: &AbortSignal, method: Method) -> Result<(), Failure> {
    let missing = form
        .read(|editor| editor.missing_lists(method))
        .unwrap_or_default();
    if missing.is_empty() {
        return Ok(());
    }
    form.saving();
    for list in missing {
        lists::ensure(form, signal, list).await?;
    }
    Ok(())
}

async fn answered(form: &Form, signal: &AbortSignal, request: &Request) -> Result<Reply, Failure> {
    let url = paths::base(&form.host) + &request.path;
    let call = send::Call {
        method: request.method.as_str(),
        url: &url,
        headers: &request.headers,
        body: Some(request.text()),
    };
    send::ask(form, signal, call).await
}

/// The request that a save would send now.
///
/// # Errors
/// What the rules find.
pub fn preview(form: &Form, method: Option<Method>) -> Result<Request, EditorError> {
    let method = method.unwrap_or_else(|| form.host.default_method());
    form.read_date();
    let request = form.read(|editor| editor.preview(method));
    request.unwrap_or_else(|| Err(EditorError::Invalid(Vec::new())))
}
