//! The lists that ids come from, as the account answered them.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::decimal::Plain;
use crate::schema::ListName;
use crate::schema::template::Template;

/// One choice of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// As text of digits.
    pub id: String,
    /// As a person reads it.
    pub name: String,
    /// 0 for a top item, 1 for one of its subcategories, and so on.
    pub depth: usize,
}

/// A list, found by id or by name.
#[derive(Clone, Debug, Default)]
pub struct List {
    items: Vec<Item>,
    by_id: BTreeMap<String, usize>,
    by_name: BTreeMap<String, usize>,
}

impl List {
    /// Adds items at the end; of two with one id or one name the first is found.
    pub fn extend(&mut self, items: impl IntoIterator<Item = Item>) {
        for item in items {
            let at = self.items.len();
            self.by_id.entry(item.id.clone()).or_insert(at);
            self.by_name.entry(item.name.to_lowercase()).or_insert(at);
            self.items.push(item);
        }
    }

    /// In the order answered.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The item of an id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<&Item> {
        self.items.get(*self.by_id.get(id)?)
    }

    /// The item of a name, without regard to case.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Item> {
        self.items.get(*self.by_name.get(&name.to_lowercase())?)
    }
}

/// An integer as an id, without leading zeros; none for anything but ASCII digits, with a minus or without.
#[must_use]
pub fn id_from_digits(text: &str) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(Plain::new(digits.len() < text.len(), digits, "").to_string())
}

/// Every list known so far.
#[derive(Clone, Debug, Default)]
pub struct Lookups {
    categories: Option<List>,
    countries: Option<List>,
    templates: Vec<Rc<Template>>,
    templates_listed: bool,
}

impl Lookups {
    /// A list of ids and names; none until it was given, and none for templates.
    #[must_use]
    pub fn list(&self, name: ListName) -> Option<&List> {
        match name {
            ListName::Categories => self.categories.as_ref(),
            ListName::Countries => self.countries.as_ref(),
            ListName::Templates => None,
        }
    }

    /// Replaces a list. Templates are added by [`Lookups::add_template`] instead.
    pub fn set_list(&mut self, name: ListName, list: List) {
        match name {
            ListName::Categories => self.categories = Some(list),
            ListName::Countries => self.countries = Some(list),
            ListName::Templates => {}
        }
    }

    /// Whether the whole list has been given.
    #[must_use]
    pub fn has(&self, name: ListName) -> bool {
        match name {
            ListName::Templates => self.templates_listed,
            _ => self.list(name).is_some(),
        }
    }

    /// Says that every template of the account has been added.
    pub fn set_templates_listed(&mut self) {
        self.templates_listed = true;
    }

    /// Adds a template, or replaces what was known of it; one without fields never replaces one with them.
    pub fn add_template(&mut self, template: Template) {
        match self
            .templates
            .iter_mut()
            .find(|known| known.id == template.id)
        {
            Some(known) if template.fields.is_some() || known.fields.is_none() => {
                *known = Rc::new(template);
            }
            Some(_) => {}
            None => self.templates.push(Rc::new(template)),
        }
    }

    /// Every template known, in the order answered.
    #[must_use]
    pub fn templates(&self) -> &[Rc<Template>] {
        &self.templates
    }

    /// A template whose fields are known.
    #[must_use]
    pub fn template(&self, id: &str) -> Option<&Rc<Template>> {
        self.templates
            .iter()
            .find(|t| t.id == id && t.fields.is_some())
    }
}
