//! Each fault over HTTP: what the client sees of it, and what is stored.

#[path = "../common/mod.rs"]
mod common;

mod admin;
mod answers;
mod cuts;
mod others;
mod program;
mod scope;

use common::{Reply, Server};
use serde_json::Value;

const CITY: &str = r#"{"company":1,"city":"Bern"}"#;

/// Sets faults; the answer is the list as it is shown.
#[track_caller]
fn set(server: &Server, faults: &str) -> Value {
    let reply = post(server, faults);
    assert_eq!(reply.status, 200, "{}", reply.body);
    serde_json::from_str(&reply.body).unwrap()
}

fn post(server: &Server, faults: &str) -> Reply {
    let json = [("Content-Type", "application/json")];
    server.send("POST", "/admin/faults", &json, faults.as_bytes())
}

/// A server where this goes wrong.
#[track_caller]
fn with(faults: &str) -> Server {
    let server = Server::start();
    set(&server, faults);
    server
}

fn log(server: &Server) -> Vec<Value> {
    let reply = server.send("GET", "/admin/log", &[], b"");
    let log: Value = serde_json::from_str(&reply.body).unwrap();
    log["requests"].as_array().unwrap().clone()
}

/// Whether customer 42 has been written since it was seeded.
fn is_written(server: &Server) -> bool {
    let fresh = Server::start().row(42);
    let row = server.row(42);
    let written = row.revision != fresh.revision;
    assert_eq!(written, !fresh.changes(&row).is_empty());
    written
}
