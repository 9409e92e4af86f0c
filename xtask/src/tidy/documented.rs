//! Every public item has a sentence, and every reference builds without a warning: rustdoc and TypeDoc say so.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use super::Finding;
use crate::run::{cargo, shown};
use crate::setup;
use crate::workspace::Workspace;

/// The crates that others read the reference of. The widget's items are for JavaScript; TypeScript documents them.
const CRATES: [&str; 3] = ["customer-core", "customer-headless", "customer-server"];

/// `cargo x docs`: both references, and where they are.
pub fn docs() -> Result<()> {
    let workspace = Workspace::find()?;
    let findings = check(&workspace)?;
    ensure!(findings.is_empty(), "{}", findings.join("\n"));
    println!(
        "{}",
        workspace
            .target
            .join("doc/customer_core/index.html")
            .display()
    );
    println!("{}", workspace.target.join("doc/npm/index.html").display());
    Ok(())
}

/// Builds the references of our crates and of the npm package.
pub fn check(workspace: &Workspace) -> Result<Vec<Finding>> {
    let args: Vec<&str> = CRATES.iter().flat_map(|name| ["--package", name]).collect();
    let mut found = rustdoc(&workspace.root, None, &args)?;
    found.extend(typedoc(workspace)?);
    Ok(found)
}

/// `cargo doc` in a folder; what it says where it fails.
fn rustdoc(folder: &Path, target: Option<&Path>, args: &[&str]) -> Result<Vec<Finding>> {
    let mut doc = cargo(folder);
    doc.args(["doc", "--no-deps", "--lib", "--all-features", "--quiet"])
        .args(args);
    doc.env("RUSTDOCFLAGS", "--deny warnings --deny missing_docs");
    if let Some(target) = target {
        doc.env("CARGO_TARGET_DIR", target);
    }
    said_when_failed(&mut doc)
}

/// TypeDoc, by npm/reference/typedoc.json. Members are held to more by npm/tests/package/documented.test.mjs.
fn typedoc(workspace: &Workspace) -> Result<Vec<Finding>> {
    let folder = workspace.npm().join("reference");
    setup::npm_packages(workspace)?;
    setup::npm_ci(&folder)?;
    let mut typedoc = Command::new("node");
    typedoc
        .current_dir(&folder)
        .arg("node_modules/typedoc/bin/typedoc")
        .args(["--logLevel", "Warn", "--out"])
        .arg(workspace.target.join("doc/npm"));
    said_when_failed(&mut typedoc)
}

fn said_when_failed(command: &mut Command) -> Result<Vec<Finding>> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(Vec::new());
    }
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    Ok(vec![format!(
        "`{}` says:\n{}",
        shown(command),
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
