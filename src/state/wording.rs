//! Values and issues as a person reads them, worded by the element.

use customer_core::editor::Conflict;
use customer_core::rules::report::Issue;
use customer_core::schema::Field;

use customer_core::order;
use customer_core::text::{from_integer, joined};

use super::Form;

/// A number of things in digits.
#[must_use]
pub fn number(count: usize) -> String {
    from_integer(order::number(count))
}

impl Form {
    /// The wording of a key without parameters.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.host.say(key, &[])
    }

    /// The wording of a key that depends on a number; `{count}` stands for it.
    #[must_use]
    pub fn count(&self, key: &str, count: usize) -> String {
        self.host.say(key, &[("count", &number(count))])
    }

    /// A field's label.
    #[must_use]
    pub fn label(&self, field: &Field) -> String {
        self.host.words().label(field)
    }

    /// The label of a key; of one that is no field (an issue of the whole record) the key itself.
    #[must_use]
    pub fn label_of(&self, key: &str) -> String {
        if let Some(state) = self.field(key) {
            return state.label.clone();
        }
        let field = self.read(|editor| editor.field(key).cloned()).flatten();
        self.host.words().label_of(field.as_deref(), key)
    }

    /// What a clashing field is called, on the page or not any more.
    #[must_use]
    pub fn conflict_label(&self, conflict: &Conflict) -> String {
        let key = joined(&["label.", &conflict.field]);
        self.host.say_or(&key, &[], &conflict.label)
    }

    /// The same of several, one after the other.
    #[must_use]
    pub fn conflict_labels<'a>(&self, all: impl IntoIterator<Item = &'a Conflict>) -> String {
        let mut labels = String::new();
        for conflict in all {
            if !labels.is_empty() {
                labels.push_str(", ");
            }
            labels.push_str(&self.conflict_label(conflict));
        }
        labels
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn word(&self, issue: &Issue) -> String {
        let label = self.label_of(issue.field.as_deref().unwrap_or_default());
        self.host.words().issue(issue, &label)
    }

    /// A field's text as a person reads it: a list's name for its id, yes for true. Empty stays empty.
    #[must_use]
    pub fn reading(&self, field: &Field, text: &str) -> String {
        let display = || {
            self.read(|editor| editor.display(&field.key, text))
                .unwrap_or_default()
        };
        self.host.words().reading(field, text, display)
    }

    /// The choices of a select: value and label, as the list answered or the schema names them.
    #[must_use]
    pub fn options(&self, field: &Field) -> Vec<(String, String)> {
        let options = self
            .read(|editor| editor.options(&field.key))
            .unwrap_or_default();
        self.host.words().options(field, options)
    }
}
