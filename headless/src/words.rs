//! Wording asked of the host: core gives keys and parameters, TypeScript has the sentences.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use customer_core::rules::report::{Code, Issue};
use customer_core::schema::{FORM_V1, Field, FieldType, Section};
use customer_core::text::{cut, cut_last};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Whatever answers in words: the element's bridge. The headless editor is worded in TypeScript, from its answers.
    #[derive(Clone)]
    pub type Words;

    /// The sentence of a key; `params` are flat pairs of name and value. An unknown key gives `fallback`.
    #[wasm_bindgen(method)]
    pub fn text(this: &Words, key: &str, params: Vec<String>, fallback: &str) -> String;
}

impl Words {
    /// The wording of a key without parameters.
    #[must_use]
    pub fn say(&self, key: &str, fallback: &str) -> String {
        self.text(key, Vec::new(), fallback)
    }

    /// A field's label: a custom field's own name, else the language's.
    #[must_use]
    pub fn label(&self, field: &Field) -> String {
        self.say(&["label.", &field.key].concat(), &field.label)
    }

    /// A section's heading.
    #[must_use]
    pub fn section(&self, section: Section) -> String {
        self.say(&["section.", section.id()].concat(), section.title())
    }

    /// What is wrong, in one sentence; `label` is the field's. The server's own sentences stay as they are.
    #[must_use]
    pub fn issue(&self, issue: &Issue, label: &str) -> String {
        if let (Code::Server, Some(message)) = (issue.code, &issue.message) {
            return message.clone();
        }
        let field = issue.field.as_deref().unwrap_or_default();
        let mut params = vec!["field".into(), field.into(), "label".into(), label.into()];
        for (name, value) in &issue.params {
            params.extend([(*name).to_owned(), value.clone()]);
        }
        let code = issue.code.as_str();
        self.text(&["issue.", code].concat(), params, code)
    }

    /// The label of a key; of one that is no field (an issue of the whole record) the key itself.
    #[must_use]
    pub fn label_of(&self, field: Option<&Field>, key: &str) -> String {
        field.map_or_else(|| key.to_owned(), |field| self.label(field))
    }

    /// A field's text as a person reads it: yes for true, a choice's name, else what `display` makes of it
    /// (a list's name for its id). Empty stays empty.
    #[must_use]
    pub fn reading(&self, field: &Field, text: &str, display: impl FnOnce() -> String) -> String {
        match (field.kind, text) {
            (FieldType::Boolean, "true") => self.say("field.yes", "Yes"),
            (FieldType::Boolean, "false") => self.say("field.no", "No"),
            (FieldType::Choice, "") => String::new(),
            (FieldType::Choice, text) => self.choice(field, text, text),
            (FieldType::Country, text) if FORM_V1 => match display() {
                name if name == text => name,
                name => self.choice(field, &text.to_ascii_uppercase(), &name),
            },
            (FieldType::Image, text) if FORM_V1 => file_name(text).to_owned(),
            _ => display(),
        }
    }

    fn choice(&self, field: &Field, value: &str, fallback: &str) -> String {
        self.say(&["choice.", &field.key, ".", value].concat(), fallback)
    }

    /// The choices of a field, value and label: as the list answered, or as the language names them.
    #[must_use]
    pub fn options(&self, field: &Field, options: Vec<(String, String)>) -> Vec<(String, String)> {
        if !matches!(field.kind, FieldType::Choice | FieldType::Country) {
            return options;
        }
        let named = options.into_iter().map(|(value, label)| {
            let label = self.choice(field, &value, &label);
            (value, label)
        });
        named.collect()
    }
}

/// The last part of an address: there is no room for all of it, and nobody reads it.
fn file_name(address: &str) -> &str {
    let path = cut(address, b'?').map_or(address, |(path, _)| path);
    cut_last(path, b'/').map_or(path, |(_, name)| name)
}
