//! `--fault` on the command line.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::common::{agent, send};

const PROGRAM: &str = env!("CARGO_BIN_EXE_customer-server");

#[test]
fn a_server_can_start_with_faults() {
    let mut child = Command::new(PROGRAM)
        .args(["--port", "0", "--exit-with-stdin"])
        .args(["--fault", "409,count=1"])
        .args([
            "--fault",
            r#"{"fault":"429","seconds":9,"path":"/api/v2/company/"}"#,
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    let base = line.trim_end().strip_prefix("customer-server: ").unwrap();
    let headers = [("Authorization", "Bearer demo-token")];
    let get = |path: &str| send(&agent(), "GET", &format!("{base}{path}"), &headers, b"");
    let replies = ["api/v2/country/", "api/v2/country/", "api/v2/company/"].map(get);
    drop(child.stdin.take());
    child.wait().unwrap();
    let statuses = replies.each_ref().map(|reply| reply.status);
    assert_eq!(statuses, [409, 200, 429]);
    assert_eq!(replies[2].header("retry-after"), Some("9"));
}

#[test]
fn a_slip_is_one_line_that_names_what_there_is() {
    let output = Command::new(PROGRAM)
        .args(["--fault", "help"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let line = String::from_utf8(output.stderr).unwrap();
    assert_eq!(line.lines().count(), 1, "{line}");
    for word in [
        r#"unknown fault "help""#,
        "`latency`",
        "`429`",
        "`other-edit`",
    ] {
        assert!(line.contains(word), "{line}");
    }
}
