//! A [`Valid`] draft into the write shape: the body of a PUT or of a PATCH.
//!
//! An untouched value returns exactly as it was loaded, neither trimmed nor parsed again.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

use super::{COMPANY, CONTACT, TEMPLATE, contact_member, contact_parts};
use crate::form::Form;
use crate::record::{Held, Value};
use crate::rules::{Scope, Valid};
use crate::schema::{Field, FieldType, template};
use crate::text::from_integer;
use crate::wire::json::{ObjectWriter, push_text};
use crate::wire::settings::Settings;

/// The body of a valid draft: everything for a PUT, what changed for a PATCH; and the positions of what a PATCH names
/// though it did not change.
#[must_use]
pub fn body(form: &Form, valid: &Valid, settings: &Settings, company: i64) -> (String, Vec<usize>) {
    let encoder = Encoder {
        form,
        valid,
        settings,
        along: Cell::default(),
    };
    match valid.scope() {
        Scope::Everything => (encoder.put(company), Vec::new()),
        Scope::Changed | Scope::Named => (encoder.patch(company), encoder.along.take()),
    }
}

/// A value in the write shape.
#[inline(never)]
pub fn push_value(out: &mut String, field: &Field, value: &Value, settings: &Settings) {
    match value {
        Value::Empty if field.kind == FieldType::Boolean => out.push_str("false"),
        Value::Empty if settings.clear_text_as_empty && field.kind.is_text() => {
            out.push_str("\"\"")
        }
        // This API has neither lists of ids nor files.
        Value::Empty | Value::Ids(_) | Value::Image(_) => out.push_str("null"),
        Value::Text(text) => push_text(out, text),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(number.as_str()),
        Value::Id(id) => out.push_str(id),
    }
}

struct Encoder<'a> {
    form: &'a Form,
    valid: &'a Valid,
    settings: &'a Settings,
    /// Positions of what was written as it was loaded.
    along: Cell<Vec<usize>>,
}

impl Encoder<'_> {
    #[inline(never)]
    fn put(&self, company: i64) -> String {
        let mut out = String::new();
        let mut object = ObjectWriter::new(&mut out);
        object.raw(COMPANY, &from_integer(company));
        let mut contact_written = false;
        for (position, field) in self.form.schema().fields.iter().enumerate() {
            if contact_member(&field.key).is_some() {
                if !contact_written {
                    self.push_contact(object.name(CONTACT));
                    contact_written = true;
                }
            } else if field.key == template::KEY {
                self.push_template(object.name(TEMPLATE), position);
            } else if !self.is_unset_boolean(position, field) {
                self.push(object.name(&field.key), position, field);
            }
        }
        self.push_unmodelled(&mut object, "");
        object.end();
        out
    }

    #[inline(never)]
    fn patch(&self, company: i64) -> String {
        let mut out = String::new();
        let mut object = ObjectWriter::new(&mut out);
        object.raw(COMPANY, &from_integer(company));
        let (mut contact_written, mut template_written) = (false, false);
        for (position, value) in self.valid.changes() {
            let Some(field) = self.form.fields().get(*position) else {
                continue;
            };
            if contact_member(&field.key).is_some() {
                if !contact_written {
                    self.push_contact(object.name(CONTACT));
                    contact_written = true;
                }
            } else if field.key == template::KEY || field.custom_id().is_some() {
                if !template_written {
                    let position = self.form.position(template::KEY).unwrap_or(0);
                    self.push_template(object.name(TEMPLATE), position);
                    template_written = true;
                }
            } else {
                push_value(object.name(&field.key), field, value, self.settings);
            }
        }
        object.end();
        out
    }

    /// A boolean that was loaded as null stays unset: there is no way to write "unset" but to leave it out.
    fn is_unset_boolean(&self, position: usize, field: &Field) -> bool {
        field.kind == FieldType::Boolean
            && self.valid.change(position).is_none()
            && self.form.loaded(position).held == Held::Null
    }

    #[inline(never)]
    fn push(&self, out: &mut String, position: usize, field: &Field) {
        if let Some(value) = self.valid.change(position) {
            return push_value(out, field, value, self.settings);
        }
        let mut along = self.along.take();
        along.push(position);
        self.along.set(along);
        let loaded = self.form.loaded(position);
        match field.kind {
            FieldType::Lookup => out.push_str(self.form.loaded_id(field, loaded).unwrap_or("null")),
            _ => out.push_str(loaded.verbatim()),
        }
    }

    /// `null` when all three parts are empty and nothing else is in it.
    #[inline(never)]
    fn push_contact(&self, out: &mut String) {
        let record = self.form.record();
        let parts = contact_parts(self.form.schema());
        let changed = |position| self.valid.change(position).is_some();
        let touched = parts.iter().any(|(position, _)| changed(*position));
        let empty = parts
            .iter()
            .all(|&(position, _)| match self.valid.change(position) {
                Some(value) => *value == Value::Empty,
                // An empty text that nobody touched goes back as it was loaded, so it is worth an object.
                None if touched => self.form.loaded(position).is_blank(),
                None => self.form.loaded(position).held == Held::Null,
            });
        if empty && !record.has_unmodelled(CONTACT) {
            return out.push_str("null");
        }
        let everything = self.valid.scope() == Scope::Everything || self.settings.contact_patch_all;
        let mut object = ObjectWriter::new(out);
        for (position, name) in parts {
            let partner = self.valid.partners().contains(&position);
            if let Some(field) = self.form.fields().get(position)
                && (everything || partner || changed(position))
            {
                self.push(object.name(name), position, field);
            }
        }
        if everything {
            self.push_unmodelled(&mut object, CONTACT);
        }
        object.end();
    }

    /// What the schema does not model goes back in the wire's own words.
    #[inline(never)]
    fn push_unmodelled(&self, object: &mut ObjectWriter<'_>, group: &str) {
        for (known, name, value) in &self.form.record().unmodelled {
            if *known == group {
                object.raw_name(name).push_str(value);
            }
        }
    }

    #[inline(never)]
    fn push_template(&self, out: &mut String, position: usize) {
        let Some(id) = self.form.template_id() else {
            return out.push_str("null");
        };
        let switched = self.valid.change(position).is_some();
        let everything =
            self.valid.scope() == Scope::Everything || self.settings.template_patch_all;
        let mut object = ObjectWriter::new(out);
        object.raw("id", id);
        let fields = object.name("fields");
        fields.push('[');
        let start = fields.len();
        let mut push = |position: usize| {
            let Some(field) = self.form.fields().get(position) else {
                return;
            };
            let Some(id) = field.custom_id().filter(|_| field.kind.is_sent()) else {
                return;
            };
            let named = match self.valid.change(position) {
                Some(value) => !switched || *value != Value::Empty,
                None => self.form.loaded(position).held != Held::Null,
            };
            if named {
                if fields.len() > start {
                    fields.push(',');
                }
                let mut element = ObjectWriter::new(fields);
                element.raw("id", id);
                self.push(element.name("value"), position, field);
                element.end();
            }
        };
        // A PATCH costs the number of changes, whatever the number of fields.
        if everything {
            (0..self.form.fields().len()).for_each(push);
        } else {
            self.valid
                .changes()
                .iter()
                .for_each(|(position, _)| push(*position));
        }
        fields.push(']');
        object.end();
    }
}

/// The ids of the custom fields that a body names, in its order: errors come back by place.
#[must_use]
#[inline(never)]
pub fn sent_custom_ids(body: &str) -> Vec<String> {
    use crate::wire::json::Node;
    let named = || {
        Node::parse(body)
            .ok()?
            .get(TEMPLATE)?
            .get("fields")?
            .elements()
    };
    let mut ids = Vec::new();
    for field in named().unwrap_or_default() {
        ids.extend(field.get("id").and_then(Node::as_id));
    }
    ids
}
