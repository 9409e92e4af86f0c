//! 429: a save stands in line, the form stays open, and it goes by itself.

use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{self, PATCH, READ};
use crate::page::{FakeHost, Page, json, member, settled, until};

const BUTTON: &str = "[part='button button-primary']";

/// A server that takes the second PATCH only.
fn throttling(seconds: &str) -> FakeHost {
    let host = fixture::host();
    let wait = format!(r#"{{"Retry-After":"{seconds}"}}"#);
    host.answers_with(PATCH, 429, "{}", &wait);
    host.answers(PATCH, 200, "");
    host
}

async fn waiting(host: FakeHost) -> Page {
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    page.click(BUTTON);
    until(|| page.find("[data-act=stop]").is_some()).await;
    settled().await;
    page
}

fn patches(page: &Page) -> Vec<String> {
    let mut sent = page.host.sent();
    sent.retain(|sent| sent.starts_with("PATCH"));
    sent
}

#[wasm_bindgen_test]
async fn a_throttled_save_is_sent_again_by_itself() {
    let page = waiting(throttling("1")).await;
    assert_eq!(page.text(".ce-status"), "Waiting to save");
    assert_eq!(page.text("[part=banner] .ce-time"), "0:01");
    assert_eq!(page.text(BUTTON), "Saving in 0:01");
    let save = page.find(BUTTON).unwrap();
    assert_eq!(save.get_attribute("aria-disabled").as_deref(), Some("true"));
    let spoken = page.text("[role=status].ce-sr");
    assert_eq!(spoken, "Too many requests. Saving again in 1 second.");
    assert!(page.find(".ce-ring").is_some());
    assert!(!page.find("form").unwrap().has_attribute("inert"));
    assert!(page.widget().busy());
    // Neither a second save nor an event while it waits.
    assert_eq!(member(&page.save(None).await, "kind"), "cancelled");
    assert_eq!(page.host.fired().last().unwrap(), "customer-save");
    until(|| page.widget().dirty().is_empty()).await;
    settled().await;
    assert_eq!(patches(&page).len(), 2);
    assert_eq!(page.text(".ce-status"), "Saved 1 change");
    let fired = page.host.fired();
    assert_eq!(
        fired[fired.len() - 2..],
        ["customer-save", "customer-saved"]
    );
    assert!(page.find("[part=banner]").is_none());
}

#[wasm_bindgen_test]
async fn what_is_typed_while_it_waits_goes_with_it() {
    let page = waiting(throttling("1")).await;
    page.type_in("phone", "2").await;
    assert!(page.find("[data-act=stop]").is_some());
    until(|| page.widget().dirty().is_empty()).await;
    assert!(patches(&page)[1].contains(r#""city":"Berkeley""#));
    assert!(patches(&page)[1].contains(r#""phone":"2""#));
    settled().await;
    let fired = page.host.fired();
    let asked = fired.iter().filter(|one| *one == "customer-save").count();
    assert_eq!(asked, 2, "another body is shown to the host");
}

#[wasm_bindgen_test]
async fn what_becomes_wrong_while_it_waits_is_said_and_not_sent() {
    let page = waiting(throttling("1")).await;
    page.type_in("name", "").await;
    until(|| page.find("[part=summary]").is_some()).await;
    assert_eq!(patches(&page).len(), 1);
    assert_eq!(page.value("city"), "Berkeley");
    assert!(!page.widget().busy());
}

#[wasm_bindgen_test]
async fn waiting_can_be_stopped_and_nothing_is_lost() {
    let host = throttling("30");
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    let saving = page.widget().save(None);
    until(|| page.find("[data-act=stop]").is_some()).await;
    page.click("[data-act=stop]");
    let outcome = JsFuture::from(saving).await.unwrap();
    settled().await;
    assert_eq!(
        json(&outcome),
        r#"{"kind":"throttled","retryAfterSeconds":30}"#
    );
    assert!(
        page.host
            .detail("customer-error")
            .contains(r#""kind":"throttled","status":429"#)
    );
    assert_eq!(page.value("city"), "Berkeley");
    assert_eq!(patches(&page).len(), 1);
    assert!(!page.widget().busy());
    // The account still wants its pause: the next save stands in line at once, and may be stopped too.
    let saving = page.widget().save(None);
    until(|| page.find("[data-act=stop]").is_some()).await;
    assert_eq!(patches(&page).len(), 1);
    page.click("[data-act=stop]");
    JsFuture::from(saving).await.unwrap();
}

#[wasm_bindgen_test]
async fn discarding_ends_the_wait() {
    let page = waiting(throttling("30")).await;
    page.click("[data-act=discard]");
    settled().await;
    assert!(page.widget().dirty().is_empty());
    assert!(!page.widget().busy());
    assert!(page.find("[data-act=stop]").is_none());
    assert_eq!(page.text("[part=banner] h3").trim(), "Discarded 1 change");
    page.click("[data-act=undo]");
    settled().await;
    assert_eq!(page.value("city"), "Berkeley");
}

#[wasm_bindgen_test]
async fn every_form_of_an_account_stands_in_one_line() {
    let first = waiting(throttling("1")).await;
    // Another form on the same account, opened while it pauses: its reads and its save come after.
    let host = fixture::host();
    host.answers(PATCH, 200, "");
    let base = js_sys::Reflect::get(&first.host, &"baseUrl".into()).unwrap();
    js_sys::Reflect::set(&host, &"baseUrl".into(), &base).unwrap();
    let second = Page::mount(host);
    until(|| second.find(".ce-blank").is_some()).await;
    assert!(
        second.host.sent().is_empty(),
        "nothing leaves before it is its turn"
    );
    until(|| second.find("form").is_some()).await;
    assert!(second.host.sent()[0].starts_with(READ));
    until(|| first.widget().dirty().is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_sign_in_that_takes_its_time_holds_up_nobody_else() {
    let host = throttling("1");
    // The record, its template, the throttled save; and then the one whose turn it is.
    host.put("tokens", r#"["a","b","c","never"]"#);
    let first = waiting(host).await;
    let host = fixture::host();
    let base = js_sys::Reflect::get(&first.host, &"baseUrl".into()).unwrap();
    js_sys::Reflect::set(&host, &"baseUrl".into(), &base).unwrap();
    let second = Page::mount(host);
    until(|| first.find("[data-act=stop]").is_none()).await;
    assert!(second.host.sent().is_empty(), "it is the first one's turn");
    until(|| second.find("form").is_some()).await;
    assert_eq!(patches(&first).len(), 1);
    assert!(first.widget().busy());
}

#[wasm_bindgen_test]
async fn a_save_in_line_behind_a_load_asks_about_what_that_brings() {
    let record = |phone: &str| format!(r#"{{"id":42,"name":"A","phone":"{phone}"}}"#);
    let host = FakeHost::fresh();
    host.answers(READ, 200, &record("1"));
    host.answers_with(READ, 429, "{}", r#"{"Retry-After":"1"}"#);
    host.answers(READ, 200, &record("3"));
    host.answers(PATCH, 200, "");
    let page = Page::open(host).await;
    let load = page.widget().load();
    until(|| page.host.sent().len() == 2).await;
    page.type_in("phone", "2").await;
    assert_eq!(member(&page.save(None).await, "kind"), "conflict");
    JsFuture::from(load).await.unwrap();
    assert!(patches(&page).is_empty());
    assert!(page.find("[part=review] .ce-conf").is_some());
}
