//! The read shape, the lists, and who may look.

use serde_json::{Value, json};

use crate::common::Server;
use crate::{TOKEN, post};

fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap()
}

#[test]
fn a_customer_by_id_and_by_external_id() {
    let server = Server::start();
    let reply = server.get("/api/v1.0/customers/3");
    assert_eq!(reply.status, 200);
    let record = parsed(&reply.body);
    for (name, value) in [
        ("id", json!(3)),
        ("reference", json!("LUM-N")),
        ("isSubCustomer", json!(true)),
        (
            "parentCustomer",
            json!({"id": 2, "reference": "HQ-LUM", "name": "Groupe Lumière", "href": "/api/v1.0/customers/2"}),
        ),
        (
            "customerCategory",
            json!({"id": 2, "reference": "WHOLESALE", "name": "Wholesale", "href": "/api/v1.0/customerCategories/2"}),
        ),
        ("customerSegmentation", json!(null)),
        ("createdBy", json!({"userId": null})),
        ("paymentTypes", json!([])),
        ("logo", json!(null)),
        // While shipping is the same it is answered as billing.
        ("city", json!("Lille")),
    ] {
        assert_eq!(record[name], value, "{name}");
    }
    for path in ["reference/LUM-N", "reference/%4cUM-N"] {
        assert_eq!(
            server.get(&format!("/api/v1.0/customers/{path}")).body,
            reply.body
        );
    }
    let escaped = server.get("/api/v1.0/customers/reference/A%2F7%20%C3%BC");
    assert_eq!(escaped.member("id"), "7");
    // Digits are an id in the one path and an external id in the other.
    assert_eq!(
        server.get("/api/v1.0/customers/reference/17").member("id"),
        "17"
    );
    assert_eq!(server.get("/api/v1.0/customers/reference/2").status, 404);
    for (id, user) in [(1, "5"), (10, "\"ann.lee\"")] {
        let body = server.get(&format!("/api/v1.0/customers/{id}")).body;
        assert!(
            body.contains(&format!("\"createdBy\":{{\"userId\":{user}}}")),
            "{body}"
        );
    }
}

#[test]
fn numbers_keep_every_digit() {
    let server = Server::start();
    for (id, name, text) in [
        (2, "creditLimit", "123456789012345.67"),
        (14, "creditLimit", "9007199254740993"),
        (1, "creditLimit", "1500.00"),
        (1, "dueDateConfigNumber", "30"),
        (5, "latitude", "46.20763"),
    ] {
        let reply = server.get(&format!("/api/v1.0/customers/{id}"));
        assert_eq!(reply.member(name), text);
    }
}

#[test]
fn due_dates_are_read_by_name() {
    let server = Server::start();
    for (id, name) in [
        (1, "\"daysAfterInvoiceDate\""),
        (16, "\"daysAfterEndOfInvoiceMonth\""),
        (9, "\"everyFullMoon\""),
        (11, "null"),
    ] {
        let reply = server.get(&format!("/api/v1.0/customers/{id}"));
        assert_eq!(reply.member("dueDateConfigType"), name);
    }
}

#[test]
fn nobody_else_s_and_nobody_at_all() {
    let server = Server::start();
    for (path, text) in [
        ("21", "21"),
        ("999", "999"),
        ("x", "x"),
        ("reference/NONE", "NONE"),
    ] {
        let body = json!({
            "error": "not_found",
            "error_description": format!("The customer with the id {text} doesn't exist."),
        });
        server
            .get(&format!("/api/v1.0/customers/{path}"))
            .expect(404, &body.to_string());
    }
    let nowhere = server.get("/api/v1.0/nowhere");
    nowhere.expect(
        404,
        r#"{"error":"not_found","error_description":"Not found."}"#,
    );
    for (method, path, allow) in [
        ("PUT", "/api/v1.0/customers/1", "GET,HEAD,POST"),
        (
            "PATCH",
            "/api/v1.0/customers/reference/C-001",
            "GET,HEAD,POST",
        ),
        ("POST", "/api/v1.0/regions", "GET,HEAD"),
    ] {
        let reply = server.send(method, path, &[TOKEN], b"");
        assert_eq!(reply.status, 405, "{path}");
        assert_eq!(reply.header("allow"), Some(allow), "{path}");
    }
}

#[test]
fn lists_are_pages() {
    let server = Server::start();
    for (path, total, first) in [
        ("paymentTypes", 4, "Bank transfer"),
        ("customerCategories", 4, "Public sector"),
        ("customerSegmentations", 3, "Bronze"),
        ("regions", 3, "North"),
    ] {
        let list = parsed(&server.get(&format!("/api/v1.0/{path}")).body);
        let paging =
            json!({"total": total, "max": 20, "offset": 0, "previous": null, "next": null});
        assert_eq!(list["paging"], paging, "{path}");
        assert_eq!(list["data"].as_array().unwrap().len(), total, "{path}");
        assert_eq!(list["data"][0]["name"], first, "{path}");
    }
    let page = parsed(&server.get("/api/v1.0/paymentTypes?max=3&offset=1").body);
    assert_eq!(page["data"].as_array().unwrap().len(), 3);
    assert_eq!(page["paging"]["next"], json!(null));
    let before = page["paging"]["previous"].as_str().unwrap();
    assert!(
        before.ends_with("/api/v1.0/paymentTypes?max=3&offset=0"),
        "{before}"
    );
}

#[test]
fn customers_are_searched_by_name_and_followed_from_page_to_page() {
    let server = Server::start();
    let mut names = Vec::new();
    let mut next = Some("/api/v1.0/customers?name=*LUMI%C3%88RE*&max=2".to_owned());
    while let Some(path) = next {
        let page = parsed(&server.get(&path).body);
        assert_eq!(page["paging"]["total"], 5);
        for item in page["data"].as_array().unwrap() {
            names.push(item["name"].as_str().unwrap().to_owned());
        }
        let link = page["paging"]["next"].as_str();
        next = link.map(|link| link.strip_prefix(&server.base).unwrap().to_owned());
    }
    let found = [
        "Groupe Lumière",
        "Lumière Est",
        "Lumière Nord",
        "Lumière Ouest",
        "Lumière Sud",
    ];
    assert_eq!(names, found);
    for (query, total) in [
        ("name=*nobody*", 1),
        ("name=lumi*", 4),
        ("name=lumière", 0),
        ("name=**", 20),
        ("", 20),
        ("max=0", 20),
        ("max=x&offset=-1", 20),
        ("name=*%25*", 0),
    ] {
        let list = parsed(&server.get(&format!("/api/v1.0/customers?{query}")).body);
        assert_eq!(list["paging"]["total"], total, "{query}");
    }
    let capped = server.get("/api/v1.0/customers?max=5000");
    assert!(capped.body.contains("\"max\":100"), "{}", capped.body);
}

#[test]
fn a_cookie_is_as_good_as_a_token_but_not_for_pages_elsewhere() {
    let server = Server::start();
    let path = "/api/v1.0/customers/11";
    let cookie = ("Cookie", "a=b; session=demo-token");
    assert_eq!(server.send("GET", path, &[], b"").status, 401);
    assert_eq!(server.send("GET", path, &[cookie], b"").status, 200);
    assert_eq!(
        server
            .send("GET", path, &[("Cookie", "session=x")], b"")
            .status,
        401
    );
    let here = ("Origin", "http://127.0.0.1:3000");
    let elsewhere = ("Origin", "http://example.com");
    for (origin, status) in [(here, 200), (elsewhere, 403)] {
        let reply = server.send("POST", path, &[cookie, crate::FORM, origin], b"comment=x");
        assert_eq!(reply.status, status);
    }
    let reply = server.send("GET", path, &[cookie, here], b"");
    assert_eq!(
        reply.header("access-control-allow-credentials"),
        Some("true")
    );
    // A token in a header is nothing that a browser sends by itself.
    let reply = server.send("POST", path, &[TOKEN, crate::FORM, elsewhere], b"comment=y");
    assert_eq!(reply.status, 200);
    assert_eq!(post(&server, "11", "").status, 200);
}
