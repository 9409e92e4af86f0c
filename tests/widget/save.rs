use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{self, COUNTRIES, PATCH, PUT, READ};
use crate::page::{FakeHost, Page, fire, json, member, press, settled, until};

#[wasm_bindgen_test]
async fn a_patch_names_what_changed() {
    let host = fixture::host();
    host.answers(PATCH, 200, "");
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    page.type_in("template.fields.12", "999,999,999,999,997.77")
        .await;
    let outcome = page.save(None).await;
    assert_eq!(json(&outcome), r#"{"kind":"saved"}"#);
    assert_eq!(
        page.host.sent().last().unwrap(),
        &format!(
            r#"{PATCH} {{"company":1,"city":"Berkeley","template":{{"id":3,"fields":[{{"id":12,"value":999999999999997.77}}]}}}}"#
        )
    );
    assert_eq!(
        page.host.each("authorization").last().unwrap(),
        "Bearer secret"
    );
    assert!(page.widget().dirty().is_empty());
    assert_eq!(page.text(".ce-status"), "Saved 2 changes");
    assert_eq!(page.value("city"), "Berkeley");
    assert_eq!(page.was("city"), None);
    let fired = page.host.fired();
    assert_eq!(
        fired[fired.len() - 2..],
        ["customer-save", "customer-saved"]
    );
    assert_eq!(
        page.host.detail("customer-saved"),
        r#"{"id":"42","changed":["city","template.fields.12"]}"#
    );
    assert!(page.host.page_when("customer-saved").contains("Saved"));
    assert!(
        page.host
            .detail("customer-save")
            .contains(r#""method":"PATCH","path":"/api/v2/customer/42""#)
    );
    assert!(!page.host.detail("customer-save").contains("secret"));
}

#[wasm_bindgen_test]
async fn without_a_change_nothing_is_sent_and_nothing_fired() {
    let page = Page::open(fixture::host()).await;
    let before = (page.host.sent().len(), page.host.fired().len());
    assert_eq!(json(&page.save(None).await), r#"{"kind":"saved"}"#);
    assert_eq!(json(&page.save(Some("PUT")).await), r#"{"kind":"saved"}"#);
    assert_eq!((page.host.sent().len(), page.host.fired().len()), before);
}

#[wasm_bindgen_test]
async fn a_put_fetches_the_list_that_it_needs() {
    let host = fixture::host();
    host.answers(PUT, 200, "");
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    assert_eq!(member(&page.save(Some("PUT")).await, "kind"), "saved");
    let sent = page.host.sent();
    assert_eq!(sent[sent.len() - 2], COUNTRIES);
    assert!(sent[sent.len() - 1].starts_with(PUT));
    assert!(sent[sent.len() - 1].contains(r#""country":756"#));
    assert!(sent[sent.len() - 1].contains(r#"{"id":16,"value":"kept"}"#));
}

#[wasm_bindgen_test]
async fn a_put_is_not_refused_for_a_list_that_nobody_has_fetched() {
    let host = fixture::host();
    host.put("method", r#""PUT""#);
    let page = Page::open(host).await;
    assert!(page.widget().valid());
    assert_eq!(page.widget().issues().length(), 0);
    let host = fixture::host();
    host.put("method", r#""PUT""#);
    host.replace_reply(COUNTRIES, 200, r#"[{"code":840,"name":"United States"}]"#);
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    assert_eq!(member(&page.save(None).await, "kind"), "invalid");
    assert!(!page.widget().valid(), "now it can be told");
}

#[wasm_bindgen_test]
async fn a_put_that_would_lose_something_names_the_field_and_a_patch_still_goes() {
    let host = fixture::host();
    host.replace_reply(COUNTRIES, 200, r#"[{"code":840,"name":"United States"}]"#);
    host.answers(PATCH, 200, "");
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    let outcome = page.save(Some("PUT")).await;
    assert!(
        json(&outcome).contains(r#""field":"country","code":"unresolved""#),
        "{}",
        json(&outcome)
    );
    assert_eq!(page.error("country").as_deref(), Some("unresolved"));
    assert_eq!(
        page.all("[part=summary] a")[0].text_content().unwrap(),
        "Country: unresolved"
    );
    assert!(page.host.sent().iter().all(|sent| sent.starts_with("GET")));
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
}

#[wasm_bindgen_test]
async fn what_stopped_a_save_is_said_until_it_is_mended() {
    let host = fixture::host();
    host.put("method", r#""PUT""#);
    host.replace_reply(COUNTRIES, 200, r#"[{"code":840,"name":"United States"}]"#);
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    page.save(None).await;
    page.leave("country").await;
    page.type_in("phone", "1").await;
    assert_eq!(page.error("country").as_deref(), Some("unresolved"));
    page.type_in("country", "840").await;
    assert_eq!(page.error("country"), None);

    let host = fixture::host();
    host.put("settings", r#"["keepTexts","true"]"#);
    let page = Page::open(host).await;
    page.type_in("city", "").await;
    page.save(None).await;
    page.leave("city").await;
    assert_eq!(page.error("city").as_deref(), Some("required"));
    page.type_in("city", "Berkeley").await;
    assert_eq!(page.error("city"), None);
}

#[wasm_bindgen_test]
async fn a_server_that_tags_reads_alone_is_asked_before_the_next_save() {
    let host = FakeHost::fresh();
    let record = |city: &str| format!(r#"{{"id":42,"name":"A","city":"{city}"}}"#);
    host.answers_with(READ, 200, &record("Old"), r#"{"ETag":"\"1\""}"#);
    host.answers_with(READ, 200, &record("Mine"), r#"{"ETag":"\"2\""}"#);
    host.answers(PATCH, 200, "");
    let page = Page::open(host).await;
    page.type_in("city", "Mine").await;
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    page.type_in("city", "Again").await;
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    let methods: Vec<String> = page.host.sent();
    let methods: Vec<&str> = methods
        .iter()
        .filter_map(|sent| sent.split(' ').next())
        .collect();
    assert_eq!(methods, ["GET", "PATCH", "GET", "PATCH"]);
}

#[wasm_bindgen_test]
async fn the_hosts_method_is_the_default_and_preview_shows_it() {
    let host = fixture::host();
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    let preview = page.widget().preview(None).unwrap();
    assert_eq!(
        member(&preview, "body"),
        r#"{"company":1,"city":"Berkeley"}"#
    );
    assert!(page.text(".ce-bar__note").contains("PATCH"));
    page.host.put("method", r#""PUT""#);
    page.widget().refresh("method");
    settled().await;
    assert!(page.text(".ce-bar__note").contains("PUT"));
    let refused = page.widget().preview(None).unwrap_err();
    assert!(json(&refused).contains("unresolved"));
    page.type_in("name", "").await;
    assert!(json(&page.widget().preview(Some("PATCH".into())).unwrap_err()).contains("required"));
}

#[wasm_bindgen_test]
async fn what_the_server_refuses_stands_at_its_field_until_that_changes() {
    let host = fixture::host();
    host.answers(
        PATCH,
        400,
        r#"{"name":["This name is taken."],"template":{"fields":[{"value":["Too rich."]}]},"colour":["What?"],"non_field_errors":["Closed on Sundays."]}"#,
    );
    let page = Page::open(host).await;
    page.type_in("name", "Taken").await;
    page.type_in("template.fields.12", "5").await;
    let outcome = page.save(None).await;
    assert_eq!(member(&outcome, "kind"), "invalid");
    assert_eq!(
        page.error("name").as_deref(),
        Some("Server This name is taken.")
    );
    assert_eq!(
        page.error("template.fields.12").as_deref(),
        Some("Server Too rich.")
    );
    let summary = page.text("[part=summary]");
    assert!(
        summary.contains("What?") && summary.contains("Closed on Sundays."),
        "{summary}"
    );
    assert_eq!(page.value("name"), "Taken");
    let fired = page.host.fired();
    assert_eq!(
        fired[fired.len() - 2..],
        ["customer-save", "customer-invalid"]
    );
    // What the server said stops no further request, and goes with the next key press.
    assert!(page.widget().valid());
    page.type_in("name", "Free").await;
    assert_eq!(page.error("name"), None);
    assert_eq!(
        page.error("template.fields.12").as_deref(),
        Some("Server Too rich.")
    );
    page.host.replace_reply(PATCH, 200, "");
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert!(page.find("[part=summary]").is_none());
}

#[wasm_bindgen_test]
async fn a_prevented_save_is_cancelled() {
    let host = fixture::host();
    host.prevent("customer-save");
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    assert_eq!(json(&page.save(None).await), r#"{"kind":"cancelled"}"#);
    assert!(page.host.sent().iter().all(|sent| sent.starts_with("GET")));
    assert_eq!(page.widget().dirty(), ["city"]);
    assert!(!page.widget().busy());
}

#[wasm_bindgen_test]
async fn the_body_is_inert_while_saving() {
    let host = fixture::host();
    host.answers(PATCH, -1, "");
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    page.click("[part='button button-primary']");
    until(|| page.host.sent().last().unwrap().starts_with("PATCH")).await;
    settled().await;
    assert!(page.find("form").unwrap().has_attribute("inert"));
    assert_eq!(page.text(".ce-status"), "Saving…");
    assert!(page.find("[part=progress]").is_some());
    assert_eq!(page.host.last_state(), "101");
    // A second one does not leave while the first is out.
    assert_eq!(member(&page.save(None).await, "kind"), "cancelled");
}

#[wasm_bindgen_test]
async fn enter_and_ctrl_s_save() {
    let host = fixture::host();
    host.answers(PATCH, 200, "");
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    fire(&page.find("form").unwrap(), "submit");
    until(|| page.widget().dirty().is_empty()).await;
    page.type_in("city", "Alameda").await;
    let taken = press(&page.control("city"), "s", true);
    assert!(taken, "the browser's own dialogue stays away");
    until(|| page.widget().dirty().is_empty()).await;
    assert_eq!(
        page.host
            .sent()
            .iter()
            .filter(|sent| sent.starts_with("PATCH"))
            .count(),
        2
    );
}

#[wasm_bindgen_test]
async fn a_server_without_patch_is_put_only_after_a_review() {
    let host = fixture::host();
    host.answers(PATCH, 405, r#"{"detail":"Method not allowed."}"#);
    host.answers(PUT, 200, "");
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    assert_eq!(member(&page.save(None).await, "kind"), "not_allowed");
    assert!(page.text("[part=banner]").contains("Method not allowed."));
    assert!(!page.host.sent().iter().any(|sent| sent.starts_with("PUT")));
    page.click("[part=banner] button");
    until(|| page.find("[part=review]").is_some()).await;
    assert_eq!(page.text(".ce-method"), "PUT");
    assert!(!page.host.sent().iter().any(|sent| sent.starts_with("PUT")));
    page.click("[part='button button-primary']");
    until(|| page.widget().dirty().is_empty()).await;
    assert!(page.host.sent().last().unwrap().starts_with(PUT));
    settled().await;
    assert!(page.find("[part=banner]").is_none());
}

#[wasm_bindgen_test]
async fn settings_reach_the_request() {
    let host = fixture::host();
    host.put(
        "settings",
        r#"["clearTextAs","empty","withCredentials","true","path.customer","/crm/{id}?tenant={company}"]"#,
    );
    host.answers("PATCH /crm/42?tenant=1", 200, "");
    let page = Page::open(host).await;
    page.type_in("city", "").await;
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert_eq!(
        page.host.sent().last().unwrap(),
        r#"PATCH /crm/42?tenant=1 {"company":1,"city":""}"#
    );
    assert!(
        page.host
            .each("credentials")
            .iter()
            .all(|one| one == "include")
    );
    let plain = Page::open(fixture::host()).await;
    assert!(
        plain
            .host
            .each("credentials")
            .iter()
            .all(|one| one == "omit")
    );
}
