//! A server's answer to a save: adopt the record, or put its issues on their fields.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Conflict, Editor, EditorError, Outcome, Sent, record_from_reply};
use crate::diff;
use crate::draft::Slot;
use crate::form::Form;
use crate::record::{Record, trim};
use crate::rules::report::{Code, Issue};
use crate::rules::tie::is_relevant;
use crate::schema::{FORM_V1, FieldType, Method};
use crate::text::owned;
use crate::wire::api;
use crate::wire::reply::{header, retry_after, sentence};

impl Editor {
    /// Takes the server's answer. Header names in any case; `now` is the host's clock in seconds since 1970,
    /// for a `Retry-After` date without a `Date`.
    #[inline(never)]
    pub fn response(
        &mut self,
        status: u16,
        headers: &[(String, String)],
        body: &str,
        now: i64,
    ) -> Outcome {
        let outcome: fn(Option<String>) -> Outcome = match status {
            200..=299 => return self.saved(headers, body),
            400 | 422 => return self.refused(body),
            401 => Outcome::Unauthorized,
            403 => Outcome::Forbidden,
            404 if api::is_refusal(&self.form, body) => return self.refused(body),
            404 => Outcome::NotFound,
            405 | 501 => Outcome::NotAllowed,
            409 | 412 => return Outcome::Conflict,
            429 => return Outcome::Throttled(retry_after(headers, body, now)),
            _ => Outcome::Unavailable,
        };
        outcome(sentence(body))
    }

    #[inline(never)]
    fn refused(&mut self, body: &str) -> Outcome {
        let sent = self.sent.as_ref().map(|sent| &*sent.custom_ids);
        let mut issues = api::issues_from_refusal(&self.form, body, sent.unwrap_or_default());
        if issues.is_empty() {
            issues.push(Issue {
                field: None,
                code: Code::Server,
                params: Vec::new(),
                message: sentence(body),
            });
        }
        self.server = issues.clone();
        // Nothing of it is on its way any more.
        self.sent = None;
        Outcome::Invalid(issues)
    }

    #[inline(never)]
    fn saved(&mut self, headers: &[(String, String)], body: &str) -> Outcome {
        let mut answer = None;
        if !trim(body).is_empty() {
            answer = record_from_reply(self.options.api, body)
                .ok()
                .filter(|record| self.is_customer(record));
            if answer.is_none() {
                return Outcome::Unavailable(None);
            }
        }
        if self.sent.is_none() {
            // The host sent a preview, or a body of its own: what is valid now counts as sent.
            let _ = self.request(Method::Patch);
        }
        // Without a tag of its own the answer leaves none to send: the old one is stale by now.
        self.set_etag(header(headers, "etag"));
        self.server.clear();
        let sent = self.sent.take();
        Outcome::Saved(self.adopt(answer, sent))
    }

    /// A record read afresh. A gateway that answers for the server with other JSON would empty the form.
    ///
    /// # Errors
    /// [`EditorError::Unreadable`] where what every customer has is missing.
    pub(super) fn customer_from_reply(&self, json: &str) -> Result<Box<Record>, EditorError> {
        let record = record_from_reply(self.options.api, json)?;
        if self.is_customer(&record) {
            return Ok(record);
        }
        let what = owned("the record: what every customer has is missing");
        Err(EditorError::Unreadable(what))
    }

    /// Whether the loaded record is a customer at all: an editor may be opened on less, to begin one.
    #[must_use]
    pub fn has_customer(&self) -> bool {
        self.is_customer(self.form.record())
    }

    /// Whether an answer carries the customer: what a record always has is there.
    fn is_customer(&self, record: &Record) -> bool {
        api::is_customer(&self.form, record)
    }

    /// Puts the saved record under the draft: what was sent is settled, what was typed since stays. Without an
    /// answer the record is what was sent. The untouched fields that came back changed.
    #[inline(never)]
    fn adopt(&mut self, answer: Option<Box<Record>>, sent: Option<Sent>) -> Vec<Conflict> {
        let Some(mut sent) = sent else {
            let before = answer.map(|record| self.form.replace_record(record));
            self.draft.settle(&|_, _| true);
            self.drop_images();
            self.follow_template();
            return self.surprises(before.as_ref(), &[]);
        };
        self.form.set_template(sent.template.as_deref());
        let known = sent.expected.take();
        let is_known = known.is_some();
        if let Some(record) = known {
            self.form.set_record(record);
        } else if answer.is_none() {
            // Another record was merged since: what it does not have of the request stays a change.
            self.settle();
            return Vec::new();
        }
        let expected = answer.map(|record| self.form.replace_record(record));
        self.settle_sent(&sent);
        self.surprises(expected.as_ref().filter(|_| is_known), &sent.changed)
    }

    /// Forgets the texts that were sent and are stored.
    pub(super) fn settle_sent(&mut self, sent: &Sent) {
        self.draft
            .settle(&|slot, text| !sent.texts.iter().any(|(s, t)| s == slot && t == text));
        self.drop_images();
        self.follow_template();
    }

    /// Fields outside `changed` that are not as expected.
    #[inline(never)]
    pub(super) fn surprises(&self, expected: Option<&Form>, changed: &[Slot]) -> Vec<Conflict> {
        let mut surprises = Vec::new();
        let Some(expected) = expected else {
            return surprises;
        };
        for (position, field) in self.form.fields().iter().enumerate() {
            let Some(before) = expected.position(&field.key) else {
                continue;
            };
            let touched = changed.binary_search(&Slot::of(&self.form, field)).is_ok();
            // A server may fill what means nothing with what it likes.
            let touched = touched || !is_relevant(&self.form, &self.draft, &field.key);
            if !touched && !same_loaded(&self.form, position, expected, before) {
                let mine = expected.loaded_text(before);
                surprises.push(conflict(&self.form, position, &mine, &mine));
            }
        }
        surprises
    }
}

/// A field whose loaded value is another one now.
#[inline(never)]
pub(super) fn conflict(form: &Form, position: usize, loaded: &str, mine: &str) -> Conflict {
    Conflict {
        field: owned(form.key_at(position)),
        label: owned(form.fields().get(position).map_or("", |field| &field.label)),
        loaded: owned(loaded),
        mine: owned(mine),
        theirs: form.loaded_text(position).into_owned(),
    }
}

/// Whether a field holds the same in two records.
#[inline(never)]
pub(super) fn same_loaded(a: &Form, at_a: usize, b: &Form, at_b: usize) -> bool {
    let Some(field) = a.fields().get(at_a) else {
        return true;
    };
    if FORM_V1 && field.kind == FieldType::Image {
        // Two addresses: unlike a text of the draft, none is not "nothing chosen".
        return a.loaded_text(at_a) == b.loaded_text(at_b);
    }
    let (left, right) = (a.loaded(at_a), b.loaded(at_b));
    left.held == right.held || diff::same_meaning(a, field, left, &b.loaded_text(at_b))
}
