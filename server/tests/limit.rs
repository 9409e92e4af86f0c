//! The rate limit over HTTP, latency, and other origins.

mod common;

use std::time::{Duration, Instant, SystemTime};

use common::Server;
use customer_server::Behaviour;
use customer_server::limit::Rate;
use customer_server::retry_after::RetryAfter;

fn server(rate: &str) -> Server {
    Server::with(
        Behaviour {
            rate: Some(rate.parse().unwrap()),
            ..Behaviour::default()
        },
        None,
    )
}

#[test]
fn one_too_many_is_told_how_long_to_wait() {
    let server = server("3/600");
    // Whatever it asks for, a request with a token counts; one without has no account.
    assert_eq!(server.get("/api/v2/country/").status, 200);
    assert_eq!(server.get("/api/v2/nowhere/").status, 404);
    assert_eq!(server.send("GET", "/api/v2/country/", &[], b"").status, 401);
    assert_eq!(server.write("PATCH", 42, "{}").status, 400);
    let reply = server.get("/api/v2/country/");
    assert_eq!(reply.status, 429);
    let seconds: u32 = reply.header("retry-after").unwrap().parse().unwrap();
    assert!((595..=600).contains(&seconds), "{seconds}");
    let sentence = format!("Request was throttled. Expected available in {seconds} seconds.");
    reply.expect(429, &format!(r#"{{"detail":"{sentence}"}}"#));
    // A throttled write changes nothing, looking behind the API is free, others are not affected.
    assert_eq!(
        server
            .write("PATCH", 42, r#"{"company":1,"city":"Alameda"}"#)
            .status,
        429
    );
    assert_eq!(server.row(42).column("city"), r#""Oakland""#);
    let other = [("Authorization", "Bearer second-token")];
    assert_eq!(
        server.send("GET", "/api/v2/company/", &other, b"").status,
        200
    );
}

#[test]
fn a_rate_is_digits_only() {
    for text in ["+5", " 5", "5 ", "5/+3", "5/ 3", "٥", "5/", "/5"] {
        let told = text.parse::<Rate>().unwrap_err();
        assert_eq!(
            told, "expected N or N/SECONDS, both whole numbers from 1",
            "{text}"
        );
    }
}

fn throttled(retry_after: RetryAfter) -> common::Reply {
    let server = Server::with(
        Behaviour {
            rate: Some("1/600".parse().unwrap()),
            retry_after,
            ..Behaviour::default()
        },
        None,
    );
    assert_eq!(server.get("/api/v2/company/").status, 200);
    let reply = server.get("/api/v2/company/");
    assert_eq!(reply.status, 429);
    reply
}

#[test]
fn the_wait_can_be_told_as_a_date_alone() {
    let before = SystemTime::now();
    let reply = throttled(RetryAfter::Date);
    assert_eq!(reply.body, r#"{"detail":"Request was throttled."}"#);
    let date = httpdate::parse_http_date(reply.header("retry-after").unwrap()).unwrap();
    let wait = date.duration_since(before).unwrap().as_secs();
    assert!((598..=601).contains(&wait), "{wait}");
}

#[test]
fn the_wait_can_be_told_in_the_sentence_alone() {
    let reply = throttled(RetryAfter::Sentence);
    assert_eq!(reply.header("retry-after"), None);
    let start = r#"{"detail":"Request was throttled. Expected available in "#;
    let rest = reply.body.strip_prefix(start).unwrap();
    let seconds: u32 = rest
        .strip_suffix(r#" seconds."}"#)
        .unwrap()
        .parse()
        .unwrap();
    assert!((595..=600).contains(&seconds), "{seconds}");
}

#[test]
fn who_waits_as_told_gets_through() {
    let server = server("1/1");
    assert_eq!(server.get("/api/v2/company/").status, 200);
    let reply = server.get("/api/v2/company/");
    assert_eq!(
        (reply.status, reply.header("retry-after")),
        (429, Some("1"))
    );
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(server.get("/api/v2/company/").status, 200);
}

#[test]
fn latency_delays_the_api_only() {
    let behaviour = Behaviour {
        latency: Duration::from_millis(300),
        ..Behaviour::default()
    };
    let server = Server::with(behaviour, None);
    let timed = |path: &str| {
        let start = Instant::now();
        server.get(path);
        start.elapsed()
    };
    timed("/admin/customer/42");
    assert!(timed("/api/v2/company/") >= Duration::from_millis(300));
    assert!(timed("/admin/customer/42") < Duration::from_millis(250));
}

#[test]
fn pages_of_other_loopback_ports_may_call() {
    let server = server("1/600");
    let preflight = |origin: &str| {
        let headers = [
            ("Origin", origin),
            ("Access-Control-Request-Method", "PATCH"),
            (
                "Access-Control-Request-Headers",
                "authorization,content-type,if-match",
            ),
        ];
        server.send("OPTIONS", "/api/v2/customer/42", &headers, b"")
    };
    for origin in [
        "http://127.0.0.1:3000",
        "http://localhost:8080",
        "http://localhost",
    ] {
        let reply = preflight(origin);
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("access-control-allow-origin"), Some(origin));
        assert!(
            reply
                .header("access-control-allow-methods")
                .unwrap()
                .contains("PATCH")
        );
        let headers = reply.header("access-control-allow-headers").unwrap();
        assert_eq!(headers, "authorization,content-type,if-match");
    }
    assert_eq!(
        preflight("http://example.com").header("access-control-allow-origin"),
        None
    );
    // Refusals carry the headers too, or the page could not read them; preflights did not count.
    let get = || {
        let headers = [
            ("Origin", "http://localhost:8080"),
            ("Authorization", "Bearer demo-token"),
        ];
        server.send("GET", "/api/v2/company/", &headers, b"")
    };
    assert_eq!(get().status, 200);
    let refused = get();
    assert_eq!(refused.status, 429);
    assert_eq!(
        refused.header("access-control-allow-origin"),
        Some("http://localhost:8080")
    );
    assert_eq!(
        refused.header("access-control-expose-headers"),
        Some("etag,retry-after")
    );
}

#[test]
fn stored_rows_are_for_this_host_only() {
    let server = Server::start();
    let path = "/admin/customer/42";
    assert_eq!(
        server
            .send("GET", path, &[("Host", "localhost:1")], b"")
            .status,
        200
    );
    let foreign = server.send("GET", path, &[("Host", "rebound.example:8081")], b"");
    foreign.expect(421, r#"{"detail":"Not this host."}"#);
}
