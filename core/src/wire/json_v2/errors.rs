//! A refusal's body into issues on fields: field dictionaries, nested lists, `detail`, `non_field_errors`,
//! and problem+json ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)).
//!
//! What names no known field becomes an issue of the whole record: shown in the summary, in nobody's way.

use super::TEMPLATE;
use crate::form::Form;
use crate::order::{in_order, number};
use crate::rules::report::{Code, Issue};
use crate::schema::template;
use crate::wire::json::{Members, Node, member};
use crate::wire::reply::capped;

/// Reads a refusal. `sent` are the ids of the custom fields in the order that the request named them.
/// Empty when the body says nothing that can be read.
#[must_use]
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
            self.sentences.push((path.to_owned(), sentence));
        }
    }

    fn walk(&mut self, path: &str, node: Node<'_>, depth: usize) {
        if self.sentences.len() >= MAX_SENTENCES {
            return;
        }
        if depth > MAX_DEPTH {
            return self.push(path, node.raw().to_owned());
        }
        if let Some(members) = node.members() {
            for (name, child) in members {
                match &*name {
                    "detail" | "non_field_errors" | "__all__" => self.walk(path, child, depth + 1),
                    name => self.walk(&joined(path, name), child, depth + 1),
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
            Some(id) => joined(path, &id),
            None => [path, "[", &at.to_string(), "]"].concat(),
        }
    }

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
                let text = |name: &str| {
                    element
                        .get(name)
                        .and_then(Node::as_text)
                        .map(|text| text.text.into_owned())
                };
                let first = |names: [&str; 3]| names.into_iter().find_map(&text);
                let sentence = first(["detail", "reason", "message"]);
                let pointer = text("pointer").map(|pointer| self.path_from_pointer(&pointer));
                let path = pointer.or_else(|| text("name")).or_else(|| text("field"));
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
    fn path_from_pointer(&self, pointer: &str) -> String {
        let mut path = String::new();
        for segment in pointer.trim_start_matches('#').split('/').skip(1) {
            let segment = segment.replace("~1", "/").replace("~0", "~");
            path = match segment.parse() {
                Ok(at) if path == FIELDS => self.place(&path, at, None),
                _ => joined(&path, &segment),
            };
        }
        path
    }

    /// The field that a path names: its key, or a member of a custom field's element.
    fn key(&self, path: &str) -> Option<String> {
        let known = |key: &str| self.form.position(key).map(|_| key.to_owned());
        known(path).or_else(|| {
            let Some(rest) = path.strip_prefix(template::PREFIX) else {
                return if path == TEMPLATE {
                    known(template::KEY)
                } else {
                    None
                };
            };
            let id = rest.split('.').next().unwrap_or(rest);
            known(&[template::PREFIX, id].concat())
        })
    }

    fn into_issues(self) -> Vec<Issue> {
        let mut issues: Vec<(i64, Issue)> = Vec::new();
        for (path, sentence) in &self.sentences {
            let field = self.key(path);
            let position = field.as_deref().and_then(|key| self.form.position(key));
            let sentence = match &field {
                None if !path.is_empty() => [path, ": ", sentence].concat(),
                _ => sentence.clone(),
            };
            let same = issues
                .iter_mut()
                .find(|(_, issue)| issue.field.is_some() && issue.field == field);
            if let Some((_, issue)) = same {
                let so_far = issue.message.take().unwrap_or_default();
                issue.message = Some(capped(&[&so_far, " ", &sentence].concat()));
                continue;
            }
            let message = Some(capped(&sentence));
            let issue = Issue {
                field,
                code: Code::Server,
                params: Vec::new(),
                message,
            };
            issues.push((number(position), issue));
        }
        in_order(issues)
    }
}

/// The list of custom fields.
const FIELDS: &str = "template.fields";

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        [path, ".", name].concat()
    }
}
