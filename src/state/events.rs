//! Events of the element, fired after the page shows what they say.

use customer_core::rules::report::{Code, Issue};
use customer_headless::js::{self, Record};
use wasm_bindgen::JsValue;

use super::{Failure, Form};

impl Form {
    /// Fires once the page has caught up. Not at all when the form is gone by then.
    pub fn emit(&self, kind: &'static str, detail: impl Into<JsValue>) {
        let (form, detail) = (self.clone(), detail.into());
        crate::spawn(async move {
            form.emit_now(kind, &detail).await;
        });
    }

    /// Waits for the page, fires, and says whether nobody prevented it.
    pub async fn emit_now(&self, kind: &str, detail: &JsValue) -> bool {
        any_spawner::Executor::tick().await;
        !self.closed() && self.host.emit(kind, detail)
    }

    /// `customer-change`, and the element's states with it.
    pub(super) fn changed(&self, key: &str) {
        let valid = self.mirror();
        self.keep();
        let detail = Record::new()
            .with("field", key)
            .with("dirty", js::strings(self.dirty()))
            .with("valid", valid);
        self.emit("customer-change", detail);
    }

    /// `customer-error`.
    pub fn emit_error(&self, kind: &str, status: Option<u16>, message: &str) {
        let detail = Record::new()
            .with("kind", kind)
            .with("status", status.map_or(JsValue::NULL, JsValue::from))
            .with("message", message);
        self.emit("customer-error", detail);
    }

    /// `customer-error` of a load.
    pub(super) fn emit_load_error(&self, failure: &Failure, message: &str) {
        self.emit_error("load", failure.status(), message);
    }

    /// What the rules would refuse a save for. A name whose list nobody has fetched yet is not among it: the save
    /// fetches the list first, and then it can be told.
    #[must_use]
    pub fn refusals(&self) -> Vec<Issue> {
        let method = self.host.default_method();
        let issues = self.read(|editor| {
            let missing = editor.missing_lists(method);
            let mut issues = editor.validate(method);
            issues.retain(|issue| {
                let field = issue.field.as_deref().and_then(|key| editor.field(key));
                let list = field.and_then(|field| field.list);
                issue.code != Code::Unresolved || !list.is_some_and(|list| missing.contains(&list))
            });
            issues
        });
        issues.unwrap_or_default()
    }

    /// Whether the rules would let a save go.
    #[must_use]
    pub fn valid(&self) -> bool {
        self.refusals().is_empty()
    }

    /// Tells the element's custom states; answers whether the draft is valid.
    pub fn mirror(&self) -> bool {
        let valid = self.valid();
        let now = (!self.dirty.borrow().is_empty(), !valid, self.busy());
        if !self.closed() && self.mirrored.replace(Some(now)) != Some(now) {
            let (dirty, invalid, busy) = now;
            self.host.state(dirty, invalid, busy);
        }
        valid
    }
}
