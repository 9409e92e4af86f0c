//! The lists that ids come from, as the account answered them.

use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use crate::decimal::Plain;
use crate::order::Index;
use crate::schema::ListName;
use crate::schema::template::Template;
use crate::text::{folded, is_digits, trim};

/// One choice of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// As text of digits.
    pub id: String,
    /// As a person reads it.
    pub name: String,
    /// The external id; empty where there is none.
    pub reference: String,
}

impl Item {
    /// What a person reads: the name, else the external id, else the id.
    #[must_use]
    pub fn label(&self) -> &str {
        let texts = [&self.name, &self.reference, &self.id];
        let mut given = texts.into_iter().filter(|text| !trim(text).is_empty());
        given.next().map_or("", |text| text)
    }
}

/// A list, found by id or by name.
#[derive(Debug, Default)]
pub struct List {
    items: Vec<Item>,
    by_id: Index,
    folded: Vec<String>,
    by_name: Index,
}

impl List {
    /// A list of items; of two with one id or one name the first is found.
    #[must_use]
    #[inline(never)]
    pub fn new(items: Vec<Item>) -> Self {
        let mut list = Self::default();
        for item in &items {
            list.folded.push(folded(&item.name));
        }
        list.items = items;
        list.by_id = Index::new(list.items.len(), &|at| list.id_at(at));
        list.by_name = Index::new(list.items.len(), &|at| list.name_at(at));
        list
    }

    fn id_at(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |item| &*item.id)
    }

    fn name_at(&self, at: usize) -> &str {
        self.folded.get(at).map_or("", |name| &**name)
    }

    /// In the order answered.
    #[must_use]
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// The item of an id.
    #[must_use]
    #[inline(never)]
    pub fn by_id(&self, id: &str) -> Option<&Item> {
        self.items.get(self.by_id.find(id, &|at| self.id_at(at))?)
    }

    /// The item of a name, without regard to case.
    #[must_use]
    #[inline(never)]
    pub fn by_name(&self, name: &str) -> Option<&Item> {
        let place = self.by_name.find(&folded(name), &|at| self.name_at(at))?;
        self.items.get(place)
    }

    /// The item of an external id.
    #[must_use]
    pub fn by_reference(&self, reference: &str) -> Option<&Item> {
        let mut items = self.items.iter();
        items.find(|item| item.reference == reference && !reference.is_empty())
    }
}

/// An integer as an id, without leading zeros; none for anything but ASCII digits, with a minus or without.
#[must_use]
#[inline(never)]
pub fn id_from_digits(text: &str) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !is_digits(digits) {
        return None;
    }
    Some(Plain::new(digits.len() < text.len(), digits, "").into_text())
}

/// Every list known so far. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Lookups {
    lists: Vec<(ListName, Rc<List>)>,
    templates: Vec<Rc<Template>>,
    templates_listed: bool,
}

impl Lookups {
    /// A list of ids and names; none until it was given, and none for templates.
    #[must_use]
    pub fn list(&self, name: ListName) -> Option<&List> {
        let known = self.lists.iter().find(|(known, _)| *known == name)?;
        Some(&known.1)
    }

    /// Replaces a list, or adds to one that is never whole. Templates are added by [`Lookups::add_template`] instead.
    #[inline(never)]
    pub fn set_list(&mut self, name: ListName, items: Vec<Item>) {
        let mut items = items;
        if let Some(known) = self.list(name).filter(|_| !name.is_whole()) {
            let new = List::new(items);
            let mut all = new.items.clone();
            for item in known.items() {
                if new.by_id(&item.id).is_none() {
                    all.push(item.clone());
                }
            }
            items = all;
        }
        self.lists.retain(|(known, _)| *known != name);
        self.lists.push((name, Rc::new(List::new(items))));
    }

    /// Whether the whole list has been given.
    #[must_use]
    pub fn has(&self, name: ListName) -> bool {
        match name {
            ListName::Templates => self.templates_listed,
            _ => name.is_whole() && self.list(name).is_some(),
        }
    }

    /// Says that every template of the account has been added.
    pub fn set_templates_listed(&mut self) {
        self.templates_listed = true;
    }

    /// Adds a template, or replaces what was known of it; one without fields never replaces one with them.
    #[inline(never)]
    pub fn add_template(&mut self, template: Template) {
        let known = self
            .templates
            .iter_mut()
            .find(|known| known.id == template.id);
        match known {
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

    /// What is known of a template.
    #[must_use]
    #[inline(never)]
    pub fn known_template(&self, id: &str) -> Option<&Rc<Template>> {
        self.templates.iter().find(|template| template.id == id)
    }

    /// A template whose fields are known.
    #[must_use]
    #[inline(never)]
    pub fn template(&self, id: &str) -> Option<&Rc<Template>> {
        self.known_template(id)
            .filter(|template| template.fields.is_some())
    }
}
