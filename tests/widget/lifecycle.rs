use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{self, PATCH, READ};
use crate::page::{FakeHost, Page, member, settled, until};

#[wasm_bindgen_test]
async fn leaving_the_page_calls_requests_off() {
    let host = FakeHost::fresh();
    host.answers(READ, -1, "");
    let mut page = Page::mount(host);
    until(|| page.host.sent().len() == 1).await;
    page.widget.take();
    until(|| page.host.aborts() == 1).await;
    settled().await;
    assert_eq!(page.root.children().length(), 0);
    assert!(page.host.fired().is_empty());
}

#[wasm_bindgen_test]
async fn leaving_while_saving_cancels_the_save() {
    let host = fixture::host();
    host.answers(PATCH, -1, "");
    let mut page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    let saving = page.widget().save(None);
    until(|| page.host.sent().last().unwrap().starts_with("PATCH")).await;
    page.widget.take();
    assert_eq!(
        member(&JsFuture::from(saving).await.unwrap(), "kind"),
        "cancelled"
    );
    assert_eq!(page.host.fired().last().unwrap(), "customer-save");
}

#[wasm_bindgen_test]
async fn a_fetcher_that_heeds_nothing_holds_nobody_up() {
    let host = fixture::host();
    host.answers(PATCH, -2, "");
    let mut page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    let saving = page.widget().save(None);
    until(|| page.host.sent().last().unwrap().starts_with("PATCH")).await;
    page.widget.take();
    let outcome = JsFuture::from(saving).await.unwrap();
    assert_eq!(member(&outcome, "kind"), "cancelled");
}

#[wasm_bindgen_test]
async fn two_forms_know_nothing_of_each_other() {
    let first = Page::open(fixture::host()).await;
    let mut second = Page::open(fixture::host()).await;
    first.type_in("city", "Berkeley").await;
    assert_eq!(second.value("city"), "Oakland");
    assert!(second.widget().dirty().is_empty());
    assert_eq!(second.host.fired(), ["customer-ready"]);
    second.widget.take();
    settled().await;
    first.type_in("city", "Alameda").await;
    assert_eq!(first.was("city").as_deref(), Some("was: Oakland"));
}

#[wasm_bindgen_test]
async fn the_last_load_counts() {
    let host = fixture::host();
    let page = Page::open(host).await;
    page.host.replace_reply(READ, -1, "");
    let first = page.widget().load();
    until(|| page.host.sent().len() == 3).await;
    page.host
        .replace_reply(READ, 200, r#"{"id":42,"name":"Second"}"#);
    let second = page.widget().load();
    JsFuture::from(second).await.unwrap();
    JsFuture::from(first).await.unwrap();
    settled().await;
    assert_eq!(page.value("name"), "Second");
    assert!(!page.host.fired().contains(&"customer-error".to_owned()));
}

#[wasm_bindgen_test]
async fn another_customer_starts_anew() {
    let host = fixture::host();
    host.answers(
        "GET /api/v2/customer/43/?company=1",
        200,
        r#"{"id":43,"name":"Other"}"#,
    );
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    page.host.put("customerId", r#""43""#);
    JsFuture::from(page.widget().load()).await.unwrap();
    settled().await;
    assert_eq!(page.value("name"), "Other");
    assert!(page.widget().dirty().is_empty());
    assert_eq!(page.value("city"), "");
}

#[wasm_bindgen_test]
async fn mounting_fifty_times_leaves_nothing_behind() {
    let body = crate::page::document().body().unwrap();
    let before = body.query_selector_all("*").unwrap().length();
    for _ in 0..50 {
        let host = FakeHost::fresh();
        host.put("record", r#""{\"id\":42,\"name\":\"A\",\"city\":\"B\"}""#);
        let page = Page::open(host).await;
        page.type_in("city", "C").await;
        assert_eq!(page.widget().dirty(), ["city"]);
    }
    settled().await;
    assert_eq!(body.query_selector_all("*").unwrap().length(), before);
}
