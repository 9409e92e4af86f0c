//! A save of which it is not known whether it was stored.

use customer_core::editor::Conflict;
use customer_headless::js::Record;
use wasm_bindgen::JsValue;
use web_sys::AbortController;

use super::{Action, Failure, Form, Notice, Phase, Tone};

impl Form {
    /// Whether it is not known what became of the last save.
    #[must_use]
    pub fn in_doubt(&self) -> bool {
        self.doubt.borrow().is_some()
    }

    /// Neither an answer to a save nor the record could be had. `changed` is what was sent.
    pub fn doubted(&self, failure: &Failure, changed: Vec<String>) -> JsValue {
        self.doubt.replace(Some(changed));
        self.save_failed(failure)
    }

    /// Whoever looks for what became of it; the one before is called off.
    pub fn watch_doubt(&self, controller: &AbortController) {
        if let Some(before) = self.watch.replace(Some(controller.clone())) {
            before.abort();
        }
    }

    /// It is known now. Answers what was sent.
    #[must_use]
    pub fn resolve_doubt(&self) -> Vec<String> {
        self.doubt.take().unwrap_or_default()
    }

    /// A save was stored and then overwritten in part: what is left of it is told with the next one that lands.
    #[must_use]
    pub fn overwritten(&self, changed: Vec<String>, clashes: &[Conflict]) -> JsValue {
        let dirty = self.dirty();
        let mut landed = changed;
        landed.retain(|key| !dirty.contains(key));
        self.landed.replace(landed);
        self.clash(clashes)
    }

    /// Tells of what is left of such a save where nothing follows it.
    pub fn tell_landed(&self) {
        if !self.landed.borrow().is_empty() {
            self.stored(&[], &[]);
        }
    }

    /// What was in doubt was not stored, and nobody wants it any more.
    pub fn forget_doubt(&self) {
        self.settle();
        self.phase.set(Phase::Editing);
        self.mirror();
    }

    /// What was in doubt was not stored.
    pub fn tell_absent(&self) {
        self.tell(Notice {
            tone: Tone::Danger,
            title: self.say("error.save.title"),
            text: self.say("notice.absent"),
            detail: None,
            action: Some(Action::Retry),
        });
        self.mirror();
    }

    /// The outcome of a save that was stored.
    #[must_use]
    pub fn saved(&self, changed: &[String], others: &[Conflict]) -> JsValue {
        self.stored(changed, others);
        Record::new().with("kind", "saved").into()
    }
}
