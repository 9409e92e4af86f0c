//! A refusal, `{"error", "error_description"}`, into one issue: the field stands only in the sentence.
//!
//! What names no field becomes an issue of the whole record: shown in the summary, in nobody's way.

use alloc::string::String;

use crate::form::Form;
use crate::rules::report::{Code, Issue};
use crate::schema::form_v1::{IMAGE, PARENT};
use crate::text::{folded, owned, parts};
use crate::wire::json::Node;
use crate::wire::reply::capped;

/// How a sentence names its field.
#[derive(Clone, Copy)]
enum To {
    /// It is always this one.
    Field(&'static str),
    /// By the parameter in the sentence's first gap, or by what that parameter is of.
    Gap,
}

/// Sentences in small letters without the last full stop; `*` is one gap.
const SENTENCES: [(&str, To); 8] = [
    ("* parameter is missing", To::Gap),
    ("* already used", To::Gap),
    (
        "the type of parameter * you provided is not valid for this request",
        To::Gap,
    ),
    (
        "the customer cannot be a subcustomer of itself",
        To::Field(PARENT),
    ),
    ("the * with the id * doesn't exist", To::Gap),
    ("the * with the id * does not exist", To::Gap),
    ("image size should not exceed *", To::Field(IMAGE)),
    ("image format not supported", To::Field(IMAGE)),
];

/// Codes that say it whatever the sentence does; only one parameter is unique.
const CODES: [(&str, &str); 3] = [
    ("exceeded_file_size", IMAGE),
    ("unsupported_file_type", IMAGE),
    ("not_unique", "reference"),
];

/// What sentences call that which a parameter names.
const THINGS: [(&str, &str); 10] = [
    ("paymenttype", "paymentTypes"),
    ("parent", PARENT),
    ("category", "categoryId"),
    ("customercategory", "categoryId"),
    ("segmentation", "customerSegmentationId"),
    ("customersegmentation", "customerSegmentationId"),
    ("region", "regionId"),
    ("user", "userId"),
    ("image", IMAGE),
    ("logo", IMAGE),
];

/// Reads a refusal. None when the body is not of this API's shape.
#[must_use]
#[inline(never)]
pub fn issue_from_refusal(form: &Form, body: &str) -> Option<Issue> {
    let node = Node::parse(body).ok()?;
    let text = |name| node.get(name).and_then(Node::as_string);
    let code = text("error").unwrap_or_default();
    let sentence = text("error_description").unwrap_or_else(|| code.clone());
    let sentence = capped(&sentence);
    if sentence.is_empty() {
        return None;
    }
    let of_code = || {
        let known = CODES.iter().find(|(known, _)| *known == code);
        known.map(|(_, key)| *key)
    };
    let field = of_sentence(form, &plain(&sentence))
        .or_else(of_code)
        .or_else(|| named_within(form, &sentence));
    Some(Issue {
        field: field.map(owned),
        code: Code::Server,
        params: [].into(),
        message: Some(sentence),
    })
}

/// In small letters, with one kind of apostrophe and no full stop at the end.
fn plain(sentence: &str) -> String {
    let mut plain = String::new();
    for c in folded(sentence).chars() {
        plain.push(if c == '’' { '\'' } else { c });
    }
    if plain.ends_with('.') {
        plain.pop();
    }
    plain
}

#[inline(never)]
fn of_sentence<'a>(form: &'a Form, sentence: &str) -> Option<&'a str> {
    for (template, to) in SENTENCES {
        if let Some(gap) = first_gap(template, sentence) {
            return match to {
                To::Field(key) => Some(key),
                To::Gap => named(form, gap),
            };
        }
    }
    None
}

/// What stands in a template's first gap, empty for one without gaps; none when the sentence is another one.
#[inline(never)]
fn first_gap<'a>(template: &str, sentence: &'a str) -> Option<&'a str> {
    let pieces = parts(template, b'*');
    let (first, others) = pieces.split_first()?;
    let mut rest = sentence.strip_prefix(first)?;
    let Some((last, between)) = others.split_last() else {
        return rest.is_empty().then_some("");
    };
    let mut gap = None;
    for piece in between {
        let at =
            (0..rest.len()).find(|&at| rest.get(at..).is_some_and(|r| r.starts_with(piece)))?;
        gap = gap.or(rest.get(..at));
        rest = rest.get(at + piece.len()..)?;
    }
    let end = rest.strip_suffix(last)?;
    gap.or(Some(end))
}

/// The parameter that a gap names: by its key in any case, or by what it is of. White space does not count, nor an
/// "id" at the end.
#[inline(never)]
fn named<'a>(form: &'a Form, gap: &str) -> Option<&'a str> {
    let mut name = String::new();
    for c in gap.chars() {
        if c.is_alphanumeric() {
            name.push(c);
        }
    }
    let short = name.strip_suffix("id").unwrap_or(&name);
    let fields = form.schema().fields.iter();
    let mut keys = fields.map(|field| &*field.key);
    let own = |key: &&str| {
        let key = folded(key);
        key == name || key == short
    };
    let thing = || {
        let mut things = THINGS.iter();
        let (_, key) = things.find(|(thing, _)| *thing == name || *thing == short)?;
        Some(*key)
    };
    keys.find(own).or_else(thing)
}

/// The one parameter that a sentence names as a whole word. Never one of small letters only: those are English.
#[inline(never)]
fn named_within<'a>(form: &'a Form, sentence: &str) -> Option<&'a str> {
    let mut found = None;
    for field in form.schema().fields {
        let key = &*field.key;
        let is_name = !key.bytes().all(|b| b.is_ascii_lowercase());
        let mut words = sentence.split(|c: char| !c.is_alphanumeric());
        if is_name && words.any(|word| word == key) {
            if found.is_some() {
                return None;
            }
            found = Some(key);
        }
    }
    found
}
