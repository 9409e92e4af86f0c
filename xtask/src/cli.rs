//! The command line of `cargo x`.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};

use crate::bench::Part;
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
    /// Run every check: lints, native tests, tests in a browser, end to end, Trunk
    Test(TestOptions),
    /// Build the npm package's files and the demo site, and print their sizes
    Build(BuildOptions),
    /// Measure: core's steps, the element in a browser, its peers; prints tables
    Bench(BenchOptions),
    /// Screenshots of every state of the form, in several widths and schemes
    Shots(ShotsOptions),
    /// rustfmt, clippy for both targets, and the TypeScript compiler
    Lint,
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

/// Options of `cargo x shots`.
#[derive(Debug, Args)]
pub struct ShotsOptions {
    /// This state alone, as the gallery's address names it; may be given more than once
    #[arg(long, value_name = "STATE")]
    pub only: Vec<String>,
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
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Task, clap::Error> {
        task_from_args(line.split_whitespace().map(OsString::from).collect())
    }

    fn refusal(line: &str) -> String {
        one_line(&parse(line).expect_err("must be refused").to_string())
    }

    #[test]
    fn demo_has_the_documented_defaults() {
        let Ok(Task::Demo(options)) = parse("x demo") else {
            panic!("demo must parse");
        };
        assert_eq!(options.port, 8080);
        assert!(options.db.is_none() && options.rate.is_none() && options.latency.is_none());
        assert!(options.retry_after.is_none() && options.faults.is_empty());
    }

    #[test]
    fn demo_takes_every_option() {
        let line = "x demo --port 0 --db a.db --rate 5/10 --latency 250 --retry-after date \
                    --fault 500,count=1,method=write --fault hang-after";
        let Ok(Task::Demo(options)) = parse(line) else {
            panic!("options must parse");
        };
        assert_eq!(options.port, 0);
        assert_eq!(options.db, Some(PathBuf::from("a.db")));
        assert_eq!(options.rate.as_deref(), Some("5/10"));
        assert_eq!(options.latency, Some(250));
        assert_eq!(options.retry_after.as_deref(), Some("date"));
        assert_eq!(options.faults, ["500,count=1,method=write", "hang-after"]);
    }

    #[test]
    fn bad_options_are_one_line() {
        assert_eq!(
            refusal("x demo --port 99999"),
            "error: invalid value '99999' for '--port <PORT>': 99999 is not in 0..=65535"
        );
        assert_eq!(
            refusal("x demo --colour red"),
            "error: unexpected argument '--colour' found"
        );
        assert_eq!(
            refusal("x demo --rate 5 --retry-after never"),
            "error: invalid value 'never' for '--retry-after <HOW>' [possible values: seconds, date, sentence]"
        );
        assert!(refusal("x demo --retry-after date").contains("--rate"));
        for bad in [
            "0",
            "5/0",
            "5/",
            "/5",
            "-1",
            "+5",
            "a",
            "1/2/3",
            "99999999999",
        ] {
            assert_eq!(
                refusal(&format!("x demo --rate={bad}")),
                format!(
                    "error: invalid value '{bad}' for '--rate <N|N/SECONDS>': \
                     expected N or N/SECONDS, whole numbers above zero"
                )
            );
        }
    }

    #[test]
    fn bench_hands_the_rest_to_the_runner() {
        let Ok(Task::Bench(options)) =
            parse("x bench --only peers --runner r -- --quick --only floor")
        else {
            panic!("bench must parse");
        };
        assert_eq!(options.only, [Part::Peers]);
        assert_eq!(options.runner, Some(PathBuf::from("r")));
        assert_eq!(options.rest, ["--quick", "--only", "floor"]);
        assert!(refusal("x bench --only nothing").contains("possible values: core, own, peers"));
        assert!(matches!(
            parse("x build --lower-budget"),
            Ok(Task::Build(BuildOptions { lower_budget: true }))
        ));
    }

    #[test]
    fn shots_are_of_all_states_or_of_those_named() {
        assert!(matches!(parse("x shots"), Ok(Task::Shots(options)) if options.only.is_empty()));
        let Ok(Task::Shots(options)) = parse("x shots --only dirty --only rtl") else {
            panic!("shots must parse");
        };
        assert_eq!(options.only, ["dirty", "rtl"]);
    }

    #[test]
    fn arguments_for_a_runner_need_one_step() {
        assert!(parse("x test --only e2e -- --test-name-pattern city").is_ok());
        assert_eq!(
            refusal("x test -- city"),
            "error: arguments after -- need exactly one --only STEP"
        );
        assert!(refusal("x test --only nothing").contains("possible values: lint,"));
    }
}
