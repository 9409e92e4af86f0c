//! Every public item has a sentence, and every reference builds without a warning: rustdoc says so for Rust.
//!
//! TypeDoc says it for TypeScript: `crate::reference`.

use std::path::Path;

use anyhow::Result;

use super::Finding;
use crate::run::{cargo, shown};
use crate::workspace::Workspace;

/// The crates that others read the reference of. The widget's items are for JavaScript; TypeScript documents them.
const CRATES: [&str; 3] = ["customer-core", "customer-headless", "customer-server"];

/// Builds the reference of our crates.
pub fn workspace(workspace: &Workspace) -> Result<Vec<Finding>> {
    let args: Vec<&str> = CRATES.iter().flat_map(|name| ["--package", name]).collect();
    rustdoc(&workspace.root, None, &args)
}

/// `cargo doc` in a folder; its first error where it has one.
fn rustdoc(folder: &Path, target: Option<&Path>, args: &[&str]) -> Result<Vec<Finding>> {
    let mut doc = cargo(folder);
    doc.args(["doc", "--no-deps", "--lib", "--all-features", "--quiet"])
        .args(args);
    doc.env("RUSTDOCFLAGS", "--deny warnings --deny missing_docs");
    if let Some(target) = target {
        doc.env("CARGO_TARGET_DIR", target);
    }
    let output = doc.output()?;
    if output.status.success() {
        return Ok(Vec::new());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Ok(vec![format!(
        "`{}` says:\n{}",
        shown(&doc),
        said.trim_end()
    )])
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::*;

    const MANIFEST: &str = "[package]\nname = \"fixture\"\nedition = \"2024\"\n\n[workspace]\n";

    fn findings(lib: &str) -> Vec<Finding> {
        let tree = Tree::new(&[("Cargo.toml", MANIFEST), ("src/lib.rs", lib)]);
        rustdoc(tree.root(), Some(&tree.root().join("target")), &[]).expect("cargo")
    }

    #[test]
    fn a_public_item_needs_a_sentence_and_a_link_a_target() {
        let clean = "//! A crate.\n\n/// A function, see [`g`].\npub fn f() {}\n\n/// Another.\npub fn g() {}\n\nfn private() {}\n";
        assert_eq!(findings(clean), Vec::<String>::new());
        let bare = findings("//! A crate.\n\npub fn f() {}\n");
        assert!(
            bare.iter()
                .any(|said| said.contains("missing documentation for a function")),
            "{bare:?}"
        );
        let astray = findings("//! A crate, see [`nowhere`].\n");
        assert!(
            astray.iter().any(|said| said.contains("unresolved link")),
            "{astray:?}"
        );
    }
}
