//! A refusal's body into issues on fields: field dictionaries, nested lists, `detail`, `non_field_errors`,
//! and problem+json ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)).
//!
//! What names no known field becomes an issue of the whole record: shown in the summary, in nobody's way.

use super::{CONTACT, TEMPLATE};
use crate::form::Form;
use crate::rules::report::{Code, Issue};
use crate::schema::template;
use crate::wire::json::{Node, member};
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

type Members<'a> = [(std::borrow::Cow<'a, str>, Node<'a>)];

fn is_problem(members: &Members<'_>) -> bool {
    member(members, "title").and_then(Node::as_text).is_some()
        && ["type", "status", "detail", "instance"]
            .iter()
            .any(|name| member(members, name).is_some())
}

/// Deeper than any documented error; a bomb is a sentence of the summary.
const MAX_DEPTH: usize = 6;

struct Found<'a> {
    form: &'a Form,
    sent: &'a [String],
    /// In the order found: path and sentence.
    sentences: Vec<(String, String)>,
}

impl Found<'_> {
    fn push(&mut self, path: &str, sentence: String) {
        if !sentence.is_empty() {
            self.sentences.push((path.to_owned(), sentence));
        }
    }

    fn walk(&mut self, path: &str, node: Node<'_>, depth: usize) {
        if depth > MAX_DEPTH {
            return self.push(path, node.raw().to_owned());
        }
        if let Some(members) = node.members() {
            for (name, child) in members {
                let path = match &*name {
                    "detail" | "non_field_errors" | "__all__" => path.to_owned(),
                    _ if path.is_empty() => name.into_owned(),
                    _ => [path, ".", &name].concat(),
                };
                self.walk(&path, child, depth + 1);
            }
        } else if let Some(elements) = node.elements() {
            for (at, child) in elements.into_iter().enumerate() {
                if child.is_object() {
                    let id = child.get("id").and_then(Node::as_id);
                    let place = id.or_else(|| self.sent.get(at).cloned());
                    let place = place.unwrap_or_else(|| at.to_string());
                    self.walk(&[path, ".", &place].concat(), child, depth + 1);
                } else {
                    self.walk(path, child, depth + 1);
                }
            }
        } else {
            self.push(path, node.shown());
        }
    }

    fn problem(&mut self, members: &Members<'_>) {
        let mut named = false;
        for list in ["errors", "invalid-params", "invalid_params"] {
            let Some(node) = member(members, list) else {
                continue;
            };
            named = true;
            let Some(elements) = node.elements() else {
                self.walk("", node, 0);
                continue;
            };
            for element in elements {
                let text = |name| {
                    element
                        .get(name)
                        .and_then(Node::as_text)
                        .map(|t| t.text.into_owned())
                };
                let sentence = text("detail")
                    .or_else(|| text("reason"))
                    .or_else(|| text("message"));
                let pointer =
                    text("pointer").map(|p| p.trim_start_matches(['#', '/']).replace('/', "."));
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

    /// The field that a path names: dictionary path, custom field by id, or the object itself.
    fn key(&self, path: &str) -> Option<String> {
        let known = |key: &str| self.form.position(key).map(|_| key.to_owned());
        if let Some(key) = known(path) {
            return Some(key);
        }
        if let Some(rest) = path.strip_prefix(template::PREFIX) {
            // `template.fields.12.value`: the place in the list has become an id on the way here.
            let id = rest.split('.').next().unwrap_or(rest);
            let by_place = id.parse::<usize>().ok().and_then(|at| self.sent.get(at));
            let own = known(&[template::PREFIX, id].concat());
            return own.or_else(|| known(&[template::PREFIX, by_place?].concat()));
        }
        match path {
            TEMPLATE => known(template::KEY),
            CONTACT => None,
            _ => None,
        }
    }

    fn into_issues(self) -> Vec<Issue> {
        let mut issues: Vec<(usize, Issue)> = Vec::new();
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
            issues.push((position.unwrap_or(usize::MAX), issue));
        }
        issues.sort_by_key(|(position, _)| *position);
        issues.into_iter().map(|(_, issue)| issue).collect()
    }
}
