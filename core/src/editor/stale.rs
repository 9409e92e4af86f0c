//! Whether somebody changed the record since it was loaded: for servers that have no tags for it.

use super::answer::same_loaded;
use super::{Editor, EditorError};
use crate::form::Form;
use crate::locale::Locale;

impl Editor {
    /// Whether the record says when it was last changed: what it is compared by where there are no tags.
    #[must_use]
    pub fn is_dated(&self) -> bool {
        self.form.record().last_updated.is_some()
    }

    /// Whether a record read afresh is another one than what was loaded: by the time of its last change where both say
    /// so, else field by field. The draft does not count.
    ///
    /// # Errors
    /// [`EditorError::Unreadable`].
    #[inline(never)]
    pub fn is_stale(&self, fresh: &str) -> Result<bool, EditorError> {
        let fresh = self.customer_from_reply(fresh)?;
        let own = self.form.record();
        if let (Some(then), Some(now)) = (&own.last_updated, &fresh.last_updated) {
            return Ok(then != now);
        }
        // What is not on the page goes back with a PUT as well.
        if own.unmodelled != fresh.unmodelled || own.custom.len() != fresh.custom.len() {
            return Ok(true);
        }
        let lookups = self.form.lookups().clone();
        let api = self.options.api;
        let mut fresh = Form::new(api, fresh, lookups.clone(), Locale::default(), [].into());
        let mut before = Form::new(
            api,
            own.clone().into(),
            lookups,
            Locale::default(),
            [].into(),
        );
        // Both under the record's own template.
        let template = before.template_id().map(crate::text::owned);
        let moved = fresh.template_id() != template.as_deref();
        fresh.set_template(template.as_deref());
        before.set_template(template.as_deref());
        let count = before.fields().len().max(fresh.fields().len());
        Ok(moved || (0..count).any(|at| !same_loaded(&before, at, &fresh, at)))
    }
}
