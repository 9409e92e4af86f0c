//! `cargo x shots`: pictures of every state of the form, to be looked at.

use anyhow::Result;

use crate::cli::ShotsOptions;
use crate::example::{self, Example};
use crate::pipeline;
use crate::run::run;
use crate::setup;
use crate::workspace::Workspace;

/// Builds the site and photographs its gallery into `target/shots`, with a page that shows them all.
pub fn shots(options: &ShotsOptions) -> Result<()> {
    let workspace = Workspace::find()?;
    if options.readme {
        return images(&workspace);
    }
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

/// The README's pictures, written into docs/images.
fn images(workspace: &Workspace) -> Result<()> {
    let server = pipeline::site_and_server(workspace)?;
    let dashboard = example::built(workspace, Example::Dashboard)?;
    let folder = workspace.root.join("docs/images");
    let mut images = workspace.node("scripts/images.mjs");
    images.arg("--site").arg(workspace.site());
    images.arg("--dashboard").arg(dashboard);
    images.arg("--out").arg(&folder);
    images.env("CHROME", setup::browser()?.chrome);
    run(images.env("CUSTOMER_SERVER", server))?;
    println!("{}", folder.display());
    Ok(())
}
