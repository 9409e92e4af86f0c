//! What differs from the loaded record, and what is wrong with it.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Change, Editor};
use crate::diff;
use crate::record::trim;
use crate::rules::report::Issue;
use crate::rules::{self, tie};
use crate::schema::tie::Demand;
use crate::schema::{Field, Method};
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
                after: self.display(&field.key, &self.shown_to_people(position)),
            })
        };
        self.changed().into_iter().filter_map(read).collect()
    }

    /// What is wrong with one field now, as it stands in the way of a save by this method: its own text where it changed,
    /// its partner's demand, what the settings want, the server's last word; by PUT also what was loaded.
    #[must_use]
    pub fn issue(&self, key: &str, method: Method) -> Option<Issue> {
        if !self.is_relevant(key) {
            return None;
        }
        let server = self
            .server
            .iter()
            .find(|issue| issue.field.as_deref() == Some(key));
        if let Some(issue) = server {
            return Some(issue.clone());
        }
        let position = self.form.position(key)?;
        let field = self.form.fields().get(position)?;
        let own = if self.is_dirty(key) {
            let read = rules::read(field, &self.shown(position), &self.form);
            read.err().or_else(|| self.kept_issue(position))
        } else if self.method(method) == Method::Put {
            rules::valid::untouched_issue(&self.form, field, position)
        } else {
            None
        };
        let settings = &self.options.settings;
        let whole = || {
            let asked = settings.contact_patch_all || settings.template_patch_all;
            asked.then(|| self.whole_issue(position, &self.changed()))?
        };
        let refusal = own.or_else(whole).map(|issue| *issue);
        refusal.or_else(|| self.tied_issue(field, position))
    }

    /// What another field's change demands of this one.
    #[inline(never)]
    fn tied_issue(&self, field: &Field, position: usize) -> Option<Issue> {
        let key = &*field.key;
        for tie in self.form.schema().ties {
            if tie.field != key {
                continue;
            }
            let other = self.is_dirty(tie.when.key());
            let looked_at = other || self.is_dirty(key);
            if !looked_at || !tie::holds(&self.form, &self.draft, tie) {
                continue;
            }
            let blank = trim(&self.shown(position)).is_empty();
            let refusal = match tie.demand {
                Demand::Required if blank => Some(tie::missing(tie)),
                // Unchanged, but demanded along with the other: it travels as it was loaded.
                Demand::Required | Demand::Travels if other && !blank && !self.is_dirty(key) => {
                    let loaded = self.form.loaded(position);
                    rules::valid::read_loaded(&self.form, field, loaded).err()
                }
                _ => None,
            };
            if let Some(issue) = refusal {
                return Some(*issue);
            }
        }
        None
    }

    /// The keys whose issue may change when this field does (itself not included).
    #[must_use]
    pub fn partners(&self, key: &str) -> Vec<&'static str> {
        let mut partners = Vec::new();
        for tie in self.form.schema().ties {
            if tie.when.key() == key {
                partners.push(tie.field);
            }
        }
        partners
    }
}
