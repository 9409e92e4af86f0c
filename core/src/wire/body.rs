//! The same rules on the other side of the wire: a request body checked as a server would.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::form_v1::urlencoded;
use super::json::Node;
use super::{api, form_v1, json_v2, list};
use crate::form::Form;
use crate::locale::Locale;
use crate::lookups::Lookups;
use crate::rules::report::{Code, Issue, issues};
use crate::schema::{Api, ListName, Method};

/// What a body is checked against, beside the rules.
#[derive(Clone, Debug, Default)]
pub struct BodyContext {
    /// List answers by the name of their [`ListName`], each as JSON text.
    /// An unreadable one counts as not given.
    pub lookups: Vec<(String, String)>,
    /// The customer's id in the path; empty where that is not known, or is an external one of digits.
    pub id: String,
    /// form-v1: the stored record in the read shape, which the rules between fields look at. Without it, or where it is
    /// unreadable, they only see what the body names.
    pub record: Option<String>,
}

/// Checks a request body. Returns the issues in display order; empty means acceptable.
///
/// Unknown members are accepted: a PUT carries them. Without templates a custom value passes when some type
/// would take it.
#[must_use]
pub fn check_body(api: Api, method: Method, body: &str, context: &BodyContext) -> Vec<Issue> {
    let mut lookups = Lookups::default();
    for (name, json) in &context.lookups {
        if let Some(name) = ListName::from_name(name) {
            let _ = list::add(&mut lookups, name, &[json]);
        }
    }
    let record = context.record.as_deref();
    let record = record.and_then(|json| api::record_from_reply(api, json).ok());
    let locale = Locale {
        // Parameters are plain decimal text.
        groups: Vec::new(),
        ..Locale::default()
    };
    let record = record.unwrap_or_default();
    let mut form = Form::new(api, record, lookups, locale, Vec::new());
    if api.is_form_v1() {
        form.set_id(&context.id);
        let read = form_v1::body::read(&form, &urlencoded::read(body));
        return read.err().unwrap_or_default();
    }
    match Node::parse(body).ok().and_then(Node::members) {
        Some(members) => issues(json_v2::body::check(&form, method, &members)),
        None => vec![not_an_object()],
    }
}

fn not_an_object() -> Issue {
    Issue {
        field: None,
        code: Code::WrongType,
        params: Vec::new(),
        message: None,
    }
}
