//! The second API: fields that other ones make meaningless, and its own kinds of controls.

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::page::{FakeHost, Page, fire, json, member, press, settled, until};

pub const RECORD: &str = r##"{"id":42,"reference":"C-42","name":"Acme","isActive":true,
  "customerCategory":{"id":3,"reference":"CAT","name":"Retail"},"isSubCustomer":false,"parentCustomer":null,
  "billingCity":"Paris","billingCountry":"FR","isSameAddress":true,"address":"Gasse 1","city":"Bern","country":"Narnia",
  "currency":"EUR","creditLimit":123456789012345.67,"dueDateConfigType":null,"dueDateConfigNumber":null,
  "paymentTypes":[{"id":7,"name":"Cash"},{"id":9,"name":"Barter"}],"customerRiskColor":"#00FF00","onHold":false,
  "logo":"/images/customers/42/a.png","lastUpdated":"2024-02-02T00:00:00.000Z"}"##;

const READ: &str = "GET /api/v1.0/customers/42";
pub const POST: &str = "POST /api/v1.0/customers/42";
const PAYMENTS: &str = "GET /api/v1.0/paymentTypes";

pub fn host() -> FakeHost {
    let host = FakeHost::fresh();
    host.put("api", r#""form-v1""#);
    host.put("company", "null");
    host.answers(READ, 200, RECORD);
    host.answers(
        PAYMENTS,
        200,
        r#"{"paging":{"total":3,"max":20,"offset":0,"previous":null,"next":null},
            "data":[{"id":7,"name":"Cash"},{"id":8,"name":"Card"}]}"#,
    );
    host
}

fn get(page: &Page, key: &str) -> String {
    page.widget()
        .editor()
        .unwrap()
        .call(&format!(r#"["get","{key}"]"#))
}

fn hidden(page: &Page, key: &str) -> bool {
    page.row(key).has_attribute("hidden")
}

/// The body of the request that a save would send.
fn preview(page: &Page) -> String {
    match page.widget().preview(None) {
        Ok(request) => member(&request, "body"),
        Err(issues) => json(&issues),
    }
}

async fn toggle(page: &Page, key: &str) {
    page.control(key).click();
    settled().await;
}

#[wasm_bindgen_test]
async fn a_text_is_one_parameter_and_a_long_number_keeps_every_digit() {
    let page = Page::open(host()).await;
    assert_eq!(page.value("creditLimit"), "123456789012345.67");
    page.type_in("name", "Ünïted & Sons").await;
    assert_eq!(preview(&page), "name=%C3%9Cn%C3%AFted+%26+Sons");
    page.host
        .answers(POST, 200, &RECORD.replace("Acme", "Ünïted & Sons"));
    let outcome = page.save(None).await;
    assert_eq!(member(&outcome, "kind"), "saved");
    // The record says when it was changed: it was compared before it was written.
    let sent = page.host.sent();
    assert_eq!(sent[sent.len() - 2], READ);
    assert_eq!(
        sent[sent.len() - 1],
        format!("{POST} name=%C3%9Cn%C3%AFted+%26+Sons")
    );
    assert_eq!(page.value("creditLimit"), "123456789012345.67");
}

#[wasm_bindgen_test]
async fn a_parent_is_asked_for_while_there_is_one() {
    let page = Page::open(host()).await;
    assert!(hidden(&page, "parentCustomer") && hidden(&page, "billWithParent"));
    toggle(&page, "isSubCustomer").await;
    assert!(!hidden(&page, "parentCustomer") && !hidden(&page, "billWithParent"));
    assert!(preview(&page).contains(r#""field":"parentCustomer","code":"required""#));
    page.save(None).await;
    assert_eq!(page.error("parentCustomer").as_deref(), Some("required"));

    page.host.answers(
        "GET /api/v1.0/customers?name=*lum*&max=20",
        200,
        r#"{"paging":{"total":2,"max":20,"offset":0,"previous":null,"next":null},
            "data":[{"id":42,"name":"Acme Lumber"},{"id":2,"name":"Groupe Lumière"}]}"#,
    );
    page.type_in("parentCustomer", "lum").await;
    until(|| page.all(".ce-option").len() == 2).await;
    page.click(r#".ce-option[data-value="42"]"#);
    settled().await;
    assert_eq!(page.value("parentCustomer"), "Acme Lumber");
    assert_eq!(
        page.error("parentCustomer").as_deref(),
        Some("self_reference")
    );

    page.choose("parentCustomer", "2").await;
    assert_eq!(page.error("parentCustomer"), None);
    assert_eq!(preview(&page), "isSubCustomer=true&parentCustomer=2");

    // What was chosen is kept, and means nothing meanwhile.
    toggle(&page, "isSubCustomer").await;
    assert!(hidden(&page, "parentCustomer"));
    assert!(page.widget().dirty().is_empty());
    page.widget().undo();
    settled().await;
    assert!(!hidden(&page, "parentCustomer"));
    assert_eq!(page.value("parentCustomer"), "Groupe Lumière");
}

#[wasm_bindgen_test]
async fn a_search_waits_for_a_pause_and_ends_the_one_before() {
    let page = Page::open(host()).await;
    toggle(&page, "isSubCustomer").await;
    page.host
        .answers("GET /api/v1.0/customers?name=*a*&max=20", -1, "");
    let found = r#"{"data":[{"id":5,"name":"Abacus"}]}"#;
    page.host
        .answers("GET /api/v1.0/customers?name=*aba*&max=20", 200, found);
    page.type_in("parentCustomer", "a").await;
    let asked = |what: &str| {
        page.host
            .sent()
            .iter()
            .filter(|sent| sent.contains(what))
            .count()
    };
    until(|| asked("name=*a*") == 1).await;
    page.type_in("parentCustomer", "ab").await;
    page.type_in("parentCustomer", "aba").await;
    assert_eq!(page.host.aborts(), 1);
    until(|| page.all(".ce-option").len() == 1).await;
    assert_eq!((asked("name=*ab*"), asked("name=*aba*")), (0, 1));
    // What is typed is no name of a customer, and not taken for an external id.
    page.leave("parentCustomer").await;
    assert_eq!(page.value("parentCustomer"), "aba");
    assert_eq!(
        page.error("parentCustomer").as_deref(),
        Some("invalid_choice")
    );
}

#[wasm_bindgen_test]
async fn a_search_goes_on_page_by_page() {
    let page = Page::open(host()).await;
    toggle(&page, "isSubCustomer").await;
    let customers = |from: u32, to: u32| {
        let each = (from..to).map(|n| format!(r#"{{"id":{n},"name":"Shop {n}"}}"#));
        format!(r#"{{"data":[{}]}}"#, each.collect::<Vec<_>>().join(","))
    };
    let url = "GET /api/v1.0/customers?name=*shop*&max=20";
    page.host.answers(url, 200, &customers(100, 120));
    page.host
        .answers(&format!("{url}&offset=20"), 200, &customers(120, 123));
    page.type_in("parentCustomer", "shop").await;
    until(|| page.all(".ce-option").len() == 20).await;
    page.click("[data-act=more]");
    until(|| page.all(".ce-option").len() == 23).await;
    assert!(page.find("[data-act=more]").is_none());
}

#[wasm_bindgen_test]
async fn a_due_date_takes_its_days_along() {
    let page = Page::open(host()).await;
    page.choose("dueDateConfigType", "2").await;
    page.save(None).await;
    assert_eq!(
        page.error("dueDateConfigNumber").as_deref(),
        Some("required")
    );
    page.type_in("dueDateConfigNumber", "30").await;
    assert_eq!(preview(&page), "dueDateConfigType=2&dueDateConfigNumber=30");
}

#[wasm_bindgen_test]
async fn a_shipping_address_comes_and_goes_and_is_not_lost() {
    let page = Page::open(host()).await;
    assert!(
        ["address", "city", "country", "latitude"]
            .iter()
            .all(|key| hidden(&page, key))
    );
    toggle(&page, "isSameAddress").await;
    assert!(!hidden(&page, "city"));
    page.type_in("city", "Thun").await;
    page.type_in("latitude", "91").await;
    page.leave("latitude").await;
    assert_eq!(page.error("latitude").as_deref(), Some("above_max"));
    toggle(&page, "isSameAddress").await;
    assert!(hidden(&page, "city"));
    assert!(page.widget().dirty().is_empty() && page.widget().valid());
    toggle(&page, "isSameAddress").await;
    assert_eq!(page.value("city"), "Thun");
    page.type_in("latitude", "46.75").await;
    let body = preview(&page);
    assert_eq!(
        body,
        "isSameAddress=false&city=Thun&latitude=46.75&address=Gasse+1&country=Narnia"
    );
}

#[wasm_bindgen_test]
async fn several_of_a_list_are_ticked() {
    let page = Page::open(host()).await;
    let boxes = || page.all("[name=paymentTypes]");
    let text = |tick: &HtmlElement| tick.closest("label").unwrap().unwrap().text_content();
    until(|| boxes().len() == 3).await;
    let names: Vec<String> = boxes().iter().filter_map(text).collect();
    // The last one is not on the list any more, and may stay.
    assert_eq!(names, ["Cash", "Card", "Barter"]);
    boxes()[1].click();
    settled().await;
    assert_eq!(
        preview(&page),
        "paymentTypes=%5B%7B%22id%22%3A7%7D%2C%7B%22id%22%3A8%7D%2C%7B%22id%22%3A9%7D%5D"
    );
    assert_eq!(
        page.was("paymentTypes").as_deref(),
        Some("was: Cash, Barter")
    );
    boxes()[1].click();
    settled().await;
    assert!(page.widget().dirty().is_empty());
    for at in [0, 2] {
        boxes()[at].click();
    }
    settled().await;
    assert_eq!(preview(&page), "paymentTypes=%5B%5D");
}

#[wasm_bindgen_test]
async fn a_country_has_a_name_and_any_other_name_goes() {
    let page = Page::open(host()).await;
    assert_eq!(page.value("billingCountry"), "France");
    page.choose("billingCountry", "CH").await;
    assert_eq!(page.value("billingCountry"), "Switzerland");
    assert_eq!(preview(&page), "billingCountry=CH");
    // By name it is the same country.
    page.type_in("billingCountry", "France").await;
    assert!(page.widget().dirty().is_empty());
    page.type_in("billingCountry", "Ruritania").await;
    page.leave("billingCountry").await;
    assert_eq!(preview(&page), "billingCountry=Ruritania");
    page.type_in("billingCountry", "ZZ").await;
    page.leave("billingCountry").await;
    assert_eq!(
        page.error("billingCountry").as_deref(),
        Some("invalid_choice")
    );
}

#[wasm_bindgen_test]
async fn a_currency_is_one_of_the_standard() {
    let page = Page::open(host()).await;
    let control = page.control("currency");
    page.type_in("currency", "chf").await;
    assert!(press(&control, "Enter", false));
    settled().await;
    assert_eq!(preview(&page), "currency=CHF");
    page.type_in("currency", "doubloon").await;
    page.leave("currency").await;
    assert_eq!(page.error("currency").as_deref(), Some("invalid_choice"));
    assert_eq!(page.value("currency"), "doubloon");
}

#[wasm_bindgen_test]
async fn a_colour_is_text_and_a_swatch() {
    let page = Page::open(host()).await;
    let swatch: HtmlInputElement = page.find(".ce-swatch").unwrap().unchecked_into();
    assert_eq!(swatch.value(), "#00ff00");
    page.type_in("customerRiskColor", "#1A2b3C").await;
    assert_eq!(swatch.value(), "#1a2b3c");
    swatch.set_value("#ff8800");
    fire(&swatch, "input");
    settled().await;
    assert_eq!(page.value("customerRiskColor"), "#ff8800");
    page.type_in("customerRiskColor", "red").await;
    page.leave("customerRiskColor").await;
    assert_eq!(
        page.error("customerRiskColor").as_deref(),
        Some("invalid_color")
    );
    assert!(swatch.has_attribute("data-empty"));
}

/// Every documented refusal: where it shows.
const REFUSALS: [(i32, &str, Option<&str>); 9] = [
    (
        400,
        r#"{"error":"missing_param","error_description":"reference parameter is missing"}"#,
        Some("reference"),
    ),
    (
        400,
        r#"{"error":"not_unique","error_description":"reference already used"}"#,
        Some("reference"),
    ),
    (
        400,
        r#"{"error_description":"The type of parameter payment type id you provided is not valid for this request."}"#,
        Some("paymentTypes"),
    ),
    (
        400,
        r#"{"error":"save_failed","error_description":"Failed to save instance."}"#,
        None,
    ),
    (
        400,
        r#"{"error":"exceeded_file_size","error_description":"image size should not exceed 2Mo"}"#,
        Some("imageFile"),
    ),
    (
        400,
        r#"{"error":"unsupported_file_type","error_description":"image format not supported."}"#,
        Some("imageFile"),
    ),
    (
        404,
        r#"{"error_description":"The payment type with the id 999 doesn't exist."}"#,
        Some("paymentTypes"),
    ),
    (
        404,
        r#"{"error":"not_found","error_description":"The customer cannot be a subcustomer of itself."}"#,
        Some("parentCustomer"),
    ),
    (
        404,
        r#"{"error":"not_found","error_description":"The parent customer with the id 188911 doesn't exist."}"#,
        Some("parentCustomer"),
    ),
];

#[wasm_bindgen_test]
async fn every_documented_refusal_stands_at_its_field_and_stops_nothing() {
    let page = Page::open(host()).await;
    toggle(&page, "isSubCustomer").await;
    page.host.answers(
        "GET /api/v1.0/customers?name=**&max=20",
        200,
        r#"{"data":[{"id":2,"name":"Two"}]}"#,
    );
    page.control("parentCustomer").click();
    until(|| page.find(r#".ce-option[data-value="2"]"#).is_some()).await;
    page.click(r#".ce-option[data-value="2"]"#);
    page.type_in("reference", "C-43").await;
    until(|| page.all("[name=paymentTypes]").len() == 3).await;
    page.all("[name=paymentTypes]")[1].click();
    settled().await;
    for (status, body, field) in REFUSALS {
        page.host.replace_reply(POST, status, body);
        let outcome = page.save(None).await;
        assert_eq!(member(&outcome, "kind"), "invalid", "{body}");
        match field {
            Some(field) => assert!(page.error(field).unwrap().starts_with("Server"), "{body}"),
            None => assert!(
                page.text("[part~=summary]")
                    .contains("Failed to save instance."),
                "{body}"
            ),
        }
        assert!(page.widget().valid(), "it stops nothing: {body}");
    }
    page.host.replace_reply(POST, 200, "");
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert_eq!(get(&page, "reference"), r#"["","C-43"]"#);
}
