//! One record being edited: the whole loop behind one face.

mod answer;
mod changes;
mod images;
mod landing;
mod lists;
mod merge;
mod relevance;
mod request;
mod stale;
mod types;

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

pub use crate::form::Policy;
pub use crate::wire::settings::Settings;
pub use landing::Landing;
pub use types::{Change, Conflict, EditorError, Options, Outcome, Request};

use crate::draft::{Draft, Slot};
use crate::form::Form;
use crate::locale::Locale;
use crate::lookups::Lookups;
use crate::record::{Held, Record, Value, trim};
use crate::rules;
use crate::rules::report::Issue;
use crate::schema::{Api, FORM_V1, Field, FieldType, ListName, template};
use crate::text::{joined, owned, parts};
pub use crate::wire::request::Body;
use crate::wire::{api, reply};
use lists::add_list;

/// One record being edited.
///
/// Nothing here does I/O or reads a clock: the host sends [`Editor::request`] and hands the answer to
/// [`Editor::response`].
pub struct Editor {
    /// The texts of record and lists, locale and policy have been taken out of it.
    options: Options,
    form: Form,
    draft: Draft,
    server: Vec<Issue>,
    sent: Option<Sent>,
}

/// What the last request carried. Nothing in it follows the form: the person may go on typing, and choose another
/// template, before it is known what became of it.
struct Sent {
    /// The record as it is once the request is stored.
    expected: Box<Record>,
    /// The template that the draft had chosen.
    template: Option<String>,
    /// The fields that it changes, ordered.
    changed: Vec<Slot>,
    /// What was typed by then, ordered by slot.
    texts: Vec<(Slot, String)>,
    /// The ids of the custom fields in the order of the body: errors come back by place.
    custom_ids: Vec<String>,
}

impl Editor {
    /// Opens an editor on a record as GET answered it.
    ///
    /// # Errors
    /// [`EditorError::Unreadable`] when the record or a list is not JSON of a known shape.
    #[inline(never)]
    pub fn new(options: Options) -> Result<Self, EditorError> {
        let mut options = options;
        let record = record_from_reply(options.api, &options.record)?;
        let mut lists = Lookups::default();
        for (name, json) in &options.lookups {
            add_list(&mut lists, name, &[json])?;
        }
        // Read, and not needed as texts again.
        options.record = String::new();
        options.lookups = Vec::new();
        let locale = core::mem::take(&mut options.locale);
        let policy = core::mem::take(&mut options.policy);
        options.etag = reply::strong_etag(options.etag.as_deref());
        let mut form = Form::new(options.api, record, lists, locale, policy);
        if !options.external {
            form.set_id(&options.id);
        }
        Ok(Self {
            form,
            options,
            draft: Draft::default(),
            server: Vec::new(),
            sent: None,
        })
    }

    /// Every field in display order; changes when the template does.
    #[must_use]
    pub fn fields(&self) -> &[Rc<Field>] {
        self.form.fields()
    }

    /// The field of a key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Rc<Field>> {
        self.form.field(key)
    }

    /// The tag of the loaded record, where the server gave one.
    #[must_use]
    pub fn etag(&self) -> Option<&str> {
        self.options.etag.as_deref()
    }

    /// How numbers are written.
    #[must_use]
    pub fn locale(&self) -> &Locale {
        self.form.locale()
    }

    #[inline(never)]
    fn position(&self, key: &str) -> Result<usize, EditorError> {
        self.form
            .position(key)
            .ok_or_else(|| EditorError::UnknownField(owned(key)))
    }

    /// What the input shows now.
    ///
    /// # Errors
    /// [`EditorError::UnknownField`].
    pub fn get(&self, key: &str) -> Result<String, EditorError> {
        Ok(self.shown_to_people(self.position(key)?))
    }

    fn shown(&self, position: usize) -> Cow<'_, str> {
        self.draft.shown(&self.form, position)
    }

    /// What the input showed when the record was loaded.
    ///
    /// # Errors
    /// [`EditorError::UnknownField`].
    pub fn loaded(&self, key: &str) -> Result<String, EditorError> {
        Ok(self.form.loaded_text(self.position(key)?).into_owned())
    }

    /// A field's text as a person reads it: a lookup's name for its id, an amount in groups, anything else as it is.
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
        owned(self.name_of(key, trim(text)).unwrap_or(text))
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
                .map(|item| &*item.name),
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

    /// Takes what a person typed, exactly, valid or not. Clears the field's server issue.
    /// Returns true when the list of fields changed with it: another template was chosen, or what other fields mean.
    ///
    /// # Errors
    /// [`EditorError::UnknownField`]; [`EditorError::Readonly`] for a field that is read-only, hidden or inactive.
    #[inline(never)]
    pub fn set(&mut self, key: &str, input: &str) -> Result<bool, EditorError> {
        let position = self.position(key)?;
        let field = self.form.fields().get(position);
        let Some(field) = field.filter(|field| field.is_editable()) else {
            return Err(EditorError::Readonly(owned(key)));
        };
        if FORM_V1 && field.kind == FieldType::Image && !input.is_empty() {
            // Nobody types a picture.
            let same = self.shown_to_people(position) == input;
            let refused = || EditorError::Readonly(owned(key));
            return same.then_some(false).ok_or_else(refused);
        }
        let slot = Slot::of(&self.form, field);
        let same = self.form.loaded_text(position) == input || field.kind == FieldType::Image;
        let text = (!same).then(|| owned(input));
        let before = self.brings(key);
        self.draft.set(slot, text);
        Ok(self.touched(key) || self.brings(key) != before)
    }

    /// Follows a change of one field's text. True when the fields changed with it.
    fn touched(&mut self, key: &str) -> bool {
        self.server
            .retain(|issue| issue.field.as_deref() != Some(key));
        key == template::KEY && self.follow_template()
    }

    /// Puts the custom fields of the template that the draft names in place; for an impossible one, those of the
    /// record's own, so that the fields follow from the draft and not from what was typed before.
    #[inline(never)]
    fn follow_template(&mut self) -> bool {
        let Some(position) = self.form.position(template::KEY) else {
            return false;
        };
        let Some(field) = self.form.fields().get(position) else {
            return false;
        };
        match rules::read(field, &self.shown(position), &self.form) {
            Ok(Value::Id(id)) => self.form.set_template(Some(&id)),
            Ok(_) => self.form.set_template(None),
            Err(_) => {
                let own = self.form.loaded_template().map(owned);
                self.form.set_template(own.as_deref())
            }
        }
    }

    /// Ends the current undo step.
    pub fn pause(&mut self) {
        self.draft.pause();
    }

    /// Replaces what the host hides and locks.
    pub fn set_policy(&mut self, policy: Vec<(String, Policy)>) {
        self.form.set_policy(policy);
    }

    /// Replaces where the account differs.
    pub fn set_settings(&mut self, settings: Settings, paths: Vec<(String, String)>) {
        self.options.settings = settings;
        self.options.paths = paths;
    }

    /// Changes how numbers are written. Numbers typed so far are written anew, so that `1.5` does not become
    /// 15 where the point groups digits; what is no number yet stays as typed. Starts a new undo history.
    pub fn set_locale(&mut self, locale: Locale) {
        if *self.form.locale() == locale {
            return;
        }
        let before = core::mem::replace(self.form.locale_mut(), locale);
        let form = &self.form;
        self.draft.rewrite(|slot, text| {
            form.field(slot.key())
                .filter(|field| field.kind.is_numeric())?;
            let plain = rules::decimal::plain_from_typed(trim(text), &before)?;
            Some(form.locale().localize(plain.as_str()))
        });
    }

    /// Back to the loaded value: one field, or all. Undoable.
    ///
    /// # Errors
    /// [`EditorError::UnknownField`].
    #[inline(never)]
    pub fn reset(&mut self, key: Option<&str>) -> Result<(), EditorError> {
        let mut slots = Vec::new();
        match key {
            Some(key) => {
                let position = self.position(key)?;
                let field = self.form.fields().get(position);
                slots.extend(field.map(|field| Slot::of(&self.form, field)));
            }
            None => slots.extend(self.draft.touched().iter().map(|(slot, _)| slot.clone())),
        }
        self.draft.reset(&slots);
        self.follow(&slots);
        Ok(())
    }

    /// Takes back the last step. False when there is none.
    pub fn undo(&mut self) -> bool {
        self.step(true)
    }

    /// Does it again. False when there is none.
    pub fn redo(&mut self) -> bool {
        self.step(false)
    }

    /// Whether [`Editor::undo`] would do something.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.draft.has_step(true)
    }

    /// Whether [`Editor::redo`] would do something.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        self.draft.has_step(false)
    }

    fn step(&mut self, back: bool) -> bool {
        let slots = self.draft.step(back);
        self.follow(slots.as_deref().unwrap_or_default());
        slots.is_some()
    }

    /// Follows a change of several fields' texts.
    fn follow(&mut self, slots: &[Slot]) {
        for slot in slots {
            self.touched(slot.key());
        }
    }
}

#[inline(never)]
fn record_from_reply(api: Api, json: &str) -> Result<Box<Record>, EditorError> {
    api::record_from_reply(api, json)
        .map_err(|why| EditorError::Unreadable(joined(&["the record: ", &why])))
}
