//! What was loaded in a form's fields.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::Form;
use crate::record::{Held, Loaded};
use crate::schema::{Field, ListName};

impl Form {
    /// What was loaded in a field; absent for a field of another template than the record's.
    #[must_use]
    #[inline(never)]
    pub fn loaded(&self, position: usize) -> &Loaded {
        let custom = || {
            let place = self.custom_place(position)?;
            self.record.custom.get(place).map(|(_, loaded)| loaded)
        };
        self.record
            .fixed
            .get(position)
            .or_else(custom)
            .unwrap_or(&Loaded::ABSENT)
    }

    /// The text that a control shows for what was loaded.
    #[must_use]
    #[inline(never)]
    pub fn loaded_text(&self, position: usize) -> Cow<'_, str> {
        let Some(field) = self.fields.get(position) else {
            return Cow::Borrowed("");
        };
        let loaded = self.loaded(position);
        match self.loaded_id(field, loaded) {
            Some(id) => Cow::Borrowed(id),
            None => loaded.shown(field, &self.locale),
        }
    }

    /// The id that a loaded lookup stands for, as far as the lists tell.
    #[must_use]
    #[inline(never)]
    pub fn loaded_id<'a>(&'a self, field: &Field, loaded: &'a Loaded) -> Option<&'a str> {
        match &loaded.held {
            Held::Named { id: Some(id), .. } => Some(id),
            Held::Named {
                name: Some(name), ..
            } => {
                let list = self.lookups.list(field.list?)?;
                list.by_name(name).map(|item| item.id.as_str())
            }
            _ => None,
        }
    }

    /// The template that was loaded.
    #[must_use]
    #[inline(never)]
    pub fn loaded_template(&self) -> Option<&str> {
        let fields = self.schema().fields.iter().zip(&self.record.fixed);
        let mut own = fields.filter(|(field, _)| field.list == Some(ListName::Templates));
        match &own.next()?.1.held {
            Held::Named { id, .. } => id.as_deref(),
            _ => None,
        }
    }

    /// The lists that the write shape of the record as loaded needs and that are not known.
    #[must_use]
    pub fn lists_for_write(&self) -> Vec<ListName> {
        let mut needed = Vec::new();
        for (field, loaded) in self.schema().fields.iter().zip(&self.record.fixed) {
            let Some(list) = field.list else { continue };
            let nameless = matches!(
                loaded.held,
                Held::Named {
                    id: None,
                    name: Some(_)
                }
            );
            if nameless && !self.lookups.has(list) && !needed.contains(&list) {
                needed.push(list);
            }
        }
        needed
    }
}
