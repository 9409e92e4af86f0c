//! What the person typed, as text, per field; with undo.
//!
//! Only touched fields are here: what is not here shows what was loaded.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use crate::form::Form;
use crate::schema::Field;
use crate::text::{cut, joined};

/// Where a typed text belongs: each template keeps its own drafts of its custom fields.
/// One text, `3/template.fields.12` or `/city`: it is compared and copied far more often than taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(String);

impl Slot {
    /// Where the text of a key goes; `template` for a custom field.
    #[must_use]
    pub fn new(template: Option<&str>, key: &str) -> Self {
        Self(joined(&[template.unwrap_or_default(), "/", key]))
    }

    /// Where a form's field keeps its text.
    #[must_use]
    pub fn of(form: &Form, field: &Field) -> Self {
        Self::new(field.custom_id().and(form.template_id()), &field.key)
    }

    /// The template of a custom field; none for a fixed field.
    #[must_use]
    pub fn template(&self) -> Option<&str> {
        let (template, _) = cut(&self.0, b'/')?;
        Some(template).filter(|id| !id.is_empty())
    }

    /// The field's key.
    #[must_use]
    pub fn key(&self) -> &str {
        cut(&self.0, b'/').map_or("", |(_, key)| key)
    }
}

/// One field's way from one text to another; none is what was loaded.
#[derive(Clone, Debug)]
struct Edit {
    slot: Slot,
    before: Option<String>,
    after: Option<String>,
}

/// The texts of touched fields and the steps that led to them.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Ordered by slot.
    texts: Vec<(Slot, String)>,
    done: Vec<Vec<Edit>>,
    undone: Vec<Vec<Edit>>,
    open: bool,
}

impl Draft {
    /// Where a slot's text is, or where it belongs.
    fn place(&self, slot: &Slot) -> Result<usize, usize> {
        self.texts.binary_search_by(|(known, _)| known.cmp(slot))
    }

    /// The text of a touched field.
    #[must_use]
    pub fn text(&self, slot: &Slot) -> Option<&str> {
        let at = self.place(slot).ok()?;
        self.texts.get(at).map(|(_, text)| &**text)
    }

    /// What a person typed into a field of the form.
    #[must_use]
    pub fn typed(&self, form: &Form, position: usize) -> Option<&str> {
        let field = form.fields().get(position)?;
        self.text(&Slot::of(form, field))
    }

    /// What a field's control shows: the text typed, else what was loaded.
    #[must_use]
    pub fn shown<'a>(&'a self, form: &'a Form, position: usize) -> Cow<'a, str> {
        match self.typed(form, position) {
            Some(typed) => Cow::Borrowed(typed),
            None => form.loaded_text(position),
        }
    }

    /// Every touched field, by slot.
    #[must_use]
    pub fn touched(&self) -> &[(Slot, String)] {
        &self.texts
    }

    /// Types into a field (none: back to what was loaded). Consecutive calls for one field are one step.
    pub fn set(&mut self, slot: Slot, text: Option<String>) {
        let before = self.put(&slot, text.clone());
        if before == text {
            return;
        }
        self.undone.clear();
        if self.open
            && let Some(step) = self.done.last_mut()
            && let [last] = step.as_mut_slice()
            && last.slot == slot
        {
            last.after = text;
            if last.before == last.after {
                // Nothing to take back.
                self.done.pop();
                self.open = false;
            }
            return;
        }
        self.done.push(vec![Edit {
            slot,
            before,
            after: text,
        }]);
        self.open = true;
    }

    /// Puts a text into a field that shows it already: no step of anybody.
    pub fn hold(&mut self, slot: &Slot, text: String) {
        self.put(slot, Some(text));
    }

    /// Takes several fields back to what was loaded, as one step.
    pub fn reset(&mut self, slots: &[Slot]) {
        let mut step = Vec::new();
        for slot in slots {
            let before = self.put(slot, None);
            if before.is_some() {
                step.push(Edit {
                    slot: slot.clone(),
                    before,
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

    /// Whether there is a step to take back (or, not `back`, to do again).
    #[must_use]
    pub fn has_step(&self, back: bool) -> bool {
        let steps = if back { &self.done } else { &self.undone };
        !steps.is_empty()
    }

    /// Takes back the last step, or does the last one taken back again; the slots that it touched.
    pub fn step(&mut self, back: bool) -> Option<Vec<Slot>> {
        let from = if back {
            &mut self.done
        } else {
            &mut self.undone
        };
        let step = from.pop()?;
        let mut slots = Vec::new();
        // A step names each field once, so that its order does not matter.
        for edit in &step {
            let text = if back { &edit.before } else { &edit.after };
            self.put(&edit.slot, text.clone());
            slots.push(edit.slot.clone());
        }
        self.open = false;
        let to = if back {
            &mut self.undone
        } else {
            &mut self.done
        };
        to.push(step);
        Some(slots)
    }

    /// Forgets the texts not kept and the whole history: a save or another record made them stale.
    pub fn settle(&mut self, keep: &dyn Fn(&Slot, &str) -> bool) {
        self.texts.retain(|(slot, text)| keep(slot, text));
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
        self.settle(&|_, _| true);
    }

    fn put(&mut self, slot: &Slot, text: Option<String>) -> Option<String> {
        match self.place(slot) {
            Ok(at) => match text {
                Some(text) => {
                    let (_, known) = self.texts.get_mut(at)?;
                    Some(core::mem::replace(known, text))
                }
                None => Some(self.texts.remove(at).1),
            },
            Err(at) => {
                self.texts.insert(at, (slot.clone(), text?));
                None
            }
        }
    }
}
