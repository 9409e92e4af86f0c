//! The draft as a request.

use super::{Editor, EditorError, Request, Sent};
use crate::draft::Slot;
use crate::record::trim;
use crate::rules::report::{Code, Issue};
use crate::rules::{self, Scope, Valid, together};
use crate::schema::Method;
use crate::wire::json_v2;
use crate::wire::path::{Call, path};

impl Editor {
    /// Every issue that would stop `request(method)`, in display order. Server issues are not among them.
    #[must_use]
    pub fn validate(&self, method: Method) -> Vec<Issue> {
        self.valid(method).err().unwrap_or_default()
    }

    pub(super) fn valid(&self, method: Method) -> Result<(Valid, i64), Vec<Issue>> {
        let scope = if method == Method::Put {
            Scope::Everything
        } else {
            Scope::Changed
        };
        let mut valid = rules::validate(&self.form, &self.draft, &self.changed(), scope)
            .map_err(|report| report.issues)
            .and_then(|valid| self.sent_whole(valid));
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

    /// What an "all" setting sends along with a change replaces the server's: it has to be right, and a value that
    /// it cannot name would be lost.
    fn sent_whole(&self, valid: Valid) -> Result<Valid, Vec<Issue>> {
        let fixed = self.form.schema().fields.len();
        let fields = || self.form.fields().iter().enumerate();
        let changed = |at: usize| valid.change(at).is_some();
        let mut issues: Vec<Issue> = Vec::new();

        let is_contact = |key: &str| json_v2::contact_member(key).is_some();
        let contact = fields().any(|(at, field)| changed(at) && is_contact(&field.key));
        if self.settings.contact_patch_all && contact {
            let untouched = fields().filter(|(at, field)| !changed(*at) && is_contact(&field.key));
            issues.extend(untouched.filter_map(|(at, field)| {
                rules::valid::read_loaded(&self.form, field, self.form.loaded(at)).err()
            }));
            for (a, b) in self.form.schema().together {
                let blank = |key| self.get(key).is_ok_and(|text| trim(&text).is_empty());
                issues.extend(together::check((a, blank(a)), (b, blank(b))));
            }
        }
        let own = self.form.template_id() == self.form.loaded_template();
        if self.settings.template_patch_all
            && own
            && fields().skip(fixed).any(|(at, _)| changed(at))
        {
            let custom = fields().skip(fixed);
            issues.extend(custom.filter_map(|(at, field)| {
                rules::valid::unresolved(&self.form, field, at).or_else(|| {
                    let travels = !changed(at) && field.is_editable();
                    let loaded = self.form.loaded(at);
                    travels.then(|| rules::valid::read_loaded(&self.form, field, loaded).err())?
                })
            }));
        }
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
        // What was typed under another template is not in this request, and stays.
        let template = self.form.template_id();
        let carried = |slot: &Slot| slot.template.is_none() || slot.template.as_deref() == template;
        let texts = self.draft.touched().filter(|(slot, _)| carried(slot));
        let texts = texts.map(|(slot, text)| (slot.clone(), text.to_owned()));
        self.sent = Some(Sent {
            texts: texts.collect(),
            custom_ids: json_v2::encode::sent_custom_ids(&request.body),
            valid,
        });
        self.draft.pause();
        Ok(request)
    }
}
