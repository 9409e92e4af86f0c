//! From a module as cargo links it to one that a browser loads: wasm-bindgen, then wasm-opt.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::{Flavour, Module};
use crate::run::run;
use crate::stale::is_stale;
use crate::workspace::Workspace;

/// Smaller than `-Oz` alone, by brotli and for both modules: no address under 1024 is used (the stack ends there), a
/// function with one caller stays a function (in a large one every local and every offset takes another byte), and code
/// that repeats itself as written compresses better than code made shorter in three ways.
const WASM_OPT: [&str; 7] = [
    "--low-memory-unused",
    "-Oz",
    "--one-caller-inline-max-function-size=0",
    "--skip-pass=memory-packing",
    "--skip-pass=local-cse",
    "--skip-pass=simplify-locals",
    "--converge",
];

/// wasm-bindgen and wasm-opt, in a folder aside: an interrupted run leaves no half-made output that looks fresh.
pub(super) fn bind(
    workspace: &Workspace,
    flavour: &Flavour,
    module: &Module,
    wasm: &Path,
) -> Result<()> {
    let folder = flavour.glue.join(module.folder);
    let bound = format!("{}_bg.wasm", module.name);
    let outputs = [
        format!("{}.js", module.name),
        format!("{}.d.ts", module.name),
        bound.clone(),
    ];
    let us = std::env::current_exe()?;
    if !is_stale(
        &outputs.each_ref().map(|name| folder.join(name)),
        &[wasm, &us],
    ) {
        return Ok(());
    }

    let aside = workspace
        .target
        .join("bindgen")
        .join(flavour.profile.unwrap_or(module.profile))
        .join(module.folder);
    let mut args: Vec<OsString> = vec![
        "wasm-bindgen".into(),
        "--target=web".into(),
        // The element always says where the module is; a default path would be one more thing to break.
        "--omit-default-module-path".into(),
        "--remove-producers-section".into(),
        format!("--out-name={}", module.name).into(),
        format!("--out-dir={}", aside.display()).into(),
        wasm.into(),
    ];
    if module.resets {
        args.push("--experimental-reset-state-function".into());
    }
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(args)?;
    if flavour.small {
        let module = aside.join(&bound);
        run(workspace
            .node(workspace.npm_bin("wasm-opt"))
            .args(WASM_OPT)
            .arg(&module)
            .arg("-o")
            .arg(&module))?;
    }

    ensure!(aside.is_dir(), "wasm-bindgen wrote nothing");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for name in outputs {
        fs::copy(aside.join(&name), folder.join(&name))
            .with_context(|| format!("cannot copy {name} to {}", folder.display()))?;
    }
    copy_snippets(&aside.join(SNIPPETS), &folder.join(SNIPPETS))
}

/// Where wasm-bindgen puts the JavaScript that a crate brings along; the glue imports it from there.
const SNIPPETS: &str = "snippets";

fn copy_snippets(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy_snippets(&from, &to)?;
        } else {
            fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
        }
    }
    Ok(())
}
