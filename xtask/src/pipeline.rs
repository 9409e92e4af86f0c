//! From Rust and TypeScript to files a browser loads.
//!
//! cargo → wasm-bindgen → wasm-opt → esbuild → `npm/dist`, and with the demo page `target/site`.
//! Cargo knows itself what is fresh; wasm-bindgen and wasm-opt run when the module is newer than
//! their last output; esbuild is quicker than finding out.

mod bind;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, bail};

use crate::artefact::built_file;
use crate::budget;
use crate::run::{cargo, output, run};
use crate::setup;
use crate::workspace::Workspace;
use bind::bind;

/// How a build is made, and where its files go.
#[derive(Debug)]
pub struct Flavour {
    /// Cargo's profile; none is each module's own.
    profile: Option<&'static str>,
    /// Whether wasm-opt runs and esbuild minifies.
    small: bool,
    /// wasm-bindgen's output, one folder per module.
    glue: PathBuf,
    /// What the npm package ships.
    dist: PathBuf,
}

impl Flavour {
    /// What is published.
    pub fn shipped(workspace: &Workspace) -> Self {
        let npm = workspace.npm();
        Self {
            profile: None,
            small: true,
            glue: npm.join("build"),
            dist: npm.join("dist"),
        }
    }

    /// Quick to build, never published: it has folders of its own.
    pub fn quick(workspace: &Workspace) -> Self {
        let folder = workspace.target.join("quick");
        Self {
            profile: Some("dev"),
            small: false,
            glue: folder.join("build"),
            dist: folder.join("dist"),
        }
    }
}

/// A crate that becomes a WebAssembly module.
struct Module {
    package: &'static str,
    /// The package's features.
    features: &'static str,
    /// Folder of its glue.
    folder: &'static str,
    /// Stem of its files.
    name: &'static str,
    /// Cargo's profile of what ships: one for each, or they would be built over one another.
    profile: &'static str,
    /// Whether its instance can be made anew after a trap: several forms of a page share the widget's.
    resets: bool,
}

/// One for each API: with both in one, a page of the first would load an eighth more.
const MODULES: [Module; 4] = [
    Module {
        package: "customer-edit",
        features: "",
        profile: "wasm",
        folder: "widget",
        name: "customer_edit",
        resets: true,
    },
    Module {
        package: "customer-edit",
        features: "form-v1",
        profile: "wasm-form-v1",
        folder: "widget-form-v1",
        name: "customer_edit_form_v1",
        resets: true,
    },
    Module {
        package: "customer-headless",
        features: "",
        profile: "wasm-headless",
        folder: "headless",
        name: "customer_headless",
        resets: false,
    },
    Module {
        package: "customer-headless",
        features: "form-v1",
        profile: "wasm-headless-form-v1",
        folder: "headless-form-v1",
        name: "customer_headless_form_v1",
        resets: false,
    },
];

/// `cargo x build`: package and site as shipped, with types and a table of sizes; the budget follows what became
/// smaller when asked to.
pub fn build(lower_budget: bool) -> Result<()> {
    let workspace = Workspace::find()?;
    sized(&workspace)?;
    if lower_budget {
        budget::lower(&workspace)?;
    }
    Ok(())
}

/// The same as a check: fails when the package has outgrown its budget.
pub fn build_within_budget(workspace: &Workspace) -> Result<()> {
    sized(workspace)?;
    budget::check(workspace)
}

fn sized(workspace: &Workspace) -> Result<()> {
    site(workspace)?;
    print!(
        "{}",
        output(workspace.node("scripts/sizes.mjs").arg("dist"))?
    );
    Ok(())
}

/// The npm package's files, and the demo page with everything it loads.
pub fn site(workspace: &Workspace) -> Result<()> {
    bundle(
        workspace,
        &Flavour::shipped(workspace),
        &workspace.site(),
        &["--page"],
    )
}

/// The same in a folder that has a page already, or gets it from somebody else.
pub fn site_without_page(workspace: &Workspace, flavour: &Flavour, folder: &Path) -> Result<()> {
    bundle(workspace, flavour, folder, &[])
}

fn bundle(workspace: &Workspace, flavour: &Flavour, folder: &Path, args: &[&str]) -> Result<()> {
    setup::npm_packages(workspace)?;
    glue(workspace, flavour)?;
    let mut bundle = workspace.node("scripts/bundle.mjs");
    bundle
        .arg("--glue")
        .arg(&flavour.glue)
        .arg("--dist")
        .arg(&flavour.dist);
    bundle.arg("--site").arg(folder).args(args);
    if flavour.small {
        bundle.arg("--minify");
    }
    run(&mut bundle)
}

/// The WebAssembly modules with their JavaScript and types.
pub fn glue(workspace: &Workspace, flavour: &Flavour) -> Result<()> {
    setup::wasm_target()?;
    let nameless = match flavour.small {
        true => nameless_paths(),
        false => Vec::new(),
    };
    for module in MODULES
        .iter()
        .filter(|module| workspace.is_module(module.package))
    {
        // One at a time: built together, the small module would get the features of the large one.
        // `cargo rustc --crate-type`, because cargo skips link-time optimisation for a library that is also an
        // rlib: 218 KB instead of about half.
        let wasm = built_file(
            cargo(&workspace.root)
                .args([
                    "rustc",
                    "--lib",
                    "--crate-type",
                    "cdylib",
                    "--target",
                    setup::WASM,
                    "--profile",
                    flavour.profile.unwrap_or(module.profile),
                ])
                .args(["--package", module.package, "--features", module.features])
                .args(&nameless),
            ".wasm",
        )?
        .with_context(|| format!("cargo built no module from {}", module.package))?;
        bind(workspace, flavour, module, &wasm)
            .with_context(|| format!("binding {}", module.name))?;
    }
    Ok(())
}

/// Arguments that keep this machine's folders out of what ships: panics name the files of the crates that they are in.
fn nameless_paths() -> Vec<String> {
    let home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let flags: Vec<String> = registries
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .map(|folder| format!("'--remap-path-prefix={}/='", folder.display()))
        .collect();
    let flags = format!("target.{}.rustflags=[{}]", setup::WASM, flags.join(","));
    vec!["--config".to_owned(), flags]
}

/// The site, and the reference server's program. At once: a cold build of the widget leaves cores idle while it links.
pub fn site_and_server(workspace: &Workspace) -> Result<PathBuf> {
    thread::scope(|scope| {
        let server = scope.spawn(|| server(workspace));
        site(workspace)?;
        server
            .join()
            .unwrap_or_else(|_| bail!("building the server panicked"))
    })
}

/// The reference server's program, in cargo's quickest profile: it is there to be tried, not to be fast.
/// Without cargo's progress, which another cargo may be showing.
fn server(workspace: &Workspace) -> Result<PathBuf> {
    built_file(
        cargo(&workspace.root).args(["build", "--quiet", "--package", "customer-server"]),
        "",
    )?
    .context("cargo built no customer-server")
}
