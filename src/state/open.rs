//! A record arrives: the fields, their signals, and what becomes of them when another one follows.

use customer_core::editor::{Conflict, Editor, EditorError, Options};
use customer_core::order::Index;
use customer_core::schema::{ListName, Method, Section};
use customer_headless::flat;

use super::field::FieldState;
use super::{Doing, Failure, Form, ListStatus, Notice, Phase, Tone};

/// Which record is open: another address starts anew, the same one merges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    api: String,
    base: String,
    company: Option<i64>,
    id: String,
}

impl Address {
    /// The host's, as it stands now.
    #[must_use]
    pub fn of(form: &Form) -> Self {
        let host = &form.host;
        Self {
            api: host.api(),
            base: host.base_url(),
            company: host.tenant(),
            id: host.customer_id(),
        }
    }
}

impl Form {
    /// Whether a record of the host's address is open already, so that the next one is merged under its draft.
    #[must_use]
    pub fn is_open(&self) -> bool {
        let address = Address::of(self);
        self.editor
            .borrow()
            .as_ref()
            .is_some_and(|(open, _)| *open == address)
    }

    /// Opens an editor on a record as it came, without showing it yet.
    ///
    /// # Errors
    /// [`Failure::Unreadable`] when it is no record.
    pub fn editor_from_record(
        &self,
        record: String,
        etag: Option<String>,
    ) -> Result<Editor, Failure> {
        let host = &self.host;
        let api = host.known_api().ok_or(Failure::Unreadable)?;
        Editor::new(Options {
            api,
            id: host.customer_id(),
            external: false,
            company: host.tenant(),
            record,
            etag,
            lookups: flat::pairs(host.lookups()),
            locale: host.locale(),
            policy: host.field_policy(),
            settings: host.editor_settings(),
            paths: host.paths(),
        })
        .map_err(|_: EditorError| Failure::Unreadable)
    }

    /// Shows a record.
    pub fn opened(&self, editor: Editor) {
        self.editor.replace(Some((Address::of(self), editor)));
        self.fresh();
        self.readonly.set(self.host.readonly());
        self.method.set(self.host.default_method());
        self.fields.borrow_mut().clear();
        self.dirty.borrow_mut().clear();
        self.adopt_fields(|_| true);
        for list in ListName::ALL {
            let has = self
                .read(|editor| editor.has_list(list))
                .unwrap_or_default();
            self.list(list).update(match has {
                true => ListStatus::Ready,
                false => ListStatus::Unknown,
            });
        }
        self.settle();
        self.generation.bump();
        self.phase.set(Phase::Editing);
        if self.method.get_untracked() == Method::Put {
            self.sync_all();
        } else {
            // Nothing is changed, so that nothing counts yet.
            self.note_held();
            self.dirty_changed();
        }
        self.take_up();
        self.mirror();
    }

    /// Merges a record loaded afresh under the draft, and tells of clashes.
    ///
    /// # Errors
    /// [`Failure::Unreadable`] when it is no record; the draft and the old one stay.
    pub fn rebased(&self, record: &str, etag: Option<&str>) -> Result<(), Failure> {
        let conflicts = self.merged(record, etag)?;
        self.settle();
        self.tell_clashes(&conflicts);
        Ok(())
    }

    /// The same without telling.
    ///
    /// # Errors
    /// As [`Self::rebased`].
    pub fn merged(&self, record: &str, etag: Option<&str>) -> Result<Vec<Conflict>, Failure> {
        let merged = self.write(|editor| editor.rebase(record, etag));
        let conflicts = merged.and_then(Result::ok).ok_or(Failure::Unreadable)?;
        self.fresh();
        self.replaced();
        Ok(conflicts)
    }

    /// Nothing could be loaded. A form that is open stays, with what was typed.
    pub fn load_failed(&self, failure: Failure) {
        if failure == Failure::Aborted {
            return;
        }
        let message = failure.sentence(&self.host, Doing::Load);
        if self.is_open() {
            self.tell(Notice {
                tone: Tone::Danger,
                title: failure.title(&self.host, Doing::Load),
                text: message.clone(),
                detail: None,
                action: Some(super::Action::Reload),
            });
        } else {
            self.announce(message.clone());
            self.phase.set(Phase::Failed(failure.clone()));
        }
        self.mirror();
        self.emit_load_error(&failure, &message);
    }

    /// Nothing of the last save is news any more.
    pub fn settle(&self) {
        self.problems.update(Vec::new());
        self.notice.update(None);
        self.end_wait();
    }

    /// Takes a list, all its pages.
    pub fn take_list(&self, list: ListName, pages: &[String]) {
        let taken = self.write(|editor| editor.set_lookup_pages(list.as_str(), pages));
        let Some(Ok(other_fields)) = taken else {
            // Another one that is known stays in use.
            if self.read(|editor| editor.has_list(list)) != Some(true) {
                self.list(list).set(ListStatus::Failed);
            }
            return;
        };
        if other_fields {
            self.rebuild_custom();
        }
        self.list(list).set(ListStatus::Ready);
        self.note_held();
        let states = self.states();
        for state in states.iter().filter(|state| state.field.list == Some(list)) {
            self.sync(state, false);
        }
        self.dirty_changed();
    }

    /// The host gave other lists.
    pub fn refresh_lookups(&self) {
        for (name, json) in flat::pairs(self.host.lookups()) {
            if let Some(list) = ListName::from_name(&name) {
                self.take_list(list, std::slice::from_ref(&json));
            }
        }
    }

    /// The host hides or locks other fields, or words things otherwise: the form is built anew over the same draft.
    pub fn refresh(&self) {
        let host = &self.host;
        let (policy, locale) = (host.field_policy(), host.locale());
        let (settings, paths) = (host.editor_settings(), host.paths());
        self.write(|editor| {
            editor.set_policy(policy);
            editor.set_locale(locale);
            editor.set_settings(settings, paths);
        });
        self.carry_focus();
        let before = self.fields.take();
        self.dirty.borrow_mut().clear();
        self.adopt_fields(|_| true);
        for old in before {
            if let Some(state) = self.field(&old.field.key) {
                state.shown.set(old.shown.get_untracked());
            }
        }
        self.generation.bump();
        self.sync_all();
        // In another language the element says it in other words.
        self.mirrored.set(None);
        self.mirror();
    }

    /// The custom fields are other ones: their rows are built anew, the rest stays.
    pub fn rebuild_custom(&self) {
        let custom = |state: &FieldState| {
            state.field.section == Section::Custom && state.field.list.is_none()
        };
        self.fields.borrow_mut().retain(|state| !custom(state));
        self.dirty.borrow_mut().retain(|state| !custom(state));
        self.adopt_fields(custom);
        for state in self.states().iter().filter(|state| custom(state)) {
            self.sync(state, false);
        }
        self.custom.bump();
    }

    fn adopt_fields(&self, wanted: impl Fn(&FieldState) -> bool) {
        let fields = self
            .read(|editor| editor.fields().to_vec())
            .unwrap_or_default();
        let mut adopted = Vec::new();
        for (order, field) in fields.into_iter().enumerate() {
            let text = self
                .read(|editor| editor.get(&field.key))
                .and_then(Result::ok);
            let relevant = self.read(|editor| editor.is_relevant(&field.key));
            let label = self.label(&field);
            let state = FieldState::new(field, order, label, &self.uid, text.unwrap_or_default());
            state.relevant.set(relevant != Some(false));
            if wanted(&state) {
                adopted.push(state);
            }
        }
        // Custom fields come last, so that the order of the schema stays that of the list.
        let mut fields = self.fields.borrow_mut();
        fields.append(&mut adopted);
        let key_at = |at| {
            fields
                .get(at)
                .map_or("", |state: &FieldState| &*state.field.key)
        };
        self.by_key.replace(Index::new(fields.len(), &key_at));
    }
}
