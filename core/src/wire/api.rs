//! One place that knows which API writes what: both are known when this is compiled, so a condition and no trait object.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::path::{Call, path};
use super::request::{Body, Written};
use super::settings::Settings;
use super::{errors, form_v1, json_v2};
use crate::form::Form;
use crate::record::Record;
use crate::rules::Valid;
use crate::rules::report::Issue;
use crate::schema::Api;
use crate::text::owned;

/// Reads a customer as GET answered it.
///
/// # Errors
/// What the reply is instead.
#[inline(never)]
pub fn record_from_reply(api: Api, json: &str) -> Result<Box<Record>, String> {
    if api.is_form_v1() {
        form_v1::decode::record_from_reply(json)
    } else {
        json_v2::decode::record_from_reply(json)
    }
}

/// A valid draft as it is sent.
#[must_use]
#[inline(never)]
pub fn written(form: &Form, valid: &Valid, settings: &Settings, company: i64) -> Written {
    if form.api().is_form_v1() {
        return form_v1::encode::written(form, valid);
    }
    let (body, along) = json_v2::encode::body(form, valid, settings, company);
    Written {
        body: Body::Text(body),
        media: owned("application/json"),
        along,
    }
}

/// Where an update goes. `external`: the id is an external one whatever it looks like.
#[must_use]
pub fn update_path(
    api: Api,
    paths: &[(String, String)],
    id: &str,
    external: bool,
    company: Option<i64>,
) -> String {
    let call = if api.is_form_v1() {
        Call::customer(id, external)
    } else {
        Call::Update
    };
    path(call, paths, id, company)
}

/// What the record becomes when a valid draft is stored.
#[must_use]
pub fn record_with_changes(form: &Form, valid: &Valid, settings: &Settings) -> Box<Record> {
    if form.api().is_form_v1() {
        form_v1::apply::record_with_changes(form, valid)
    } else {
        json_v2::apply::record_with_changes(form, valid, settings)
    }
}

/// Reads a refusal. `sent` are the ids of the custom fields in the order that the request named them.
/// Empty when the body says nothing that can be read.
#[must_use]
pub fn issues_from_refusal(form: &Form, body: &str, sent: &[String]) -> Vec<Issue> {
    match known_refusal(form, body) {
        Some(issue) => [issue].into(),
        None => errors::issues_from_refusal(form, body, sent),
    }
}

/// Whether a 404 is about something that the request names, and not about the customer.
#[must_use]
pub fn is_refusal(form: &Form, body: &str) -> bool {
    known_refusal(form, body).is_some_and(|issue| issue.field.is_some())
}

fn known_refusal(form: &Form, body: &str) -> Option<Issue> {
    let known = form.api().is_form_v1();
    known.then(|| form_v1::errors::issue_from_refusal(form, body))?
}

/// Whether an answer carries a customer at all.
#[must_use]
pub fn is_customer(form: &Form, record: &Record) -> bool {
    if form.api().is_form_v1() {
        return !record.identity.is_empty();
    }
    // What a record always has is there.
    let mut fields = form.schema().fields.iter().zip(&record.fixed);
    fields.all(|(field, loaded)| !field.required || loaded.verbatim.is_some())
}
