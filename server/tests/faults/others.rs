//! Stale ETags and another person's edits.

use super::{CITY, log, set, with};

const EDIT: &str = r#"{"fault":"other-edit","changes":{"city":"Basel","phone":"061"},"count":1}"#;

#[test]
fn a_stale_etag_makes_the_next_if_match_fail() {
    let server = with(r#"{"fault":"stale-etag","count":1}"#);
    // A list has no ETag to be stale; it does not use the fault up.
    server.get("/api/v2/customer/?company=1");
    let stale = server.read(42);
    let true_one = server.read(42);
    assert_eq!(stale.body, true_one.body);
    let [stale, true_one] = [stale, true_one].map(|reply| reply.header("etag").unwrap().to_owned());
    assert_ne!(stale, true_one);
    let write = |etag: &str| {
        server
            .write_if("PATCH", 42, CITY, &[("If-Match", etag)])
            .status
    };
    assert_eq!(write(&stale), 412);
    assert_eq!(write(&true_one), 200);
}

#[test]
fn a_stale_etag_is_the_one_that_was() {
    let server = with("[]");
    let before = server.read(42).header("etag").unwrap().to_owned();
    server.write("PATCH", 42, CITY);
    set(&server, r#"{"fault":"stale-etag"}"#);
    assert_eq!(server.read(42).header("etag"), Some(before.as_str()));
}

#[test]
fn another_person_s_edit_comes_just_before_a_write() {
    let server = with(EDIT);
    let read = server.read(42);
    let before = server.row(42);
    let etag = read.header("etag").unwrap();
    let reply = server.write_if("PATCH", 42, CITY, &[("If-Match", etag)]);
    assert_eq!(reply.status, 412);
    let row = server.row(42);
    assert_eq!(before.changes(&row), ["city", "phone"]);
    assert_eq!(
        (row.column("city"), row.column("phone")),
        (r#""Basel""#, r#""061""#)
    );
    assert_eq!(row.revision, before.revision + 1);
    let line = &log(&server)[1];
    assert_eq!(line["revision"]["before"], row.revision);
    assert_eq!(
        (&line["stored"], &line["status"]),
        (&false.into(), &412.into())
    );

    // Once; and a new ETag was given out.
    let fresh = server.read(42);
    assert_ne!(fresh.header("etag"), Some(etag));
    let again = [("If-Match", fresh.header("etag").unwrap())];
    assert_eq!(server.write_if("PATCH", 42, CITY, &again).status, 200);
    assert_eq!(server.row(42).column("city"), r#""Bern""#);
}

#[test]
fn without_if_match_the_write_goes_over_the_edit() {
    let server = with(EDIT);
    let before = server.row(42).revision;
    assert_eq!(server.write("PATCH", 42, CITY).status, 200);
    let row = server.row(42);
    assert_eq!(
        (row.column("city"), row.column("phone")),
        (r#""Bern""#, r#""061""#)
    );
    assert_eq!(row.revision, before + 2);
    let line = &log(&server)[0];
    assert_eq!(line["revision"]["before"], before + 1);
    assert_eq!(line["faults"], serde_json::json!(["other-edit"]));
}

#[test]
fn a_customer_that_is_not_there_is_edited_by_nobody() {
    let server = with(EDIT);
    assert_eq!(server.write("PATCH", 4711, CITY).status, 404);
}

#[test]
fn an_edit_that_the_api_refuses_is_said_aloud() {
    let server = with(r#"{"fault":"other-edit","changes":{"name":""}}"#);
    let reply = server.write("PATCH", 42, CITY);
    assert_eq!(reply.status, 500);
    assert!(
        reply.body.contains("other-edit") && reply.body.contains("may not be blank"),
        "{}",
        reply.body
    );
    assert_ne!(server.row(42).column("city"), r#""Bern""#);
}

#[test]
fn the_other_company_s_customers_have_their_own_other_people() {
    let server = with(r#"{"fault":"other-edit","changes":{"city":"Basel"}}"#);
    let headers = [
        ("Authorization", "Bearer second-token"),
        ("Content-Type", "application/json"),
    ];
    let list = server.send("GET", "/api/v2/customer/?company=2", &headers[..1], b"");
    let list: serde_json::Value = serde_json::from_str(&list.body).unwrap();
    let id = list["results"][0]["id"].as_u64().unwrap();
    let body = br#"{"company":2,"phone":"1"}"#;
    let reply = server.send("PATCH", &format!("/api/v2/customer/{id}"), &headers, body);
    assert_eq!(reply.status, 200, "{}", reply.body);
    let row = server.row(u32::try_from(id).unwrap());
    assert_eq!(
        (row.column("city"), row.column("phone")),
        (r#""Basel""#, r#""1""#)
    );
}
