//! The fields that a record has under its current template, each with what was loaded in it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::locale::Locale;
use crate::lookups::Lookups;
use crate::record::{Held, Loaded, Record};
use crate::schema::template::{self, Template};
use crate::schema::{Api, Field, FieldType, ListName, Schema};

/// What the host does to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Not shown; its value is kept.
    Hidden,
    /// Shown, not editable.
    Readonly,
}

/// What was loaded in a custom field.
#[derive(Clone, Debug, Default)]
struct Custom {
    loaded: Loaded,
    /// Where the record has it.
    place: Option<usize>,
}

/// A record, the lists known, and the fields that follow from both.
#[derive(Clone, Debug)]
pub struct Form {
    schema: &'static Schema,
    record: Record,
    lookups: Lookups,
    locale: Locale,
    policy: Vec<(String, Policy)>,
    template: Option<String>,
    fields: Vec<Rc<Field>>,
    custom: Vec<Custom>,
    index: BTreeMap<String, usize>,
}

impl Form {
    /// A form over a record, under the record's own template.
    #[must_use]
    pub fn new(
        api: Api,
        record: Record,
        lookups: Lookups,
        locale: Locale,
        policy: Vec<(String, Policy)>,
    ) -> Self {
        let mut form = Self {
            schema: api.schema(),
            record,
            lookups,
            locale,
            policy,
            template: None,
            fields: Vec::new(),
            custom: Vec::new(),
            index: BTreeMap::new(),
        };
        form.template = form.loaded_template().map(str::to_owned);
        form.rebuild();
        form
    }

    /// Every field in display order.
    #[must_use]
    pub fn fields(&self) -> &[Rc<Field>] {
        &self.fields
    }

    /// Where a field stands.
    #[must_use]
    pub fn position(&self, key: &str) -> Option<usize> {
        self.index.get(key).copied()
    }

    /// The field of a key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Rc<Field>> {
        self.fields.get(self.position(key)?)
    }

    /// The rules between fields.
    #[must_use]
    pub fn schema(&self) -> &'static Schema {
        self.schema
    }

    /// The loaded record.
    #[must_use]
    pub fn record(&self) -> &Record {
        &self.record
    }

    /// The lists known.
    #[must_use]
    pub fn lookups(&self) -> &Lookups {
        &self.lookups
    }

    /// How numbers are written.
    #[must_use]
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// To change how numbers are written.
    pub fn locale_mut(&mut self) -> &mut Locale {
        &mut self.locale
    }

    /// What was loaded in a field; absent for a field of another template than the record's.
    #[must_use]
    pub fn loaded(&self, position: usize) -> &Loaded {
        let custom = || {
            let at = position.checked_sub(self.schema.fields.len())?;
            self.custom.get(at).map(|custom| &custom.loaded)
        };
        self.record
            .fixed
            .get(position)
            .or_else(custom)
            .unwrap_or(&Loaded::ABSENT)
    }

    /// The text that a control shows for what was loaded.
    #[must_use]
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

    /// The template that the draft has chosen.
    #[must_use]
    pub fn template_id(&self) -> Option<&str> {
        self.template.as_deref()
    }

    /// The definition of the template that the draft has chosen.
    #[must_use]
    pub fn template(&self) -> Option<&Rc<Template>> {
        self.lookups.template(self.template.as_deref()?)
    }

    /// The template that was loaded.
    #[must_use]
    pub fn loaded_template(&self) -> Option<&str> {
        let at = self
            .schema
            .fields
            .iter()
            .position(|field| field.key == template::KEY)?;
        match &self.record.fixed.get(at)?.held {
            Held::Named { id, .. } => id.as_deref(),
            _ => None,
        }
    }

    /// Puts the custom fields of another template (or of none) in place. True when that changed them.
    pub fn set_template(&mut self, id: Option<&str>) -> bool {
        if self.template.as_deref() == id {
            return false;
        }
        self.template = id.map(str::to_owned);
        self.rebuild();
        true
    }

    /// Puts another record under the form; the chosen template stays.
    pub fn set_record(&mut self, record: Record) {
        self.record = record;
        self.rebuild();
    }

    /// Takes more lists. True when the fields changed with them.
    pub fn update_lookups(&mut self, update: impl FnOnce(&mut Lookups)) -> bool {
        let before = self.template().cloned();
        update(&mut self.lookups);
        if self.template() == before.as_ref() {
            return false;
        }
        self.rebuild();
        true
    }

    /// Replaces what the host hides and locks.
    pub fn set_policy(&mut self, policy: Vec<(String, Policy)>) {
        self.policy = policy;
        self.rebuild();
    }

    fn rebuild(&mut self) {
        let mut fields: Vec<Field> = self.schema.fields.to_vec();
        self.custom.clear();
        for (field, custom) in self.custom_fields() {
            fields.push(field);
            self.custom.push(custom);
        }
        for field in &mut fields {
            let policy = self.policy.iter().rev().find(|(key, _)| *key == field.key);
            match policy {
                Some((_, Policy::Hidden)) => field.visible = false,
                Some((_, Policy::Readonly)) => field.readonly = true,
                None => {}
            }
        }
        self.index.clear();
        for (at, field) in fields.iter().enumerate() {
            self.index.insert(field.key.to_string(), at);
        }
        self.fields = fields.into_iter().map(Rc::new).collect();
    }

    /// The template's fields with what was loaded in them, then loaded values that it does not know.
    fn custom_fields(&self) -> Vec<(Field, Custom)> {
        let own = self.template.is_some() && self.template_id() == self.loaded_template();
        let known = self.template().map(|t| t.fields()).unwrap_or_default();
        let loaded: &[(String, Loaded)] = if own { &self.record.custom } else { &[] };

        // A key that is both a name and an id means the name, so names are dealt out first.
        let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
        let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, field) in known.iter().enumerate() {
            by_name.entry(&field.name).or_insert(at);
            by_id.entry(&field.id).or_insert(at);
        }
        let mut places: Vec<Option<usize>> = vec![None; known.len()];
        for (place, (key, _)) in loaded.iter().enumerate() {
            if let Some(slot) = by_name.get(&**key).and_then(|&at| places.get_mut(at)) {
                *slot = Some(place);
            }
        }
        let mut unresolved = Vec::new();
        for (place, (key, value)) in loaded.iter().enumerate() {
            if by_name.contains_key(&**key) {
                continue;
            }
            match by_id.get(&**key).and_then(|&at| places.get_mut(at)) {
                Some(slot @ None) => *slot = Some(place),
                // The field's own name has said it already.
                Some(Some(_)) => {}
                None => unresolved.push((key, value, place)),
            }
        }
        let resolved = known.iter().zip(places).map(|(field, place)| {
            let value = place
                .and_then(|place| loaded.get(place))
                .map(|(_, value)| value.clone());
            (
                field.to_field(),
                Custom {
                    loaded: value.unwrap_or_default(),
                    place,
                },
            )
        });
        let unresolved = unresolved.into_iter().map(|(key, value, place)| {
            let field = template::custom(key, key, FieldType::Unresolved);
            (
                field,
                Custom {
                    loaded: value.clone(),
                    place: Some(place),
                },
            )
        });
        resolved.chain(unresolved).collect()
    }

    /// Where the record has a custom field's value.
    #[must_use]
    pub fn custom_place(&self, position: usize) -> Option<usize> {
        self.custom
            .get(position.checked_sub(self.schema.fields.len())?)?
            .place
    }

    /// The key under which a custom field's value would be loaded: its name, or its id where the name is not
    /// its own.
    #[must_use]
    pub fn custom_key(&self, position: usize) -> Option<String> {
        let at = position.checked_sub(self.schema.fields.len())?;
        let known = self.template()?.fields();
        let field = known.get(at)?;
        let first = known.iter().position(|other| other.name == field.name) == Some(at);
        Some(if first {
            field.name.clone()
        } else {
            field.id.clone()
        })
    }

    /// The lists that the write shape of the record as loaded needs and that are not known.
    #[must_use]
    pub fn lists_for_write(&self) -> Vec<ListName> {
        let mut needed = Vec::new();
        for (field, loaded) in self.schema.fields.iter().zip(&self.record.fixed) {
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
