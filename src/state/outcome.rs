//! What a save came to: on the page, as an event, and as the promise's value.

use customer_core::editor::{Conflict, Outcome, Request};
use customer_core::rules::report::Issue;
use customer_core::schema::Method;
use customer_headless::js::{self, Record};
use wasm_bindgen::JsValue;

use super::{Action, Doing, Failure, Form, Notice, Phase, Problem, Tone};

/// What state needs to know of an answer beside core's reading of it.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// A web page where JSON was expected.
    pub html: bool,
}

impl Answer {
    /// Whether it does not say what became of the request: the server or something before it broke down, or the
    /// answer cannot be read.
    #[must_use]
    pub fn is_lost(self) -> bool {
        matches!(self.status, 200..300 | 408 | 500 | 502..)
    }

    /// What it stands for when nothing was stored.
    #[must_use]
    pub fn failure(self) -> Failure {
        match self.status {
            _ if self.html => Failure::Html,
            200..300 => Failure::Unreadable,
            status => Failure::Status(status),
        }
    }
}

impl Form {
    /// The rules refuse the draft: issues show at their fields and in the summary, and no request leaves.
    pub fn refused(&self, issues: &[Issue]) -> JsValue {
        self.phase.update(Phase::Editing);
        self.show_problems(issues);
        self.focus_summary();
        self.mirror();
        let list = js::issues(issues, &|issue| self.word(issue));
        self.emit("customer-invalid", Record::new().with("issues", list));
        js::outcome(
            &Outcome::Invalid(issues.to_vec()),
            &|issue| self.word(issue),
            "",
        )
    }

    /// Says whether the host lets the request go.
    pub async fn announced(&self, request: &Request) -> bool {
        let detail = Record::new().with("request", js::request(request)).into();
        self.emit_now("customer-save", &detail).await
    }

    /// The host prevented the request, or the form left the page.
    pub fn save_cancelled(&self) {
        self.phase.update(Phase::Editing);
        self.mirror();
    }

    /// A request is out. A record that arrives now would be older than the answer.
    pub fn saving(&self) {
        self.end_load();
        self.settle();
        self.forget_told();
        self.phase.update(Phase::Saving);
        self.mirror();
    }

    /// The server answered, and that is the end of it.
    pub fn concluded(
        &self,
        outcome: Outcome,
        answer: Answer,
        method: Method,
        changed: &[String],
    ) -> JsValue {
        let mut message = String::new();
        match &outcome {
            Outcome::Saved(others) => self.stored(changed, others),
            Outcome::Invalid(issues) => {
                self.phase.set(Phase::Editing);
                self.sync_all();
                self.show_problems(issues);
                self.focus_summary();
                self.mirror();
                let list = js::issues(issues, &|issue| self.word(issue));
                self.emit("customer-invalid", Record::new().with("issues", list));
            }
            Outcome::Conflict => {
                self.not_saved(&Failure::Conflict, None, Action::Reload);
                self.emit_conflicts(&[]);
            }
            Outcome::NotAllowed(said) => {
                let (failure, action) = match method {
                    Method::Patch => (answer.failure(), Action::Replace),
                    _ => (Failure::Unchangeable, Action::Retry),
                };
                message = self.told(&outcome, answer.status, &failure, said, action);
            }
            Outcome::Unauthorized(said)
            | Outcome::Forbidden(said)
            | Outcome::NotFound(said)
            | Outcome::Unavailable(said) => {
                let failure = answer.failure();
                message = self.told(&outcome, answer.status, &failure, said, Action::Retry);
            }
            // It stands in line again, and this is not the end of it.
            Outcome::Throttled(_) => {}
        }
        js::outcome(&outcome, &|issue| self.word(issue), &message)
    }

    fn told(
        &self,
        outcome: &Outcome,
        status: u16,
        failure: &Failure,
        said: &Option<String>,
        action: Action,
    ) -> String {
        let sentence = self.not_saved(failure, said.clone(), action);
        let message = said.clone().unwrap_or(sentence);
        self.emit_error(outcome.kind(), Some(status), &message);
        message
    }

    /// No answer came, or none that can be read. The draft stays as it is.
    pub fn save_failed(&self, failure: &Failure) -> JsValue {
        self.failed(failure, None)
    }

    /// The same with the server's own words.
    pub fn failed(&self, failure: &Failure, said: Option<String>) -> JsValue {
        if *failure == Failure::Aborted {
            return cancelled();
        }
        let sentence = self.not_saved(failure, said.clone(), Action::Retry);
        let message = said.unwrap_or(sentence);
        let kind = match failure {
            Failure::Network | Failure::Timeout => "network",
            failure if failure.is_sign_in() => "unauthorized",
            Failure::Status(_) | Failure::Throttled(_) => failure.kind(),
            _ => "unavailable",
        };
        self.emit_error(kind, failure.status(), &message);
        let kind = if kind == "network" {
            "unavailable"
        } else {
            kind
        };
        let outcome = Record::new().with("kind", kind);
        match failure {
            Failure::Throttled(left) => outcome.with("retryAfterSeconds", *left),
            _ => outcome.with("message", message),
        }
        .into()
    }

    pub(super) fn stored(&self, changed: &[String], others: &[Conflict]) {
        let mut all = self.landed.take();
        all.extend(
            changed
                .iter()
                .filter(|key| !all.contains(key))
                .cloned()
                .collect::<Vec<_>>(),
        );
        let changed = &*all;
        self.settle();
        self.fresh();
        self.replaced();
        self.phase.set(Phase::Saved(changed.len()));
        self.mirror();
        if others.is_empty() {
            let detail = Record::new()
                .with("id", self.host.customer_id())
                .with("changed", js::strings(changed));
            self.emit("customer-saved", detail);
            return;
        }
        // Exactly one event follows customer-save, and this one says more: it was stored, and something else changed.
        self.note_others(others);
        let fields = self.conflict_labels(others);
        self.tell(Notice {
            tone: Tone::Info,
            title: self.count("status.saved", changed.len()),
            text: self.host.say("notice.others", &[("fields", &fields)]),
            detail: None,
            action: self.clashes.peek().is_some().then_some(Action::Choose),
        });
        self.emit_conflicts(others);
    }

    fn not_saved(&self, failure: &Failure, detail: Option<String>, action: Action) -> String {
        self.phase.update(Phase::Editing);
        let (title, text, action) = match self.in_doubt() {
            true => {
                let text = match failure.is_sign_in() {
                    true => failure.sentence(&self.host, Doing::Save),
                    false => self.say("notice.doubt"),
                };
                (self.say("notice.doubt.title"), text, Action::Check)
            }
            false => (
                failure.title(&self.host, Doing::Save),
                failure.sentence(&self.host, Doing::Save),
                action,
            ),
        };
        self.tell(Notice {
            tone: Tone::Danger,
            title,
            text: text.clone(),
            detail,
            action: Some(action),
        });
        self.mirror();
        text
    }

    fn show_problems(&self, issues: &[Issue]) {
        self.reveal(issues);
        let problems = issues.iter().map(|issue| {
            let message = self.word(issue);
            let text = match &issue.field {
                Some(key) => self.host.say(
                    "summary.item",
                    &[("label", &self.label_of(key)), ("message", &message)],
                ),
                None => message,
            };
            Problem {
                field: issue.field.clone(),
                text,
            }
        });
        self.problems.set(problems.collect());
    }

    /// The form around the element was to be submitted and the rules are against it: what is wrong shows, and the
    /// keyboard goes to the first of it.
    pub fn held_up(&self) {
        let issues = self.refusals();
        self.show_problems(&issues);
        let focused = issues
            .iter()
            .filter_map(|issue| issue.field.as_deref())
            .any(|key| self.focus_field(key));
        if !focused {
            self.focus_summary();
        }
    }
}

/// The outcome of a save that never left.
#[must_use]
pub fn cancelled() -> JsValue {
    Record::new().with("kind", "cancelled").into()
}
