//! A refusal's body into issues on fields: field dictionaries, nested lists, `detail`, `non_field_errors`,
//! and problem+json ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)).
//!
//! What names no known field becomes an issue of the whole record: shown in the summary, in nobody's way.

use alloc::string::String;
use alloc::vec::Vec;

use super::json_v2::TEMPLATE;
use crate::form::Form;
use crate::order::number;
use crate::rules::report::{Code, Issue};
use crate::schema::template;
use crate::text::{cut, from_integer, is_digits, joined, owned, parts, to_integer};
use crate::wire::json::{Members, Node, member};
use crate::wire::reply::capped;

/// Reads a refusal. `sent` are the ids of the custom fields in the order that the request named them.
/// Empty when the body says nothing that can be read.
#[must_use]
#[inline(never)]
pub fn issues_from_refusal(form: &Form, body: &str, sent: &[String]) -> Vec<Issue> {
    let Ok(node) = Node::parse(body) else {
        return Vec::new();
    };
    let mut found = Found {
        form,
        sent,
        issues: Vec::new(),
        room: MAX_SENTENCES,
    };
    match node.members() {
        Some(members) if is_problem(&members) => found.problem(&members),
        _ => found.walk("", node, 0),
    }
    found.issues.into_iter().map(|(_, issue)| issue).collect()
}

/// The members in which servers list the problems of a problem+json body.
const PROBLEM_LISTS: [&str; 3] = ["errors", "invalid-params", "invalid_params"];

/// All members of a problem are optional, so it is known by its title or by the shape of its list.
#[inline(never)]
fn is_problem(members: &Members<'_>) -> bool {
    let has = |name: &str| member(members, name).is_some();
    let listed = PROBLEM_LISTS.iter().any(|list| {
        let elements = member(members, list)
            .and_then(Node::elements)
            .unwrap_or_default();
        elements
            .first()
            .is_some_and(|e| e.get("pointer").is_some() || e.get("reason").is_some())
    });
    let titled = member(members, "title").and_then(Node::as_text).is_some();
    listed
        || (titled
            && ["type", "status", "detail", "instance"]
                .into_iter()
                .any(has))
}

/// Deeper than any documented error; a bomb is a sentence of the summary.
const MAX_DEPTH: usize = 6;
/// More sentences than anybody reads; a flood must not hold the page up.
const MAX_SENTENCES: usize = 500;

struct Found<'a> {
    form: &'a Form,
    sent: &'a [String],
    /// In display order, by position: one for each field, then those of the whole record.
    issues: Vec<(usize, Issue)>,
    /// How many more sentences are taken.
    room: usize,
}

impl Found<'_> {
    #[inline(never)]
    fn push(&mut self, path: &str, sentence: &str) {
        if sentence.is_empty() || self.room == 0 {
            return;
        }
        self.room -= 1;
        let field = self.key(path);
        let position = field.as_deref().and_then(|key| self.form.position(key));
        let position = position.unwrap_or(usize::MAX);
        let behind = self.issues.partition_point(|(known, _)| *known <= position);
        let same = field.as_ref().and(behind.checked_sub(1));
        let same = same.and_then(|at| self.issues.get_mut(at));
        if let Some((_, issue)) = same.filter(|(known, _)| *known == position) {
            let so_far = issue.message.as_deref().unwrap_or_default();
            issue.message = Some(capped(&joined(&[so_far, " ", sentence])));
            return;
        }
        let named = field.is_none() && !path.is_empty();
        let (place, colon) = if named { (path, ": ") } else { ("", "") };
        let issue = Issue {
            field,
            code: Code::Server,
            params: Vec::new(),
            message: Some(capped(&joined(&[place, colon, sentence]))),
        };
        self.issues.insert(behind, (position, issue));
    }

    fn walk(&mut self, path: &str, node: Node<'_>, depth: usize) {
        if self.room == 0 {
            return;
        }
        if depth > MAX_DEPTH {
            return self.push(path, node.raw());
        }
        if let Some(members) = node.members() {
            for (name, child) in members {
                match &*name {
                    "detail" | "non_field_errors" | "__all__" => self.walk(path, child, depth + 1),
                    name => self.walk(&dotted(path, name), child, depth + 1),
                }
            }
        } else if let Some(elements) = node.elements() {
            for (at, child) in elements.into_iter().enumerate() {
                if child.is_object() {
                    let id = child.get("id").and_then(Node::as_id);
                    let place = self.place(path, at, id);
                    self.walk(&place, child, depth + 1);
                } else {
                    self.walk(path, child, depth + 1);
                }
            }
        } else {
            self.push(path, &node.shown());
        }
    }

    /// The path of a list's element. A place is never an id: what cannot be told names no field.
    fn place(&self, path: &str, at: usize, id: Option<String>) -> String {
        let custom = path == FIELDS;
        match id.or_else(|| self.sent.get(at).filter(|_| custom).cloned()) {
            Some(id) => dotted(path, &id),
            None => joined(&[path, "[", &from_integer(number(at)), "]"]),
        }
    }

    #[inline(never)]
    fn problem(&mut self, members: &Members<'_>) {
        let mut named = false;
        for list in PROBLEM_LISTS {
            let Some(node) = member(members, list) else {
                continue;
            };
            named = true;
            let Some(elements) = node.elements() else {
                self.walk("", node, 0);
                continue;
            };
            for element in elements.into_iter().take(MAX_SENTENCES) {
                let text = |name: &&str| element.get(name).and_then(Node::as_string);
                let first = |names: &[&str]| names.iter().find_map(text);
                let sentence = first(&["detail", "reason", "message"]);
                let pointer = text(&"pointer").map(|pointer| self.path_from_pointer(&pointer));
                let path = pointer.or_else(|| first(&["name", "field"]));
                self.push(
                    &path.unwrap_or_default(),
                    &sentence.unwrap_or_else(|| element.shown()),
                );
            }
        }
        if !named {
            let sentence = member(members, "detail").or_else(|| member(members, "title"));
            self.push("", &sentence.map(Node::shown).unwrap_or_default());
        }
    }

    /// A JSON pointer ([RFC 6901](https://www.rfc-editor.org/rfc/rfc6901)), `#/template/fields/1/value`.
    #[inline(never)]
    fn path_from_pointer(&self, pointer: &str) -> String {
        let mut path = String::new();
        for segment in parts(pointer, b'/').into_iter().skip(1) {
            let place = to_integer(segment).filter(|_| is_digits(segment) && path == FIELDS);
            path = match place.and_then(|at| usize::try_from(at).ok()) {
                Some(at) => self.place(&path, at, None),
                None => dotted(&path, &unescaped(segment)),
            };
        }
        path
    }

    /// The field that a path names: its key, or a member of a custom field's element.
    #[inline(never)]
    fn key(&self, path: &str) -> Option<String> {
        let known = |key: &str| self.form.position(key).map(|_| owned(key));
        if path == TEMPLATE {
            return known(template::KEY);
        }
        known(path).or_else(|| {
            let rest = path.strip_prefix(template::PREFIX)?;
            let (id, _) = cut(rest, b'.')?;
            known(&joined(&[template::PREFIX, id]))
        })
    }
}

/// A pointer's segment as it reads.
#[inline(never)]
fn unescaped(segment: &str) -> String {
    let mut out = String::new();
    let mut chars = segment.chars();
    while let Some(c) = chars.next() {
        let rest = chars.as_str();
        let escaped = match rest.as_bytes().first() {
            Some(b'0') if c == '~' => Some('~'),
            Some(b'1') if c == '~' => Some('/'),
            _ => None,
        };
        out.push(escaped.unwrap_or(c));
        if escaped.is_some() {
            chars.next();
        }
    }
    out
}

/// The list of custom fields.
const FIELDS: &str = "template.fields";

#[inline(never)]
fn dotted(path: &str, name: &str) -> String {
    if path.is_empty() {
        owned(name)
    } else {
        joined(&[path, ".", name])
    }
}
