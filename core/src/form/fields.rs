//! Which fields a form has: the schema's, then the template's, then one for each loaded value that neither knows.

use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::{Form, Policy};
use crate::order::Index;
use crate::record::Loaded;
use crate::schema::template::{self, Template};
use crate::schema::{Field, FieldType};

impl Form {
    #[inline(never)]
    pub(super) fn rebuild(&mut self) {
        let mut fields: Vec<Field> = self.schema().fields.to_vec();
        self.places = self.resolved(&mut fields);
        for field in &mut fields {
            let policy = self.policy.iter().rev().find(|(key, _)| *key == field.key);
            match policy {
                Some((_, Policy::Hidden)) => field.visible = false,
                Some((_, Policy::Readonly)) => field.readonly = true,
                None => {}
            }
        }
        self.fields = fields.into_iter().map(Rc::new).collect();
        self.index = Index::new(self.fields.len(), &|at| self.key_at(at));
    }

    /// Adds the template's fields, then one for each loaded value that it does not know. The place of each one's
    /// value in the record.
    #[inline(never)]
    fn resolved(&self, fields: &mut Vec<Field>) -> Vec<Option<usize>> {
        let own = self.template.is_some() && self.template_id() == self.loaded_template();
        let loaded: &[(String, Loaded)] = if own { &self.record.custom } else { &[] };
        let template = self.template().map(|template| &**template);
        let known = template.map(Template::fields).unwrap_or_default();
        let named = |key: &str| template.and_then(|template| template.named(key));

        // A key that is both a name and an id means the name, so names are dealt out first.
        let mut places: Vec<Option<usize>> = vec![None; known.len()];
        for (place, (key, _)) in loaded.iter().enumerate() {
            if let Some(slot) = named(key).and_then(|at| places.get_mut(at)) {
                *slot = Some(place);
            }
        }
        fields.extend(known.iter().map(|field| field.to_field()));
        for (place, (key, _)) in loaded.iter().enumerate() {
            if named(key).is_some() {
                continue;
            }
            let at = template.and_then(|template| template.numbered(key));
            match at.and_then(|at| places.get_mut(at)) {
                // Where the field's own name has said it already, that stands.
                Some(slot) => *slot = slot.or(Some(place)),
                None => {
                    fields.push(template::custom(key, key, FieldType::Unresolved));
                    places.push(Some(place));
                }
            }
        }
        places
    }

    /// Where the record has a custom field's value.
    #[must_use]
    pub fn custom_place(&self, position: usize) -> Option<usize> {
        let at = position.checked_sub(self.schema().fields.len())?;
        *self.places.get(at)?
    }

    /// The key under which a custom field's value would be loaded: its name, or its id where the name is not
    /// its own.
    #[must_use]
    pub fn custom_key(&self, position: usize) -> Option<&str> {
        let at = position.checked_sub(self.schema().fields.len())?;
        let template = self.template()?;
        let field = template.fields().get(at)?;
        let own = template.named(&field.name) == Some(at);
        Some(if own { &field.name } else { &field.id })
    }
}
