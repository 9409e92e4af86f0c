//! Which way imports go in npm/src. Types are not counted: they are gone before anything runs.

use anyhow::{Context, Result, ensure};

use super::Finding;
use crate::run::output;
use crate::workspace::Workspace;

/// A file (or a folder, with `/`) and what it may import, by how the path begins. The first that fits counts.
const MAY_IMPORT: [(&str, &[&str]); 12] = [
    ("messages/", &["messages/"]),
    ("types.ts", &[]),
    ("version.ts", &[]),
    ("errors.ts", &[]),
    // Glue and style sheets are not of npm/src.
    (
        "internal/loader.ts",
        &["internal/", "widget-form-v1.ts", "../build/"],
    ),
    ("internal/styles.ts", &["../../style/"]),
    (
        "internal/",
        &["internal/", "messages/", "errors.ts", "version.ts"],
    ),
    (
        "customer-edit.ts",
        &["internal/", "errors.ts", "version.ts"],
    ),
    ("widget-form-v1.ts", &["../build/"]),
    ("headless-form-v1.ts", &["../build/"]),
    ("define.ts", &["customer-edit.ts", "version.ts"]),
    // Without a form: nothing of the element, of which it would load every byte.
    (
        "headless.ts",
        &[
            "headless-form-v1.ts",
            "internal/editor.ts",
            "internal/json.ts",
            "internal/marks.ts",
            "internal/settings.ts",
            "internal/wasm.ts",
            "messages/answers.ts",
            "messages/words.ts",
            "errors.ts",
            "../build/",
        ],
    ),
];

/// One import: who, and what. Paths below npm/src.
pub type Import = (String, String);

/// Every import of a value, as esbuild resolves it.
pub fn imports(workspace: &Workspace) -> Result<Vec<Import>> {
    crate::setup::npm_packages(workspace)?;
    let lines = output(workspace.node("scripts/imports.mjs").arg("src"))?;
    let imports: Vec<Import> = lines
        .lines()
        .map(|line| {
            let (from, to) = line.split_once(' ').context("an import is two paths")?;
            Ok((from.to_owned(), to.to_owned()))
        })
        .collect::<Result<_>>()?;
    ensure!(
        imports.len() > 20,
        "npm/scripts/imports.mjs found {} imports",
        imports.len()
    );
    Ok(imports)
}

/// Every import that the table does not allow.
pub fn check(imports: &[Import]) -> Vec<Finding> {
    let begins =
        |path: &str, with: &str| path == with || with.ends_with('/') && path.starts_with(with);
    imports
        .iter()
        .filter(|(from, to)| {
            let rule = MAY_IMPORT.iter().find(|(who, _)| begins(from, who));
            rule.is_some_and(|(_, may)| !may.iter().any(|may| begins(to, may)))
        })
        .map(|(from, to)| {
            format!("npm/src/{from} must not import {to} (xtask/src/tidy/npm.rs says what it may)")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(from: &str, to: &str) -> bool {
        !check(&[(from.to_owned(), to.to_owned())]).is_empty()
    }

    #[test]
    fn wording_knows_nothing_and_headless_no_element() {
        assert!(!found("messages/de.ts", "messages/answers.de.ts"));
        assert!(found("messages/de.ts", "internal/json.ts"));
        assert!(found("internal/host.ts", "customer-edit.ts"));
        assert!(found("headless.ts", "internal/session.ts"));
        assert!(found("types.ts", "errors.ts"));
        assert!(!found("react.ts", "customer-edit.ts"));
    }
}
