//! `cargo x test`: every check, one step after the other, with a sum at the end.

use std::ffi::OsString;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;

use crate::cli::TestOptions;
use crate::pipeline;
use crate::run::{WASM_TEST_RUNNER, cargo, shown};
use crate::setup::{self, Browser};
use crate::stale::files_ending;
use crate::tally::Tally;
use crate::workspace::Workspace;
use crate::{lint, trunk};

/// One part of `cargo x test`, in the order they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// rustfmt, clippy for both targets, tsc
    Lint,
    /// Tests that run natively: core, headless, server, xtask, and their doc tests
    Native,
    /// wasm-bindgen-test in headless Chromium
    Browser,
    /// The build itself, as shipped, and its size
    Build,
    /// Playwright against the reference server and the built site
    E2e,
    /// trunk build and trunk serve
    Trunk,
    /// What README and docs tell a reader to type, typed
    Commands,
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value()
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn run(self, workspace: &Workspace, rest: &[OsString], tally: &mut Tally) -> Result<()> {
        match self {
            Self::Lint => lint::lint(),
            Self::Native => native(workspace, rest, tally),
            Self::Browser => browser(workspace, rest, tally),
            Self::Build => pipeline::build_within_budget(workspace),
            Self::E2e => end_to_end(workspace, rest, tally),
            Self::Trunk => trunk::check(workspace, tally),
            Self::Commands => commands(workspace, rest, tally),
        }
    }
}

/// Runs the steps asked for. All of them, even after one failed: a person wants the whole list.
pub fn test(options: &TestOptions) -> Result<()> {
    let workspace = Workspace::find()?;
    let mut tally = Tally::default();
    let mut failed = Vec::new();
    for &step in Step::value_variants() {
        let asked = options.only.is_empty() || options.only.contains(&step);
        if !asked || options.skip.contains(&step) {
            continue;
        }
        let name = step.name();
        eprintln!("\n── {name}");
        let start = Instant::now();
        let mut counted = Tally::default();
        let result = step.run(&workspace, &options.rest, &mut counted);
        let seconds = start.elapsed().as_secs_f32();
        match result {
            Ok(()) => eprintln!("── {name}: passed in {seconds:.1} s"),
            Err(error) => {
                eprintln!("── {name}: FAILED in {seconds:.1} s: {error:#}");
                eprintln!("   again: cargo x test --only {name}");
                // A step that fails without a failed test (a lint, a build) counts as one.
                counted.failed = counted.failed.max(1);
                failed.push(name);
            }
        }
        tally += counted;
    }
    println!("\n{} passed, {} failed", tally.passed, tally.failed);
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}

fn native(workspace: &Workspace, rest: &[OsString], tally: &mut Tally) -> Result<()> {
    // The widget runs in a browser only; its tests are the next step's.
    let mut tests = cargo(&workspace.root);
    tests
        .args([
            "test",
            "--workspace",
            "--exclude",
            "customer-edit",
            "--no-fail-fast",
        ])
        .args(rest);
    counted(&mut tests, tally)
}

fn browser(workspace: &Workspace, rest: &[OsString], tally: &mut Tally) -> Result<()> {
    setup::wasm_target()?;
    let browser = setup::browser()?;
    let capabilities = workspace.target.join("webdriver.json");
    fs::write(&capabilities, webdriver_json(&browser).to_string())
        .with_context(|| format!("cannot write {}", capabilities.display()))?;
    let mut runner = std::env::current_exe()?.into_os_string();
    runner.push(" ");
    runner.push(WASM_TEST_RUNNER);
    let mut tests = cargo(&workspace.root);
    tests
        .args([
            "test",
            "--target",
            setup::WASM,
            "--package",
            "customer-edit",
            "--lib",
            "--tests",
            // The module that knows both APIs; the one that ships for json-v2 alone is the end-to-end tests'.
            "--features",
            "form-v1",
        ])
        .args(["--no-fail-fast"])
        .args(rest)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities)
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        // The runner gives up after 20 s otherwise, which a loaded CI machine can need to start a browser.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180")
        .env("CHROMEDRIVER", browser.driver);
    counted(&mut tests, tally)
}

/// Chromium's switches for a machine that has no screen, no sandbox, little shared memory, and no network to talk to.
const CHROMIUM_SWITCHES: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
];

fn webdriver_json(browser: &Browser) -> serde_json::Value {
    serde_json::json!({
        "goog:chromeOptions": { "binary": browser.chrome, "args": CHROMIUM_SWITCHES }
    })
}

fn end_to_end(workspace: &Workspace, rest: &[OsString], tally: &mut Tally) -> Result<()> {
    let server = pipeline::site_and_server(workspace)?;
    let files = files_ending(&workspace.npm().join("tests"), ".test.mjs");
    ensure!(!files.is_empty(), "npm/tests has no *.test.mjs");
    let mut tests = node_tests(workspace, &server)?;
    // Node's own choice leaves a core idle, on two cores half of the machine.
    let cores = std::thread::available_parallelism()?;
    tests
        .arg(format!("--test-concurrency={cores}"))
        .args(rest)
        .args(files);
    counted(&mut tests, tally)
}

/// After every other step: the commands build anew what those read.
fn commands(workspace: &Workspace, rest: &[OsString], tally: &mut Tally) -> Result<()> {
    let server = pipeline::site_and_server(workspace)?;
    let mut tests = node_tests(workspace, &server)?;
    tests
        .args(rest)
        .arg(workspace.npm().join("tests/commands.mjs"));
    counted(&mut tests, tally)
}

/// `node --test` with what the harness in npm/tests asks for; the caller adds the files.
pub fn node_tests(workspace: &Workspace, server: &Path) -> Result<Command> {
    let browser = setup::browser()?;
    let mut tests = workspace.node("--test");
    tests
        .arg("--test-reporter=spec")
        .env("CHROME", browser.chrome)
        .env("CUSTOMER_SERVER", server)
        .env("CUSTOMER_SITE", workspace.site());
    Ok(tests)
}

/// Runs a test runner, shows what it says on stdout as it says it, and counts.
pub fn counted(tests: &mut Command, tally: &mut Tally) -> Result<()> {
    let mut child = tests
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{}`", shown(tests)))?;
    let stdout = child
        .stdout
        .take()
        .context("a test runner without stdout")?;
    for line in BufReader::new(stdout).split(b'\n') {
        let line = line?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        tally.read(&line);
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(tests));
    }
    Ok(())
}
