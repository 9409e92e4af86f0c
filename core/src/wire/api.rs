//! One place that knows which API writes what: both are known when this is compiled, so a `match` and no trait object.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::path::{Call, path};
use super::request::Body;
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
    match api {
        Api::JsonV2 => json_v2::decode::record_from_reply(json),
        Api::FormV1 => form_v1::decode::record_from_reply(json),
    }
}

/// The body of a valid draft, and its media type.
#[must_use]
#[inline(never)]
pub fn body(form: &Form, valid: &Valid, settings: &Settings, company: i64) -> (Body, String) {
    match form.api() {
        Api::JsonV2 => (
            Body::Text(json_v2::encode::body(form, valid, settings, company)),
            owned("application/json"),
        ),
        Api::FormV1 => form_v1::encode::body(form, valid),
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
    let call = match api {
        Api::JsonV2 => Call::Update,
        Api::FormV1 => Call::customer(id, external),
    };
    path(call, paths, id, company)
}

/// What the record becomes when a valid draft is stored.
#[must_use]
pub fn record_with_changes(form: &Form, valid: &Valid, settings: &Settings) -> Box<Record> {
    match form.api() {
        Api::JsonV2 => json_v2::apply::record_with_changes(form, valid, settings),
        Api::FormV1 => form_v1::apply::record_with_changes(form, valid),
    }
}

/// Reads a refusal. `sent` are the ids of the custom fields in the order that the request named them.
/// Empty when the body says nothing that can be read.
#[must_use]
pub fn issues_from_refusal(form: &Form, body: &str, sent: &[String]) -> Vec<Issue> {
    let known = match form.api() {
        Api::JsonV2 => None,
        Api::FormV1 => form_v1::errors::issue_from_refusal(form, body),
    };
    match known {
        Some(issue) => [issue].into(),
        None => errors::issues_from_refusal(form, body, sent),
    }
}

/// Whether a 404 is about something that the request names, and not about the customer.
#[must_use]
pub fn is_refusal(form: &Form, body: &str) -> bool {
    let issue = match form.api() {
        Api::JsonV2 => None,
        Api::FormV1 => form_v1::errors::issue_from_refusal(form, body),
    };
    issue.is_some_and(|issue| issue.field.is_some())
}

/// Whether an answer carries a customer at all.
#[must_use]
pub fn is_customer(form: &Form, record: &Record) -> bool {
    match form.api() {
        // What a record always has is there.
        Api::JsonV2 => {
            let mut fields = form.schema().fields.iter().zip(&record.fixed);
            fields.all(|(field, loaded)| !field.required || loaded.verbatim.is_some())
        }
        Api::FormV1 => !record.identity.is_empty(),
    }
}
