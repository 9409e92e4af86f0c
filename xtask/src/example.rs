//! `cargo x example`: one of examples/, installed and built as anybody would, on the reference server.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;

use crate::cli::{DemoOptions, ExampleOptions};
use crate::demo::{self, Started};
use crate::pipeline;
use crate::run::run_quietly;
use crate::workspace::Workspace;

/// What examples/ has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Example {
    /// A page and a script, no bundler
    Plain,
    /// React: a list, the form, a health score
    Dashboard,
    /// A Node service between the form and the API
    Forwarder,
}

/// Builds the package, installs it into the example, and serves.
pub fn example(options: &ExampleOptions) -> Result<ExitCode> {
    demo::ensure_free(options.port)?;
    let workspace = Workspace::find()?;
    let program = pipeline::site_and_server(&workspace)?;
    let folder = built(&workspace, options.name)?;
    // The page is the forwarder's; the API is somewhere else, with the page that it has anyway.
    let (port, site) = match options.name {
        Example::Forwarder => (0, workspace.site()),
        Example::Plain | Example::Dashboard => (options.port, folder.clone()),
    };
    let served = match demo::serve(&DemoOptions::on(port), &program, &site)? {
        Started::Serving(served) => served,
        Started::Ended(code) => return Ok(code),
    };
    if options.name == Example::Forwarder {
        return forwarder(&folder, &served.url, options.port);
    }
    println!("example: {}", served.url);
    std::io::stdout().flush()?;
    served.wait()
}

/// Installs today's build of the package into an example, and builds that. The folder to serve, or to start in.
pub fn built(workspace: &Workspace, example: Example) -> Result<PathBuf> {
    let name = example
        .to_possible_value()
        .context("an example has a name")?;
    let folder = workspace.root.join("examples").join(name.get_name());
    install(&folder)?;
    if example != Example::Dashboard {
        return Ok(folder);
    }
    run_quietly(npm(&folder).args(["run", "build", "--silent"]))?;
    Ok(folder.join("dist"))
}

/// Ends a Node program when its stdin closes: however we end, it does not outlive us.
const LEASH: &str = "data:text/javascript,process.stdin.resume().on('end',()=>process.exit())";

/// Runs the service; it says itself where it is.
fn forwarder(folder: &Path, api: &str, port: u16) -> Result<ExitCode> {
    let mut service = Command::new("node")
        .current_dir(folder)
        .args(["--import", LEASH, "server.js"])
        .env("API", api)
        .env("ACCOUNT_TOKEN", "demo-token")
        .env("PORT", port.to_string())
        .stdin(Stdio::piped())
        .spawn()
        .context("cannot start node")?;
    // Taken out, as waiting for a child closes its stdin.
    let leash = service.stdin.take();
    let status = service.wait()?;
    drop(leash);
    ensure!(status.success(), "the forwarder ended ({status})");
    Ok(ExitCode::SUCCESS)
}

/// `npm install`, with today's build of the package.
fn install(folder: &Path) -> Result<()> {
    let ours = folder.join("node_modules/customer-edit");
    if ours.exists() {
        fs::remove_dir_all(&ours).with_context(|| format!("cannot remove {}", ours.display()))?;
    }
    let flags = [
        "--no-package-lock",
        "--prefer-offline",
        "--no-audit",
        "--no-fund",
        "--silent",
    ];
    run_quietly(npm(folder).arg("install").args(flags))?;
    ensure!(
        ours.exists(),
        "npm did not install the package into {}",
        folder.display()
    );
    Ok(())
}

fn npm(folder: &Path) -> Command {
    let mut npm = Command::new("npm");
    npm.current_dir(folder);
    npm
}
