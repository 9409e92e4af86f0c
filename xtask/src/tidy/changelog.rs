//! What the changelog has to say, without asking any history.
//!
//! A release writes a sum over what ships into `xtask/released.txt`. While the sum of the tree is another, the changelog
//! has to say something of it under "Unreleased", or under the heading of a version that is not released yet.

use std::path::Path;

use anyhow::{Context, Result};

use super::{Finding, files, name_of, read};
use crate::version::{self, OTHERS};

const CHANGELOG: &str = "CHANGELOG.md";
/// What each release shipped.
pub const RELEASED: &str = "xtask/released.txt";
/// What a host gets to see, in one form or another.
const SHIPS: [&str; 7] = [
    "core/src",
    "headless/src",
    "src",
    "npm/src",
    "style",
    "npm/README.md",
    "npm/package.json",
];
/// What stands over what is in no version yet.
pub const UNRELEASED: &str = "Unreleased";
/// Those of Keep a Changelog.
const KINDS: [&str; 6] = [
    "Added",
    "Changed",
    "Deprecated",
    "Removed",
    "Fixed",
    "Security",
];

/// The changelog by versions: a heading's text without brackets, its date, and how many entries stand under it.
pub struct Changelog(Vec<(String, Option<String>, usize)>);

impl Changelog {
    /// Reads the headings of a changelog after Keep a Changelog.
    pub fn parse(text: &str) -> Self {
        let mut versions: Vec<(String, Option<String>, usize)> = Vec::new();
        for line in text.lines() {
            if let Some(heading) = line.strip_prefix("## ") {
                let (version, date) = match heading.split_once(" - ") {
                    Some((version, date)) => (version, Some(date.to_owned())),
                    None => (heading, None),
                };
                versions.push((version.trim_matches(['[', ']']).to_owned(), date, 0));
            } else if line.starts_with("- ")
                && let Some((.., entries)) = versions.last_mut()
            {
                *entries += 1;
            }
        }
        Self(versions)
    }

    /// The line over what is in no version yet, with its end.
    pub fn unreleased(text: &str) -> Option<&str> {
        text.split_inclusive('\n').find(|line| {
            let heading = line.trim_end().strip_prefix("## ");
            heading.is_some_and(|heading| heading.trim_matches(['[', ']']) == UNRELEASED)
        })
    }

    /// How many entries a version has; none where it has no heading.
    pub fn entries(&self, version: &str) -> Option<usize> {
        self.0
            .iter()
            .find(|(own, ..)| own == version)
            .map(|(.., entries)| *entries)
    }
}

/// Everything that is wrong with the changelog and with where the version stands.
pub fn check(root: &Path) -> Result<Vec<Finding>> {
    let text = read(&root.join(CHANGELOG))?;
    let changelog = Changelog::parse(&text);
    let mut found = shape(&text, &changelog);
    let version = version::current(root)?;
    for place in &OTHERS {
        let others = place.read(root)?;
        if let Some(other) = others.iter().find(|other| **other != version) {
            let file = place.file;
            found.push(format!("{file}: version {other}, but package.json has {version}: `cargo x release` sets both"));
        }
    }
    let sum = released(root, &version)?;
    let said = changelog.entries(UNRELEASED).unwrap_or(0);
    match &sum {
        Some(_) if changelog.entries(&version).unwrap_or(0) == 0 => {
            found.push(format!(
                "{CHANGELOG}: {version} is released and has no heading with entries"
            ));
        }
        Some(sum) if said == 0 && *sum != sum_of(root)? => {
            let what = SHIPS.join(", ");
            found.push(format!("{CHANGELOG}: nothing under \"Unreleased\", but {version} is not what is in {what} any more"));
        }
        None if said + changelog.entries(&version).unwrap_or(0) == 0 => {
            found.push(format!(
                "{CHANGELOG}: no entry for {version}, which is not released yet"
            ));
        }
        _ => {}
    }
    Ok(found)
}

/// Headings that Keep a Changelog knows, versions with a date, newest first.
fn shape(text: &str, changelog: &Changelog) -> Vec<Finding> {
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if let Some(kind) = line.strip_prefix("### ")
            && !KINDS.contains(&kind)
        {
            found.push(format!(
                "{CHANGELOG}:{}: \"{kind}\" is none of {}",
                number + 1,
                KINDS.join(", ")
            ));
        }
    }
    let mut last = None;
    for (version, date, _) in changelog
        .0
        .iter()
        .filter(|(version, ..)| version != UNRELEASED)
    {
        match date {
            Some(date) if last.is_some_and(|last| date > last) => {
                found.push(format!(
                    "{CHANGELOG}: {version} is newer than what stands above it"
                ));
            }
            Some(date) => last = Some(date),
            None => found.push(format!(
                "{CHANGELOG}: {version} has no date (`## {version} - 2026-01-31`)"
            )),
        }
    }
    found
}

/// The sum of what a version shipped; none for one that is not released.
fn released(root: &Path, version: &str) -> Result<Option<String>> {
    let text = read(&root.join(RELEASED))?;
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines.find_map(|line| Some(line.strip_prefix(version)?.strip_prefix(' ')?.to_owned())))
}

/// Whether a version is released.
pub fn is_released(root: &Path, version: &str) -> Result<bool> {
    Ok(released(root, version)?.is_some())
}

/// CRC-32 over names and contents of what ships: a release is told from what came after it, not from a forgery.
fn sum_of(root: &Path) -> Result<String> {
    let mut sum = crc32fast::Hasher::new();
    for place in SHIPS {
        for file in files(&root.join(place)) {
            let name = name_of(root, &file);
            // The version changes with the release itself.
            if name == "npm/src/version.ts" {
                continue;
            }
            sum.update(name.as_bytes());
            sum.update(&std::fs::read(&file).with_context(|| name.clone())?);
        }
    }
    Ok(format!("{:08x}", sum.finalize()))
}

/// Writes down what a version ships.
pub fn note_release(root: &Path, version: &str) -> Result<()> {
    let path = root.join(RELEASED);
    let line = format!("{}{version} {}\n", read(&path)?, sum_of(root)?);
    std::fs::write(&path, line).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::*;

    fn tree(changelog: &str, version: &str) -> Tree {
        Tree::of_version(changelog, version)
    }

    fn found(tree: &Tree) -> Vec<Finding> {
        check(tree.root()).expect("a tree that can be read")
    }

    #[test]
    fn a_coming_version_needs_an_entry() {
        let empty = tree("# Changelog\n\n## Unreleased\n\n### Added\n", "0.1.0");
        assert_eq!(
            found(&empty),
            ["CHANGELOG.md: no entry for 0.1.0, which is not released yet"]
        );
        assert!(
            found(&tree(
                "## Unreleased\n\n### Added\n\n- All of it.\n",
                "0.1.0"
            ))
            .is_empty()
        );
        assert!(
            found(&tree(
                "## 0.1.0 - 2026-01-31\n\n### Added\n\n- All of it.\n",
                "0.1.0"
            ))
            .is_empty()
        );
    }

    #[test]
    fn what_changed_since_a_release_needs_an_entry() {
        let released = "## Unreleased\n\n## 0.1.0 - 2026-01-31\n\n### Added\n\n- All of it.\n";
        let tree = tree(released, "0.1.0");
        note_release(tree.root(), "0.1.0").expect("writable");
        assert!(found(&tree).is_empty());

        tree.write("core/src/lib.rs", "pub fn g() {}");
        let said = found(&tree);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("nothing under \"Unreleased\""));

        let told = released.replace(
            "## Unreleased\n",
            "## Unreleased\n\n### Changed\n\n- `f` is `g`.\n",
        );
        tree.write("CHANGELOG.md", &told);
        assert!(found(&tree).is_empty());

        tree.write(
            "CHANGELOG.md",
            "## Unreleased\n\n### Changed\n\n- `f` is `g`.\n",
        );
        assert_eq!(
            found(&tree),
            ["CHANGELOG.md: 0.1.0 is released and has no heading with entries"]
        );
    }

    #[test]
    fn the_shape_is_keep_a_changelogs() {
        let text = "## Unreleased\n\n### News\n\n- x\n\n## 0.0.1 - 2026-01-01\n\n## 0.0.2 - 2026-02-01\n\n## 0.0.3\n";
        assert_eq!(
            found(&tree(text, "0.1.0")),
            [
                "CHANGELOG.md:3: \"News\" is none of Added, Changed, Deprecated, Removed, Fixed, Security",
                "CHANGELOG.md: 0.0.2 is newer than what stands above it",
                "CHANGELOG.md: 0.0.3 has no date (`## 0.0.3 - 2026-01-31`)",
            ]
        );
    }

    #[test]
    fn the_version_is_one() {
        let tree = tree("## Unreleased\n\n- x\n", "0.1.0");
        tree.write("npm/src/version.ts", "export const VERSION = \"0.2.0\";\n");
        assert_eq!(
            found(&tree),
            [
                "npm/src/version.ts: version 0.2.0, but package.json has 0.1.0: `cargo x release` sets both"
            ]
        );
    }
}
