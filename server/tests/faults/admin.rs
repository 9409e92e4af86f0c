//! Setting, showing and clearing faults.

use super::common::Server;
use super::{post, set, with};
use serde_json::json;

fn shown(server: &Server) -> serde_json::Value {
    let reply = server.send("GET", "/admin/faults", &[], b"");
    assert_eq!(reply.status, 200);
    serde_json::from_str(&reply.body).unwrap()
}

#[test]
fn what_is_set_is_shown_with_how_often_it_struck() {
    let server = Server::start();
    assert_eq!(shown(&server), json!({ "faults": [] }));
    let answer = set(&server, r#"{"fault":"429","method":"patch","count":5}"#);
    let fault = |struck: u32| {
        json!({ "faults": [{
            "fault": "429", "seconds": 1, "retry_after": "seconds",
            "method": "PATCH", "count": 5, "seed": 0, "struck": struck,
        }] })
    };
    assert_eq!(answer, fault(0));
    server.write("PATCH", 42, super::CITY);
    assert_eq!(shown(&server), fault(1));
}

#[test]
fn setting_replaces_and_deleting_clears() {
    let server = with(r#"[{"fault":"500"},{"fault":"503"}]"#);
    let names = |list: serde_json::Value| -> Vec<String> {
        let faults = list["faults"].as_array().unwrap().clone();
        faults
            .iter()
            .map(|fault| fault["fault"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(shown(&server)), ["500", "503"]);
    assert_eq!(names(set(&server, r#"{"fault":"403"}"#)), ["403"]);
    assert_eq!(server.get("/api/v2/company/").status, 403);
    server
        .send("DELETE", "/admin/faults", &[], b"")
        .expect(200, r#"{"faults":[]}"#);
    assert_eq!(server.get("/api/v2/company/").status, 200);
}

#[test]
fn what_is_shown_can_be_set_again() {
    let every = r#"[{"fault":"latency","ms":1,"to":2},{"fault":"drop-before"},
        {"fault":"drop-after","bytes":3},{"fault":"hang-before"},{"fault":"hang-after"},
        {"fault":"401"},{"fault":"403"},{"fault":"405"},{"fault":"409"},{"fault":"429"},
        {"fault":"500"},{"fault":"503"},{"fault":"504","stored":true},{"fault":"broken-json"},
        {"fault":"truncated-json"},{"fault":"stale-etag"},
        {"fault":"other-edit","changes":{"city":"Basel"},"probability":0.25,"seed":3}]"#;
    let server = Server::start();
    let mut first = set(&server, every);
    let faults = first["faults"].as_array_mut().unwrap();
    assert_eq!(faults.len(), 17);
    for fault in faults.iter_mut() {
        fault.as_object_mut().unwrap().remove("struck");
    }
    let text = serde_json::to_string(faults).unwrap();
    let second = set(&server, &text);
    for (first, second) in faults.iter().zip(second["faults"].as_array().unwrap()) {
        let mut expected = first.clone();
        expected["struck"] = json!(0);
        assert_eq!(*second, expected);
    }
}

#[test]
fn an_unknown_name_is_told_the_known_ones_and_changes_nothing() {
    let server = with(r#"{"fault":"403"}"#);
    let names = "`latency`, `drop-before`, `drop-after`, `hang-before`, `hang-after`, `401`, `403`, \
                 `405`, `409`, `429`, `500`, `503`, `504`, `broken-json`, `truncated-json`, \
                 `stale-etag`, `other-edit`";
    let detail = format!("unknown fault \"502\", expected one of {names}");
    let expected = json!({ "detail": detail }).to_string();
    post(&server, r#"[{"fault":"500"},{"fault":"502"}]"#).expect(400, &expected);
    for bad in [
        "",
        "nonsense",
        "{}",
        "[1]",
        r#"{"fault":"500","count":0}"#,
        r#"{"fault":"500","x":1}"#,
    ] {
        assert_eq!(post(&server, bad).status, 400, "{bad}");
    }
    assert_eq!(server.get("/api/v2/company/").status, 403);
}

#[test]
fn a_body_of_blanks_is_no_larger_than_memory() {
    let server = Server::start();
    let blanks = |bytes: &str| format!(r#"{{"fault":"drop-before","bytes":{bytes}}}"#);
    for bytes in ["16777217", "100000000000", "18446744073709551615"] {
        let detail = json!({ "detail": "drop-before: expected at most 16777216 bytes" });
        post(&server, &blanks(bytes)).expect(400, &detail.to_string());
    }
    assert_eq!(shown(&server), json!({ "faults": [] }));
    assert_eq!(post(&server, &blanks("16777216")).status, 200);
    // Of a real answer there is never more than there is.
    set(&server, r#"{"fault":"drop-after","bytes":100000000000}"#);
}

#[test]
fn the_page_of_the_server_names_every_fault() {
    let refused = post(&Server::start(), r#"{"fault":""}"#).body;
    let names: Vec<&str> = refused.split('`').skip(1).step_by(2).collect();
    assert_eq!(names.len(), 17, "{refused}");
    let rows: Vec<&str> = include_str!("../../../docs/reference-server.md")
        .lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|line| line.split('|').nth(1))
        .collect();
    for name in names {
        let named = format!("`{name}`");
        assert!(rows.iter().any(|row| row.contains(&named)), "{name}");
    }
}

#[test]
fn faults_are_for_this_host_and_for_json_only() {
    let server = Server::start();
    let fault = br#"{"fault":"500"}"#;
    // What a page elsewhere could send without a preflight.
    for headers in [&[("Content-Type", "text/plain")][..], &[]] {
        assert_eq!(
            server.send("POST", "/admin/faults", headers, fault).status,
            415
        );
    }
    let headers = [
        ("Content-Type", "application/json"),
        ("Host", "rebound.example"),
    ];
    for method in ["GET", "POST", "DELETE"] {
        let reply = server.send(method, "/admin/faults", &headers, fault);
        reply.expect(421, r#"{"detail":"Not this host."}"#);
    }
    assert_eq!(server.get("/api/v2/company/").status, 200);
}
