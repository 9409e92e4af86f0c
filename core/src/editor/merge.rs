//! Another record under the same draft: after a conflict, a reload, or from a snapshot.

use super::answer::same_loaded;
use super::{Conflict, Editor, EditorError, record_from_reply};
use crate::diff;
use crate::draft::Slot;
use crate::form::Form;
use crate::order::{in_order, number};
use crate::schema::template::PREFIX;
use crate::wire::reply::strong_etag;
use crate::wire::snapshot::Snapshot;

impl Editor {
    /// Merges a record loaded afresh under the draft (three-way): it becomes the baseline. Untouched fields
    /// follow it; mine equal in meaning to theirs is settled; other clashes are reported and mine stays.
    ///
    /// # Errors
    /// [`EditorError::Unreadable`]; then nothing changed.
    pub fn rebase(
        &mut self,
        record: &str,
        etag: Option<&str>,
    ) -> Result<Vec<Conflict>, EditorError> {
        let record = record_from_reply(self.api, record)?;
        let before = self.form.clone();
        self.form.set_record(record);
        self.etag = strong_etag(etag);
        self.server.clear();
        self.sent = None;
        let form = &self.form;
        self.draft.settle(|slot, text| match current(form, slot) {
            Some(at) => is_mine(form, at, text),
            None => true,
        });
        self.follow_template();
        Ok(self.clashes(&before))
    }

    /// Touched fields whose loaded value is another one than before.
    fn clashes(&self, before: &Form) -> Vec<Conflict> {
        let mut found = Vec::new();
        for (slot, text) in self.draft.touched() {
            let Some(at) = current(&self.form, slot) else {
                found.extend(self.out_of_view(before, slot, text));
                continue;
            };
            let Some(then) = before.position(&slot.key) else {
                continue;
            };
            if same_loaded(&self.form, at, before, then) {
                continue;
            }
            if let Some(field) = self.form.fields().get(at) {
                found.push((
                    at,
                    Conflict {
                        field: slot.key.clone(),
                        label: field.label.to_string(),
                        loaded: before.loaded_text(then).into_owned(),
                        mine: text.to_owned(),
                        theirs: self.form.loaded_text(at).into_owned(),
                    },
                ));
            }
        }
        in_order(
            found
                .into_iter()
                .map(|(at, conflict)| (number(Some(at)), conflict))
                .collect(),
        )
    }

    /// A change of mine in a template that the record has left: it is kept, but no longer on the page.
    fn out_of_view(&self, before: &Form, slot: &Slot, text: &str) -> Option<(usize, Conflict)> {
        let then = current(before, slot).filter(|&at| is_mine(before, at, text))?;
        let field = before.fields().get(then)?;
        let conflict = Conflict {
            field: slot.key.clone(),
            label: field.label.to_string(),
            loaded: before.loaded_text(then).into_owned(),
            mine: text.to_owned(),
            theirs: String::new(),
        };
        Some((self.form.fields().len() + then, conflict))
    }

    /// Whether a snapshot's text may go into its field: not into one that is read-only, hidden or inactive here.
    fn takes(&self, slot: &Slot) -> bool {
        if let Some(at) = current(&self.form, slot) {
            return self
                .form
                .fields()
                .get(at)
                .is_some_and(|field| field.is_editable());
        }
        let template = slot
            .template
            .as_deref()
            .and_then(|id| self.form.lookups().template(id));
        let known = template.and_then(|template| {
            template
                .fields()
                .iter()
                .find(|field| slot.key.strip_prefix(PREFIX) == Some(&field.id))
        });
        known.is_none_or(|field| field.to_field().is_editable())
    }

    /// The draft as JSON text, to be stored and later given to [`Editor::restore`].
    #[must_use]
    pub fn snapshot(&self) -> String {
        let fields = self.draft.touched().map(|(slot, text)| {
            let at = current(&self.form, slot);
            let loaded = at
                .map(|at| self.form.loaded_text(at).into_owned())
                .unwrap_or_default();
            (slot.clone(), text.to_owned(), loaded)
        });
        let snapshot = Snapshot {
            api: self.api.as_str().to_owned(),
            id: self.id.clone(),
            template: self.form.template_id().map(str::to_owned),
            fields: fields.collect(),
        };
        snapshot.to_json()
    }

    /// Takes a snapshot up again over the record as it is now. Fields whose loaded value is another one
    /// than when the snapshot was taken are reported; mine stays in the draft.
    ///
    /// # Errors
    /// [`EditorError::Unreadable`] on a malformed one, or one of another API or customer; then nothing changed.
    pub fn restore(&mut self, snapshot: &str) -> Result<Vec<Conflict>, EditorError> {
        let snapshot = Snapshot::from_json(snapshot).map_err(EditorError::Unreadable)?;
        if snapshot.api != self.api.as_str() || snapshot.id != self.id {
            let what = "the snapshot is of another customer".to_owned();
            return Err(EditorError::Unreadable(what));
        }
        self.draft.settle(|_, _| false);
        for (slot, text, _) in &snapshot.fields {
            if self.takes(slot) {
                self.draft.set(slot.clone(), Some(text.clone()));
            }
        }
        self.follow_template();
        let form = &self.form;
        self.draft
            .settle(|slot, text| current(form, slot).is_none_or(|at| is_mine(form, at, text)));
        let mut conflicts = Vec::new();
        for (slot, text, loaded) in snapshot.fields {
            let Some(at) = current(&self.form, &slot) else {
                continue;
            };
            let Some(field) = self.form.fields().get(at) else {
                continue;
            };
            let theirs = self.form.loaded_text(at).into_owned();
            let moved = !diff::same_meaning(&self.form, field, self.form.loaded(at), &loaded);
            if moved && is_mine(&self.form, at, &text) {
                let (field, label) = (slot.key, field.label.to_string());
                conflicts.push(Conflict {
                    field,
                    label,
                    loaded,
                    mine: text,
                    theirs,
                });
            }
        }
        Ok(conflicts)
    }
}

/// Where a slot's field stands, when it is one of the current template.
fn current(form: &Form, slot: &Slot) -> Option<usize> {
    let at = form.position(&slot.key)?;
    (form
        .fields()
        .get(at)
        .map(|field| Slot::of(form, field))
        .as_ref()
        == Some(slot))
    .then_some(at)
}

/// Whether a text still differs from what is loaded.
fn is_mine(form: &Form, at: usize, text: &str) -> bool {
    let field = form.fields().get(at);
    field.is_some_and(|field| !diff::same_meaning(form, field, form.loaded(at), text))
}
