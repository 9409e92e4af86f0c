//! Core's values as plain JavaScript objects.

use alloc::string::String;

use customer_core::editor::{Body, Conflict, Outcome, Request};
use customer_core::rules::report::Issue;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;

/// A plain object being filled.
#[derive(Debug, Default)]
pub struct Record(Object);

impl Record {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with one more member.
    #[must_use]
    pub fn with(self, name: &str, value: impl Into<JsValue>) -> Self {
        // Setting a member of a fresh plain object cannot fail.
        let _ = Reflect::set(&self.0, &name.into(), &value.into());
        self
    }

    /// The same with one more member where there is a value.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl Into<JsValue>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

impl From<Record> for JsValue {
    fn from(record: Record) -> Self {
        record.0.into()
    }
}

/// Texts as an array.
#[must_use]
pub fn strings<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Array {
    texts
        .into_iter()
        .map(|text| JsValue::from(text.as_ref()))
        .collect()
}

/// An `Issue`; `message` is its wording in the editor's locale.
#[must_use]
pub fn issue(issue: &Issue, message: &str) -> JsValue {
    let mut params = Record::new();
    for (name, value) in &issue.params {
        params = params.with(name, value.as_str());
    }
    let field = issue.field.as_deref().map_or(JsValue::NULL, JsValue::from);
    Record::new()
        .with("field", field)
        .with("code", issue.code.as_str())
        .with("message", message)
        .with_some("params", (!issue.params.is_empty()).then_some(params))
        .into()
}

/// `Issue[]`; `word` gives each its message.
pub fn issues(list: &[Issue], word: &dyn Fn(&Issue) -> String) -> Array {
    list.iter().map(|one| issue(one, &word(one))).collect()
}

/// An `HttpRequest`.
#[must_use]
pub fn request(request: &Request) -> JsValue {
    let mut headers = Record::new();
    for (name, value) in &request.headers {
        headers = headers.with(name, value.as_str());
    }
    let body: JsValue = match &request.body {
        Body::Text(text) => text.into(),
        Body::Bytes(bytes) => Uint8Array::from(&**bytes).into(),
    };
    Record::new()
        .with("method", request.method.as_str())
        .with("path", request.path.as_str())
        .with("headers", headers)
        .with("body", body)
        .into()
}

/// `Conflict[]`; `label` says what a field is called in the editor's locale.
#[must_use]
pub fn conflicts(list: &[Conflict], label: &dyn Fn(&Conflict) -> String) -> Array {
    list.iter()
        .map(|conflict| {
            JsValue::from(
                Record::new()
                    .with("field", conflict.field.as_str())
                    .with("label", label(conflict))
                    .with("loaded", conflict.loaded.as_str())
                    .with("mine", conflict.mine.as_str())
                    .with("theirs", conflict.theirs.as_str()),
            )
        })
        .collect()
}

/// An `Outcome`; `word` gives each issue its message, `message` is the sentence of kinds that carry one.
pub fn outcome(outcome: &Outcome, word: &dyn Fn(&Issue) -> String, message: &str) -> JsValue {
    let object = Record::new().with("kind", outcome.kind());
    match outcome {
        Outcome::Saved(_) | Outcome::Conflict => object,
        Outcome::Invalid(list) => object.with("issues", issues(list, word)),
        Outcome::Throttled(seconds) => {
            #[expect(clippy::cast_precision_loss, reason = "seconds to wait")]
            let seconds = seconds.map_or(JsValue::NULL, |n| JsValue::from(n as f64));
            object.with("retryAfterSeconds", seconds)
        }
        _ => object.with("message", message),
    }
    .into()
}
