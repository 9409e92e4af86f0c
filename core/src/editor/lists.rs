//! The lists that an editor knows and those that it still needs.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Editor, EditorError};
use crate::iso;
use crate::lookups::Lookups;
use crate::schema::{FORM_V1, FieldType, ListName, Method};
use crate::text::{owned, parts};
use crate::wire::list;

impl Editor {
    /// Takes a list's answer: JSON array, object or page.
    /// Returns true when the list of fields changed with it (the template became known).
    ///
    /// # Errors
    /// [`EditorError::Unreadable`].
    pub fn set_lookup(&mut self, name: &str, json: &str) -> Result<bool, EditorError> {
        self.set_lookup_pages(name, &[json])
    }

    /// The same for a list that came in several pages.
    ///
    /// # Errors
    /// [`EditorError::Unreadable`].
    pub fn set_lookup_pages(
        &mut self,
        name: &str,
        pages: &[impl AsRef<str>],
    ) -> Result<bool, EditorError> {
        let mut result = Ok(());
        let pages: Vec<&str> = pages.iter().map(AsRef::as_ref).collect();
        let changed = self
            .form
            .update_lookups(|lookups| result = add_list(lookups, name, &pages));
        // The template that the draft names may just have become one that can be chosen.
        let followed = self.follow_template();
        result.map(|()| changed || followed)
    }

    /// Whether the whole list has been given.
    #[must_use]
    pub fn has_list(&self, list: ListName) -> bool {
        self.form.lookups().has(list)
    }

    /// The choices of a choice or lookup field: (value for `set`, label). Empty until its list is there.
    /// Templates known by id only, or inactive, are left out unless the record has them.
    #[must_use]
    #[inline(never)]
    pub fn options(&self, key: &str) -> Vec<(String, String)> {
        let mut options = Vec::new();
        let Some(field) = self.form.field(key) else {
            return options;
        };
        let mut offer = |value: &str, label: &str| options.push((owned(value), owned(label)));
        if field.kind == FieldType::Choice {
            for name in parts(field.options, b' ') {
                offer(name, name);
            }
        }
        if FORM_V1 && field.kind == FieldType::Country {
            for (code, name) in iso::countries().into_iter().take(iso::COUNTRIES) {
                offer(code, name);
            }
        }
        let lookups = self.form.lookups();
        if field.list == Some(ListName::Templates) {
            let own = self.form.loaded_template();
            for template in lookups.templates() {
                let known = template.active && template.fields.is_some();
                if known || own == Some(&*template.id) {
                    offer(&template.id, &template.name);
                }
            }
        } else if let Some(list) = field.list.and_then(|list| lookups.list(list)) {
            for item in list.items() {
                offer(&item.id, item.label());
            }
        }
        options
    }

    /// The id of the current template when its definition is not known yet and has to be fetched.
    #[must_use]
    pub fn missing_template(&self) -> Option<String> {
        let id = self.form.template_id()?;
        self.form.template().is_none().then(|| owned(id))
    }

    /// Lists that a request by this method needs and that are not there yet.
    #[must_use]
    pub fn missing_lists(&self, method: Method) -> Vec<ListName> {
        if method == Method::Put {
            self.form.lists_for_write()
        } else {
            Vec::new()
        }
    }
}

/// Takes the answers of a list; of one that no field chooses from, nothing.
#[inline(never)]
pub(super) fn add_list(
    lookups: &mut Lookups,
    name: &str,
    pages: &[&str],
) -> Result<(), EditorError> {
    let Some(name) = ListName::from_name(name) else {
        return Ok(());
    };
    list::add(lookups, name, pages).map_err(EditorError::Unreadable)
}
