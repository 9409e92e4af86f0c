//! What differs from the loaded record, and what is wrong with it.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Change, Editor};
use crate::diff;
use crate::record::trim;
use crate::rules::report::Issue;
use crate::rules::{self, together};
use crate::text::owned;

impl Editor {
    pub(super) fn changed(&self) -> Vec<usize> {
        diff::changes_from_record(&self.form, &self.draft)
    }

    /// Keys whose meaning differs from the loaded record, in display order.
    #[must_use]
    pub fn dirty(&self) -> Vec<String> {
        let changed = self.changed();
        changed
            .iter()
            .map(|&at| owned(self.form.key_at(at)))
            .collect()
    }

    /// Whether one field differs from the loaded record.
    #[must_use]
    pub fn is_dirty(&self, key: &str) -> bool {
        let position = self.form.position(key);
        position.is_some_and(|position| diff::is_changed(&self.form, &self.draft, position))
    }

    /// Before and after as a person reads them, in display order.
    #[must_use]
    #[inline(never)]
    pub fn changes(&self) -> Vec<Change> {
        let read = |position: usize| {
            let field = self.form.fields().get(position)?;
            Some(Change {
                field: owned(&field.key),
                label: owned(&field.label),
                before: self.display(&field.key, &self.form.loaded_text(position)),
                after: self.display(&field.key, &self.shown(position)),
            })
        };
        self.changed().into_iter().filter_map(read).collect()
    }

    /// What is wrong with one field now: its own text where it changed, its partner's demand, the server's last word.
    #[must_use]
    pub fn issue(&self, key: &str) -> Option<Issue> {
        let server = self
            .server
            .iter()
            .find(|issue| issue.field.as_deref() == Some(key));
        if let Some(issue) = server {
            return Some(issue.clone());
        }
        let position = self.form.position(key)?;
        let field = self.form.fields().get(position)?;
        if self.is_dirty(key)
            && let Err(issue) = rules::read(field, &self.shown(position), &self.form)
        {
            return Some(*issue);
        }
        let (a, b) = self
            .form
            .schema()
            .together
            .iter()
            .find(|(a, b)| *a == key || *b == key)?;
        if !self.is_dirty(a) && !self.is_dirty(b) {
            return None;
        }
        let blank = |key: &str| {
            self.form
                .position(key)
                .is_none_or(|at| trim(&self.shown(at)).is_empty())
        };
        if let Some(issue) = together::check((a, blank(a)), (b, blank(b))) {
            return Some(*issue).filter(|issue| issue.field.as_deref() == Some(key));
        }
        // Unchanged, but demanded along with the other: it travels as it was loaded.
        if self.is_dirty(key) || blank(key) {
            return None;
        }
        let read = rules::valid::read_loaded(&self.form, field, self.form.loaded(position));
        read.err().map(|issue| *issue)
    }

    /// The keys whose issue may change when this field does (itself not included).
    #[must_use]
    pub fn partners(&self, key: &str) -> Vec<&'static str> {
        let pairs = self.form.schema().together.iter();
        pairs
            .filter_map(|(a, b)| {
                if *a == key {
                    Some(*b)
                } else {
                    (*b == key).then_some(*a)
                }
            })
            .collect()
    }
}
