//! What a field shows, and how a person reads it.

use alloc::borrow::Cow;
use alloc::string::String;

use super::{Editor, EditorError};
use crate::iso;
use crate::lookups::Item;
use crate::record::{Held, trim};
use crate::rules;
use crate::schema::{FORM_V1, FieldType, ListName};
use crate::text::{owned, parts};

impl Editor {
    /// What the input shows now.
    ///
    /// # Errors
    /// [`EditorError::UnknownField`].
    pub fn get(&self, key: &str) -> Result<String, EditorError> {
        Ok(self.shown_to_people(self.position(key)?))
    }

    pub(super) fn shown(&self, position: usize) -> Cow<'_, str> {
        self.draft.shown(&self.form, position)
    }

    /// What the input showed when the record was loaded.
    ///
    /// # Errors
    /// [`EditorError::UnknownField`].
    pub fn loaded(&self, key: &str) -> Result<String, EditorError> {
        Ok(self.form.loaded_text(self.position(key)?).into_owned())
    }

    /// A field's text as a person reads it: a lookup's name for its id, a country's for its code, an amount in
    /// groups, anything else as it is.
    #[must_use]
    pub fn display(&self, key: &str, text: &str) -> String {
        let field = self.field(key);
        let kind = field.map(|field| field.kind);
        if let Some(field) = field.filter(|field| field.kind == FieldType::Money)
            && let Some(reading) = rules::decimal::reading(field, text, self.form.locale())
        {
            return reading;
        }
        let several = FORM_V1 && kind == Some(FieldType::Lookups);
        if several {
            let mut names = String::new();
            for id in parts(text, b',') {
                let comma = if names.is_empty() { "" } else { ", " };
                names.push_str(comma);
                names.push_str(self.name_of(key, trim(id)).unwrap_or(id));
            }
            return names;
        }
        if FORM_V1 && kind == Some(FieldType::Country) {
            return owned(iso::country_name(trim(text)).unwrap_or(text));
        }
        owned(self.name_of(key, trim(text)).unwrap_or(text))
    }

    /// How a typed number is read, where it is not written just so; none for anything else.
    #[must_use]
    pub fn reads_as(&self, key: &str, text: &str) -> Option<String> {
        let field = self.field(key).filter(|field| field.kind.is_numeric())?;
        rules::decimal::reads_as(field, text, self.form.locale())
    }

    /// The name of an id in a lookup field, by its list, else by the record.
    #[inline(never)]
    fn name_of(&self, key: &str, id: &str) -> Option<&str> {
        let position = self.form.position(key)?;
        let lookups = self.form.lookups();
        let listed = match self.form.fields().get(position)?.list? {
            ListName::Templates => lookups
                .known_template(id)
                .map(|template| &*template.name)
                .filter(|name| !name.is_empty()),
            list => lookups
                .list(list)
                .and_then(|list| list.by_id(id))
                .map(Item::label),
        };
        listed.or_else(|| match &self.form.loaded(position).held {
            Held::Named { id: own, name } if own.as_deref() == Some(id) => name.as_deref(),
            Held::Many(entries) if FORM_V1 => {
                let entry = entries.iter().find(|entry| entry.id == id)?;
                Some(&*entry.name).filter(|name| !name.is_empty())
            }
            _ => None,
        })
    }
}
