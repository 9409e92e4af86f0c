//! What the command line takes, and how it refuses.

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
fn examples_are_named() {
    assert!(matches!(
        parse("x example dashboard --port 0"),
        Ok(Task::Example(ExampleOptions {
            name: Example::Dashboard,
            port: 0
        }))
    ));
    assert!(refusal("x example nothing").contains("possible values: plain, dashboard, forwarder"));
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
    let Ok(Task::Bench(options)) = parse("x bench --only peers --runner r -- --quick --only floor")
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

/// Those too that npm/tests/commands.mjs does not run.
#[test]
fn every_command_of_the_documents_is_one() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let guides = std::fs::read_dir(root.join("docs")).expect("docs");
    let guides = guides.map(|entry| entry.expect("a file").path());
    let others = [
        "README.md",
        "CONTRIBUTING.md",
        "examples/README.md",
        "bench/README.md",
    ];
    let files = guides.chain(others.map(|file| root.join(file)));
    let mut count = 0;
    for file in files.filter(|file| file.extension().is_some_and(|ending| ending == "md")) {
        let text = std::fs::read_to_string(&file).expect("Markdown");
        for block in text.split("```sh\n").skip(1) {
            let block = block.split("```").next().unwrap_or_default();
            for line in block.lines() {
                let Some((_, command)) = line.split_once("cargo x ") else {
                    continue;
                };
                let command = command.split(" #").next().unwrap_or_default();
                let parsed = parse(&format!("x {command}"));
                assert!(
                    parsed.is_ok(),
                    "{}: cargo x {command}: {parsed:?}",
                    file.display()
                );
                count += 1;
            }
        }
    }
    assert!(count > 10, "{count} commands");
}
