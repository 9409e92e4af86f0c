//! A picture that was chosen.

use super::Form;

impl Form {
    /// Takes a picture in the place of the one that is stored, or of the one chosen before.
    pub fn choose_image(&self, key: &str, bytes: Vec<u8>, name: &str) {
        let image = Some((bytes.into(), name));
        let Some(Ok(())) = self.write(|editor| editor.set_image(key, image)) else {
            return;
        };
        self.resumed();
        if let Some(state) = self.field(key) {
            self.sync(&state, true);
            // Another file may have the same name.
            state.text.set(state.text.get_untracked());
        }
        self.dirty_changed();
        self.changed(key);
    }
}
