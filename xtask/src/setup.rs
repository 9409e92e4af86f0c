//! Installs what is missing, and is quick when nothing is.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::run::{output, run};
use crate::workspace::Workspace;

/// The target the widget is compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The standard library for WebAssembly, by rustup.
pub fn wasm_target() -> Result<()> {
    let mut sysroot = Command::new("rustc");
    let sysroot = output(sysroot.args(["--print", "sysroot"]))?;
    let lib = PathBuf::from(sysroot.trim()).join("lib/rustlib").join(WASM);
    if lib.is_dir() {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("Rust's {WASM} target is missing and could not be added"))
}

/// The npm package's own: build tools and test tools.
pub fn npm_packages(workspace: &Workspace) -> Result<()> {
    npm_ci(&workspace.npm())
}

/// `npm ci` in a folder, unless node_modules was installed from this very package-lock.json.
pub fn npm_ci(folder: &Path) -> Result<()> {
    let lock = folder.join("package-lock.json");
    let lock = fs::read(&lock).with_context(|| format!("{} cannot be read", lock.display()))?;
    let stamp = folder.join("node_modules/.installed-from.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let mut npm = Command::new("npm");
    run(npm
        .current_dir(folder)
        .args(["ci", "--no-audit", "--no-fund"]))
    .context("npm packages could not be installed (is Node 20 or newer here?)")?;
    fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))
}

/// A browser that tests can drive.
#[derive(Debug)]
pub struct Browser {
    /// Chromium's program.
    pub chrome: PathBuf,
    /// The WebDriver server of the same version.
    pub driver: PathBuf,
}

/// Chromium from the environment, PATH, or Debian's packages.
pub fn browser() -> Result<Browser> {
    if let Some(browser) = find_browser() {
        return Ok(browser);
    }
    if is_root() && which::which("apt-get").is_ok() {
        let apt = || {
            let mut apt = Command::new("apt-get");
            apt.env("DEBIAN_FRONTEND", "noninteractive");
            apt
        };
        run(apt().args(["update", "-q"]))?;
        run(apt().args([
            "install",
            "-qy",
            "--no-install-recommends",
            "chromium",
            "chromium-driver",
        ]))?;
        if let Some(browser) = find_browser() {
            return Ok(browser);
        }
    }
    bail!(
        "tests need Chromium and chromedriver of one version: install both (Debian: chromium chromium-driver), \
         or name their programs in CHROME and CHROMEDRIVER"
    )
}

fn find_browser() -> Option<Browser> {
    let program = |variable: &str, names: &[&str]| {
        env::var_os(variable)
            .map(PathBuf::from)
            .or_else(|| names.iter().find_map(|name| which::which(name).ok()))
    };
    Some(Browser {
        chrome: program("CHROME", &["chromium", "chromium-browser", "google-chrome"])?,
        driver: program("CHROMEDRIVER", &["chromedriver"])?,
    })
}

/// Windows has no `id`, and no apt either.
fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
