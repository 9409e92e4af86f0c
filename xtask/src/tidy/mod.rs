//! `cargo x tidy`: the rules of the house that no compiler knows.
//!
//! Which way imports go, how long a module may be, what has to be documented, what the changelog has to say. Each rule
//! is a function from a tree to findings, so that a test can show it failing on a small tree of its own.

mod changelog;
mod documented;
mod lengths;
mod npm;
mod packages;
mod paths;
mod rooms;
#[cfg(test)]
mod tree;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use walkdir::{DirEntry, WalkDir};

use crate::workspace::Workspace;

pub use changelog::{Changelog, RELEASED, UNRELEASED, is_released, note_release};
pub use documented::docs;
#[cfg(test)]
pub use tree::Tree;

/// One breach of a rule, as it is shown: `place: what is wrong`.
pub type Finding = String;

/// Every rule, also after one found something: they find different things.
pub fn tidy() -> Result<()> {
    let workspace = Workspace::find()?;
    let root = &workspace.root;
    let rules = [
        ("rooms of core", rooms::core(root)?),
        ("rooms of the widget", rooms::widget(root)?),
        ("packages", packages::check(&packages::metadata(root)?)),
        ("folders of npm/src", npm::check(&npm::imports(&workspace)?)),
        ("lengths", lengths::check(root)?),
        ("changelog", changelog::check(root)?),
        ("documentation", documented::check(&workspace)?),
    ];
    let mut count = 0;
    for (rule, findings) in rules {
        for finding in findings {
            eprintln!("tidy: {rule}: {finding}");
            count += 1;
        }
    }
    ensure!(count == 0, "tidy: {count} findings");
    Ok(())
}

/// A file below `root`, as the rules name it: with `/` on every machine.
fn name_of(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Every file below a folder that is ours, in order of name: nothing hidden, installed or built.
fn files(folder: &Path) -> Vec<PathBuf> {
    const NOT_OURS: [&str; 4] = ["node_modules", "target", "dist", "build"];
    let ours = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let built = entry.file_type().is_dir() && NOT_OURS.contains(&&*name);
        entry.depth() == 0 || !(built || name.starts_with('.'))
    };
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(ours)
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(DirEntry::into_path)
        .collect()
}
