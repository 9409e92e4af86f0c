//! What the person typed, as text, per field; with undo.
//!
//! Only touched fields are here: what is not here shows what was loaded.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::form::Form;
use crate::schema::Field;

/// Where a typed text belongs: each template keeps its own drafts of its custom fields.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// The template of a custom field; none for a fixed field.
    pub template: Option<String>,
    /// The field's key.
    pub key: String,
}

impl Slot {
    /// Where a form's field keeps its text.
    #[must_use]
    pub fn of(form: &Form, field: &Field) -> Self {
        let template = field.custom_id().and(form.template_id()).map(str::to_owned);
        Self {
            template,
            key: field.key.to_string(),
        }
    }
}

#[derive(Clone, Debug)]
struct Edit {
    slot: Slot,
    before: Option<String>,
    after: Option<String>,
}

/// The texts of touched fields and the steps that led to them.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    texts: BTreeMap<Slot, String>,
    done: Vec<Vec<Edit>>,
    undone: Vec<Vec<Edit>>,
    open: bool,
}

impl Draft {
    /// The text of a touched field.
    #[must_use]
    pub fn text(&self, slot: &Slot) -> Option<&str> {
        self.texts.get(slot).map(String::as_str)
    }

    /// What a field's control shows: the text typed, else what was loaded.
    #[must_use]
    pub fn shown<'a>(&'a self, form: &'a Form, position: usize) -> Cow<'a, str> {
        let typed = form
            .fields()
            .get(position)
            .and_then(|field| self.text(&Slot::of(form, field)));
        typed.map_or_else(|| form.loaded_text(position), Cow::Borrowed)
    }

    /// Every touched field.
    pub fn touched(&self) -> impl Iterator<Item = (&Slot, &str)> {
        self.texts.iter().map(|(slot, text)| (slot, text.as_str()))
    }

    /// Types into a field (none: back to what was loaded). Consecutive calls for one field are one step.
    pub fn set(&mut self, slot: Slot, text: Option<String>) {
        let before = self.put(&slot, text.clone());
        if before == text {
            return;
        }
        self.undone.clear();
        let edit = Edit {
            slot,
            before,
            after: text,
        };
        if self.open
            && let Some(step) = self.done.last_mut()
            && let [last] = step.as_mut_slice()
            && last.slot == edit.slot
        {
            last.after = edit.after;
            return;
        }
        self.done.push(vec![edit]);
        self.open = true;
    }

    /// Takes several fields back to what was loaded, as one step.
    pub fn reset(&mut self, slots: Vec<Slot>) {
        let mut step = Vec::new();
        for slot in slots {
            if let Some(before) = self.put(&slot, None) {
                step.push(Edit {
                    slot,
                    before: Some(before),
                    after: None,
                });
            }
        }
        if !step.is_empty() {
            self.undone.clear();
            self.done.push(step);
        }
        self.open = false;
    }

    /// Ends the step that typing would go on.
    pub fn pause(&mut self) {
        self.open = false;
    }

    /// Takes back the last step; the slots that it touched.
    pub fn undo(&mut self) -> Option<Vec<Slot>> {
        let step = self.done.pop()?;
        for edit in step.iter().rev() {
            self.put(&edit.slot, edit.before.clone());
        }
        self.open = false;
        let slots = step.iter().map(|edit| edit.slot.clone()).collect();
        self.undone.push(step);
        Some(slots)
    }

    /// Does the last step taken back again; the slots that it touched.
    pub fn redo(&mut self) -> Option<Vec<Slot>> {
        let step = self.undone.pop()?;
        for edit in &step {
            self.put(&edit.slot, edit.after.clone());
        }
        self.open = false;
        let slots = step.iter().map(|edit| edit.slot.clone()).collect();
        self.done.push(step);
        Some(slots)
    }

    /// Forgets a field's text and the whole history: a save or another record made them stale.
    pub fn settle(&mut self, keep: impl Fn(&Slot, &str) -> bool) {
        self.texts.retain(|slot, text| keep(slot, text));
        self.done.clear();
        self.undone.clear();
        self.open = false;
    }

    /// Writes texts anew where `write` gives one, and forgets the history.
    pub fn rewrite(&mut self, write: impl Fn(&Slot, &str) -> Option<String>) {
        for (slot, text) in &mut self.texts {
            if let Some(anew) = write(slot, text) {
                *text = anew;
            }
        }
        self.settle(|_, _| true);
    }

    fn put(&mut self, slot: &Slot, text: Option<String>) -> Option<String> {
        match text {
            Some(text) => self.texts.insert(slot.clone(), text),
            None => self.texts.remove(slot),
        }
    }
}
