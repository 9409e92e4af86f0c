//! The same rules on the other side of the wire: a request body checked as a server would.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::json::Node;
use super::{json_v2, list};
use crate::form::Form;
use crate::locale::Locale;
use crate::lookups::Lookups;
use crate::rules::report::{Code, Issue, issues};
use crate::schema::{Api, ListName, Method};

/// What a body is checked against, beside the rules.
#[derive(Clone, Debug, Default)]
pub struct BodyContext {
    /// List answers by name (`categories`, `countries`, `templates`), each as JSON text.
    /// An unreadable one counts as not given.
    pub lookups: Vec<(String, String)>,
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
    let Ok(node) = Node::parse(body) else {
        return vec![not_an_object()];
    };
    let Some(members) = node.members() else {
        return vec![not_an_object()];
    };
    match api {
        Api::JsonV2 => {
            let form = Form::new(
                api,
                Box::default(),
                lookups,
                Locale::default(),
                Default::default(),
            );
            issues(json_v2::body::check(&form, method, &members))
        }
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
