//! Where the version stands, and what is released.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The one that the others are held against.
pub const FIRST: Place = Place {
    file: "npm/package.json",
    before: &["\"version\": \""],
};

/// Every other place.
pub const OTHERS: [Place; 4] = [
    Place {
        file: "Cargo.toml",
        before: &["[workspace.package]\nversion = \""],
    },
    Place {
        file: "Cargo.lock",
        before: &[
            "name = \"customer-core\"\nversion = \"",
            "name = \"customer-edit\"\nversion = \"",
            "name = \"customer-headless\"\nversion = \"",
            "name = \"customer-server\"\nversion = \"",
            "name = \"xtask\"\nversion = \"",
        ],
    },
    Place {
        file: "npm/package-lock.json",
        before: &[
            "\"name\": \"customer-edit\",\n  \"version\": \"",
            "\"name\": \"customer-edit\",\n      \"version\": \"",
        ],
    },
    Place {
        file: "npm/src/version.ts",
        before: &["VERSION = \""],
    },
];

/// A file, and what stands right before each version in it.
pub struct Place {
    /// Below the checkout.
    pub file: &'static str,
    before: &'static [&'static str],
}

impl Place {
    /// The versions that it has, one for each thing that stands before one.
    pub fn read(&self, root: &Path) -> Result<Vec<String>> {
        let text = self.text(root)?;
        self.before
            .iter()
            .map(|before| {
                let (_, after) = text
                    .split_once(before)
                    .with_context(|| self.lacks(before))?;
                Ok(after.split('"').next().unwrap_or_default().to_owned())
            })
            .collect()
    }

    /// Its text with another version.
    pub fn with(&self, root: &Path, version: &str) -> Result<String> {
        let mut text = self.text(root)?;
        for before in self.before {
            let (head, after) = text
                .split_once(before)
                .with_context(|| self.lacks(before))?;
            let (_, tail) = after.split_once('"').with_context(|| self.lacks(before))?;
            text = format!("{head}{before}{version}\"{tail}");
        }
        Ok(text)
    }

    fn text(&self, root: &Path) -> Result<String> {
        let path = root.join(self.file);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }

    fn lacks(&self, before: &str) -> String {
        format!("{} has no version after `{before}`", self.file)
    }
}

/// The package's version.
pub fn current(root: &Path) -> Result<String> {
    FIRST
        .read(root)?
        .pop()
        .context("package.json has no version")
}
