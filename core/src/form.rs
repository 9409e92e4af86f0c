//! The fields that a record has under its current template, each with what was loaded in it.

mod fields;
mod loaded;

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use crate::image::Image;
use crate::locale::Locale;
use crate::lookups::Lookups;
use crate::order::{Index, number};
use crate::record::Record;
use crate::schema::template::Template;
use crate::schema::{Api, Field, Schema};
use crate::text::{from_integer, owned, to_integer};

/// What the host does to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Not shown; its value is kept.
    Hidden,
    /// Shown, not editable.
    Readonly,
}

/// A record, the lists known, and the fields that follow from both.
#[derive(Debug)]
pub struct Form {
    api: Api,
    record: Box<Record>,
    /// The id in the path; empty where that is an external id.
    id: String,
    lookups: Lookups,
    locale: Locale,
    policy: Rc<[(String, Policy)]>,
    /// Files chosen; a draft names one by its place.
    images: Vec<Image>,
    template: Option<String>,
    fields: Vec<Rc<Field>>,
    /// Where the record has the value of each custom field.
    places: Vec<Option<usize>>,
    index: Index,
}

impl Form {
    /// A form over a record, under the record's own template.
    #[must_use]
    #[inline(never)]
    pub fn new(
        api: Api,
        record: Box<Record>,
        lookups: Lookups,
        locale: Locale,
        policy: Vec<(String, Policy)>,
    ) -> Self {
        let mut form = Self {
            api,
            record,
            id: String::new(),
            lookups,
            locale,
            policy: policy.into(),
            images: Vec::new(),
            template: None,
            fields: Vec::new(),
            places: Vec::new(),
            index: Index::default(),
        };
        form.template = form.loaded_template().map(owned);
        form.rebuild();
        form
    }

    /// Puts another record under the form; the chosen template stays. The form as it was.
    #[must_use]
    #[inline(never)]
    pub fn replace_record(&mut self, record: Box<Record>) -> Self {
        let before = Self {
            api: self.api,
            record: core::mem::replace(&mut self.record, record),
            id: self.id.clone(),
            lookups: self.lookups.clone(),
            locale: self.locale.clone(),
            policy: self.policy.clone(),
            images: self.images.clone(),
            template: self.template.clone(),
            fields: core::mem::take(&mut self.fields),
            places: core::mem::take(&mut self.places),
            index: core::mem::take(&mut self.index),
        };
        self.rebuild();
        before
    }

    /// Every field in display order.
    #[must_use]
    pub fn fields(&self) -> &[Rc<Field>] {
        &self.fields
    }

    /// Where a field stands.
    #[must_use]
    #[inline(never)]
    pub fn position(&self, key: &str) -> Option<usize> {
        self.index.find(key, &|at| self.key_at(at))
    }

    /// The key of a position; empty beyond the last.
    #[must_use]
    pub fn key_at(&self, position: usize) -> &str {
        self.fields.get(position).map_or("", |field| &*field.key)
    }

    /// The field of a key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Rc<Field>> {
        self.fields.get(self.position(key)?)
    }

    /// The API that the record lives in.
    #[must_use]
    pub fn api(&self) -> Api {
        self.api
    }

    /// The fixed fields, and the rules between them.
    #[must_use]
    pub fn schema(&self) -> &'static Schema {
        self.api.schema()
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

    /// Says by which id the record was asked for.
    pub fn set_id(&mut self, id: &str) {
        self.id = owned(id);
    }

    /// Whether an id, or an external id that is no number, is the record's own.
    #[must_use]
    pub fn is_itself(&self, id: &str) -> bool {
        self.id == id || self.record.identity.iter().any(|own| own == id)
    }

    /// The image of a place, as a draft names it.
    #[must_use]
    #[inline(never)]
    pub fn image(&self, place: &str) -> Option<&Image> {
        let place = to_integer(place).and_then(|at| usize::try_from(at).ok())?;
        self.images.get(place)
    }

    /// Keeps an image. Its place, for a draft to name.
    pub fn add_image(&mut self, image: Image) -> String {
        self.images.push(image);
        from_integer(number(self.images.len() - 1))
    }

    /// Lets go of every image.
    pub fn clear_images(&mut self) {
        self.images.clear();
    }

    /// The template that the draft has chosen.
    #[must_use]
    pub fn template_id(&self) -> Option<&str> {
        self.template.as_deref()
    }

    /// The definition of the template that the draft has chosen.
    #[must_use]
    #[inline(never)]
    pub fn template(&self) -> Option<&Rc<Template>> {
        self.lookups.template(self.template.as_deref()?)
    }

    /// Puts the custom fields of another template (or of none) in place. True when that changed them.
    pub fn set_template(&mut self, id: Option<&str>) -> bool {
        if self.template.as_deref() == id {
            return false;
        }
        self.template = id.map(owned);
        self.rebuild();
        true
    }

    /// Puts another record under the form; the chosen template stays.
    pub fn set_record(&mut self, record: Box<Record>) {
        self.record = record;
        self.rebuild();
    }

    /// Takes more lists. True when the fields changed with them.
    pub fn update_lookups(&mut self, update: impl FnOnce(&mut Lookups)) -> bool {
        let before = self.template().cloned();
        update(&mut self.lookups);
        let same = match (self.template(), &before) {
            (Some(now), Some(before)) => Rc::ptr_eq(now, before) || now == before,
            (None, None) => true,
            _ => false,
        };
        if !same {
            self.rebuild();
        }
        !same
    }

    /// Replaces what the host hides and locks.
    pub fn set_policy(&mut self, policy: Vec<(String, Policy)>) {
        self.policy = policy.into();
        self.rebuild();
    }
}
