//! What the package may weigh: `bench/budget.json`.

use std::process::Command;

use anyhow::{Context, Result};

use crate::run::run;
use crate::workspace::Workspace;

/// Fails when a group of shipped files weighs over 2 % more than its budget; tells when one weighs less.
pub fn check(workspace: &Workspace) -> Result<()> {
    run(&mut script(workspace)).context("the package has outgrown bench/budget.json")
}

/// Writes down what became less.
pub fn lower(workspace: &Workspace) -> Result<()> {
    run(script(workspace).arg("--lower"))
}

fn script(workspace: &Workspace) -> Command {
    let mut script = workspace.node("scripts/budget.mjs");
    script
        .arg("dist")
        .arg(workspace.root.join("bench/budget.json"));
    script
}
