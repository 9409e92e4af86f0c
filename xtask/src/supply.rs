//! What the product is made of: `cargo x audit` asks the registries' own tools, `cargo x notices` writes down whose work
//! ships. What needs no network is tested in every run.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::run::{cargo, output, run};
use crate::setup::{self, WASM};
use crate::workspace::Workspace;

const CARGO_DENY: &str = "0.20.2";
/// What the npm package carries, from the repository's folder.
const NOTICES: &str = "npm/THIRD-PARTY-NOTICES.txt";
/// The packages that become modules.
const MODULES: [&str; 2] = ["customer-edit", "customer-headless"];

/// cargo-deny on both lock files, and npm's own audit. Each is asked even after one failed.
pub fn audit() -> Result<()> {
    let workspace = Workspace::find()?;
    let deny = installed_deny(&workspace)?;
    setup::npm_packages(&workspace)?;
    let check = |manifest: &str, what: &[&str]| {
        let mut command = Command::new(&deny);
        command.current_dir(&workspace.root);
        run(command
            .args(["--manifest-path", manifest, "--config"])
            .arg(workspace.root.join("deny.toml"))
            .arg("check")
            .args(what))
    };
    let offline = ["licenses", "bans", "sources"];
    let npm = |args: &[&str]| {
        let mut npm = Command::new("npm");
        run(npm.current_dir(workspace.npm()).args(args))
    };
    let results = [
        check("Cargo.toml", &offline),
        check("fuzz/Cargo.toml", &offline),
        // The database of advisories is a repository on the web, which not every machine reaches.
        check("Cargo.toml", &["advisories"]),
        npm(&["audit"]),
        // Asks a third party for the keys.
        npm(&["audit", "signatures"]),
    ];
    let failed: Vec<String> = results
        .into_iter()
        .filter_map(|result| result.err().map(|error| format!("{error:#}")))
        .collect();
    ensure!(failed.is_empty(), "{}", failed.join("; "));
    Ok(())
}

/// From PATH, or installed beside other tools: that takes minutes, once.
fn installed_deny(workspace: &Workspace) -> Result<PathBuf> {
    if let Ok(deny) = which::which("cargo-deny") {
        return Ok(deny);
    }
    let tools = workspace.target.join(format!("cargo-deny-{CARGO_DENY}"));
    let deny = tools
        .join("bin")
        .join(format!("cargo-deny{}", env::consts::EXE_SUFFIX));
    if !deny.is_file() {
        eprintln!(
            "installing cargo-deny {CARGO_DENY} into {}, once",
            tools.display()
        );
        run(cargo(&workspace.root)
            .args(["install", "--locked", "--no-default-features", "cargo-deny"])
            .args(["--version", CARGO_DENY, "--root"])
            .arg(&tools))?;
    }
    Ok(deny)
}

/// `cargo x notices`: writes whose work is in the modules, with their licences.
pub fn write_notices() -> Result<()> {
    let workspace = Workspace::find()?;
    let path = workspace.root.join(NOTICES);
    fs::write(&path, notices(&workspace.root)?)?;
    println!("{}", path.display());
    Ok(())
}

/// The crates that are linked into what ships, and the text of one licence of each.
fn notices(root: &Path) -> Result<String> {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, package) in shipped(root)? {
        let folder = Path::new(package["manifest_path"].as_str().unwrap_or_default());
        let folder = folder.parent().context("a manifest in no folder")?;
        let text = licence(folder)
            .or_else(|_| mit_of(root, &package))
            .with_context(|| format!("{name} brings no licence"))?;
        let licence = package["license"].as_str().unwrap_or_default();
        let line = format!("{name} ({licence})");
        by_text.entry(text).or_default().push(line);
    }
    let mut groups: Vec<(Vec<String>, String)> = by_text
        .into_iter()
        .map(|(text, names)| (names, text))
        .collect();
    groups.sort();
    let mut out = String::from(
        "The WebAssembly modules of customer-edit contain the work of others, under these licences,\n\
         and Rust's standard library (MIT OR Apache-2.0, the Rust project's developers).\n\
         Written by `cargo x notices`.\n",
    );
    for (names, text) in groups {
        write!(
            out,
            "\n{}\n\n{}\n\n{text}\n",
            "-".repeat(78),
            names.join("\n")
        )?;
    }
    Ok(out)
}

/// MIT where a crate offers it, else what it has; in one form, so that equal texts are told once.
fn licence(folder: &Path) -> Result<String> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .to_uppercase();
            ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"]
                .iter()
                .any(|start| name.starts_with(start))
        })
        .collect();
    files.sort_by_key(|path| {
        let name = path.to_string_lossy().to_uppercase();
        (!name.contains("MIT"), name)
    });
    let first = files.first().context("no file")?;
    let text = fs::read_to_string(first)?;
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    Ok(lines.join("\n").trim().to_owned())
}

/// Some crates of a workspace leave its licence file behind: MIT's text is the same for all, but for the names.
fn mit_of(root: &Path, package: &Value) -> Result<String> {
    let licence = package["license"].as_str().unwrap_or_default();
    ensure!(
        licence.split([' ', '/']).any(|name| name == "MIT"),
        "{licence}"
    );
    let authors = package["authors"].as_array().into_iter().flatten();
    let authors: Vec<&str> = authors
        .filter_map(|name| name.as_str()?.split(" <").next())
        .collect();
    let ours = fs::read_to_string(root.join("LICENSE-MIT"))?;
    let (_, permission) = ours.split_once("Permission is").context("MIT begins so")?;
    let lines: Vec<&str> = permission.lines().map(str::trim_end).collect();
    let text = lines.join("\n");
    Ok(format!(
        "Copyright (c) {}\n\nPermission is{}",
        authors.join(", "),
        text.trim_end()
    ))
}

/// Crates of others that are linked into a module, by name and version. Macros run when it is built.
fn shipped(root: &Path) -> Result<BTreeMap<String, Value>> {
    let mut command = cargo(root);
    command.args([
        "metadata",
        "--format-version=1",
        "--all-features",
        "--locked",
    ]);
    command.args(["--filter-platform", WASM]);
    let metadata: Value = serde_json::from_str(&output(&mut command)?)?;
    let by_id = |list: &Value| -> BTreeMap<String, Value> {
        let all = list.as_array().cloned().unwrap_or_default();
        all.into_iter()
            .map(|one| (one["id"].as_str().unwrap_or_default().to_owned(), one))
            .collect()
    };
    let packages = by_id(&metadata["packages"]);
    let nodes = by_id(&metadata["resolve"]["nodes"]);
    let is_macro = |id: &str| {
        let targets = packages[id]["targets"].as_array();
        targets
            .into_iter()
            .flatten()
            .any(|target| target["kind"][0] == "proc-macro")
    };
    let mut open: Vec<String> = packages
        .iter()
        .filter(|(_, package)| MODULES.contains(&package["name"].as_str().unwrap_or_default()))
        .map(|(id, _)| id.clone())
        .collect();
    let mut seen = BTreeSet::new();
    let mut found = BTreeMap::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id.clone()) || is_macro(&id) {
            continue;
        }
        let package = &packages[&id];
        if !package["source"].is_null() {
            let [name, version] =
                ["name", "version"].map(|key| package[key].as_str().unwrap_or_default());
            found.insert(format!("{name} {version}"), package.clone());
        }
        for dependency in nodes[&id]["deps"].as_array().into_iter().flatten() {
            let kinds = dependency["dep_kinds"].as_array();
            if kinds
                .into_iter()
                .flatten()
                .any(|kind| kind["kind"].is_null())
            {
                open.push(dependency["pkg"].as_str().unwrap_or_default().to_owned());
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
