//! `cargo x judge`: the same verdicts by Django REST Framework's fields, and our bodies read by Django's parsers.
//! docs/judge.md says what was found. Not part of `cargo x test`: it needs Python, and packages of PyPI.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result};

use crate::run::{cargo, output, run};
use crate::workspace::Workspace;

/// Installs what the judge needs into an environment of its own, lets core say what it thinks of some thousand values,
/// and has the judge say where it disagrees.
pub fn judge() -> Result<()> {
    let workspace = Workspace::find()?;
    let tool = workspace.root.join("tools/judge");
    let requirements = fs::read(tool.join("requirements.txt"))?;
    let venv = workspace.target.join("judge");
    let stamp = venv.join("installed-from.txt");
    let python = venv.join("bin/python");
    if !fs::read(&stamp).is_ok_and(|installed| installed == requirements) {
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv))
            .context("the judge needs Python 3.10 or newer with its venv module")?;
        run(Command::new(&python)
            .args(["-m", "pip", "install", "--quiet", "--requirement"])
            .arg(tool.join("requirements.txt")))?;
        fs::write(&stamp, requirements)?;
    }
    let verdicts = workspace.target.join("judge-verdicts.jsonl");
    let said = output(cargo(&workspace.root).args([
        "run",
        "--quiet",
        "--package",
        "customer-core",
        "--example",
        "verdicts",
    ]))?;
    fs::write(&verdicts, said)?;
    run(Command::new(python)
        .arg(tool.join("judge.py"))
        .arg(verdicts))
}
