//! `cargo x`: every job of this repository behind one command, needing only rustup, Node and the package registries.

mod artefact;
mod bench;
mod budget;
mod cli;
mod demo;
mod example;
mod judge;
mod lint;
mod pipeline;
mod release;
mod run;
mod setup;
mod shots;
mod stale;
mod supply;
mod tally;
mod test;
mod tidy;
mod trunk;
mod version;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use cli::Task;

fn main() -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    // Cargo runs the test runner with the runner's own arguments; they are not ours to parse.
    if args.get(1).is_some_and(|arg| arg == run::WASM_TEST_RUNNER) {
        return code(
            wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(args.into_iter().skip(1)),
        );
    }
    let task = match cli::task_from_args(args) {
        Ok(task) => task,
        Err(error) => return cli::report(&error),
    };
    match task {
        Task::Demo(options) => match demo::demo(&options) {
            Ok(code) => code,
            Err(error) => code(Err(error)),
        },
        Task::Example(options) => match example::example(&options) {
            Ok(code) => code,
            Err(error) => code(Err(error)),
        },
        Task::Test(options) => code(test::test(&options)),
        Task::Build(options) => code(pipeline::build(options.lower_budget)),
        Task::Bench(options) => code(bench::bench(&options)),
        Task::Shots(options) => code(shots::shots(&options)),
        Task::Lint => code(lint::lint()),
        Task::Tidy => code(tidy::tidy()),
        Task::Release(options) => code(release::release(&options)),
        Task::Docs => code(tidy::docs()),
        Task::Audit => code(supply::audit()),
        Task::Notices => code(supply::write_notices()),
        Task::Judge => code(judge::judge()),
        Task::Trunk { args } => code(trunk::trunk(&args)),
        Task::TrunkHook => code(trunk::hook()),
    }
}

fn code(result: anyhow::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
