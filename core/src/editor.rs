//! One record being edited: the whole loop behind one face.

mod answer;
mod changes;
mod lists;
mod merge;
mod request;
mod types;

use std::borrow::Cow;
use std::rc::Rc;

pub use crate::form::Policy;
pub use crate::wire::settings::Settings;
pub use types::{Change, Conflict, EditorError, Options, Outcome, Request};

use crate::draft::{Draft, Slot};
use crate::form::Form;
use crate::locale::Locale;
use crate::lookups::Lookups;
use crate::record::{Held, Value, trim};
use crate::rules::report::Issue;
use crate::rules::{self, Valid};
use crate::schema::{Api, Field, template};
use crate::wire::{json_v2, reply};
use lists::add_list;

/// One record being edited.
///
/// Nothing here does I/O or reads a clock: the host sends [`Editor::request`] and hands the answer to
/// [`Editor::response`].
pub struct Editor {
    api: Api,
    id: String,
    company: Option<i64>,
    settings: Settings,
    paths: Vec<(String, String)>,
    etag: Option<String>,
    form: Form,
    draft: Draft,
    server: Vec<Issue>,
    sent: Option<Sent>,
}

/// What the last request carried.
struct Sent {
    valid: Valid,
    texts: Vec<(Slot, String)>,
    custom_ids: Vec<String>,
}

impl Editor {
    /// Opens an editor on a record as GET answered it.
    ///
    /// # Errors
    /// [`EditorError::Unreadable`] when the record or a list is not JSON of a known shape.
    pub fn new(options: Options) -> Result<Self, EditorError> {
        let Options {
            api,
            id,
            company,
            record,
            etag,
            lookups,
            locale,
            policy,
            settings,
            paths,
        } = options;
        let record = record_from_reply(api, &record)?;
        let mut lists = Lookups::default();
        for (name, json) in lookups {
            add_list(&mut lists, &name, &[json])?;
        }
        Ok(Self {
            api,
            id,
            company,
            settings,
            paths,
            etag: reply::strong_etag(etag.as_deref()),
            form: Form::new(api, record, lists, locale, policy),
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

    /// How numbers are written.
    #[must_use]
    pub fn locale(&self) -> &Locale {
        self.form.locale()
    }

    fn position(&self, key: &str) -> Result<usize, EditorError> {
        self.form
            .position(key)
            .ok_or_else(|| EditorError::UnknownField(key.to_owned()))
    }

    /// What the input shows now.
    ///
    /// # Errors
    /// [`EditorError::UnknownField`].
    pub fn get(&self, key: &str) -> Result<String, EditorError> {
        Ok(self.shown(self.position(key)?).into_owned())
    }

    fn shown(&self, position: usize) -> Cow<'_, str> {
        let typed = self.typed(position);
        typed.map_or_else(|| self.form.loaded_text(position), Cow::Borrowed)
    }

    fn typed(&self, position: usize) -> Option<&str> {
        let field = self.form.fields().get(position)?;
        self.draft.text(&Slot::of(&self.form, field))
    }

    /// What the input showed when the record was loaded.
    ///
    /// # Errors
    /// [`EditorError::UnknownField`].
    pub fn loaded(&self, key: &str) -> Result<String, EditorError> {
        Ok(self.form.loaded_text(self.position(key)?).into_owned())
    }

    /// A field's text as a person reads it: a lookup's name for its id, anything else as it is.
    #[must_use]
    pub fn display(&self, key: &str, text: &str) -> String {
        let Some(position) = self.form.position(key) else {
            return text.to_owned();
        };
        let Some(field) = self.form.fields().get(position) else {
            return text.to_owned();
        };
        if field.key == template::KEY {
            let known = self
                .form
                .lookups()
                .templates()
                .iter()
                .find(|t| t.id == trim(text));
            if let Some(known) = known.filter(|known| !known.name.is_empty()) {
                return known.name.clone();
            }
        }
        if let Some(list) = field.list.and_then(|list| self.form.lookups().list(list))
            && let Some(item) = list.by_id(trim(text))
        {
            return item.name.clone();
        }
        match &self.form.loaded(position).held {
            Held::Named {
                id: Some(id),
                name: Some(name),
            } if id == trim(text) => name.clone(),
            _ => text.to_owned(),
        }
    }

    /// Takes what a person typed, exactly, valid or not. Clears the field's server issue.
    /// Returns true when the list of fields changed with it (another template was chosen).
    ///
    /// # Errors
    /// [`EditorError::UnknownField`]; [`EditorError::Readonly`] for a field that is read-only, hidden or inactive.
    pub fn set(&mut self, key: &str, input: &str) -> Result<bool, EditorError> {
        let position = self.position(key)?;
        let Some(field) = self
            .form
            .fields()
            .get(position)
            .filter(|field| field.is_editable())
        else {
            return Err(EditorError::Readonly(key.to_owned()));
        };
        let slot = Slot::of(&self.form, field);
        let text = (self.form.loaded_text(position) != input).then(|| input.to_owned());
        self.draft.set(slot, text);
        Ok(self.touched(key))
    }

    /// Follows a change of one field's text. True when the fields changed with it.
    fn touched(&mut self, key: &str) -> bool {
        self.server
            .retain(|issue| issue.field.as_deref() != Some(key));
        key == template::KEY && self.follow_template()
    }

    /// Puts the custom fields of the template that the draft names in place; for an impossible one, those of the
    /// record's own, so that the fields follow from the draft and not from what was typed before.
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
                let own = self.form.loaded_template().map(str::to_owned);
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
        self.settings = settings;
        self.paths = paths;
    }

    /// Changes how numbers are written. Numbers typed so far are written anew, so that `1.5` does not become
    /// 15 where the point groups digits; what is no number yet stays as typed. Starts a new undo history.
    pub fn set_locale(&mut self, locale: Locale) {
        if *self.form.locale() == locale {
            return;
        }
        let before = std::mem::replace(self.form.locale_mut(), locale);
        let form = &self.form;
        self.draft.rewrite(|slot, text| {
            form.field(&slot.key)
                .filter(|field| field.kind.is_numeric())?;
            let plain = rules::decimal::plain_from_typed(trim(text), &before)?;
            Some(form.locale().localize(&plain.to_string()))
        });
    }

    /// Back to the loaded value: one field, or all. Undoable.
    ///
    /// # Errors
    /// [`EditorError::UnknownField`].
    pub fn reset(&mut self, key: Option<&str>) -> Result<(), EditorError> {
        let slots = match key {
            Some(key) => {
                let position = self.position(key)?;
                let field = self.form.fields().get(position);
                field
                    .map(|field| Slot::of(&self.form, field))
                    .into_iter()
                    .collect()
            }
            None => self
                .draft
                .touched()
                .map(|(slot, _)| slot.clone())
                .collect::<Vec<_>>(),
        };
        self.follow(&slots, |draft| draft.reset(slots.clone()));
        Ok(())
    }

    /// Takes back the last step. False when there is none.
    pub fn undo(&mut self) -> bool {
        let slots = self.draft.undo();
        self.follow(&slots.clone().unwrap_or_default(), |_| ());
        slots.is_some()
    }

    /// Does it again. False when there is none.
    pub fn redo(&mut self) -> bool {
        let slots = self.draft.redo();
        self.follow(&slots.clone().unwrap_or_default(), |_| ());
        slots.is_some()
    }

    fn follow(&mut self, slots: &[Slot], change: impl FnOnce(&mut Draft)) {
        change(&mut self.draft);
        for slot in slots {
            self.touched(&slot.key);
        }
    }
}

fn record_from_reply(api: Api, json: &str) -> Result<crate::record::Record, EditorError> {
    match api {
        Api::JsonV2 => json_v2::decode::record_from_reply(json),
    }
    .map_err(|why| EditorError::Unreadable(["the record: ", &why].concat()))
}
