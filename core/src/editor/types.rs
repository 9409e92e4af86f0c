//! What goes into an editor and what comes out.

use alloc::string::String;
use alloc::vec::Vec;

use crate::form::Policy;
use crate::locale::Locale;
use crate::rules::report::Issue;
use crate::schema::{Api, Method};
use crate::text::owned;
use crate::wire::request::Body;
use crate::wire::settings::Settings;

/// What an editor is opened with.
#[derive(Clone, Debug)]
pub struct Options {
    /// The API that the record lives in.
    pub api: Api,
    /// The customer's id, as it stands in the path.
    pub id: String,
    /// Whether it is an external id though it is all digits (form-v1).
    pub external: bool,
    /// The tenant; json-v2 sends it with every request.
    pub company: Option<i64>,
    /// The record as GET answered it: JSON text in the read shape.
    pub record: String,
    /// The ETag that came with it; a weak one is ignored.
    pub etag: Option<String>,
    /// List answers by the name of their [`ListName`](crate::schema::ListName), each as JSON text.
    pub lookups: Vec<(String, String)>,
    /// How numbers are typed and shown.
    pub locale: Locale,
    /// Fields that the host hides or locks.
    pub policy: Vec<(String, Policy)>,
    /// Where the account differs.
    pub settings: Settings,
    /// Path templates by name, `{id}` and `{company}` filled in; absent names take the documented path.
    pub paths: Vec<(String, String)>,
}

impl Options {
    /// An empty record of an API without lists, in English, by the documented behaviour.
    #[must_use]
    pub fn new(api: Api, id: &str, company: i64) -> Self {
        Self {
            api,
            id: owned(id),
            external: false,
            company: Some(company),
            record: owned("{}"),
            etag: None,
            lookups: Vec::new(),
            locale: Locale::default(),
            policy: Vec::new(),
            settings: Settings::default(),
            paths: Vec::new(),
        }
    }
}

/// Why an editor cannot be opened or a call cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditorError {
    /// The record, a list or a snapshot is not what it should be; the text says which and why.
    Unreadable(String),
    /// No field has this key.
    UnknownField(String),
    /// The field is read-only, hidden or inactive.
    Readonly(String),
    /// The draft has issues, so there is no request.
    Invalid(Vec<Issue>),
}

/// The request to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// PUT, PATCH or POST.
    pub method: Method,
    /// Path and query relative to the API's base URL, percent-encoded.
    pub path: String,
    /// Names and values, without the token.
    pub headers: Vec<(&'static str, String)>,
    /// The exact body.
    pub body: Body,
    /// Keys of unchanged fields that a PATCH or POST names, because a rule or a setting demands them with a changed
    /// one; of a PUT, which names everything, none.
    pub along: Vec<String>,
}

impl Request {
    /// The text of the body; empty where it is bytes.
    #[must_use]
    pub fn text(&self) -> &str {
        self.body.text().unwrap_or_default()
    }
}

/// One changed field, as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The field's key.
    pub field: String,
    /// Its label.
    pub label: String,
    /// As loaded.
    pub before: String,
    /// As it would be sent.
    pub after: String,
}

/// One field whose draft and the server's record both left the loaded value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The field's key.
    pub field: String,
    /// Its label.
    pub label: String,
    /// As loaded, as `get` gives values.
    pub loaded: String,
    /// As typed.
    pub mine: String,
    /// As the server has it.
    pub theirs: String,
}

/// What a server's answer to a save means. Sentences are the server's own, at most 300 code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Stored. Lists the untouched fields that came back changed (`mine` is the value expected).
    Saved(Vec<Conflict>),
    /// Refused, with the issues now on their fields.
    Invalid(Vec<Issue>),
    /// Somebody else changed the record (409, 412).
    Conflict,
    /// 401.
    Unauthorized(Option<String>),
    /// 403.
    Forbidden(Option<String>),
    /// 404.
    NotFound(Option<String>),
    /// 405, 501.
    NotAllowed(Option<String>),
    /// 429; seconds to wait where the answer names them.
    Throttled(Option<u64>),
    /// 5xx, or an answer that cannot be read.
    Unavailable(Option<String>),
}

impl Outcome {
    /// The name of its kind in the public interface.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Saved(_) => "saved",
            Self::Invalid(_) => "invalid",
            Self::Conflict => "conflict",
            Self::Unauthorized(_) => "unauthorized",
            Self::Forbidden(_) => "forbidden",
            Self::NotFound(_) => "not_found",
            Self::NotAllowed(_) => "not_allowed",
            Self::Throttled(_) => "throttled",
            Self::Unavailable(_) => "unavailable",
        }
    }
}
