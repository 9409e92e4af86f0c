//! Reads: one customer, lists, templates, and the shapes that the reference documents.

mod common;

use common::Server;
use customer_server::json::Members;

#[test]
fn one_customer_in_the_read_shape_with_every_digit() {
    let server = Server::start();
    let reply = server.read(42);
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert!(reply.header("etag").unwrap().starts_with('"'));
    assert_eq!(reply.member("id"), "42");
    assert_eq!(reply.member("category"), r#"{"id":1,"name":"Distributor"}"#);
    assert_eq!(reply.member("country"), r#""United States of America""#);
    assert_eq!(
        reply.member("contact_person"),
        r#"{"name":"Ines Okafor","email":"ines.okafor@brightwater.example","type":"billing","salutation":"Ms","extension":"0042"}"#
    );
    assert_eq!(reply.member("fax"), r#""""#);
    assert_eq!(reply.member("additional_description"), "null");
    assert_eq!(
        reply.member("template"),
        r#"{"id":3,"fields":{"Account code":"BW-OAK-07","Credit limit":45000.00,"Open balance":8310.55,"#
            .to_owned()
            + r#""Payment term (days)":45,"Contract renewal":"2026-09-30","Freight zone":"US-W","Rebate until 2019":310.55}}"#
    );
    assert_eq!(
        reply.member("loyalty"),
        r#"{"points": 12345678901234567890.10, "tier": "gold"}"#
    );
    assert!(reply.members().get("company").is_none());
}

#[test]
fn templates_answer_by_name_or_id_as_numbers_or_texts() {
    let server = Server::start();
    assert!(
        server
            .read(8)
            .member("template")
            .contains(r#""Credit limit":999999999999998.99"#)
    );
    assert_eq!(
        server.read(5).member("template"),
        r#"{"id":8,"fields":{"Supervisory authority":"Statsforvalteren i Oslo og Viken","#
            .to_owned()
            + r#""Employees":"14500","Risk score":"3","Fee per case (€)":"0.05"}}"#
    );
    let audit = server.read(13).member("template");
    let fields = Members::parse(Members::parse(&audit).unwrap().get("fields").unwrap()).unwrap();
    assert_eq!(fields.iter().count(), 60);
    assert_eq!(fields.get("148"), Some(r#""-80""#));
    assert_eq!(fields.get("159"), Some(r#""laframboise-floors.pdf""#));
}

#[test]
fn what_cannot_be_written_back_is_answered_all_the_same() {
    let server = Server::start();
    assert_eq!(
        server.read(9).member("country"),
        r#""Netherlands Antilles""#
    );
    assert!(
        !server
            .get("/api/v2/country/")
            .body
            .contains("Netherlands Antilles")
    );
    assert!(
        server
            .read(14)
            .member("template")
            .contains(r#""Pallet scheme":"EPAL exchange""#)
    );
    assert!(
        !server
            .get("/api/v2/custom-field-template/3/?company=1")
            .body
            .contains("Pallet")
    );
}

#[test]
fn empty_texts_and_nulls_stay_apart() {
    let server = Server::start();
    let reply = server.read(12);
    assert_eq!(
        reply.member("contact_person"),
        r#"{"name":"","email":"","type":null}"#
    );
    assert_eq!(reply.member("address_line_1"), r#""""#);
    assert_eq!(reply.member("address_line_2"), "null");
    assert_eq!(reply.member("nda_signed"), "null");
    let bare = server.read(19);
    for name in [
        "contact_person",
        "template",
        "category",
        "country",
        "msa_signed",
        "phone",
    ] {
        assert_eq!(bare.member(name), "null", "{name}");
    }
}

#[test]
fn the_customers_of_a_company_come_in_pages() {
    let server = Server::start();
    let mut seen = Vec::new();
    let mut next = Some(format!(
        "{}/api/v2/customer/?company=1&page_size=16",
        server.base
    ));
    while let Some(url) = next {
        let reply = server.get(url.strip_prefix(server.base.as_str()).unwrap());
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert_eq!(reply.member("count"), "40");
        let results: Vec<Members> = serde_json::from_str(&reply.member("results")).unwrap();
        seen.extend(
            results
                .iter()
                .map(|c| c.get("id").unwrap().parse::<u32>().unwrap()),
        );
        next = serde_json::from_str(&reply.member("next")).unwrap();
    }
    assert_eq!(seen, (1..=39).chain([42]).collect::<Vec<_>>());
    let second = server.get("/api/v2/customer/?company=1&page=2");
    let previous = format!(
        r#""{}/api/v2/customer/?company=1&page=1&page_size=25""#,
        server.base
    );
    assert_eq!(second.member("previous"), previous);
    assert_eq!(second.member("next"), "null");
    for page in ["0", "3", "x", "99999999999999999999"] {
        server
            .get(&format!("/api/v2/customer/?company=1&page={page}"))
            .expect(404, r#"{"detail":"Invalid page."}"#);
    }
}

#[test]
fn a_listed_customer_reads_as_it_does_alone() {
    let server = Server::start();
    let list = server.get("/api/v2/customer/?company=1&page_size=100");
    let results: Vec<Members> = serde_json::from_str(&list.member("results")).unwrap();
    for customer in &results {
        let id = customer.get("id").unwrap().parse().unwrap();
        assert_eq!(customer.to_text(), server.read(id).body);
    }
}

#[test]
fn templates_under_both_names() {
    let server = Server::start();
    let list = server.get("/api/v2/custom-field-template/?company=1");
    assert_eq!(list.member("count"), "3");
    assert_eq!(
        server
            .get("/api/v2/custom-form-template/?company=1")
            .member("count"),
        "3"
    );
    let one = server.get("/api/v2/custom-field-template/5/?company=1");
    assert_eq!(
        server.get("/api/v2/custom-form-template/5/?company=1").body,
        one.body
    );
    let fields: Vec<Members> = serde_json::from_str(&one.member("fields")).unwrap();
    assert_eq!(fields.len(), 60);
    assert_eq!(
        fields[58].to_text(),
        r#"{"id":159,"name":"Floor plan","data_type":"attachment","is_active":true,"order":59}"#
    );
    for id in ["9", "77", "x"] {
        let path = format!("/api/v2/custom-field-template/{id}/?company=1");
        server.get(&path).expect(404, r#"{"detail":"Not found."}"#);
    }
}

#[test]
fn lists_are_whole_unless_a_page_is_asked_for() {
    let server = Server::start();
    server
        .get("/api/v2/company/")
        .expect(200, r#"[{"id":1,"name":"Northgate Trading"}]"#);
    let countries = server.get("/api/v2/country/");
    let list: Vec<Members> = serde_json::from_str(&countries.body).unwrap();
    assert_eq!(list.len(), 249);
    assert!(
        countries
            .body
            .contains(r#"{"code":756,"name":"Switzerland"}"#)
    );
    let page = server.get("/api/v2/country/?page=2&page_size=100");
    assert_eq!(page.member("count"), "249");
    let categories = server.get("/api/v2/category/?company=1");
    let first: Vec<Members> = serde_json::from_str(&categories.body).unwrap();
    assert_eq!(
        first[0].to_text(),
        r#"{"id":1,"category":"Distributor","subcategories":[{"id":11,"category":"Wholesale","subcategories":[]},"#
            .to_owned()
            + r#"{"id":12,"category":"Cash & carry","subcategories":[]},{"id":13,"category":"Import and export","#
            + r#""subcategories":[{"id":131,"category":"Bonded warehouse","subcategories":[]}]}]}"#
    );
}
