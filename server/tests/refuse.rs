//! Every way to be refused, in the order in which they are tried.

mod common;

use common::Server;
use customer_server::body::MAX_BYTES;

const READ: &str = "/api/v2/customer/42/?company=1";

#[test]
fn without_a_token_or_with_a_wrong_one() {
    let server = Server::start();
    let missing = r#"{"detail":"Authentication credentials were not provided."}"#;
    for headers in [
        &[][..],
        &[("Authorization", "Basic demo-token")],
        &[("Authorization", "demo-token")],
    ] {
        let reply = server.send("GET", READ, headers, b"");
        reply.expect(401, missing);
        assert_eq!(reply.header("www-authenticate"), Some("Bearer"));
    }
    let reply = server.send("GET", READ, &[("Authorization", "Bearer demo-tokem")], b"");
    reply.expect(401, r#"{"detail":"Invalid token."}"#);
    assert_eq!(
        reply.header("www-authenticate"),
        Some(r#"Bearer error="invalid_token""#)
    );
    server
        .send("GET", "/api/v2/nowhere/", &[], b"")
        .expect(401, missing);
    let scheme = server.send("GET", READ, &[("Authorization", "bearer demo-token")], b"");
    assert_eq!(scheme.status, 200);
}

#[test]
fn the_company_is_demanded_and_checked() {
    let server = Server::start();
    let required = r#"{"detail":"company is required"}"#;
    for path in [
        "/api/v2/customer/42/",
        "/api/v2/customer/",
        "/api/v2/category/?company=",
    ] {
        server.get(path).expect(400, required);
    }
    let denied = r#"{"detail":"You do not have permission to perform this action."}"#;
    for company in [2, 3] {
        server
            .get(&format!("/api/v2/customer/42/?company={company}"))
            .expect(403, denied);
        let body = format!(r#"{{"company":{company},"city":"Alameda"}}"#);
        server.write("PATCH", 42, &body).expect(403, denied);
    }
    let integer = r#"{"company":["A valid integer is required."]}"#;
    server
        .get("/api/v2/customer/42/?company=one")
        .expect(400, integer);
    server
        .write("PATCH", 42, r#"{"company":"one"}"#)
        .expect(400, integer);
    for body in ["{}", r#"{"company":null,"name":""}"#] {
        server.write("PATCH", 42, body).expect(400, required);
        server.write("PUT", 42, body).expect(400, required);
    }
}

#[test]
fn what_there_is_not() {
    let server = Server::start();
    let not_found = r#"{"detail":"Not found."}"#;
    for id in ["40", "901", "0", "-1", "x", "99999999999999999999"] {
        server
            .get(&format!("/api/v2/customer/{id}/?company=1"))
            .expect(404, not_found);
    }
    server
        .write("PATCH", 901, r#"{"company":1,"city":"Henley"}"#)
        .expect(404, not_found);
    server.get("/api/v2/nowhere/").expect(404, not_found);
    server.get("/elsewhere").expect(404, not_found);
    server.get("/admin/customer/40").expect(404, not_found);
}

#[test]
fn methods_and_slashes_that_do_not_fit() {
    let server = Server::start();
    let auth = [("Authorization", "Bearer demo-token")];
    for (method, path, allow) in [
        ("POST", READ, "GET,HEAD"),
        ("PATCH", "/api/v2/customer/42/", "GET,HEAD"),
        ("GET", "/api/v2/customer/42?company=1", "PUT,PATCH"),
        ("DELETE", "/api/v2/customer/42", "PUT,PATCH"),
        ("PUT", "/api/v2/country/", "GET,HEAD"),
    ] {
        let reply = server.send(method, path, &auth, b"");
        reply.expect(
            405,
            &format!(r#"{{"detail":"Method \"{method}\" not allowed."}}"#),
        );
        assert_eq!(reply.header("allow"), Some(allow), "{method} {path}");
    }
}

#[test]
fn bodies_that_are_no_json_object() {
    let server = Server::start();
    for body in [
        "{",
        "not json",
        r#"{"company":1,}"#,
        "{\"name\":\"\n\"}",
        "<html>",
    ] {
        let reply = server.write("PATCH", 42, body);
        assert_eq!(reply.status, 400, "{}", reply.body);
        assert!(
            reply.body.starts_with(r#"{"detail":"JSON parse error - "#),
            "{}",
            reply.body
        );
    }
    let deep = format!(
        r#"{{"company":1,"x":{}1{}}}"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    server.write("PATCH", 42, &deep).expect(
        400,
        r#"{"detail":"JSON parse error - nested more than 64 deep"}"#,
    );
    for (body, python) in [
        ("[]", "list"),
        ("7", "int"),
        ("null", "NoneType"),
        ("\"x\"", "str"),
    ] {
        let sentence = format!("Invalid data. Expected a dictionary, but got {python}.");
        server
            .write("PUT", 42, body)
            .expect(400, &format!(r#"{{"non_field_errors":["{sentence}"]}}"#));
    }
    let headers = [
        ("Authorization", "Bearer demo-token"),
        ("Content-Type", "application/json"),
    ];
    let latin = b"{\"company\":1,\"city\":\"Z\xfcrich\"}";
    server
        .send("PATCH", "/api/v2/customer/42", &headers, latin)
        .expect(
            400,
            r#"{"detail":"JSON parse error - not UTF-8 at byte 22"}"#,
        );
}

#[test]
fn another_content_type() {
    let server = Server::start();
    let headers = [
        ("Authorization", "Bearer demo-token"),
        ("Content-Type", "text/plain"),
    ];
    server
        .send("PATCH", "/api/v2/customer/42", &headers, b"{\"company\":1}")
        .expect(
            415,
            r#"{"detail":"Unsupported media type \"text/plain\" in request."}"#,
        );
    let headers = [
        ("Authorization", "Bearer demo-token"),
        ("Content-Type", "Application/JSON; charset=utf-8"),
    ];
    let reply = server.send("PATCH", "/api/v2/customer/42", &headers, b"{\"company\":1}");
    assert_eq!(reply.status, 200);
}

#[test]
fn a_body_at_the_limit_and_over_it() {
    let server = Server::start();
    let body = |bytes: usize| {
        let start = r#"{"company":1,"x":""#;
        format!("{start}{}\"}}", "x".repeat(bytes - start.len() - 2))
    };
    assert_eq!(server.write("PATCH", 36, &body(MAX_BYTES)).status, 200);
    let before = server.row(42);
    for bytes in [MAX_BYTES + 1, 5_000_000] {
        server.write("PATCH", 42, &body(bytes)).expect(
            413,
            r#"{"detail":"Request body is larger than 2097152 bytes."}"#,
        );
    }
    assert_eq!(server.row(42).revision, before.revision);
}

#[test]
fn a_stale_if_match() {
    let server = Server::start();
    let etag = server.read(42).header("etag").unwrap().to_owned();
    let weak = format!("W/{etag}");
    let patch = |city: &str, condition: &str| {
        let body = format!(r#"{{"company":1,"city":"{city}"}}"#);
        server.write_if("PATCH", 42, &body, &[("If-Match", condition)])
    };
    let stale = r#"{"detail":"The customer has been changed since it was read."}"#;
    patch("Weak", &weak).expect(412, stale);
    patch("Other", "\"other\"").expect(412, stale);
    let saved = patch("Alameda", &format!("\"other\", {etag}"));
    assert_eq!(saved.status, 200);
    let new = saved.header("etag").unwrap().to_owned();
    assert_ne!(new, etag);
    assert_eq!(server.read(42).header("etag"), Some(new.as_str()));
    patch("Emeryville", &etag).expect(412, stale);
    assert_eq!(patch("Berkeley", "*").status, 200);
    assert_eq!(server.row(42).column("city"), r#""Berkeley""#);
}
