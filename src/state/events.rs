//! Events of the element, fired after the page shows what they say.

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
        leptos::task::tick().await;
        !self.closed() && self.host.emit(kind, detail)
    }

    /// `customer-change`, and the element's states with it.
    pub(super) fn changed(&self, key: &str) {
        let valid = self.mirror();
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

    /// Whether a save would be refused by the rules.
    #[must_use]
    pub fn valid(&self) -> bool {
        let method = self.host.default_method();
        self.read(|editor| editor.validate(method).is_empty())
            .unwrap_or(true)
    }

    /// Tells the element's custom states; answers whether the draft is valid.
    pub fn mirror(&self) -> bool {
        let valid = self.valid();
        if !self.closed() {
            let dirty = !self.dirty.borrow().is_empty();
            self.host.state(dirty, !valid, self.busy());
        }
        valid
    }
}
