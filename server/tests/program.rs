//! The program itself: options, its line on stdout, its end, and its file.
#![cfg(unix)]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::{Duration, Instant};

use common::{agent, send};

const PROGRAM: &str = env!("CARGO_BIN_EXE_customer-server");

fn run(args: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(args)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// A running server that no failing test leaves behind.
struct Running {
    child: Child,
    stdout: BufReader<ChildStdout>,
    base: String,
}

impl Running {
    fn start(args: &[&str]) -> Self {
        let mut child = Command::new(PROGRAM)
            .args(["--port", "0"])
            .args(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let base = line
            .strip_prefix("customer-server: ")
            .and_then(|url| url.strip_suffix("/\n"))
            .unwrap_or_else(|| panic!("{line:?}"))
            .to_owned();
        assert!(base.starts_with("http://127.0.0.1:"), "{base}");
        Self {
            child,
            stdout,
            base,
        }
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-s", name, &id])
                .status()
                .unwrap()
                .success()
        );
    }

    /// Its exit code and what else it printed.
    fn ended(mut self) -> (Option<i32>, String) {
        let deadline = Instant::now() + Duration::from_secs(10);
        while self.child.try_wait().unwrap().is_none() {
            assert!(Instant::now() < deadline, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).unwrap();
        (self.child.wait().unwrap().code(), rest)
    }

    fn request(&self, method: &str, path: &str, body: &str) -> common::Reply {
        let headers = [
            ("Authorization", "Bearer demo-token"),
            ("Content-Type", "application/json"),
        ];
        send(
            &agent(),
            method,
            &format!("{}{path}", self.base),
            &headers,
            body.as_bytes(),
        )
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn help_explains_itself() {
    let output = run(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    for word in [
        "--port",
        "--db",
        "--rate",
        "--retry-after",
        "--latency",
        "--site",
        "--token",
        "--exit-with-stdin",
    ] {
        assert!(text.contains(word), "{word}");
    }
    assert!(
        text.contains("demo-token") && text.contains("/admin/customer/"),
        "{text}"
    );
}

#[test]
fn a_bad_option_is_one_line_and_2() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("missing/customers.db");
    for (args, line) in [
        (
            &["--prot", "1"][..],
            "unexpected argument '--prot' found (--help lists the options)",
        ),
        (
            &["--rate", "0"],
            "invalid value '0' for '--rate <N|N/SECONDS>': expected N or N/SECONDS, both whole \
             numbers from 1 (--help lists the options)",
        ),
        (
            &["--retry-after", "date"],
            "the following required arguments were not provided: --rate <N|N/SECONDS> (--help \
             lists the options)",
        ),
        (
            &["--token", "x=7"],
            "--token: there is no account 7; there are 1 and 2",
        ),
        (
            &["--site", "/nowhere/at/all"],
            "--site: /nowhere/at/all is not a directory",
        ),
        (
            &["--db", missing.to_str().unwrap()],
            &format!(
                "--db: {} cannot be used: unable to open database file: {0}",
                missing.display()
            ),
        ),
    ] {
        let output = run(args);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(stderr, format!("customer-server: {line}\n"));
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_port_in_use_is_one_line_and_1() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let output = run(&["--port", &port.to_string()]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.starts_with(&format!(
        "customer-server: cannot listen on 127.0.0.1:{port}: "
    )));
    assert_eq!((stderr.lines().count(), output.status.code()), (1, Some(1)));
}

#[test]
fn signals_end_it_cleanly() {
    for signal in ["TERM", "INT"] {
        let server = Running::start(&[]);
        assert_eq!(server.request("GET", "/api/v2/company/", "").status, 200);
        server.signal(signal);
        assert_eq!(server.ended(), (Some(0), String::new()));
    }
}

#[test]
fn a_closed_stdin_ends_it_only_when_asked_to() {
    let mut server = Running::start(&["--exit-with-stdin"]);
    drop(server.child.stdin.take());
    assert_eq!(server.ended(), (Some(0), String::new()));

    let mut server = Running::start(&[]);
    drop(server.child.stdin.take());
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(server.request("GET", "/api/v2/company/", "").status, 200);
}

#[test]
fn tokens_given_replace_the_default_ones() {
    let server = Running::start(&["--token", "other=1"]);
    assert_eq!(server.request("GET", "/api/v2/company/", "").status, 401);
}

#[test]
fn a_file_keeps_what_was_written() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("customers ?mode=memory.db");
    let args = ["--db", file.to_str().unwrap()];
    let server = Running::start(&args);
    let patch = r#"{"company":1,"city":"Alameda"}"#;
    let saved = server.request("PATCH", "/api/v2/customer/42", patch);
    assert_eq!(saved.status, 200);
    server.signal("TERM");
    assert_eq!(server.ended().0, Some(0));

    let server = Running::start(&args);
    let read = server.request("GET", "/api/v2/customer/42/?company=1", "");
    assert_eq!(read.body, saved.body);
    assert_eq!(read.header("etag"), saved.header("etag"));
    assert!(file.exists());
}

/// A save is under way when the server is killed: stored or not, the file says which.
#[test]
fn killed_in_the_middle_of_a_save() {
    for (fault, stored) in [("hang-before", false), ("hang-after", true)] {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("customers.db");
        let args = ["--db", file.to_str().unwrap()];
        let server = Running::start(&[&args[..], &["--fault", fault]].concat());
        let mut stream = TcpStream::connect(server.base.strip_prefix("http://").unwrap()).unwrap();
        let body = r#"{"company":1,"city":"Alameda"}"#;
        let head = "PATCH /api/v2/customer/42 HTTP/1.1\r\nHost: localhost\r\n\
                    Authorization: Bearer demo-token\r\nContent-Type: application/json";
        let length = body.len();
        write!(stream, "{head}\r\nContent-Length: {length}\r\n\r\n{body}").unwrap();
        let expected = if stored { r#""stored":true"# } else { fault };
        let deadline = Instant::now() + Duration::from_secs(10);
        while !server
            .request("GET", "/admin/log", "")
            .body
            .contains(expected)
        {
            assert!(Instant::now() < deadline, "{fault}");
            std::thread::sleep(Duration::from_millis(10));
        }
        server.signal("KILL");
        assert_eq!(server.ended().0, None);

        let server = Running::start(&args);
        let read = server.request("GET", "/api/v2/customer/42/?company=1", "");
        assert_eq!(read.body.contains("Alameda"), stored, "{fault}");
        let saved = server.request("PATCH", "/api/v2/customer/42", body);
        assert_eq!(saved.status, 200);
    }
}

#[test]
fn a_file_of_somebody_else_is_not_touched() {
    let dir = tempfile::tempdir().unwrap();
    let refused = |file: &Path, line: &str| {
        let before = std::fs::read(file).unwrap();
        let output = run(&["--port", "0", "--db", file.to_str().unwrap()]);
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            stderr,
            format!("customer-server: --db: {} {line}\n", file.display())
        );
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(std::fs::read(file).unwrap(), before);
    };
    let text = dir.path().join("notes.txt");
    std::fs::write(
        &text,
        "not a database, but long enough to be read as one".repeat(10),
    )
    .unwrap();
    refused(&text, "is not a SQLite database");

    let foreign = dir.path().join("foreign.db");
    rusqlite::Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE t (x)")
        .unwrap();
    refused(
        &foreign,
        "is a database of another program; it was not touched",
    );

    let newer = dir.path().join("newer.db");
    let conn = customer_server::db::open(Some(&newer)).unwrap();
    conn.pragma_update(None, "user_version", 99).unwrap();
    drop(conn);
    refused(
        &newer,
        "was made by another version of customer-server (schema 99, not 2)",
    );
}
