//! Refusals, bodies that are not what they should be, and answers that are late.

use std::time::{Duration, Instant, SystemTime};

use super::common::Server;
use super::{CITY, is_written, log, with};

/// The status, the body and whether the write was stored; the next write is not struck.
fn refused(fault: &str) -> (u16, String, bool) {
    let server = with(&format!(r#"{{"fault":{fault},"count":1}}"#));
    let reply = server.write("PATCH", 42, CITY);
    let stored = is_written(&server);
    let line = &log(&server)[0];
    assert_eq!(line["status"], reply.status);
    assert_eq!(line["stored"], stored);
    assert_eq!(server.write("PATCH", 42, CITY).status, 200);
    (reply.status, reply.body, stored)
}

#[test]
fn the_api_s_own_refusals_store_nothing() {
    for (fault, status, detail) in [
        (r#""401""#, 401, "Invalid token."),
        (
            r#""403""#,
            403,
            "You do not have permission to perform this action.",
        ),
        (r#""405""#, 405, "Method \\\"PATCH\\\" not allowed."),
        (
            r#""409""#,
            409,
            "The customer is being changed by somebody else.",
        ),
        (r#""500""#, 500, "A server error occurred."),
    ] {
        let body = format!(r#"{{"detail":"{detail}"}}"#);
        assert_eq!(refused(fault), (status, body, false), "{fault}");
    }
}

#[test]
fn a_gateway_s_refusals_are_pages() {
    for (fault, status, title) in [
        (r#""503""#, 503, "503 Service Unavailable"),
        (r#""504""#, 504, "504 Gateway Timeout"),
    ] {
        let (given, body, stored) = refused(fault);
        assert_eq!((given, stored), (status, false));
        assert!(body.starts_with("<html>") && body.contains(title), "{body}");
        let server = with(&format!(r#"{{"fault":{fault}}}"#));
        let reply = server.get("/api/v2/company/");
        assert_eq!(reply.header("content-type"), Some("text/html"));
    }
}

#[test]
fn a_failure_may_come_after_the_write() {
    for status in [500, 503, 504] {
        let fault = format!(r#""{status}","stored":true"#);
        let (given, body, stored) = refused(&fault);
        assert_eq!((given, stored), (status, true));
        assert!(!body.contains("Bern"), "{body}");
    }
}

#[test]
fn a_refused_token_is_challenged() {
    let server = with(r#"{"fault":"401","count":1}"#);
    let reply = server.get("/api/v2/company/");
    let challenge = r#"Bearer error="invalid_token""#;
    assert_eq!(
        (reply.status, reply.header("www-authenticate")),
        (401, Some(challenge))
    );
    assert_eq!(server.get("/api/v2/company/").status, 200);
}

#[test]
fn patch_is_not_allowed_and_put_is() {
    let server = with(r#"{"fault":"405"}"#);
    let reply = server.write("PATCH", 42, CITY);
    assert_eq!((reply.status, reply.header("allow")), (405, Some("PUT")));
    // A PUT reaches the API, which misses a name.
    assert_eq!(server.write("PUT", 42, CITY).status, 400);
    assert_eq!(server.get("/api/v2/company/").status, 200);
    let server = with(r#"{"fault":"405","method":"PUT"}"#);
    let reply = server.write("PUT", 42, CITY);
    assert_eq!((reply.status, reply.header("allow")), (405, Some("PATCH")));
    assert_eq!(server.write("PATCH", 42, CITY).status, 200);
}

#[test]
fn a_429_tells_the_wait_as_it_was_asked_to() {
    let told = "Request was throttled. Expected available in 7 seconds.";
    let (status, body, stored) = refused(r#""429","seconds":7"#);
    assert_eq!((status, stored), (429, false));
    assert_eq!(body, format!(r#"{{"detail":"{told}"}}"#));

    let reply = |how: &str| {
        let server = with(&format!(
            r#"{{"fault":"429","seconds":7,"retry_after":"{how}"}}"#
        ));
        server.write("PATCH", 42, CITY)
    };
    assert_eq!(reply("seconds").header("retry-after"), Some("7"));
    let sentence = reply("sentence");
    assert_eq!(sentence.header("retry-after"), None);
    sentence.expect(429, &format!(r#"{{"detail":"{told}"}}"#));
    let before = SystemTime::now();
    let date = reply("date");
    date.expect(429, r#"{"detail":"Request was throttled."}"#);
    let until = httpdate::parse_http_date(date.header("retry-after").unwrap()).unwrap();
    let wait = until.duration_since(before).unwrap().as_secs();
    assert!((6..=60).contains(&wait), "{wait}");
}

#[test]
fn a_429_of_its_own_accord_says_one_second() {
    let server = with(r#"{"fault":"429"}"#);
    assert_eq!(
        server.get("/api/v2/company/").header("retry-after"),
        Some("1")
    );
}

#[test]
fn a_broken_body_has_the_right_head() {
    let whole = Server::start().read(42);
    let server = with(r#"{"fault":"broken-json"}"#);
    let reply = server.get("/api/v2/customer/42/?company=1");
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(
        reply.header("etag").is_some(),
        whole.header("etag").is_some()
    );
    assert!(serde_json::from_str::<serde_json::Value>(&reply.body).is_err());
    assert_eq!(server.write("PATCH", 42, CITY).status, 200);
    assert!(is_written(&server));
}

#[test]
fn a_truncated_body_is_a_whole_message() {
    let whole = Server::start().read(42).body;
    for (fault, length) in [
        (r#"{"fault":"truncated-json"}"#, whole.len() / 2),
        (r#"{"fault":"truncated-json","bytes":10}"#, 10),
        (r#"{"fault":"truncated-json","bytes":0}"#, 0),
        (
            r#"{"fault":"truncated-json","bytes":1000000}"#,
            whole.len() - 1,
        ),
    ] {
        let server = with(fault);
        let reply = server.read(42);
        assert_eq!(reply.body, whole[..length], "{fault}");
        assert_eq!(
            reply.header("content-length"),
            Some(length.to_string().as_str())
        );
    }
    let server = with(r#"{"fault":"truncated-json"}"#);
    assert_eq!(server.write("PATCH", 42, CITY).status, 200);
    assert!(is_written(&server));
}

#[test]
fn latency_holds_back_the_answer_and_what_answers_behind_it() {
    let server = with(r#"[{"fault":"latency","ms":300},{"fault":"503","method":"PATCH"}]"#);
    let timed = |path: &str| {
        let start = Instant::now();
        let reply = server.get(path);
        (reply.status, start.elapsed() >= Duration::from_millis(300))
    };
    assert_eq!(timed("/api/v2/company/"), (200, true));
    let start = Instant::now();
    assert_eq!(server.write("PATCH", 42, CITY).status, 503);
    assert!(start.elapsed() >= Duration::from_millis(300));
    assert_eq!(
        log(&server)[1]["faults"],
        serde_json::json!(["latency", "503"])
    );
}
