//! What a POST stores: what it names, in either encoding, and nothing else.

use crate::common::Server;
use crate::{changes, column, post, row};

#[test]
fn one_parameter_is_one_column() {
    let server = Server::start();
    for (id, body, name, stored) in [
        ("1", "name=Bolt+%26+Co", "name", "\"Bolt & Co\""),
        ("1", "email=", "email", "null"),
        ("1", "reference=+C%2F2+", "reference", "\"C/2\""),
        (
            "reference/C%2F2",
            "comment=a%0D%0Ab",
            "comment",
            "\"a\\r\\nb\"",
        ),
        (
            "1",
            "creditLimit=123456789012345.67",
            "credit_limit",
            "\"123456789012345.67\"",
        ),
        ("1", "creditLimit=-0.50", "credit_limit", "\"-0.5\""),
        ("1", "onHold=true", "on_hold", "1"),
        ("1", "isActive=false", "is_active", "0"),
        ("1", "categoryId=WHOLESALE", "category_id", "2"),
        ("1", "categoryId=4", "category_id", "4"),
        ("1", "categoryId=", "category_id", "null"),
        ("1", "regionId=12", "region_id", "12"),
        ("1", "userId=7", "user_id", "\"7\""),
        ("1", "currency=USD", "currency", "\"USD\""),
        (
            "1",
            "dueDateConfigNumber=45",
            "due_date_config_number",
            "\"45\"",
        ),
        ("1", "dueDateConfigType=2", "due_date_config_type", "\"2\""),
        (
            "1",
            "billingCountry=france",
            "billing_country",
            "\"france\"",
        ),
        (
            "1",
            "customerRiskColor=%23aBcDeF",
            "customer_risk_color",
            "\"#aBcDeF\"",
        ),
        ("3", "parentCustomer=20", "parent_customer", "20"),
        ("4", "parentCustomer=LUM-E", "parent_customer", "18"),
        ("3", "isSubCustomer=false", "is_sub_customer", "0"),
        // Wrong as it is stored, and not named.
        ("13", "name=Bar", "name", "\"Bar\""),
    ] {
        let key = if id.starts_with("ref") { "1" } else { id };
        let before = row(&server, key);
        let reply = post(&server, id, body);
        assert_eq!(reply.status, 200, "{body}: {}", reply.body);
        assert_eq!(changes(&before, &row(&server, key)), [name], "{body}");
        assert_eq!(column(&server, key, name), stored, "{body}");
        assert_eq!(
            server.get(&format!("/api/v1.0/customers/{key}")).body,
            reply.body
        );
    }
}

#[test]
fn payment_types_are_replaced_as_a_set() {
    let server = Server::start();
    let types = || row(&server, "1").get("payment_types").unwrap().to_owned();
    assert_eq!(types(), "[7,8]");
    for (body, stored) in [
        (r#"paymentTypes=[{"id":10},{"id":7},{"id":10}]"#, "[7,10]"),
        (r#"paymentTypes=[{"id"=8}]"#, "[8]"),
        ("name=x", "[8]"),
        ("paymentTypes=[]", "[]"),
    ] {
        assert_eq!(post(&server, "1", body).status, 200, "{body}");
        assert_eq!(types(), stored, "{body}");
    }
}

#[test]
fn what_means_nothing_for_a_while_stays_stored() {
    let server = Server::start();
    // Hidden by the billing address.
    let city = || server.get("/api/v1.0/customers/6").member("city");
    assert_eq!(city(), "\"Konstanz\"");
    assert_eq!(
        post(&server, "6", "city=Chur&billingCity=Lindau").status,
        200
    );
    assert_eq!(column(&server, "6", "city"), "\"Bregenz\"");
    assert_eq!(city(), "\"Lindau\"");
    assert_eq!(post(&server, "6", "isSameAddress=false").status, 200);
    assert_eq!(city(), "\"Bregenz\"");
    assert_eq!(
        post(&server, "6", "isSameAddress=true&city=Chur").status,
        200
    );
    assert_eq!(column(&server, "6", "city"), "\"Bregenz\"");
    assert_eq!(
        post(&server, "6", "city=Chur&isSameAddress=false").status,
        200
    );
    assert_eq!(city(), "\"Chur\"");
    // A parent that was kept counts when it is wanted again.
    assert_eq!(post(&server, "8", "isSubCustomer=true").status, 200);
    assert_eq!(column(&server, "8", "parent_customer"), "2");
}

#[test]
fn both_encodings_store_the_same() {
    let texts = [
        ("name", "Ü & \"quotes\"\r\n--XX"),
        ("creditLimit", "0.10"),
        ("paymentTypes", r#"[{"id":9}]"#),
        ("email", ""),
    ];
    let multipart = Server::start();
    // An empty file control is no picture.
    let mut body = String::new();
    for (name, text) in texts {
        body +=
            &format!("--YY\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
    }
    body += "--YY\r\nContent-Disposition: form-data; name=\"imageFile\"; filename=\"\"\r\n\r\n\r\n--YY--\r\n";
    let media = ("Content-Type", "multipart/form-data; boundary=YY");
    let reply = multipart.send(
        "POST",
        "/api/v1.0/customers/1",
        &[crate::TOKEN, media],
        body.as_bytes(),
    );
    assert_eq!(reply.status, 200, "{}", reply.body);
    let urlencoded = Server::start();
    let owned: Vec<(&str, String)> = texts.iter().map(|(n, t)| (*n, (*t).to_owned())).collect();
    let text = customer_core::wire::form_v1::urlencoded::written(&owned);
    assert_eq!(post(&urlencoded, "1", &text).status, 200);
    assert_eq!(
        row(&multipart, "1").to_text(),
        row(&urlencoded, "1").to_text()
    );
}

#[test]
fn the_time_of_the_last_change_only_grows() {
    let server = Server::start();
    let time = || server.get("/api/v1.0/customers/1").member("lastUpdated");
    let mut last = time();
    assert_eq!(last.len(), "\"2026-11-22T00:00:00.000Z\"".len());
    for _ in 0..5 {
        assert_eq!(post(&server, "1", "comment=again").status, 200);
        assert!(time() > last, "{last}");
        last = time();
    }
    assert_eq!(row(&server, "1").get("revision"), Some("6"));
    assert_eq!(post(&server, "1", "regionId=99").status, 404);
    assert_eq!(time(), last);
}
