//! The way back: undo, redo, and what was loaded.

use alloc::vec::Vec;

use super::{Editor, EditorError};
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
                slots.extend(field.map(|field| Slot::of(&self.form, field)));
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
