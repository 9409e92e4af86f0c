//! A [`Valid`] draft into the write shape: the body of a PUT or of a PATCH.
//!
//! An untouched value returns exactly as it was loaded, neither trimmed nor parsed again.

use super::{COMPANY, CONTACT, TEMPLATE, contact_member};
use crate::decimal::text_from_decimal;
use crate::form::Form;
use crate::record::{Held, Value};
use crate::rules::date::text_from_date;
use crate::rules::{Scope, Valid};
use crate::schema::{Field, FieldType, template};
use crate::wire::json::{ObjectWriter, push_text};
use crate::wire::settings::Settings;

/// The body of a valid draft: everything for a PUT, what changed for a PATCH.
#[must_use]
pub fn body(form: &Form, valid: &Valid, settings: &Settings, company: i64) -> String {
    let encoder = Encoder {
        form,
        valid,
        settings,
    };
    match valid.scope() {
        Scope::Everything => encoder.put(company),
        Scope::Changed => encoder.patch(company),
    }
}

/// A value in the write shape.
pub fn push_value(out: &mut String, field: &Field, value: &Value, settings: &Settings) {
    match value {
        Value::Empty if field.kind == FieldType::Boolean => out.push_str("false"),
        Value::Empty if settings.clear_text_as_empty && field.kind.is_text() => {
            out.push_str("\"\"")
        }
        Value::Empty => out.push_str("null"),
        Value::Text(text) => push_text(out, text),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Date(date) => push_text(out, &text_from_date(*date)),
        Value::Number(number) => out.push_str(&text_from_decimal(*number)),
        Value::Id(id) => out.push_str(id),
    }
}

struct Encoder<'a> {
    form: &'a Form,
    valid: &'a Valid,
    settings: &'a Settings,
}

impl Encoder<'_> {
    fn put(&self, company: i64) -> String {
        let mut out = String::new();
        let mut object = ObjectWriter::new(&mut out);
        object.raw(COMPANY, &company.to_string());
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
        for (group, name, value) in &self.form.record().unmodelled {
            if group.is_empty() {
                object.raw_name(name).push_str(value);
            }
        }
        object.end();
        out
    }

    fn patch(&self, company: i64) -> String {
        let mut out = String::new();
        let mut object = ObjectWriter::new(&mut out);
        object.raw(COMPANY, &company.to_string());
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

    fn push(&self, out: &mut String, position: usize, field: &Field) {
        if let Some(value) = self.valid.change(position) {
            return push_value(out, field, value, self.settings);
        }
        let loaded = self.form.loaded(position);
        match field.kind {
            FieldType::Lookup => out.push_str(self.form.loaded_id(field, loaded).unwrap_or("null")),
            _ => out.push_str(loaded.verbatim()),
        }
    }

    /// `null` when all three parts are empty and nothing else is in it.
    fn push_contact(&self, out: &mut String) {
        let record = self.form.record();
        let parts: Vec<_> = (self.form.schema().fields.iter().enumerate())
            .filter_map(|(position, field)| Some((position, field, contact_member(&field.key)?)))
            .collect();
        let changed = |position| self.valid.change(position).is_some();
        let touched = parts.iter().any(|(position, ..)| changed(*position));
        let empty = parts
            .iter()
            .all(|(position, ..)| match self.valid.change(*position) {
                Some(value) => *value == Value::Empty,
                // An empty text that nobody touched goes back as it was loaded, so it is worth an object.
                None if touched => self.form.loaded(*position).is_blank(),
                None => self.form.loaded(*position).held == Held::Null,
            });
        if empty && !record.has_unmodelled(CONTACT) {
            return out.push_str("null");
        }
        let everything = self.valid.scope() == Scope::Everything || self.settings.contact_patch_all;
        let mut object = ObjectWriter::new(out);
        for (position, field, name) in parts {
            if everything || changed(position) || self.valid.partners().contains(&position) {
                self.push(object.name(name), position, field);
            }
        }
        if everything {
            for (group, name, value) in &record.unmodelled {
                if *group == CONTACT {
                    object.raw_name(name).push_str(value);
                }
            }
        }
        object.end();
    }

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
        let mut first = true;
        for (position, field, id) in custom_fields(self.form) {
            let change = self.valid.change(position);
            let named = match change {
                Some(value) => !switched || *value != Value::Empty,
                None => everything && self.form.loaded(position).held != Held::Null,
            };
            if !named {
                continue;
            }
            if !first {
                fields.push(',');
            }
            first = false;
            let mut element = ObjectWriter::new(fields);
            element.raw("id", id);
            self.push(element.name("value"), position, field);
            element.end();
        }
        fields.push(']');
        object.end();
    }
}

/// The current template's fields that a body can name.
fn custom_fields(form: &Form) -> impl Iterator<Item = (usize, &Field, &str)> {
    (form.fields().iter().enumerate())
        .skip(form.schema().fields.len())
        .filter_map(|(position, field)| {
            Some((position, &**field, field.custom_id()?)).filter(|_| field.kind.is_sent())
        })
}

/// The ids of the custom fields that a body names, in its order: errors come back by place.
#[must_use]
pub fn sent_custom_ids(body: &str) -> Vec<String> {
    use crate::wire::json::Node;
    let fields = Node::parse(body)
        .ok()
        .and_then(|node| node.get(TEMPLATE)?.get("fields")?.elements());
    fields
        .unwrap_or_default()
        .into_iter()
        .filter_map(|field| field.get("id")?.as_id())
        .collect()
}
