//! Where things are.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run::{cargo, output};

/// Folders of this checkout and of cargo's output.
#[derive(Debug)]
pub struct Workspace {
    /// The checkout.
    pub root: PathBuf,
    /// Cargo's target folder, wherever the environment or a configuration puts it.
    pub target: PathBuf,
    /// Packages whose library is built as a `cdylib`: those that become WebAssembly modules.
    modules: Vec<String>,
}

impl Workspace {
    /// Asks cargo, which alone knows every way to move the target folder.
    pub fn find() -> Result<Self> {
        let root = root()?;
        let metadata = output(cargo(&root).args(["metadata", "--no-deps", "--format-version=1"]))?;
        let metadata: Value =
            serde_json::from_str(&metadata).context("cargo metadata is not JSON")?;
        let target = metadata["target_directory"]
            .as_str()
            .context("cargo metadata names no target folder")?
            .into();
        let modules = modules_from_metadata(&metadata);
        Ok(Self {
            root,
            target,
            modules,
        })
    }

    /// Whether this package becomes a WebAssembly module.
    pub fn is_module(&self, package: &str) -> bool {
        self.modules.iter().any(|module| module == package)
    }

    /// The npm package.
    pub fn npm(&self) -> PathBuf {
        self.root.join("npm")
    }

    /// A program that an npm package brings.
    pub fn npm_bin(&self, name: &str) -> PathBuf {
        self.npm().join("node_modules").join(".bin").join(name)
    }

    /// `node <script>` in the npm package's folder.
    pub fn node(&self, script: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("node");
        command.current_dir(self.npm()).arg(script);
        command
    }

    /// The demo page with everything it loads, as the server serves it.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }
}

/// The checkout that cargo runs us from: with one target folder for several, it may not be the one that we were built in.
fn root() -> Result<PathBuf> {
    let built = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    // A test runner of cargo's gets the folder of the package under test.
    let ours = run.filter(|folder| folder.file_name() == built.file_name());
    let folder = ours.as_deref().unwrap_or(built);
    Ok(folder
        .parent()
        .context("xtask has no parent folder")?
        .to_owned())
}

fn modules_from_metadata(metadata: &Value) -> Vec<String> {
    let is_cdylib = |target: &Value| {
        target["crate_types"]
            .as_array()
            .is_some_and(|types| types.iter().any(|kind| kind == "cdylib"))
    };
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages
        .filter(|package| {
            package["targets"]
                .as_array()
                .is_some_and(|all| all.iter().any(is_cdylib))
        })
        .filter_map(|package| package["name"].as_str().map(str::to_owned))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_the_cdylibs() {
        let metadata = serde_json::json!({ "packages": [
            { "name": "core", "targets": [{ "crate_types": ["lib"] }, { "crate_types": ["bin"] }] },
            { "name": "widget", "targets": [{ "crate_types": ["cdylib", "rlib"] }] },
        ] });
        assert_eq!(modules_from_metadata(&metadata), ["widget"]);
    }
}
