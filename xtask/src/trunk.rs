//! Trunk, the inner loop: it watches, serves, proxies the API and reloads the page. Its hook is our own pipeline, so that
//! what it serves is made as everything else is, and it needs neither a wasm-bindgen nor a wasm-opt of its own.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::pipeline::{self, Flavour};
use crate::run::{cargo, run, run_quietly};
use crate::tally::Tally;
use crate::test::{counted, node_tests};
use crate::workspace::Workspace;

const VERSION: &str = "0.21.14";

/// `cargo x trunk …`
pub fn trunk(args: &[OsString]) -> Result<()> {
    let workspace = Workspace::find()?;
    run(Command::new(installed(&workspace)?)
        .current_dir(&workspace.root)
        .args(args))
}

/// Trunk.toml's hook: fills the folder that Trunk is about to publish.
pub fn hook() -> Result<()> {
    let workspace = Workspace::find()?;
    let staging: PathBuf = env::var_os("TRUNK_STAGING_DIR")
        .context("this is for Trunk.toml's hook")?
        .into();
    let flavour = match env::var("TRUNK_PROFILE").as_deref() {
        Ok("release") => Flavour::shipped(&workspace),
        _ => Flavour::quick(&workspace),
    };
    pipeline::site_without_page(&workspace, &flavour, &staging)
}

/// `trunk build --release` makes a whole site, and `trunk serve` one that works in a browser, with the API behind it.
pub fn check(workspace: &Workspace, tally: &mut Tally) -> Result<()> {
    let trunk = installed(workspace)?;
    let dist = workspace.target.join("trunk-release");
    run_quietly(
        Command::new(&trunk)
            .current_dir(&workspace.root)
            .args(["build", "--release", "--offline", "--dist"])
            .arg(&dist),
    )?;
    for file in ["index.html", "pkg/index.js", "pkg/customer_edit.wasm"] {
        ensure!(
            dist.join(file).is_file(),
            "trunk build --release made no {file}"
        );
    }
    let mut tests = node_tests(workspace, &pipeline::site_and_server(workspace)?)?;
    tests
        .arg(workspace.npm().join("tests/trunk.mjs"))
        .env("TRUNK", trunk);
    counted(&mut tests, tally)
}

/// Trunk from PATH or cargo's folder, installed if there is none. That takes minutes, once for all clones.
fn installed(workspace: &Workspace) -> Result<PathBuf> {
    if let Ok(trunk) = which::which("trunk") {
        return Ok(trunk);
    }
    let tools = cache()
        .unwrap_or_else(|| workspace.target.clone())
        .join(format!("trunk-{VERSION}"));
    let trunk = tools
        .join("bin")
        .join(format!("trunk{}", env::consts::EXE_SUFFIX));
    if !trunk.is_file() {
        eprintln!("installing trunk {VERSION} into {}, once", tools.display());
        let install = |more: &[&str]| {
            let args = ["install", "trunk", "--version", VERSION, "--root"];
            run(cargo(&workspace.root).args(args).arg(&tools).args(more))
        };
        // A registry that lags behind may lack a version that Trunk's own lock names.
        install(&["--locked"]).or_else(|_| install(&[]))?;
    }
    Ok(trunk)
}

/// Where this user's programs keep what can be made again
/// ([XDG base directories](https://specifications.freedesktop.org/basedir-spec/latest/)).
fn cache() -> Option<PathBuf> {
    let folder = env::var_os("XDG_CACHE_HOME")
        .filter(|folder| !folder.is_empty())
        .map(PathBuf::from);
    let folder = folder.or_else(|| Some(env::home_dir()?.join(".cache")));
    Some(folder?.join("customer-edit"))
}
