//! One record being edited: the whole loop behind one face.

mod answer;
mod merge;
mod types;

use std::borrow::Cow;
use std::rc::Rc;

pub use crate::form::Policy;
pub use crate::wire::settings::Settings;
pub use types::{Change, Conflict, EditorError, Options, Outcome, Request};

use crate::diff;
use crate::draft::{Draft, Slot};
use crate::form::Form;
use crate::locale::Locale;
use crate::lookups::Lookups;
use crate::record::{Held, Value, trim};
use crate::rules::report::{Code, Issue};
use crate::rules::{self, Scope, Valid, together};
use crate::schema::{Api, Field, FieldType, ListName, Method, template};
use crate::wire::path::{Call, path};
use crate::wire::{json_v2, list, reply};

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

    /// Takes a list's answer: JSON array, object or page.
    /// Returns true when the list of fields changed with it (the template became known).
    ///
    /// # Errors
    /// [`EditorError::Unreadable`].
    pub fn set_lookup(&mut self, name: &str, json: &str) -> Result<bool, EditorError> {
        self.set_lookup_pages(name, &[json])
    }

    /// The same for a list that came in several pages.
    ///
    /// # Errors
    /// [`EditorError::Unreadable`].
    pub fn set_lookup_pages(
        &mut self,
        name: &str,
        pages: &[impl AsRef<str>],
    ) -> Result<bool, EditorError> {
        let mut result = Ok(());
        let changed = self
            .form
            .update_lookups(|lookups| result = add_list(lookups, name, pages));
        // The template that the draft names may just have become one that can be chosen.
        let followed = self.follow_template();
        result.map(|()| changed || followed)
    }

    /// Whether the whole list has been given.
    #[must_use]
    pub fn has_list(&self, list: ListName) -> bool {
        self.form.lookups().has(list)
    }

    /// The choices of a choice or lookup field: (value for `set`, label). Empty until its list is there.
    /// Templates known by id only, or inactive, are left out unless the record has them.
    #[must_use]
    pub fn options(&self, key: &str) -> Vec<(String, String)> {
        let Some(field) = self.form.field(key) else {
            return Vec::new();
        };
        if field.kind == FieldType::Choice {
            return field
                .options
                .iter()
                .map(|o| ((*o).to_owned(), (*o).to_owned()))
                .collect();
        }
        let lookups = self.form.lookups();
        match field.list {
            Some(ListName::Templates) => {
                let own = self.form.loaded_template();
                let offered = lookups.templates().iter().filter(|template| {
                    own == Some(&*template.id) || (template.active && template.fields.is_some())
                });
                offered
                    .map(|template| (template.id.clone(), template.name.clone()))
                    .collect()
            }
            Some(list) => {
                let items = lookups
                    .list(list)
                    .map(|list| list.items())
                    .unwrap_or_default();
                items
                    .iter()
                    .map(|item| (item.id.clone(), item.name.clone()))
                    .collect()
            }
            None => Vec::new(),
        }
    }

    /// The id of the current template when its definition is not known yet and has to be fetched.
    #[must_use]
    pub fn missing_template(&self) -> Option<String> {
        let id = self.form.template_id()?;
        self.form.template().is_none().then(|| id.to_owned())
    }

    /// Lists that a request by this method needs and that are not there yet.
    #[must_use]
    pub fn missing_lists(&self, method: Method) -> Vec<ListName> {
        if method == Method::Put {
            self.form.lists_for_write()
        } else {
            Vec::new()
        }
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

    fn changed(&self) -> Vec<usize> {
        diff::changes_from_record(&self.form, &self.draft)
    }

    fn keys(&self, positions: &[usize]) -> Vec<String> {
        let fields = positions
            .iter()
            .filter_map(|&at| self.form.fields().get(at));
        fields.map(|field| field.key.to_string()).collect()
    }

    /// Keys whose meaning differs from the loaded record, in display order.
    #[must_use]
    pub fn dirty(&self) -> Vec<String> {
        self.keys(&self.changed())
    }

    /// Whether one field differs from the loaded record.
    #[must_use]
    pub fn is_dirty(&self, key: &str) -> bool {
        let position = self.form.position(key);
        position.is_some_and(|position| diff::is_changed(&self.form, &self.draft, position))
    }

    /// Before and after as a person reads them, in display order.
    #[must_use]
    pub fn changes(&self) -> Vec<Change> {
        let read = |position: usize| {
            let field = self.form.fields().get(position)?;
            Some(Change {
                field: field.key.to_string(),
                label: field.label.to_string(),
                before: self.display(&field.key, &self.form.loaded_text(position)),
                after: self.display(&field.key, &self.shown(position)),
            })
        };
        self.changed().into_iter().filter_map(read).collect()
    }

    /// What is wrong with one field now: its own text where it changed, its partner's demand, the server's last word.
    #[must_use]
    pub fn issue(&self, key: &str) -> Option<Issue> {
        let server = self
            .server
            .iter()
            .find(|issue| issue.field.as_deref() == Some(key));
        if let Some(issue) = server {
            return Some(issue.clone());
        }
        let position = self.form.position(key)?;
        let field = self.form.fields().get(position)?;
        if self.is_dirty(key)
            && let Err(issue) = rules::read(field, &self.shown(position), &self.form)
        {
            return Some(issue);
        }
        let (a, b) = self
            .form
            .schema()
            .together
            .iter()
            .find(|(a, b)| *a == key || *b == key)?;
        if !self.is_dirty(a) && !self.is_dirty(b) {
            return None;
        }
        let blank = |key: &str| {
            self.form
                .position(key)
                .is_none_or(|at| trim(&self.shown(at)).is_empty())
        };
        if let Some(issue) = together::check((a, blank(a)), (b, blank(b))) {
            return Some(issue).filter(|issue| issue.field.as_deref() == Some(key));
        }
        // Unchanged, but demanded along with the other: it travels as it was loaded.
        if self.is_dirty(key) || blank(key) {
            return None;
        }
        rules::valid::read_loaded(&self.form, field, self.form.loaded(position)).err()
    }

    /// The keys whose issue may change when this field does (itself not included).
    #[must_use]
    pub fn partners(&self, key: &str) -> Vec<&'static str> {
        let pairs = self.form.schema().together.iter();
        pairs
            .filter_map(|(a, b)| {
                if *a == key {
                    Some(*b)
                } else {
                    (*b == key).then_some(*a)
                }
            })
            .collect()
    }

    /// Every issue that would stop `request(method)`, in display order. Server issues are not among them.
    #[must_use]
    pub fn validate(&self, method: Method) -> Vec<Issue> {
        self.valid(method).err().unwrap_or_default()
    }

    fn valid(&self, method: Method) -> Result<(Valid, i64), Vec<Issue>> {
        let scope = if method == Method::Put {
            Scope::Everything
        } else {
            Scope::Changed
        };
        let mut valid = rules::validate(&self.form, &self.draft, &self.changed(), scope)
            .map_err(|report| report.issues)
            .and_then(|valid| self.whole_list(valid));
        let Some(company) = self.company else {
            let issue = Issue::new(json_v2::COMPANY, Code::Required);
            let issues = match &mut valid {
                Ok(_) => Vec::new(),
                Err(issues) => std::mem::take(issues),
            };
            return Err(issues.into_iter().chain([issue]).collect());
        };
        valid.map(|valid| (valid, company))
    }

    /// A list of custom fields sent whole replaces the server's: a value that it cannot name would be lost.
    fn whole_list(&self, valid: Valid) -> Result<Valid, Vec<Issue>> {
        let fixed = self.form.schema().fields.len();
        let own = self.form.template_id() == self.form.loaded_template();
        let sends = valid
            .changes()
            .iter()
            .any(|(position, _)| *position >= fixed);
        if !self.settings.template_patch_all || !own || !sends {
            return Ok(valid);
        }
        let fields = self.form.fields().iter().enumerate().skip(fixed);
        let issues: Vec<Issue> = fields
            .filter_map(|(at, field)| rules::valid::unresolved(&self.form, field, at))
            .collect();
        if issues.is_empty() {
            Ok(valid)
        } else {
            Err(issues)
        }
    }

    /// The server's issues that still stand (their fields have not changed since).
    #[must_use]
    pub fn server_issues(&self) -> &[Issue] {
        &self.server
    }

    /// The request that `request` would give, without remembering it: for a preview.
    ///
    /// # Errors
    /// [`EditorError::Invalid`] with what `validate` finds.
    pub fn preview(&self, method: Method) -> Result<Request, EditorError> {
        let (valid, company) = self.valid(method).map_err(EditorError::Invalid)?;
        Ok(self.request_from_valid(method, &valid, company))
    }

    fn request_from_valid(&self, method: Method, valid: &Valid, company: i64) -> Request {
        let mut headers = vec![
            ("Accept", "application/json".to_owned()),
            ("Content-Type", "application/json".to_owned()),
        ];
        if let Some(etag) = &self.etag {
            headers.push(("If-Match", etag.clone()));
        }
        Request {
            method,
            path: path(Call::Update, &self.paths, &self.id, self.company),
            headers,
            body: json_v2::encode::body(&self.form, valid, &self.settings, company),
        }
    }

    /// The request to send; remembers what it carries for [`Editor::response`].
    ///
    /// # Errors
    /// [`EditorError::Invalid`] with what `validate` finds.
    pub fn request(&mut self, method: Method) -> Result<Request, EditorError> {
        let (valid, company) = self.valid(method).map_err(EditorError::Invalid)?;
        let request = self.request_from_valid(method, &valid, company);
        // Issues of the whole record have had their say; those of fields stand until the field changes.
        self.server.retain(|issue| issue.field.is_some());
        let texts = self
            .draft
            .touched()
            .map(|(slot, text)| (slot.clone(), text.to_owned()));
        self.sent = Some(Sent {
            texts: texts.collect(),
            custom_ids: json_v2::encode::sent_custom_ids(&request.body),
            valid,
        });
        self.draft.pause();
        Ok(request)
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

fn add_list(
    lookups: &mut Lookups,
    name: &str,
    pages: &[impl AsRef<str>],
) -> Result<(), EditorError> {
    let Some(name) = ListName::from_name(name) else {
        return Ok(());
    };
    list::add(lookups, name, pages).map_err(EditorError::Unreadable)
}

fn record_from_reply(api: Api, json: &str) -> Result<crate::record::Record, EditorError> {
    match api {
        Api::JsonV2 => json_v2::decode::record_from_reply(json),
    }
    .map_err(|why| EditorError::Unreadable(["the record: ", &why].concat()))
}
