//! A picture that the person chose: bytes beside the draft, whose text says which.

use alloc::string::String;
use alloc::sync::Arc;

use super::{Editor, EditorError};
use crate::draft::Slot;
use crate::image::Image;
use crate::schema::{FORM_V1, FieldType};
use crate::text::owned;

impl Editor {
    /// Chooses a picture, or takes the choice back (none). One that breaks a rule is kept and shown with its issue.
    ///
    /// # Errors
    /// [`EditorError::UnknownField`]; [`EditorError::Readonly`] for a field that is no picture, read-only or hidden.
    #[inline(never)]
    pub fn set_image(
        &mut self,
        key: &str,
        image: Option<(Arc<[u8]>, &str)>,
    ) -> Result<(), EditorError> {
        let position = self.position(key)?;
        let field = self.form.fields().get(position);
        let editable =
            field.filter(|field| FORM_V1 && field.is_editable() && field.kind == FieldType::Image);
        let Some(field) = editable.cloned() else {
            return Err(EditorError::Readonly(owned(key)));
        };
        let text = image.map(|(bytes, name)| {
            // A browser tells no folders, and a script should not.
            let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
            let name = owned(name);
            self.form.add_image(Image { bytes, name })
        });
        self.draft.set(Slot::of(&self.form, &field), text);
        // A choice is whole at once: the next one is a step of its own.
        self.draft.pause();
        self.touched(key);
        Ok(())
    }

    /// The picture that was chosen for a field.
    #[must_use]
    pub fn image(&self, key: &str) -> Option<&Image> {
        let position = self.form.position(key)?;
        self.image_at(position)
    }

    #[inline(never)]
    fn image_at(&self, position: usize) -> Option<&Image> {
        let field = self.form.fields().get(position)?;
        let chosen = self.draft.typed(&self.form, position)?;
        let place = Some(chosen).filter(|_| FORM_V1 && field.kind == FieldType::Image)?;
        self.form.image(place)
    }

    /// What a field's control shows: of a picture the name of its file, or the address of the one that was loaded.
    pub(super) fn shown_to_people(&self, position: usize) -> String {
        match self.image_at(position) {
            Some(image) => image.name.clone(),
            None => self.shown(position).into_owned(),
        }
    }

    /// Lets go of pictures that no text names any more. Only where the history is forgotten too.
    pub(super) fn drop_images(&mut self) {
        let named = |(slot, _): &(Slot, String)| self.is_image(slot);
        if !self.draft.touched().iter().any(named) {
            self.form.clear_images();
        }
    }

    /// Whether a slot is a picture's: such a text means nothing elsewhere.
    pub(super) fn is_image(&self, slot: &Slot) -> bool {
        let field = self.form.field(slot.key());
        FORM_V1 && field.is_some_and(|field| field.kind == FieldType::Image)
    }
}
