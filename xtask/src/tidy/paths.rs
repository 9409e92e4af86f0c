//! The paths that a Rust file names, by the compiler's own tokens: `use` trees, paths in code, paths in macros.

use std::iter::Peekable;
use std::str::FromStr;

use anyhow::{Result, anyhow};
use proc_macro2::{Delimiter, TokenStream, TokenTree, token_stream};

type Tokens = Peekable<token_stream::IntoIter>;

/// A path as the crate's root would write it, without `crate`; of another crate with that crate's name first.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    /// `["wire", "json", "Node"]`.
    pub path: Vec<String>,
    /// Counted from 1.
    pub line: usize,
}

/// Paths from the crate's root and into the crates of this repository, in the file of a module (`["wire", "json"]`).
pub fn named(text: &str, module: &[String]) -> Result<Vec<Named>> {
    let tokens = TokenStream::from_str(text).map_err(|error| anyhow!("no Rust: {error}"))?;
    let mut found = Vec::new();
    walk(tokens, module, &mut found);
    Ok(found)
}

fn walk(tokens: TokenStream, module: &[String], found: &mut Vec<Named>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut inner: Option<String> = None;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => {
                let mut module = module.to_vec();
                module.extend(inner.take());
                walk(group.stream(), &module, found);
            }
            TokenTree::Ident(first) if first == "mod" => {
                inner = tokens.next_if(is_ident).map(|name| name.to_string());
            }
            TokenTree::Ident(first) => {
                let line = first.span().start().line;
                let mut paths = Vec::new();
                rest(vec![first.to_string()], &mut tokens, &mut paths);
                let absolute = paths
                    .into_iter()
                    .filter_map(|path| from_root(&path, module));
                found.extend(absolute.map(|path| Named { path, line }));
            }
            _ => inner = None,
        }
    }
}

/// What follows the first part of a path: more parts, or a group of paths in a `use`.
fn rest(mut path: Vec<String>, tokens: &mut Tokens, paths: &mut Vec<Vec<String>>) {
    while eat_colons(tokens) {
        match tokens.peek() {
            Some(TokenTree::Ident(name)) => {
                path.push(name.to_string());
                tokens.next();
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let mut inside = group.stream().into_iter().peekable();
                tokens.next();
                while let Some(token) = inside.next() {
                    if let TokenTree::Ident(name) = token {
                        if name == "as" {
                            inside.next();
                            continue;
                        }
                        let mut path = path.clone();
                        path.push(name.to_string());
                        rest(path, &mut inside, paths);
                    }
                }
                return;
            }
            _ => break,
        }
    }
    if path.len() > 1 {
        paths.push(path);
    }
}

fn eat_colons(tokens: &mut Tokens) -> bool {
    let colon =
        |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':');
    let joint = |token: &TokenTree| {
        use proc_macro2::Spacing::Joint;
        matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':' && mark.spacing() == Joint)
    };
    tokens.next_if(joint).is_some() && tokens.next_if(colon).is_some()
}

fn is_ident(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(_))
}

/// A path from where it stands to one from the root; none where it is no path of ours.
fn from_root(path: &[String], module: &[String]) -> Option<Vec<String>> {
    let first = path.first()?.as_str();
    if first.starts_with("customer_") {
        return Some(path.to_vec());
    }
    let up = path.iter().take_while(|part| *part == "super").count();
    let (above, below) = match first {
        "crate" => (&[][..], path.get(1..)?),
        "self" => (module, path.get(1..)?),
        "super" => (
            module.get(..module.len().checked_sub(up)?)?,
            path.get(up..)?,
        ),
        _ => return None,
    };
    Some([above, below].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(text: &str, module: &[&str]) -> Vec<String> {
        let module: Vec<String> = module.iter().map(ToString::to_string).collect();
        let found = named(text, &module).expect("Rust");
        let shown = |named: &Named| format!("{} {}", named.line, named.path.join("::"));
        found.iter().map(shown).collect()
    }

    #[test]
    fn use_trees_are_taken_apart() {
        let text = "use crate::rules::{self, date::{a, b as c}, tie};\npub use std::fmt::Debug;";
        let expected = [
            "1 rules::self",
            "1 rules::date::a",
            "1 rules::date::b",
            "1 rules::tie",
        ];
        assert_eq!(paths(text, &["diff"]), expected);
    }

    #[test]
    fn paths_in_code_macros_and_attributes_count_and_texts_do_not() {
        let text = "/// crate::no\nfn f() -> crate::a::B<crate::c::D> { println!(\"crate::no\", crate::e::f()) }";
        assert_eq!(paths(text, &["x"]), ["2 a::B", "2 c::D", "2 e::f"]);
    }

    #[test]
    fn super_is_where_the_file_is() {
        assert_eq!(
            paths("use super::json::Node;", &["wire", "list"]),
            ["1 wire::json::Node"]
        );
        assert_eq!(
            paths("use super::super::diff::at;", &["wire", "json", "scan"]),
            ["1 wire::diff::at"]
        );
        let inline = "mod tests { use super::*; use super::super::draft::Slot; }";
        assert_eq!(paths(inline, &["wire"]), ["1 draft::Slot"]);
    }

    #[test]
    fn other_crates_of_ours_are_named_in_full() {
        assert_eq!(
            paths("use customer_core::wire::path;", &["ui"]),
            ["1 customer_core::wire::path"]
        );
    }
}
