//! Tokens, the limit, faults and the log know this API as well.

use customer_server::Behaviour;
use serde_json::Value;

use crate::common::Server;
use crate::{column, post, row};

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
fn a_token_is_refused_in_its_words() {
    let server = Server::start();
    let wrong = [("Authorization", "Bearer nobody's")];
    let missing = "Authentication credentials were not provided.";
    let unknown = (wrong.as_slice(), "Invalid token.");
    for (headers, sentence) in [([].as_slice(), missing), unknown] {
        for (method, path) in [
            ("GET", "customers/1"),
            ("POST", "customers/1"),
            ("GET", "regions"),
        ] {
            let reply = server.send(method, &format!("/api/v1.0/{path}"), headers, b"");
            reply.expect(401, &format!(r#"{{"error_description":"{sentence}"}}"#));
            assert!(
                reply
                    .header("www-authenticate")
                    .unwrap()
                    .starts_with("Bearer")
            );
        }
        let other = server.send("GET", "/api/v2/company/", headers, b"");
        other.expect(401, &format!(r#"{{"detail":"{sentence}"}}"#));
    }
}

#[test]
fn the_limit_is_told_in_its_words() {
    let behaviour = Behaviour {
        rate: Some("1/600".parse().unwrap()),
        ..Behaviour::default()
    };
    let server = Server::with(behaviour, None);
    assert_eq!(server.get("/api/v1.0/customers/1").status, 200);
    let reply = server.get("/api/v1.0/customers/1");
    let seconds = reply.header("retry-after").unwrap().to_owned();
    let told = format!("Request was throttled. Expected available in {seconds} seconds.");
    reply.expect(429, &format!(r#"{{"error_description":"{told}"}}"#));
}

#[test]
fn faults_refuse_in_its_words() {
    for (fault, sentence) in [
        ("401", "Invalid token."),
        ("403", "You do not have permission to perform this action."),
        ("405", r#"Method \"POST\" not allowed."#),
        ("409", "The customer is being changed by somebody else."),
        (
            "429",
            "Request was throttled. Expected available in 1 second.",
        ),
    ] {
        let server = Server::start();
        let before = row(&server, "1").to_text();
        fault_of(&server, fault, "POST");
        let reply = post(&server, "1", "comment=mine");
        let status = fault.parse().unwrap();
        reply.expect(status, &format!(r#"{{"error_description":"{sentence}"}}"#));
        let header = |name| reply.header(name).map(str::to_owned);
        match fault {
            "401" => assert!(header("www-authenticate").unwrap().starts_with("Bearer")),
            "405" => assert_eq!(header("allow").as_deref(), Some("GET")),
            "429" => assert_eq!(header("retry-after").as_deref(), Some("1")),
            _ => {}
        }
        assert_eq!(row(&server, "1").to_text(), before);
        assert_eq!(server.get("/api/v1.0/customers/1").status, 200);
    }
    // A failure of its own has the reference's words, stored or not.
    for stored in [false, true] {
        let server = Server::start();
        let json = format!(r#"{{"fault":"500","stored":{stored},"count":1}}"#);
        fault(&server, &json);
        let reply = post(&server, "1", "comment=mine");
        let told =
            r#"{"error":"server_error","error_description":"Oops! Something went wrong..."}"#;
        reply.expect(500, told);
        let comment = column(&server, "1", "comment");
        assert_eq!(comment == "\"mine\"", stored, "{comment}");
    }
    // The other API's words stay its own.
    let server = Server::start();
    fault(&server, r#"{"fault":"403"}"#);
    let sentence = "You do not have permission to perform this action.";
    let detail = format!(r#"{{"detail":"{sentence}"}}"#);
    server.get("/api/v2/company/").expect(403, &detail);
}

fn fault_of(server: &Server, name: &str, method: &str) {
    fault(
        server,
        &format!(r#"{{"fault":"{name}","method":"{method}"}}"#),
    );
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
