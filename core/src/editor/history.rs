//! The way back: undo, redo, and what was loaded.

use alloc::vec::Vec;

use super::{Editor, EditorError};
use crate::diff::current;
use crate::draft::Slot;

impl Editor {
    /// Ends the current undo step.
    pub fn pause(&mut self) {
        self.draft.pause();
    }

    /// Back to the loaded value: one field, or all. Undoable.
    ///
    /// # Errors
    /// [`EditorError::UnknownField`].
    #[inline(never)]
    pub fn reset(&mut self, key: Option<&str>) -> Result<(), EditorError> {
        let mut slots = Vec::new();
        match key {
            Some(key) => {
                let position = self.position(key)?;
                let field = self.form.fields().get(position);
                let slot = field.map(|field| Slot::of(&self.form, field));
                if let Some(slot) = slot.as_ref().filter(|slot| self.is_sent(slot)) {
                    // A change, should it arrive: unlike a discard of everything, which leaves what the server has.
                    let loaded = self.form.loaded_text(position).into_owned();
                    self.draft.pause();
                    self.draft.set(slot.clone(), Some(loaded));
                    self.draft.pause();
                    self.touched(key);
                    return Ok(());
                }
                slots.extend(slot);
            }
            None => slots.extend(self.draft.touched().iter().map(|(slot, _)| slot.clone())),
        }
        self.draft.reset(&slots);
        self.follow(&slots);
        Ok(())
    }

    /// Takes back the last step. False when there is none.
    pub fn undo(&mut self) -> bool {
        self.step(true)
    }

    /// Does it again. False when there is none.
    pub fn redo(&mut self) -> bool {
        self.step(false)
    }

    /// Whether [`Editor::undo`] would do something.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.draft.has_step(true)
    }

    /// Whether [`Editor::redo`] would do something.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.draft.has_step(false)
    }

    fn step(&mut self, back: bool) -> bool {
        let slots = self.draft.step(back);
        for slot in slots.iter().flatten() {
            if self.is_sent(slot)
                && self.draft.text(slot).is_none()
                && let Some(at) = current(&self.form, slot)
            {
                // What is on its way would be there once it arrives; this is what the person went back to.
                let loaded = self.form.loaded_text(at).into_owned();
                self.draft.hold(slot, loaded);
            }
        }
        self.follow(slots.as_deref().unwrap_or_default());
        slots.is_some()
    }

    /// Follows a change of several fields' texts.
    fn follow(&mut self, slots: &[Slot]) {
        for slot in slots {
            self.touched(slot.key());
        }
    }
}
