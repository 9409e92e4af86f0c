//! Faults and the log know this API as well.

use serde_json::Value;

use crate::common::Server;
use crate::{column, post};

fn fault(server: &Server, json: &str) {
    let headers = [("Content-Type", "application/json")];
    let reply = server.send("POST", "/admin/faults", &headers, json.as_bytes());
    assert_eq!(reply.status, 200, "{}", reply.body);
}

#[test]
fn another_person_edits_first() {
    for path in ["7", "reference/A%2F7%20%C3%BC"] {
        let server = Server::start();
        fault(
            &server,
            r#"{"fault":"other-edit","changes":{"billingCity":"Abidjan","creditLimit":12.50,"onHold":true},"count":1}"#,
        );
        let reply = post(&server, path, "comment=mine");
        assert_eq!(reply.member("billingCity"), "\"Abidjan\"");
        assert_eq!(reply.member("comment"), "\"mine\"");
        assert_eq!(column(&server, "7", "credit_limit"), "\"12.5\"");
        assert_eq!(column(&server, "7", "on_hold"), "1");
        let log = server.send("GET", "/admin/log", &[], b"").body;
        let log: Value = serde_json::from_str(&log).unwrap();
        let line = &log["requests"][0];
        assert_eq!(line["faults"], serde_json::json!(["other-edit"]));
        assert_eq!(line["stored"], true);
        assert_eq!(
            line["revision"],
            serde_json::json!({"before": 2, "after": 3})
        );
    }
}

#[test]
fn a_wrong_edit_is_the_test_s_mistake() {
    let server = Server::start();
    fault(
        &server,
        r#"{"fault":"other-edit","changes":{"reference":"LUM-N"}}"#,
    );
    let reply = post(&server, "1", "comment=mine");
    assert_eq!(reply.status, 500);
    assert!(reply.body.contains("already used"), "{}", reply.body);
}

#[test]
fn the_log_tells_what_was_stored() {
    let server = Server::start();
    for body in ["comment=x", "regionId=99"] {
        post(&server, "1", body);
    }
    server.get("/api/v1.0/customers/1");
    let log = server.send("GET", "/admin/log", &[], b"").body;
    let log: Value = serde_json::from_str(&log).unwrap();
    let told: Vec<(bool, &Value)> = log["requests"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (line["stored"].as_bool().unwrap(), &line["status"]))
        .collect();
    assert_eq!(
        told,
        [
            (true, &200.into()),
            (false, &404.into()),
            (false, &200.into())
        ]
    );
}
