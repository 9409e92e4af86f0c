//! Values and issues as a person reads them.

use customer_core::rules::report::{Code, Issue};
use customer_core::schema::{Field, FieldType};

use super::Form;

impl Form {
    /// The wording of a key without parameters.
    #[must_use]
    pub fn say(&self, key: &str, fallback: &str) -> String {
        self.host.say(key, &[], fallback)
    }

    /// The wording of a key that depends on a number; `{count}` stands for it.
    #[must_use]
    pub fn count(&self, key: &str, count: usize, fallback: &str) -> String {
        self.host
            .say(key, &[("count", &count.to_string())], fallback)
    }

    /// A field's label.
    #[must_use]
    pub fn label(&self, field: &Field) -> String {
        self.say(&["label.", &field.key].concat(), &field.label)
    }

    /// The label of a key; of one that is no field (an issue of the whole record) the key itself.
    #[must_use]
    pub fn label_of(&self, key: &str) -> String {
        if let Some(state) = self.field(key) {
            return state.label.clone();
        }
        let label = self.read(|editor| editor.field(key).map(|field| field.label.to_string()));
        label.flatten().unwrap_or_else(|| key.to_owned())
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn word(&self, issue: &Issue) -> String {
        if let (Code::Server, Some(message)) = (issue.code, &issue.message) {
            return message.clone();
        }
        let key = issue.field.as_deref().unwrap_or_default();
        let label = self.label_of(key);
        let mut params = vec![("field", key), ("label", label.as_str())];
        params.extend(
            issue
                .params
                .iter()
                .map(|(name, value)| (*name, value.as_str())),
        );
        self.host.say(
            &["issue.", issue.code.as_str()].concat(),
            &params,
            issue.code.as_str(),
        )
    }

    /// A field's text as a person reads it: a list's name for its id, yes for true. Empty stays empty.
    #[must_use]
    pub fn reading(&self, field: &Field, text: &str) -> String {
        match (field.kind, text) {
            (FieldType::Boolean, "true") => self.say("field.yes", "Yes"),
            (FieldType::Boolean, "false") => self.say("field.no", "No"),
            (FieldType::Choice, "") => String::new(),
            (FieldType::Choice, text) => {
                self.say(&["choice.", &field.key, ".", text].concat(), text)
            }
            _ => self
                .read(|editor| editor.display(&field.key, text))
                .unwrap_or_default(),
        }
    }

    /// The choices of a select: value and label, as the list answered or the schema names them.
    #[must_use]
    pub fn options(&self, field: &Field) -> Vec<(String, String)> {
        let options = self
            .read(|editor| editor.options(&field.key))
            .unwrap_or_default();
        if field.kind != FieldType::Choice {
            return options;
        }
        let named = options.into_iter().map(|(value, label)| {
            let label = self.say(&["choice.", &field.key, ".", &value].concat(), &label);
            (value, label)
        });
        named.collect()
    }
}
