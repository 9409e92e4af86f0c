//! `cargo x bench`: what the core's steps cost, what the element costs in a browser, and what its peers cost.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;
use walkdir::WalkDir;

use crate::cli::BenchOptions;
use crate::pipeline;
use crate::run::{cargo, output, run};
use crate::setup;
use crate::workspace::Workspace;

/// One part of `cargo x bench`, in the order they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Criterion over core: decode, validate, diff, PUT, PATCH
    Core,
    /// The element alone, in headless Chromium
    Own,
    /// The element beside its peers, where their runner is there
    Peers,
}

/// Runs the parts asked for and prints what was measured as Markdown on stdout.
pub fn bench(options: &BenchOptions) -> Result<()> {
    let workspace = Workspace::find()?;
    let asked = |part| options.only.is_empty() || options.only.contains(&part);
    let folder = workspace.target.join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut measured: Vec<OsString> = Vec::new();
    let mut take = |name: &str, path: PathBuf| measured.extend([name.into(), path.into()]);
    if asked(Part::Core) {
        run(cargo(&workspace.root).args(["bench", "--package", "customer-core"]))?;
        take("--core", workspace.target.join("criterion"));
    }
    if asked(Part::Own) || asked(Part::Peers) {
        let entry = folder.join("entry");
        pipeline::site(&workspace)?;
        run(workspace
            .node(script(&workspace, "build.mjs"))
            .args(["--dist", "dist", "--out"])
            .arg(&entry))?;
        if asked(Part::Own) {
            let figures = folder.join("figures.json");
            run(workspace
                .node(script(&workspace, "figures.mjs"))
                .arg("--entry")
                .arg(&entry)
                .arg("--out")
                .arg(&figures)
                .env("CHROME", setup::browser()?.chrome))?;
            take("--own", figures);
        }
        let runner = options.runner.clone();
        let runner = runner.unwrap_or_else(|| workspace.root.join("../shared/bench"));
        if asked(Part::Peers) && runner.join("run.mjs").is_file() {
            take(
                "--runner",
                peers(&workspace, &runner, &entry, &options.rest)?,
            );
        } else if asked(Part::Peers) {
            let named = options.only.contains(&Part::Peers) || options.runner.is_some();
            ensure!(!named, "there is no runner in {}", runner.display());
            eprintln!("no runner of the peers in {}: left out", runner.display());
        }
    }
    print!(
        "{}",
        output(
            workspace
                .node(script(&workspace, "table.mjs"))
                .args(measured)
        )?
    );
    Ok(())
}

fn script(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.root.join("bench").join(name)
}

/// The runner works in a copy: where it comes from nothing is written. Answers where the results are.
fn peers(workspace: &Workspace, source: &Path, entry: &Path, rest: &[OsString]) -> Result<PathBuf> {
    let folder = workspace.target.join("bench/runner");
    copy(source, &folder)?;
    let (lock, stamp) = (
        folder.join("package-lock.json"),
        folder.join("node_modules/.installed-from.json"),
    );
    let lock = fs::read(&lock).with_context(|| format!("cannot read {}", lock.display()))?;
    if fs::read(&stamp).ok().as_ref() != Some(&lock) {
        let mut npm = std::process::Command::new("npm");
        run(npm
            .current_dir(&folder)
            .args(["ci", "--no-audit", "--no-fund"]))?;
        fs::write(&stamp, lock).with_context(|| format!("cannot write {}", stamp.display()))?;
    }
    let results = workspace.target.join("bench/results.json");
    run(workspace
        .node(folder.join("run.mjs"))
        .args(["--name", "customer-edit", "--entry"])
        .arg(entry)
        .arg("--out")
        .arg(&results)
        .args(rest)
        .env("CHROMIUM", setup::browser()?.chrome))?;
    Ok(results)
}

/// The runner's own files; what it installs and builds for itself stays in the copy.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let own = |name: &str| !matches!(name, "node_modules" | "dist" | "results.json");
    let files = WalkDir::new(from).into_iter().filter_entry(|entry| {
        let top = entry.depth() == 1;
        !top || own(&entry.file_name().to_string_lossy())
    });
    for file in files {
        let file = file.with_context(|| format!("cannot read {}", from.display()))?;
        let target = to.join(file.path().strip_prefix(from)?);
        if file.file_type().is_dir() {
            fs::create_dir_all(&target)
        } else {
            fs::copy(file.path(), &target).map(drop)
        }
        .with_context(|| format!("cannot write {}", target.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_keeps_what_was_installed_and_takes_what_changed() {
        let folder = std::env::temp_dir().join(format!("bench-copy-{}", std::process::id()));
        let (from, to) = (folder.join("from"), folder.join("to"));
        for path in [from.join("apps"), from.join("dist"), to.join("dist")] {
            fs::create_dir_all(path).expect("a folder");
        }
        fs::write(from.join("run.mjs"), "new").expect("a file");
        fs::write(from.join("apps/a.ts"), "a").expect("a file");
        fs::write(from.join("dist/theirs"), "").expect("a file");
        fs::write(to.join("run.mjs"), "old").expect("a file");
        fs::write(to.join("dist/built"), "").expect("a file");
        copy(&from, &to).expect("a copy");
        assert_eq!(
            fs::read_to_string(to.join("run.mjs")).ok().as_deref(),
            Some("new")
        );
        assert!(to.join("apps/a.ts").is_file() && to.join("dist/built").is_file());
        assert!(!to.join("dist/theirs").exists());
        fs::remove_dir_all(folder).expect("removed");
    }
}
