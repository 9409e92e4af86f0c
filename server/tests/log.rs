//! The log of requests over HTTP: what tests count by.

mod common;

use common::{Reply, Server};
use customer_server::Behaviour;
use serde_json::{Value, json};

fn requests(server: &Server) -> Vec<Value> {
    let reply = server.send("GET", "/admin/log", &[], b"");
    assert_eq!(reply.status, 200, "{}", reply.body);
    let log: Value = serde_json::from_str(&reply.body).unwrap();
    assert_eq!(log["dropped"], 0);
    log["requests"].as_array().unwrap().clone()
}

fn forget(server: &Server) -> Reply {
    server.send("DELETE", "/admin/log", &[], b"")
}

#[test]
fn every_request_of_the_api_is_one_line() {
    let server = Server::start();
    server.read(42);
    server.get("/api/v2/country/");
    server.get("/api/v2/nowhere/?page=2");
    server.send("GET", "/api/v2/company/", &[], b"");
    let lines: Vec<Value> = requests(&server)
        .iter()
        .map(|line| {
            assert_eq!(
                (&line["stored"], &line["revision"]),
                (&json!(false), &Value::Null)
            );
            json!([
                line["n"],
                line["method"],
                line["path"],
                line["query"],
                line["status"]
            ])
        })
        .collect();
    assert_eq!(
        lines,
        [
            json!([1, "GET", "/api/v2/customer/42/", "company=1", 200]),
            json!([2, "GET", "/api/v2/country/", "", 200]),
            json!([3, "GET", "/api/v2/nowhere/", "page=2", 404]),
            json!([4, "GET", "/api/v2/company/", "", 401]),
        ]
    );
}

#[test]
fn what_is_no_request_of_the_api_is_not_logged() {
    let server = Server::start();
    server.row(42);
    server.get("/elsewhere");
    let preflight = [
        ("Origin", "http://localhost:3000"),
        ("Access-Control-Request-Method", "DELETE"),
    ];
    let reply = server.send("OPTIONS", "/api/v2/customer/42", &preflight, b"");
    // The demo's panel clears the log from another port.
    let methods = reply.header("access-control-allow-methods").unwrap();
    assert!(methods.contains("DELETE"), "{methods}");
    assert_eq!(requests(&server), Vec::<Value>::new());
}

#[test]
fn a_write_shows_the_revisions_round_it() {
    let server = Server::start();
    let first = server.row(42).revision;
    let write = |company: u32, city: &str| {
        let body = format!(r#"{{"company":{company},"city":"{city}"}}"#);
        server.write("PATCH", 42, &body);
    };
    write(1, "Bern");
    write(1, &"x".repeat(51));
    // The same value once more is a write all the same.
    write(1, "Bern");
    write(2, "Bern");
    server.write("PATCH", 4711, r#"{"company":1,"city":"Bern"}"#);
    let lines: Vec<Value> = requests(&server)
        .iter()
        .map(|line| json!([line["status"], line["stored"], line["revision"]]))
        .collect();
    let round = |before: u64, after: u64| json!({ "before": before, "after": after });
    assert_eq!(
        lines,
        [
            json!([200, true, round(first, first + 1)]),
            json!([400, false, round(first + 1, first + 1)]),
            json!([200, true, round(first + 1, first + 2)]),
            json!([403, false, round(first + 2, first + 2)]),
            json!([404, false, null]),
        ]
    );
    assert_eq!(server.row(42).revision, first + 2);
}

#[test]
fn a_throttled_request_is_logged_too() {
    let behaviour = Behaviour {
        rate: Some("1/600".parse().unwrap()),
        ..Behaviour::default()
    };
    let server = Server::with(behaviour, None);
    server.get("/api/v2/company/");
    server.get("/api/v2/company/");
    let statuses: Vec<Value> = requests(&server)
        .iter()
        .map(|line| line["status"].clone())
        .collect();
    assert_eq!(statuses, [200, 429]);
}

#[test]
fn deleting_starts_anew() {
    let server = Server::start();
    server.get("/api/v2/company/");
    forget(&server).expect(200, r#"{"requests":[],"dropped":0}"#);
    server.get("/api/v2/country/");
    let lines = requests(&server);
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (&lines[0]["n"], &lines[0]["path"]),
        (&json!(2), &json!("/api/v2/country/"))
    );
}

#[test]
fn nothing_secret_is_logged() {
    let server = Server::start();
    server.write("PATCH", 42, r#"{"company":1,"city":"Geheimstadt"}"#);
    let reply = server.send("GET", "/admin/log", &[], b"");
    assert!(!reply.body.contains("demo-token") && !reply.body.contains("Geheimstadt"));
    let line = &requests(&server)[0];
    let mut members: Vec<&String> = line.as_object().unwrap().keys().collect();
    members.sort();
    assert_eq!(
        members,
        [
            "at", "faults", "method", "n", "path", "query", "revision", "status", "stored"
        ]
    );
}

#[test]
fn the_log_is_for_this_host_only() {
    let server = Server::start();
    for method in ["GET", "DELETE"] {
        let reply = server.send(
            method,
            "/admin/log",
            &[("Host", "rebound.example:8081")],
            b"",
        );
        reply.expect(421, r#"{"detail":"Not this host."}"#);
    }
}
