//! The draft as a request.

use alloc::vec;
use alloc::vec::Vec;

use super::{Editor, EditorError, Request, Sent};
use crate::diff::current;
use crate::draft::Slot;
use crate::record::trim;
use crate::rules::report::{Code, Issue, Refusal, Report};
use crate::rules::{self, Scope, Valid, kept, tie};
use crate::schema::Method;
use crate::text::owned;
use crate::wire::{api, json_v2};

impl Editor {
    /// Every issue that would stop `request(method)`, in display order. Server issues are not among them.
    #[must_use]
    pub fn validate(&self, method: Method) -> Vec<Issue> {
        self.valid(method).err().unwrap_or_default()
    }

    /// The method that a save travels by when this one is asked for: each API has its own.
    #[must_use]
    pub fn method(&self, asked: Method) -> Method {
        let own = self.form.schema().methods;
        let first = own.first().copied().unwrap_or(asked);
        if own.contains(&asked) { asked } else { first }
    }

    #[inline(never)]
    pub(super) fn valid(&self, method: Method) -> Result<(Valid, i64), Vec<Issue>> {
        let scope = if self.method(method) == Method::Put {
            Scope::Everything
        } else {
            Scope::Changed
        };
        let changed = self.changed();
        let mut report = Report::default();
        for &at in &changed {
            if let Some(issue) = self.kept_issue(at) {
                report.add(at, issue);
            }
        }
        if self.options.settings.contact_patch_all || self.options.settings.template_patch_all {
            for at in 0..self.form.fields().len() {
                if let Some(issue) = self.whole_issue(at, &changed) {
                    report.add(at, issue);
                }
            }
        }
        let valid = rules::validate(&self.form, &self.draft, &changed, scope, report);
        // An API that has no tenant asks for none.
        let none = (!self.form.schema().company).then_some(0);
        match (valid, self.options.company.or(none)) {
            (Ok(valid), Some(company)) => Ok((valid, company)),
            (Err(issues), Some(_)) => Err(issues),
            (valid, None) => {
                let mut issues = valid.err().unwrap_or_default();
                issues.push(Issue::new(json_v2::COMPANY, Code::Required));
                Err(issues)
            }
        }
    }

    /// A changed text that the host's setting does not let go empty.
    pub(super) fn kept_issue(&self, at: usize) -> Option<Refusal> {
        let field = self.form.fields().get(at)?;
        let asked = self.options.settings.keep_texts;
        asked.then(|| kept::issue(field, &self.shown(at)))?
    }

    /// What is wrong with a field that an "all" setting sends along with the changes of others. It replaces the server's:
    /// it has to be right, and a value that it cannot name would be lost.
    #[inline(never)]
    pub(super) fn whole_issue(&self, at: usize, changed: &[usize]) -> Option<Refusal> {
        let (form, settings) = (&self.form, &self.options.settings);
        let field = form.fields().get(at)?;
        let mine = changed.binary_search(&at).is_ok();
        let loaded = || rules::valid::read_loaded(form, field, form.loaded(at)).err();
        let fixed = form.schema().fields.len();
        if at >= fixed {
            let own = form.template_id() == form.loaded_template();
            let custom = changed.last().is_some_and(|at| *at >= fixed);
            if !settings.template_patch_all || !own || !custom {
                return None;
            }
            let as_loaded = || (field.is_editable() && !mine).then(loaded)?;
            return rules::valid::unresolved(form, field, at).or_else(as_loaded);
        }
        let is_contact = |at: usize| json_v2::contact_member(form.key_at(at)).is_some();
        let contact = is_contact(at) && changed.iter().any(|at| is_contact(*at));
        if !settings.contact_patch_all || !contact {
            return None;
        }
        let blank = |key: &str| self.get(key).is_ok_and(|text| trim(&text).is_empty());
        let missing = || tie::all_missing(form.schema(), &blank).into_iter();
        let as_loaded = (!mine).then(loaded)?;
        as_loaded.or_else(|| missing().find(|issue| issue.field.as_deref() == Some(&field.key)))
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

    #[inline(never)]
    fn request_from_valid(&self, method: Method, valid: &Valid, company: i64) -> Request {
        let written = api::written(&self.form, valid, &self.options.settings, company);
        let mut headers = vec![
            ("Accept", owned("application/json")),
            ("Content-Type", written.media),
        ];
        if let Some(etag) = &self.options.etag {
            headers.push(("If-Match", etag.clone()));
        }
        let options = &self.options;
        Request {
            method: self.method(method),
            path: api::update_path(
                options.api,
                &options.paths,
                &options.id,
                options.external,
                options.company,
            ),
            headers,
            body: written.body,
            along: written
                .along
                .iter()
                .map(|&at| owned(self.form.key_at(at)))
                .collect(),
        }
    }

    /// The request to send; remembers what it carries for [`Editor::response`].
    ///
    /// # Errors
    /// [`EditorError::Invalid`] with what `validate` finds.
    #[inline(never)]
    pub fn request(&mut self, method: Method) -> Result<Request, EditorError> {
        let (valid, company) = self.valid(method).map_err(EditorError::Invalid)?;
        let request = self.request_from_valid(method, &valid, company);
        // Issues of the whole record have had their say; those of fields stand until the field changes.
        self.server.retain(|issue| issue.field.is_some());
        // What was typed under another template is not in this request, and stays.
        let template = self.form.template_id();
        let mut texts = self.draft.touched().to_vec();
        texts.retain(|(slot, _)| {
            let there = slot.template().is_none() || slot.template() == template;
            there && self.is_relevant(slot.key())
        });
        let mut changed: Vec<Slot> = texts.iter().map(|(slot, _)| slot.clone()).collect();
        changed.retain(|slot| {
            current(&self.form, slot).is_some_and(|position| valid.change(position).is_some())
        });
        self.sent = Some(Sent {
            expected: Some(api::record_with_changes(
                &self.form,
                &valid,
                &self.options.settings,
            )),
            template: template.map(owned),
            changed,
            texts,
            custom_ids: json_v2::encode::sent_custom_ids(request.text()),
        });
        self.draft.pause();
        Ok(request)
    }
}
