use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture;
use crate::page::{Page, claim_bad_input, document, json, member, settled};

#[wasm_bindgen_test]
async fn too_long_shows_at_the_key_press_and_goes_at_the_one_that_mends_it() {
    let page = Page::open(fixture::host()).await;
    // Code points, not UTF-16 units: fifty of these are a hundred of those.
    page.type_in("name", &"😀".repeat(50)).await;
    assert_eq!(page.error("name"), None);
    page.type_in("name", &"😀".repeat(51)).await;
    assert_eq!(page.error("name").as_deref(), Some("too_long"));
    assert_eq!(page.host.last_state(), "110");
    assert!(page.text(".ce-count[data-level=over]").contains("51 / 50"));
    page.type_in("name", &"😀".repeat(50)).await;
    assert_eq!(page.error("name"), None);
    assert!(page.text(".ce-count[data-level=near]").contains("50 / 50"));
}

#[wasm_bindgen_test]
async fn bounds_show_at_the_key_press() {
    let page = Page::open(fixture::host()).await;
    page.type_in("template.fields.12", "-1").await;
    assert_eq!(
        page.error("template.fields.12").as_deref(),
        Some("below_min")
    );
    page.type_in("template.fields.12", "1").await;
    assert_eq!(page.error("template.fields.12"), None);
    page.type_in("template.fields.13", "1000000000000000").await;
    assert_eq!(
        page.error("template.fields.13").as_deref(),
        Some("above_max")
    );
}

#[wasm_bindgen_test]
async fn an_address_is_judged_on_leaving_and_mended_at_the_key_press() {
    let page = Page::open(fixture::host()).await;
    page.type_in("contact_person.email", "ines@").await;
    assert_eq!(page.error("contact_person.email"), None);
    page.leave("contact_person.email").await;
    assert_eq!(
        page.error("contact_person.email").as_deref(),
        Some("invalid_email")
    );
    // Still wrong, still said; mended at this key press; wrong again, and not said before leaving.
    page.type_in("contact_person.email", "ines@b").await;
    assert_eq!(
        page.error("contact_person.email").as_deref(),
        Some("invalid_email")
    );
    page.type_in("contact_person.email", "ines@b.example").await;
    assert_eq!(page.error("contact_person.email"), None);
    page.type_in("contact_person.email", "ines@b.").await;
    assert_eq!(page.error("contact_person.email"), None);
}

#[wasm_bindgen_test]
async fn partners_mend_each_other() {
    let page = Page::open(fixture::host()).await;
    page.type_in("contact_person.email", "").await;
    page.leave("contact_person.email").await;
    assert_eq!(
        page.error("contact_person.email").as_deref(),
        Some("required")
    );
    // Without a name there is nobody to write to.
    page.type_in("contact_person.name", "").await;
    assert_eq!(page.error("contact_person.email"), None);
    assert!(page.widget().valid());
}

#[wasm_bindgen_test]
async fn a_day_typed_by_half_is_no_clear() {
    let page = Page::open(fixture::host()).await;
    // What a browser reports of a half-typed day cannot be typed from here, so the control is made to say it.
    let control = page.control("nda_signed_date");
    claim_bad_input(&control);
    page.type_in("nda_signed_date", "").await;
    assert_eq!(page.error("nda_signed_date"), None);
    page.leave("nda_signed_date").await;
    assert_eq!(
        page.error("nda_signed_date").as_deref(),
        Some("invalid_date")
    );
    let changes = page
        .host
        .fired()
        .iter()
        .filter(|kind| *kind == "customer-change")
        .count();
    assert_eq!(changes, 1);
    assert_eq!(member(&page.save(None).await, "kind"), "invalid");
    assert!(page.host.sent().iter().all(|sent| sent.starts_with("GET")));
}

#[wasm_bindgen_test]
async fn a_save_shows_everything_and_leads_to_the_fields() {
    let page = Page::open(fixture::host()).await;
    page.type_in("name", " ").await;
    page.type_in("template.fields.13", "many").await;
    let outcome = page.save(None).await;
    assert_eq!(member(&outcome, "kind"), "invalid");
    assert_eq!(
        json(&outcome),
        r#"{"kind":"invalid","issues":[{"field":"name","code":"required","message":"required"},{"field":"template.fields.13","code":"invalid_number","message":"invalid_number"}]}"#
    );
    assert_eq!(
        page.host.fired().last().map(String::as_str),
        Some("customer-invalid")
    );
    assert!(!page.host.fired().contains(&"customer-save".to_owned()));
    assert_eq!(page.error("name").as_deref(), Some("required"));
    assert_eq!(page.text(".ce-status"), "2 problems");

    let summary = page.find("[part=summary]").unwrap();
    assert!(summary.is_same_node(document().active_element().as_deref()));
    let links = page.all("[part=summary] a");
    assert_eq!(links[1].text_content().unwrap(), "Fleet: invalid_number");
    links[1].click();
    settled().await;
    let focused = document().active_element().unwrap();
    assert_eq!(
        focused.get_attribute("name").as_deref(),
        Some("template.fields.13")
    );

    page.type_in("name", "Brightwater").await;
    assert_eq!(page.all("[part=summary] li").len(), 1);
    page.type_in("template.fields.13", "5").await;
    assert!(page.find("[part=summary]").is_none());
    assert_eq!(json(&page.widget().issues()), "[]");
}

#[wasm_bindgen_test]
async fn an_invalid_loaded_value_is_quiet_and_stops_nobody() {
    let host = crate::page::FakeHost::fresh();
    host.put(
        "record",
        r#""{\"id\":42,\"name\":\"A\",\"city\":\"B\",\"contact_person\":{\"name\":\"C\",\"email\":\"broken\",\"type\":null}}""#,
    );
    host.answers(fixture::PATCH, 200, "");
    let page = Page::open(host).await;
    page.leave("contact_person.email").await;
    assert_eq!(page.error("contact_person.email"), None);
    page.type_in("city", "D").await;
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
}
