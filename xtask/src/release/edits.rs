//! What a release changes in the checkout.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use semver::Version;

use crate::tidy::{self, Changelog};
use crate::version::{self, FIRST, OTHERS};

const CHANGELOG: &str = "CHANGELOG.md";

/// A file that gets another text.
#[derive(Debug, PartialEq, Eq)]
pub struct Edit {
    /// Below the checkout.
    pub file: &'static str,
    /// All of it.
    pub text: String,
}

/// Every file that a release of this version changes, or why there can be none.
pub fn of(root: &Path, version: &str, date: &str) -> Result<Vec<Edit>> {
    let current = version::current(root)?;
    let next = Version::parse(version).with_context(|| format!("{version} is no version"))?;
    ensure!(
        next >= Version::parse(&current)?,
        "{version} comes before {current}"
    );
    if tidy::is_released(root, version)? {
        bail!("{version} is released already: which one is next? (cargo x release VERSION)");
    }
    let mut edits = vec![changelog(root, version, date)?];
    for place in std::iter::once(&FIRST).chain(&OTHERS) {
        let text = place.with(root, version)?;
        edits.push(Edit {
            file: place.file,
            text,
        });
    }
    let mut changed = Vec::new();
    for edit in edits {
        if fs::read_to_string(root.join(edit.file))? != edit.text {
            changed.push(edit);
        }
    }
    Ok(changed)
}

/// What was unreleased becomes the version's, unless a person has written its heading already.
fn changelog(root: &Path, version: &str, date: &str) -> Result<Edit> {
    let text = fs::read_to_string(root.join(CHANGELOG)).context("there is no CHANGELOG.md")?;
    let log = Changelog::parse(&text);
    let text = match (log.entries(version), log.entries(tidy::UNRELEASED)) {
        (Some(1..), None | Some(0)) => text,
        (Some(_), _) => bail!(
            "{CHANGELOG} has entries under \"Unreleased\" and a heading {version}: put them under one"
        ),
        (None, Some(1..)) => {
            let unreleased = Changelog::unreleased(&text).context("a heading with entries")?;
            text.replacen(
                unreleased,
                &format!("{unreleased}\n## {version} - {date}\n"),
                1,
            )
        }
        (None, _) => {
            bail!("{CHANGELOG} says nothing of {version}: an entry under \"Unreleased\" first")
        }
    };
    Ok(Edit {
        file: CHANGELOG,
        text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::Tree;

    fn tree(changelog: &str) -> Tree {
        Tree::of_version(changelog, "0.1.0")
    }

    fn refusal(tree: &Tree, version: &str) -> String {
        of(tree.root(), version, "2026-11-22")
            .expect_err("must be refused")
            .to_string()
    }

    #[test]
    fn every_place_gets_the_version_and_the_changelog_a_heading() {
        let tree = tree("# Changelog\n\n## Unreleased\n\n### Added\n\n- All of it.\n");
        let edits = of(tree.root(), "0.2.0", "2026-11-22").expect("a release");
        let files: Vec<&str> = edits.iter().map(|edit| edit.file).collect();
        assert_eq!(
            files,
            [
                "CHANGELOG.md",
                "npm/package.json",
                "Cargo.toml",
                "Cargo.lock",
                "npm/package-lock.json",
                "npm/src/version.ts"
            ]
        );
        assert_eq!(
            edits[0].text,
            "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-11-22\n\n### Added\n\n- All of it.\n"
        );
        assert!(
            edits[2].text.ends_with("other = { version = \"0.1.0\" }\n"),
            "dependencies keep theirs"
        );
        assert_eq!(edits[3].text.matches("0.2.0").count(), 5);
        assert_eq!(edits[3].text.matches("0.1.0").count(), 1);
        assert_eq!(edits[4].text.matches("0.2.0").count(), 2);
        assert_eq!(edits[4].text.matches("0.1.0").count(), 1);
    }

    #[test]
    fn a_heading_in_brackets_is_one() {
        let tree = tree("# Changelog\n\n## [Unreleased]\n\n### Added\n\n- All of it.\n");
        let edits = of(tree.root(), "0.2.0", "2026-11-22").expect("a release");
        assert_eq!(
            edits[0].text,
            "# Changelog\n\n## [Unreleased]\n\n## 0.2.0 - 2026-11-22\n\n### Added\n\n- All of it.\n"
        );
    }

    #[test]
    fn the_first_release_keeps_the_version() {
        let tree = tree("## Unreleased\n\n### Added\n\n- All of it.\n");
        let edits = of(tree.root(), "0.1.0", "2026-11-22").expect("a release");
        assert_eq!(
            edits.iter().map(|edit| edit.file).collect::<Vec<_>>(),
            ["CHANGELOG.md"]
        );
    }

    #[test]
    fn a_release_without_news_backwards_or_twice_is_refused() {
        let empty = tree("## Unreleased\n");
        assert_eq!(
            refusal(&empty, "0.2.0"),
            "CHANGELOG.md says nothing of 0.2.0: an entry under \"Unreleased\" first"
        );
        let told = tree("## Unreleased\n\n- x\n");
        assert_eq!(refusal(&told, "0.0.9"), "0.0.9 comes before 0.1.0");
        assert_eq!(refusal(&told, "v2"), "v2 is no version");
        let both = tree("## Unreleased\n\n- x\n\n## 0.2.0 - 2026-11-22\n\n- y\n");
        assert!(
            refusal(&both, "0.2.0")
                .starts_with("CHANGELOG.md has entries under \"Unreleased\" and a heading 0.2.0")
        );
        tidy::note_release(told.root(), "0.1.0").expect("writable");
        assert!(refusal(&told, "0.1.0").starts_with("0.1.0 is released already"));
    }
}
