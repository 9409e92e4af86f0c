//! The command line of `cargo x`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};

use crate::bench::Part;
use crate::example::Example;
use crate::test::Step;

/// Build, try and check customer-edit.
#[derive(Debug, Parser)]
#[command(name = "cargo x", bin_name = "cargo x", arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

/// One job of `cargo x`.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Build everything, start the reference server and serve the demo page
    Demo(DemoOptions),
    /// Build the package, install it into one of the examples, and serve that on the reference server
    Example(ExampleOptions),
    /// Run every check: lints, native tests, tests in a browser, end to end, Trunk, the commands of README and docs
    Test(TestOptions),
    /// Build the npm package's files and the demo site, and print their sizes
    Build(BuildOptions),
    /// Measure: core's steps, the element in a browser, its peers; prints tables
    Bench(BenchOptions),
    /// Screenshots of every state of the form, in several widths and schemes
    Shots(ShotsOptions),
    /// rustfmt, clippy for both targets, the TypeScript compiler, and tidy
    Lint,
    /// The rules of the house: import directions, lengths, documentation, changelog
    Tidy,
    /// The references of crates and package, as HTML
    Docs,
    /// Rehearse a release: versions, changelog, build, archive. Nothing is ever published from here
    Release(ReleaseOptions),
    /// Licences, sources, duplicates and advisories of every dependency, as far as the registries tell
    Audit,
    /// Write whose work is in the modules into npm/THIRD-PARTY-NOTICES.txt
    Notices,
    /// Hold the rules against Django REST Framework's, and bodies against Django's parsers (needs Python 3)
    Judge,
    /// Run trunk with these arguments (installs it when it is missing)
    Trunk {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// What Trunk.toml's hook runs
    #[command(hide = true)]
    TrunkHook,
}

/// Options of `cargo x demo`, most of them the reference server's own.
#[derive(Debug, Args)]
pub struct DemoOptions {
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// SQLite file to keep the data in [default: in memory]
    #[arg(long, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Requests allowed per minute, or per so many seconds
    #[arg(long, value_name = "N|N/SECONDS", value_parser = rate)]
    pub rate: Option<String>,
    /// Milliseconds every answer is held back
    #[arg(long, value_name = "MS")]
    pub latency: Option<u64>,
    /// Where a 429 says how long to wait
    #[arg(long, value_name = "HOW", value_parser = ["seconds", "date", "sentence"], requires = "rate")]
    pub retry_after: Option<String>,
    /// A fault from the start, as NAME[,KEY=VALUE…]; may be repeated. `--fault help` names them
    #[arg(long = "fault", value_name = "FAULT")]
    pub faults: Vec<String>,
}

impl DemoOptions {
    /// Everything else as it is unless said otherwise.
    pub fn on(port: u16) -> Self {
        Self {
            port,
            db: None,
            rate: None,
            latency: None,
            retry_after: None,
            faults: Vec::new(),
        }
    }
}

/// Options of `cargo x example`.
#[derive(Debug, Args)]
pub struct ExampleOptions {
    /// Which one
    #[arg(value_enum)]
    pub name: Example,
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
}

/// Options of `cargo x build`.
#[derive(Debug, Args)]
pub struct BuildOptions {
    /// Write what became smaller into bench/budget.json
    #[arg(long)]
    pub lower_budget: bool,
}

/// Options of `cargo x bench`.
#[derive(Debug, Args)]
pub struct BenchOptions {
    /// Run this part alone; may be given more than once
    #[arg(long, value_enum, value_name = "PART")]
    pub only: Vec<Part>,
    /// Where the runner of the peers is [default: ../shared/bench]
    #[arg(long, value_name = "DIR")]
    pub runner: Option<PathBuf>,
    /// Given to that runner, as `--quick`
    #[arg(last = true)]
    pub rest: Vec<OsString>,
}

/// Options of `cargo x release`.
#[derive(Debug, Args)]
pub struct ReleaseOptions {
    /// The version to release [default: the one that package.json has]
    pub version: Option<String>,
    /// Write versions, changelog and sum into the checkout
    #[arg(long)]
    pub write: bool,
}

/// Options of `cargo x shots`.
#[derive(Debug, Args)]
pub struct ShotsOptions {
    /// This state alone, as the gallery's address names it; may be given more than once
    #[arg(long, value_name = "STATE")]
    pub only: Vec<String>,
    /// Instead of all that, the pictures of the README, into docs/images
    #[arg(long, conflicts_with = "only")]
    pub readme: bool,
}

/// Options of `cargo x test`.
#[derive(Debug, Args)]
pub struct TestOptions {
    /// Run this step alone (and what it needs built); may be given more than once
    #[arg(long, value_enum, value_name = "STEP")]
    pub only: Vec<Step>,
    /// Leave this step out; may be given more than once
    #[arg(long, value_enum, value_name = "STEP")]
    pub skip: Vec<Step>,
    /// Given to the test runner of the one step that `--only` names
    #[arg(last = true)]
    pub rest: Vec<OsString>,
}

/// The job asked for; `--help` is an error of its own kind, as clap has it.
pub fn task_from_args(args: Vec<OsString>) -> Result<Task, clap::Error> {
    let cli = Cli::try_parse_from(args)?;
    if let Task::Test(options) = &cli.task
        && !options.rest.is_empty()
        && options.only.len() != 1
    {
        return Err(clap::Error::raw(
            ErrorKind::ArgumentConflict,
            "arguments after -- need exactly one --only STEP",
        ));
    }
    Ok(cli.task)
}

/// Help as it is, anything else as one line and exit code 2.
pub fn report(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp => {
            print!("{error}");
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            eprint!("{error}");
            ExitCode::from(2)
        }
        _ => {
            eprintln!("{} (cargo x --help explains)", one_line(&error.to_string()));
            ExitCode::from(2)
        }
    }
}

/// clap's first paragraph, with its list of possible values, on one line.
fn one_line(message: &str) -> String {
    let paragraph = message.trim().split("\n\n").next().unwrap_or_default();
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn rate(text: &str) -> Result<String, &'static str> {
    let (requests, seconds) = text.split_once('/').unwrap_or((text, "60"));
    let positive = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse::<u32>().is_ok_and(|number| number > 0)
    };
    if positive(requests) && positive(seconds) {
        Ok(text.to_owned())
    } else {
        Err("expected N or N/SECONDS, whole numbers above zero")
    }
}

#[cfg(test)]
mod tests;
