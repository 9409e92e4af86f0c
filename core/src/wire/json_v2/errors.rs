//! A refusal's body into issues on fields: field dictionaries, nested lists, `detail`, `non_field_errors`,
//! and problem+json ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)).
//!
//! What names no known field becomes an issue of the whole record: shown in the summary, in nobody's way.

use alloc::string::String;
use alloc::vec::Vec;

use super::TEMPLATE;
use crate::form::Form;
use crate::order::{number, sorted};
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
        sentences: Vec::new(),
    };
    match node.members() {
        Some(members) if is_problem(&members) => found.problem(&members),
        _ => found.walk("", node, 0),
    }
    found.into_issues()
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
    /// In the order found: path and sentence.
    sentences: Vec<(String, String)>,
}

impl Found<'_> {
    fn push(&mut self, path: &str, sentence: String) {
        if !sentence.is_empty() && self.sentences.len() < MAX_SENTENCES {
            self.sentences.push((owned(path), sentence));
        }
    }

    fn walk(&mut self, path: &str, node: Node<'_>, depth: usize) {
        if self.sentences.len() >= MAX_SENTENCES {
            return;
        }
        if depth > MAX_DEPTH {
            return self.push(path, owned(node.raw()));
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
            self.push(path, node.shown());
        }
    }

    /// The path of a list's element. A place is never an id: what cannot be told names no field.
    fn place(&self, path: &str, at: usize, id: Option<String>) -> String {
        match id.or_else(|| self.sent.get(at).cloned()) {
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
                    sentence.unwrap_or_else(|| element.shown()),
                );
            }
        }
        if !named {
            let sentence = member(members, "detail").or_else(|| member(members, "title"));
            self.push("", sentence.map(Node::shown).unwrap_or_default());
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

    /// One issue for each field, then those of the whole record.
    #[inline(never)]
    fn into_issues(self) -> Vec<Issue> {
        let fields: Vec<_> = self
            .sentences
            .iter()
            .map(|(path, _)| self.key(path))
            .collect();
        let mut keys = Vec::new();
        for (nth, field) in fields.iter().enumerate() {
            let position = field.as_deref().and_then(|key| self.form.position(key));
            keys.push((position.map_or(i64::MAX, number), "", nth));
        }
        let mut issues: Vec<Issue> = Vec::new();
        for nth in sorted(keys) {
            let (Some(field), Some((path, sentence))) = (fields.get(nth), self.sentences.get(nth))
            else {
                continue;
            };
            let sentence = match field {
                None if !path.is_empty() => joined(&[path, ": ", sentence]),
                _ => owned(sentence),
            };
            let before = issues
                .last_mut()
                .filter(|issue| field.is_some() && issue.field == *field);
            match before.and_then(|issue| issue.message.as_mut()) {
                Some(so_far) => *so_far = capped(&joined(&[so_far, " ", &sentence])),
                None => issues.push(Issue {
                    field: field.clone(),
                    code: Code::Server,
                    params: Vec::new(),
                    message: Some(capped(&sentence)),
                }),
            }
        }
        issues
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
