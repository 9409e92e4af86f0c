//! One record being edited: the whole loop behind one face.

mod answer;
mod changes;
mod history;
mod images;
mod landing;
mod lists;
mod merge;
mod relevance;
mod request;
mod shown;
mod stale;
mod types;

use alloc::boxed::Box;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

pub use crate::form::Policy;
pub use crate::wire::settings::Settings;
pub use landing::Landing;
pub use types::{Change, Conflict, EditorError, Options, Outcome, Request};

use crate::diff::current;
use crate::draft::{Draft, Slot};
use crate::form::Form;
use crate::locale::Locale;
use crate::lookups::Lookups;
use crate::record::{Record, Value, trim};
use crate::rules;
use crate::rules::report::Issue;
use crate::schema::{Api, FORM_V1, Field, FieldType, template};
use crate::text::{joined, owned};
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
    /// Whether the server has ever given a tag for this record.
    tagged: bool,
}

/// What the last request carried. Nothing in it follows the form: the person may go on typing, and choose another
/// template, before it is known what became of it.
struct Sent {
    /// The record as it is once the request is stored; not known where another one was merged since.
    expected: Option<Box<Record>>,
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
        let tagged = options.etag.is_some();
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
            tagged,
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

    /// Whether the server tags the record when it is read, and gave none with its last answer: what is written now would
    /// not be compared with what is there.
    #[must_use]
    pub fn has_lost_tag(&self) -> bool {
        self.tagged && self.options.etag.is_none()
    }

    fn set_etag(&mut self, etag: Option<&str>) {
        self.options.etag = reply::strong_etag(etag);
        self.tagged |= self.options.etag.is_some();
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
        // Over what is on its way the loaded text is a change, should it arrive.
        let same = self.form.loaded_text(position) == input && !self.is_sent(&slot);
        let text = (!same && field.kind != FieldType::Image).then(|| owned(input));
        let before = self.brings(key);
        self.draft.set(slot, text);
        Ok(self.touched(key) || self.brings(key) != before)
    }

    /// Whether the request that is out changes a field.
    fn is_sent(&self, slot: &Slot) -> bool {
        let sent = self.sent.as_ref();
        sent.is_some_and(|sent| sent.changed.binary_search(slot).is_ok())
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
        self.draft
            .rewrite(|slot, text| anew(form, slot, text, &before));
    }
}

/// A number typed in another locale, as the form's writes it; none for what is no number.
#[inline(never)]
fn anew(form: &Form, slot: &Slot, text: &str, before: &Locale) -> Option<String> {
    let kind = kind_of(form, slot)?;
    if !kind.is_numeric() {
        return None;
    }
    let plain = rules::decimal::plain_from_typed(trim(text), before)?;
    Some(form.locale().localize(plain.as_str()))
}

/// What a slot's field holds, also one of a template that is not chosen now.
fn kind_of(form: &Form, slot: &Slot) -> Option<FieldType> {
    if let Some(at) = current(form, slot) {
        return form.fields().get(at).map(|field| field.kind);
    }
    let template = form.lookups().template(slot.template()?)?;
    let field = template.field(slot.key().strip_prefix(template::PREFIX)?)?;
    Some(field.kind)
}

#[inline(never)]
fn record_from_reply(api: Api, json: &str) -> Result<Box<Record>, EditorError> {
    api::record_from_reply(api, json)
        .map_err(|why| EditorError::Unreadable(joined(&["the record: ", &why])))
}
