//! Which requests a fault strikes, and in which order faults have their turn.

use super::common::Server;
use super::{CITY, log, set, with};
use customer_server::Behaviour;
use serde_json::json;

#[test]
fn a_method_and_the_start_of_a_path() {
    let server = with(r#"{"fault":"503","method":"get","path":"/api/v2/customer/4"}"#);
    let get = |path: &str| server.get(path).status;
    assert_eq!(get("/api/v2/customer/42/?company=1"), 503);
    assert_eq!(get("/api/v2/customer/4/?company=1"), 503);
    assert_eq!(get("/api/v2/customer/1/?company=1"), 200);
    assert_eq!(get("/api/v2/company/"), 200);
    assert_eq!(server.write("PATCH", 42, CITY).status, 200);
}

#[test]
fn the_next_write_however_it_is_sent() {
    let server = with(r#"{"fault":"503","method":"write","count":2}"#);
    let path = "/api/v2/customer/42/?company=1";
    assert_eq!(server.get(path).status, 200);
    assert_eq!(server.write("PATCH", 42, CITY).status, 503);
    assert_eq!(server.write("PUT", 42, CITY).status, 503);
    assert_eq!(server.write("PATCH", 42, CITY).status, 200);
}

#[test]
fn only_the_api_is_struck() {
    let server = with(r#"{"fault":"503"}"#);
    assert_eq!(server.get("/api/v2/nowhere/").status, 503);
    assert_eq!(server.get("/elsewhere").status, 404);
    server.row(42);
    let preflight = [
        ("Origin", "http://localhost:3000"),
        ("Access-Control-Request-Method", "PATCH"),
    ];
    assert_eq!(
        server
            .send("OPTIONS", "/api/v2/customer/42", &preflight, b"")
            .status,
        200
    );
    // A page on another port can read what struck it.
    let reply = server.send("GET", "/api/v2/company/", &preflight[..1], b"");
    let origin = reply.header("access-control-allow-origin");
    assert_eq!((reply.status, origin), (503, Some("http://localhost:3000")));
}

#[test]
fn the_next_few_and_then_no_more() {
    let server = with(r#"{"fault":"500","count":2,"path":"/api/v2/company/"}"#);
    let statuses: Vec<u16> = ["company", "country", "company", "company"]
        .map(|list| server.get(&format!("/api/v2/{list}/")).status)
        .into();
    assert_eq!(statuses, [500, 200, 500, 200]);
}

#[test]
fn a_seed_gives_the_same_strikes_again() {
    let run = |seed: u32| -> Vec<u16> {
        let server = with(&format!(
            r#"{{"fault":"500","probability":0.5,"seed":{seed}}}"#
        ));
        (0..40)
            .map(|_| server.get("/api/v2/company/").status)
            .collect()
    };
    let first = run(7);
    assert_eq!(first, run(7));
    assert_ne!(first, run(8));
    assert!(first.contains(&500) && first.contains(&200), "{first:?}");
}

#[test]
fn the_first_that_answers_for_good_ends_the_list() {
    let server = with(
        r#"[{"fault":"stale-etag","count":1},{"fault":"409","count":1},{"fault":"503","count":1}]"#,
    );
    let statuses = [(); 3].map(|()| server.get("/api/v2/customer/42/?company=1").status);
    assert_eq!(statuses, [409, 503, 200]);
    let struck: Vec<_> = log(&server)
        .iter()
        .map(|line| line["faults"].clone())
        .collect();
    assert_eq!(
        struck,
        [json!(["stale-etag", "409"]), json!(["503"]), json!([])]
    );
}

#[test]
fn a_fault_needs_no_token_and_costs_no_call() {
    let behaviour = Behaviour {
        rate: Some("1/600".parse().unwrap()),
        ..Behaviour::default()
    };
    let server = Server::with(behaviour, None);
    set(&server, r#"{"fault":"500","count":1}"#);
    assert_eq!(server.send("GET", "/api/v2/company/", &[], b"").status, 500);
    set(&server, r#"{"fault":"500","count":1}"#);
    assert_eq!(server.get("/api/v2/company/").status, 500);
    assert_eq!(server.get("/api/v2/company/").status, 200);
    assert_eq!(server.get("/api/v2/company/").status, 429);
}
