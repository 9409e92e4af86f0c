//! A server's answer to a save: adopt the record, or put its issues on their fields.

use super::{Conflict, Editor, Outcome, Sent, record_from_reply};
use crate::diff;
use crate::form::Form;
use crate::record::Record;
use crate::rules::report::{Code, Issue};
use crate::schema::Method;
use crate::wire::json_v2::{apply, errors};
use crate::wire::reply::{header, retry_after, sentence, strong_etag};

impl Editor {
    /// Takes the server's answer. Header names in any case; `now` is the host's clock in seconds since 1970,
    /// for a `Retry-After` date without a `Date`.
    pub fn response(
        &mut self,
        status: u16,
        headers: &[(String, String)],
        body: &str,
        now: i64,
    ) -> Outcome {
        match status {
            200..=299 => self.saved(headers, body),
            400 | 422 => self.refused(body),
            401 => Outcome::Unauthorized(sentence(body)),
            403 => Outcome::Forbidden(sentence(body)),
            404 => Outcome::NotFound(sentence(body)),
            405 | 501 => Outcome::NotAllowed(sentence(body)),
            409 | 412 => Outcome::Conflict,
            429 => Outcome::Throttled(retry_after(headers, body, now)),
            _ => Outcome::Unavailable(sentence(body)),
        }
    }

    fn refused(&mut self, body: &str) -> Outcome {
        let sent: &[String] = self
            .sent
            .as_ref()
            .map(|sent| &*sent.custom_ids)
            .unwrap_or_default();
        let mut issues = errors::issues_from_refusal(&self.form, body, sent);
        if issues.is_empty() {
            let message = sentence(body);
            issues.push(Issue {
                field: None,
                code: Code::Server,
                params: Vec::new(),
                message,
            });
        }
        self.server = issues.clone();
        Outcome::Invalid(issues)
    }

    fn saved(&mut self, headers: &[(String, String)], body: &str) -> Outcome {
        if self.sent.is_none() {
            // The host sent a preview, or a body of its own: what is valid now counts as sent.
            let _ = self.request(Method::Patch);
        }
        let expected = self.expected();
        let record = if body.trim().is_empty() {
            expected.clone()
        } else {
            match record_from_reply(self.api, body) {
                Ok(record) if self.is_customer(&record) => record,
                _ => return Outcome::Unavailable(None),
            }
        };
        // Without a tag of its own the answer leaves none to send: the old one is stale by now.
        self.etag = strong_etag(header(headers, "etag"));
        self.server.clear();
        let sent = self.sent.take();
        let surprises = self.adopt(record, &expected, sent.as_ref());
        Outcome::Saved(surprises)
    }

    /// Whether an answer carries the customer: what a record always has is there.
    fn is_customer(&self, record: &Record) -> bool {
        let required = self.form.schema().fields.iter().zip(&record.fixed);
        required
            .filter(|(field, _)| field.required)
            .all(|(_, loaded)| loaded.verbatim.is_some())
    }

    /// The record as it should be after what was sent.
    fn expected(&self) -> Record {
        match &self.sent {
            Some(sent) => apply::record_with_changes(&self.form, &sent.valid, &self.settings),
            None => self.form.record().clone(),
        }
    }

    /// Puts the saved record under the draft: what was sent is settled, what was typed since stays.
    fn adopt(&mut self, record: Record, expected: &Record, sent: Option<&Sent>) -> Vec<Conflict> {
        let mut expecting = self.form.clone();
        expecting.set_record(expected.clone());
        let touched = sent
            .map(|sent| self.positions(&sent.valid))
            .unwrap_or_default();
        self.form.set_record(record);
        self.draft.settle(|slot, text| match sent {
            Some(sent) => !sent.texts.iter().any(|(s, t)| s == slot && t == text),
            None => true,
        });
        self.follow_template();
        let mut surprises = Vec::new();
        for (position, field) in self.form.fields().iter().enumerate() {
            let there = expecting.position(&field.key);
            let Some(before) = there.filter(|_| !touched.iter().any(|key| *key == field.key))
            else {
                continue;
            };
            if !same_loaded(&self.form, position, &expecting, before) {
                let mine = expecting.loaded_text(before).into_owned();
                surprises.push(Conflict {
                    field: field.key.to_string(),
                    label: field.label.to_string(),
                    loaded: mine.clone(),
                    mine,
                    theirs: self.form.loaded_text(position).into_owned(),
                });
            }
        }
        surprises
    }

    fn positions(&self, valid: &crate::rules::Valid) -> Vec<String> {
        self.keys(
            &valid
                .changes()
                .iter()
                .map(|(at, _)| *at)
                .collect::<Vec<_>>(),
        )
    }
}

/// Whether a field holds the same in two records.
pub(super) fn same_loaded(a: &Form, at_a: usize, b: &Form, at_b: usize) -> bool {
    let Some(field) = a.fields().get(at_a) else {
        return true;
    };
    let (left, right) = (a.loaded(at_a), b.loaded(at_b));
    left.held == right.held || diff::same_meaning(a, field, left, &b.loaded_text(at_b))
}
