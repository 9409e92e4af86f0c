//! Another record under the same draft: after a conflict, a reload, or from a snapshot.

use alloc::string::String;
use alloc::vec::Vec;

use super::answer::{conflict, same_loaded};
use super::{Conflict, Editor, EditorError, anew};
use crate::diff::{current, is_mine, same_meaning};
use crate::draft::Slot;
use crate::form::Form;
use crate::locale::Locale;
use crate::order::{number, sorted};
use crate::schema::template::PREFIX;
use crate::text::{from_integer, owned};
use crate::wire::snapshot::Snapshot;

impl Editor {
    /// Merges a record loaded afresh under the draft (three-way): it becomes the baseline. Untouched fields
    /// follow it; mine equal in meaning to theirs is settled; other clashes are reported and mine stays.
    ///
    /// # Errors
    /// [`EditorError::Unreadable`], also for JSON that is no customer; then nothing changed.
    #[inline(never)]
    pub fn rebase(
        &mut self,
        record: &str,
        etag: Option<&str>,
    ) -> Result<Vec<Conflict>, EditorError> {
        let record = self.customer_from_reply(record)?;
        let before = self.form.replace_record(record);
        self.set_etag(etag);
        self.server.clear();
        if let Some(sent) = &mut self.sent {
            // It may be in this record or not.
            sent.expected = None;
        }
        self.settle();
        Ok(self.clashes(&before, &[]))
    }

    /// Forgets texts that are no change any more, and follows the template that the others name.
    pub(super) fn settle(&mut self) {
        let form = &self.form;
        self.draft
            .settle(&|slot, text| current(form, slot).is_none_or(|at| is_mine(form, at, text)));
        self.drop_images();
        self.follow_template();
    }

    /// Touched fields whose loaded value is another one than before, and those of `asked` whatever it is: those of the
    /// page in display order, then those of a template that the record has left.
    #[inline(never)]
    pub(super) fn clashes(&self, before: &Form, asked: &[Slot]) -> Vec<Conflict> {
        let touched = self.draft.touched();
        let behind = self.form.fields().len();
        let mut keys = Vec::new();
        for (nth, (slot, _)) in touched.iter().enumerate() {
            let there = || current(before, slot).map(|then| behind + then);
            if let Some(at) = current(&self.form, slot).or_else(there) {
                keys.push((number(at), "", nth));
            }
        }
        let touched = sorted(keys).into_iter().filter_map(|nth| touched.get(nth));
        touched
            .filter_map(|(slot, text)| {
                let asked = asked.binary_search(slot).is_ok();
                self.clash(before, slot, text, asked)
            })
            .collect()
    }

    #[inline(never)]
    fn clash(&self, before: &Form, slot: &Slot, text: &str, asked: bool) -> Option<Conflict> {
        let Some(at) = current(&self.form, slot) else {
            // It is kept, but no longer on the page.
            let then = current(before, slot).filter(|&at| is_mine(before, at, text))?;
            let mut clash = conflict(before, then, &before.loaded_text(then), text);
            clash.theirs = String::new();
            return Some(clash);
        };
        let then = before.position(slot.key())?;
        let same = same_loaded(&self.form, at, before, then);
        (self.is_relevant(slot.key()) && (asked || !same))
            .then(|| conflict(&self.form, at, &before.loaded_text(then), text))
    }

    /// Whether a snapshot's text may go into its field: not into one that is read-only, hidden or inactive here.
    #[inline(never)]
    fn takes(&self, slot: &Slot) -> bool {
        if let Some(at) = current(&self.form, slot) {
            let field = self.form.fields().get(at);
            return field.is_some_and(|field| field.is_editable()) && !self.is_image(slot);
        }
        let known = slot.template().and_then(|template| {
            let template = self.form.lookups().template(template)?;
            template.field(slot.key().strip_prefix(PREFIX)?)
        });
        known.is_none_or(|field| field.active && field.kind.is_sent())
    }

    /// The tenant as text; empty for an API without one.
    fn tenant(&self) -> String {
        self.options.company.map(from_integer).unwrap_or_default()
    }

    /// The draft as JSON text, to be stored and later given to [`Editor::restore`].
    #[must_use]
    pub fn snapshot(&self) -> String {
        self.snapshot_over(&[])
    }

    /// The same with other loaded values, by key: of fields whose clash is not decided yet, so that it shows up again.
    #[must_use]
    #[inline(never)]
    pub fn snapshot_over(&self, before: &[(&str, &str)]) -> String {
        let mut fields = Vec::new();
        for (slot, text) in self.draft.touched() {
            if self.is_image(slot) {
                continue;
            }
            let at = current(&self.form, slot);
            let known = before.iter().find(|(key, _)| *key == slot.key());
            let loaded = match known {
                Some((_, loaded)) => Some(owned(loaded)),
                None => at.map(|at| self.form.loaded_text(at).into_owned()),
            };
            fields.push((slot.clone(), text.clone(), loaded.unwrap_or_default()));
        }
        let snapshot = Snapshot {
            api: owned(self.options.api.as_str()),
            id: self.options.id.clone(),
            place: Some((
                self.tenant(),
                self.options.external,
                self.form.locale().marks(),
            )),
            template: self.form.template_id().map(owned),
            fields,
        };
        snapshot.to_json()
    }

    /// Takes a snapshot up again over the record as it is now. Fields whose loaded value is another one
    /// than when the snapshot was taken are reported; mine stays in the draft.
    ///
    /// # Errors
    /// [`EditorError::Unreadable`] on a malformed one, or one of another API or customer; then nothing changed.
    #[inline(never)]
    pub fn restore(&mut self, snapshot: &str) -> Result<Vec<Conflict>, EditorError> {
        let mut snapshot = Snapshot::from_json(snapshot).map_err(EditorError::Unreadable)?;
        let place = snapshot.place.as_ref();
        let elsewhere = place.is_some_and(|(company, external, _)| {
            *company != self.tenant() || *external != self.options.external
        });
        let other = snapshot.api != self.options.api.as_str() || snapshot.id != self.options.id;
        if other || elsewhere {
            let what = owned("the snapshot is of another customer");
            return Err(EditorError::Unreadable(what));
        }
        if let Some((_, _, marks)) = place {
            let before = Locale::from_marks(marks);
            if before != *self.form.locale() {
                for (slot, text, loaded) in &mut snapshot.fields {
                    for text in [text, loaded] {
                        if let Some(anew) = anew(&self.form, slot, text, &before) {
                            *text = anew;
                        }
                    }
                }
            }
        }
        self.draft.settle(&|_, _| false);
        for (slot, text, _) in &snapshot.fields {
            if self.takes(slot) {
                self.draft.set(slot.clone(), Some(text.clone()));
            }
        }
        self.follow_template();
        self.settle();
        let mut conflicts = Vec::new();
        for (slot, text, loaded) in &snapshot.fields {
            let Some(at) = current(&self.form, slot) else {
                continue;
            };
            let Some(field) = self.form.fields().get(at) else {
                continue;
            };
            let moved = self.is_relevant(&field.key)
                && !self.is_image(slot)
                && !same_meaning(&self.form, field, self.form.loaded(at), loaded);
            if moved && is_mine(&self.form, at, text) {
                conflicts.push(conflict(&self.form, at, loaded, text));
            }
        }
        Ok(conflicts)
    }
}
