//! Fields that mean nothing while another one holds something else.

use super::Editor;
use crate::rules::tie::{holds, is_relevant};

impl Editor {
    /// Whether a field means something as the draft stands. What was typed in one that does not is kept: it is no
    /// change, has no issue and is not sent.
    #[must_use]
    pub fn is_relevant(&self, key: &str) -> bool {
        is_relevant(&self.form, &self.draft, key)
    }

    /// Whether a field is on the page.
    #[must_use]
    pub fn is_visible(&self, key: &str) -> bool {
        self.field(key).is_some_and(|field| field.visible) && self.is_relevant(key)
    }

    /// Whether the fields that a controlling one brings along mean something now; none for another field.
    pub(super) fn brings(&self, key: &str) -> Option<bool> {
        let mut ties = self.form.schema().ties.iter();
        let tie = ties.find(|tie| tie.only && tie.when.key() == key)?;
        Some(holds(&self.form, &self.draft, tie))
    }
}
