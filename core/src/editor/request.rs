//! The draft as a request.

use super::{Editor, EditorError, Request, Sent};
use crate::rules::report::{Code, Issue};
use crate::rules::{self, Scope, Valid};
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
}
