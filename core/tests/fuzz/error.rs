//! Any answer to a request: nothing that was typed is lost by it, and nothing it says stops the next request.

use customer_core::editor::{Editor, Options, Outcome};
use customer_core::schema::{Api, Method};

use super::input::{choice, texts};
use super::support::{EVERY_LIST, RECORD, options};

const STATUSES: [u16; 20] = [
    0, 200, 201, 204, 304, 400, 401, 403, 404, 405, 409, 412, 415, 422, 429, 500, 501, 503, 600,
    65535,
];

/// API, status, clock; then the body and the values of three headers.
pub fn check(data: &[u8]) {
    let Some((api, data)) = choice(data, &[Api::JsonV2, Api::FormV1]) else {
        return;
    };
    let Some((status, data)) = choice(data, &STATUSES) else {
        return;
    };
    let Some((clock, data)) = choice(data, &[0, 1_763_800_000, -1, i64::MAX, i64::MIN]) else {
        return;
    };
    let texts = texts(data);
    let text = |at: usize| texts.get(at).cloned().unwrap_or_default();
    let mut editor = Editor::new(Options {
        api,
        company: (api == Api::JsonV2).then_some(1),
        ..options(RECORD, EVERY_LIST)
    })
    .unwrap();
    editor.set("city", "Basel").unwrap();
    let method = match api {
        Api::JsonV2 => {
            editor.set("template.fields.1", "note").unwrap();
            editor.set("template.fields.3", "5").unwrap();
            Method::Patch
        }
        Api::FormV1 => Method::Post,
    };
    let sent = editor.request(method);
    let dirty = editor.dirty();
    let headers = ["Retry-After", "Date", "ETag"].into_iter().zip(1..);
    let headers: Vec<_> = headers
        .map(|(name, at)| (name.to_owned(), text(at)))
        .collect();
    let outcome = editor.response(status, &headers, &text(0), clock);
    let short = |text: &Option<String>| text.as_ref().is_none_or(|t| t.chars().count() <= 300);
    for issue in editor.server_issues() {
        assert!(short(&issue.message), "{issue:?}");
    }
    match &outcome {
        Outcome::Saved(_) => return,
        Outcome::Unauthorized(sentence)
        | Outcome::Forbidden(sentence)
        | Outcome::NotFound(sentence)
        | Outcome::NotAllowed(sentence)
        | Outcome::Unavailable(sentence) => assert!(short(sentence), "{sentence:?}"),
        Outcome::Invalid(issues) => assert!(!issues.is_empty()),
        Outcome::Conflict | Outcome::Throttled(_) => {}
    }
    assert_eq!(editor.get("city").unwrap(), "Basel");
    assert_eq!(editor.dirty(), dirty);
    assert_eq!(editor.request(method).is_ok(), sent.is_ok());
}
