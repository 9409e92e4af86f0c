//! What must hold before anything runs: formatting, clippy for both targets, TypeScript's types, the rules of the house.

use anyhow::{Result, ensure};

use crate::pipeline::{self, Flavour};
use crate::run::{cargo, run};
use crate::setup;
use crate::tidy;
use crate::workspace::Workspace;

/// Every lint, also after one failed: they find different things.
pub fn lint() -> Result<()> {
    let workspace = Workspace::find()?;
    setup::wasm_target()?;
    setup::npm_packages(&workspace)?;
    let root = &workspace.root;
    let deny = ["--", "--deny", "warnings"];
    let results = [
        run(cargo(root).args(["fmt", "--all", "--check"])),
        run(cargo(root)
            .args(["clippy", "--workspace", "--all-targets"])
            .args(deny)),
        run(cargo(root)
            .args(["clippy", "--all-targets", "--target", setup::WASM])
            .args(["--package", "customer-edit"])
            .args(deny)),
        run(cargo(root)
            .args(["clippy", "--all-targets", "--target", setup::WASM])
            .args(["--package", "customer-edit", "--features", "form-v1"])
            .args(deny)),
        // By itself, as it ships: beside the widget it would be checked with the widget's features, std among them.
        run(cargo(root)
            .args(["clippy", "--lib", "--target", setup::WASM])
            .args(["--package", "customer-headless"])
            .args(deny)),
        types(&workspace),
        tidy::tidy(),
    ];
    let failed: Vec<String> = results
        .into_iter()
        .filter_map(|result| result.err().map(|error| format!("{error:#}")))
        .collect();
    ensure!(failed.is_empty(), "{}", failed.join("; "));
    Ok(())
}

/// `tsc` over the package's sources and the demo's script.
fn types(workspace: &Workspace) -> Result<()> {
    // The sources import the glue's types, which only a build makes.
    pipeline::glue(workspace, &Flavour::shipped(workspace))?;
    run(workspace
        .node(workspace.npm_bin("tsc"))
        .args(["--noEmit", "--project", "tsconfig.json"]))
}
