//! `cargo x shots`: pictures of every state of the form, to be looked at.

use anyhow::Result;

use crate::cli::ShotsOptions;
use crate::pipeline;
use crate::run::run;
use crate::setup;
use crate::workspace::Workspace;

/// Builds the site and photographs its gallery into `target/shots`, with a page that shows them all.
pub fn shots(options: &ShotsOptions) -> Result<()> {
    let workspace = Workspace::find()?;
    pipeline::site(&workspace)?;
    let folder = workspace.target.join("shots");
    let mut shots = workspace.node("scripts/shots.mjs");
    shots.arg("--site").arg(workspace.site());
    shots.arg("--out").arg(&folder);
    for state in &options.only {
        shots.args(["--only", state]);
    }
    run(shots.env("CHROME", setup::browser()?.chrome))?;
    println!("{}", folder.join("index.html").display());
    Ok(())
}
