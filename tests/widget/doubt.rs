//! A save without an answer: what became of it stands in the record.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{PATCH, READ};
use crate::page::{FakeHost, Page, member, settled, until};

fn record(city: &str, phone: &str) -> String {
    format!(r#"{{"id":42,"name":"A","city":"{city}","phone":"{phone}"}}"#)
}

/// The record as it is, then as it is after the save that is lost.
async fn typed(first: i32, after: &str) -> Page {
    let host = FakeHost::fresh();
    host.answers(READ, 200, &record("Old", "1"));
    host.answers(READ, 200, after);
    host.answers(PATCH, first, "");
    let page = Page::open(host).await;
    page.type_in("city", "New").await;
    page
}

fn count(page: &Page, method: &str) -> usize {
    let sent = page.host.sent();
    sent.iter().filter(|sent| sent.starts_with(method)).count()
}

#[wasm_bindgen_test]
async fn a_lost_answer_to_a_stored_save_is_a_save() {
    for status in [0, 500, 502, 503, 408] {
        let page = typed(status, &record("New", "1")).await;
        assert_eq!(member(&page.save(None).await, "kind"), "saved", "{status}");
        assert_eq!(
            (count(&page, "PATCH"), count(&page, "GET")),
            (1, 2),
            "{status}"
        );
        assert_eq!(page.text(".ce-status"), "Saved 1 change");
        assert_eq!(page.host.fired().last().unwrap(), "customer-saved");
        assert!(page.find("[part=banner]").is_none());
    }
}

#[wasm_bindgen_test]
async fn an_answer_that_cannot_be_read_is_a_lost_one() {
    for body in ["{\"id\":42,", "[1]", "<html>hm", "{}"] {
        let page = typed(0, &record("New", "1")).await;
        page.host.replace_reply(PATCH, 200, body);
        assert_eq!(member(&page.save(None).await, "kind"), "saved", "{body}");
        assert_eq!(count(&page, "PATCH"), 1, "{body}");
    }
}

#[wasm_bindgen_test]
async fn a_write_that_is_sent_elsewhere_may_be_stored_and_is_not_sent_again() {
    let page = typed(303, &record("New", "1")).await;
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert_eq!((count(&page, "PATCH"), count(&page, "GET")), (1, 2));
    assert_eq!(page.host.fired().last().unwrap(), "customer-saved");

    let page = typed(307, &record("Old", "1")).await;
    let outcome = page.save(None).await;
    assert_eq!(member(&outcome, "kind"), "unavailable");
    assert!(member(&outcome, "message").contains("Nothing was changed"));
    assert_eq!((count(&page, "PATCH"), count(&page, "GET")), (1, 2));
    assert_eq!(page.value("city"), "New");

    // The record is sent elsewhere, too: then nobody knows.
    let page = typed(307, "").await;
    page.host.replace_reply(READ, 302, "");
    assert_eq!(member(&page.save(None).await, "kind"), "unavailable");
    assert!(page.text("[part=banner]").contains("Not known yet"));
    assert_eq!(count(&page, "PATCH"), 1);
}

#[wasm_bindgen_test]
async fn what_was_not_stored_is_sent_once_more() {
    let page = typed(0, &record("Old", "1")).await;
    page.host.answers(PATCH, 200, "");
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert_eq!((count(&page, "PATCH"), count(&page, "GET")), (2, 2));
    let fired = page.host.fired();
    let asked = fired.iter().filter(|one| *one == "customer-save").count();
    assert_eq!(asked, 1, "the same request is announced once");
}

#[wasm_bindgen_test]
async fn what_is_not_stored_twice_is_not_saved() {
    let page = typed(500, &record("Old", "1")).await;
    assert_eq!(member(&page.save(None).await, "kind"), "unavailable");
    assert_eq!(count(&page, "PATCH"), 2);
    assert_eq!(page.text(".ce-status"), "Not saved");
    assert_eq!(page.value("city"), "New");
    assert!(!page.find("form").unwrap().has_attribute("inert"));
}

#[wasm_bindgen_test]
async fn somebody_elses_word_in_between_is_asked_about_and_not_overwritten() {
    let page = typed(0, &record("Theirs", "1")).await;
    assert_eq!(member(&page.save(None).await, "kind"), "conflict");
    assert_eq!(count(&page, "PATCH"), 1);
    assert!(page.find("[part=review] .ce-conf").is_some());
}

#[wasm_bindgen_test]
async fn what_is_left_of_an_overwritten_save_is_told() {
    for (side, changed) in [("theirs", r#"["city"]"#), ("mine", r#"["city","phone"]"#)] {
        let page = typed(0, &record("New", "3")).await;
        page.host.answers(PATCH, 200, "");
        page.type_in("phone", "2").await;
        assert_eq!(member(&page.save(None).await, "kind"), "conflict");
        assert_eq!(page.widget().dirty(), ["phone"]);
        page.click(&format!("[data-act=all-{side}]"));
        settled().await;
        page.click("[part='button button-primary']");
        until(|| page.host.fired().last().unwrap() == "customer-saved").await;
        let detail = page.host.detail("customer-saved");
        assert!(detail.contains(changed), "{detail}");
    }
}

#[wasm_bindgen_test]
async fn in_doubt_it_says_so_and_looks_until_it_knows() {
    let page = typed(0, "").await;
    page.host.replace_reply(READ, 0, "");
    assert_eq!(member(&page.save(None).await, "kind"), "unavailable");
    assert!(
        page.host
            .detail("customer-error")
            .contains(r#""kind":"network""#)
    );
    assert!(
        page.text("[part=banner]")
            .contains("Not known yet whether this was saved")
    );
    assert!(!page.find("form").unwrap().has_attribute("inert"));
    // What is typed meanwhile is not part of what is looked for.
    page.type_in("phone", "2").await;
    page.host.replace_reply(READ, 200, &record("New", "1"));
    until(|| page.widget().dirty() == ["phone"]).await;
    settled().await;
    assert_eq!(page.host.fired().last().unwrap(), "customer-saved");
    assert_eq!(
        page.host.detail("customer-saved"),
        r#"{"id":"42","changed":["city"]}"#
    );
    assert_eq!(count(&page, "PATCH"), 1);
    assert!(page.find("[part=banner]").is_none());
    let reads = count(&page, "GET");
    gloo_timers::future::TimeoutFuture::new(60).await;
    assert_eq!(
        count(&page, "GET"),
        reads,
        "it is known, and not looked for any more"
    );
}

#[wasm_bindgen_test]
async fn what_was_typed_in_doubt_is_not_sent_over_somebody_elses_word() {
    let page = typed(0, "").await;
    page.host.replace_reply(READ, 0, "");
    page.save(None).await;
    page.type_in("phone", "2").await;
    page.host.replace_reply(READ, 200, &record("New", "3"));
    page.host.replace_reply(PATCH, 200, "");
    assert_eq!(member(&page.save(None).await, "kind"), "conflict");
    assert_eq!(count(&page, "PATCH"), 1);
    assert!(page.find("[part=review] .ce-conf").is_some());
    assert!(page.host.fired().contains(&"customer-saved".to_owned()));
}

#[wasm_bindgen_test]
async fn what_is_typed_back_in_doubt_is_a_change_once_it_is_known() {
    let page = typed(0, "").await;
    page.host.replace_reply(READ, 0, "");
    page.save(None).await;
    page.type_in("city", "Old").await;
    page.host.replace_reply(READ, 200, &record("New", "1"));
    until(|| page.widget().dirty() == ["city"]).await;
    assert_eq!(page.value("city"), "Old");
    assert_eq!(page.was("city").as_deref(), Some("was: New"));
}

#[wasm_bindgen_test]
async fn a_discard_in_doubt_is_still_in_doubt() {
    for (city, status) in [("New", "Saved 1 change"), ("Old", "No changes")] {
        let page = typed(0, "").await;
        page.host.replace_reply(READ, 0, "");
        page.save(None).await;
        page.click("[data-act=discard]");
        settled().await;
        assert_eq!(page.text(".ce-status"), "Not known yet");
        page.host.replace_reply(READ, 200, &record(city, "1"));
        until(|| page.text(".ce-status") == status).await;
        assert_eq!(page.value("city"), city);
    }
}

#[wasm_bindgen_test]
async fn in_doubt_and_not_stored_ends_in_not_saved() {
    let page = typed(0, "").await;
    page.host.replace_reply(READ, 0, "");
    page.save(None).await;
    page.host.replace_reply(READ, 200, &record("Old", "1"));
    until(|| {
        page.text("[part=banner]")
            .contains("nothing was changed there")
    })
    .await;
    assert_eq!(page.text(".ce-status"), "Not saved");
    assert_eq!(
        count(&page, "PATCH"),
        1,
        "it is not sent behind anybody's back"
    );
    page.host.replace_reply(PATCH, 200, "");
    page.click("[part=banner] [data-act=save]");
    until(|| page.widget().dirty().is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_save_in_doubt_looks_first() {
    let page = typed(0, "").await;
    page.host.replace_reply(READ, 0, "");
    page.save(None).await;
    assert_eq!(member(&page.save(None).await, "kind"), "unavailable");
    assert_eq!(count(&page, "PATCH"), 1);
    page.host.replace_reply(READ, 200, &record("New", "1"));
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert_eq!(count(&page, "PATCH"), 1);
    assert!(page.widget().dirty().is_empty());
}

#[wasm_bindgen_test]
async fn a_load_in_doubt_settles_it() {
    let page = typed(0, "").await;
    page.host.replace_reply(READ, 0, "");
    page.save(None).await;
    page.host.replace_reply(READ, 200, &record("New", "1"));
    wasm_bindgen_futures::JsFuture::from(page.widget().load())
        .await
        .unwrap();
    settled().await;
    assert!(page.widget().dirty().is_empty());
    assert!(page.host.fired().contains(&"customer-saved".to_owned()));
}

#[wasm_bindgen_test]
async fn a_customer_that_is_gone_is_no_doubt() {
    let page = typed(500, "").await;
    page.host.replace_reply(READ, 404, "{}");
    assert_eq!(member(&page.save(None).await, "kind"), "not_found");
    assert!(page.text("[part=banner]").contains("no longer exists"));
    assert_eq!(page.value("city"), "New");
}

#[wasm_bindgen_test]
async fn a_refusal_that_may_be_the_second_answer_is_a_doubt() {
    let page = typed(412, "").await;
    page.host.replace_reply(READ, 0, "");
    assert_eq!(member(&page.save(None).await, "kind"), "unavailable");
    assert!(page.text("[part=banner]").contains("Not known yet"));
    page.host.replace_reply(READ, 200, &record("New", "1"));
    until(|| page.widget().dirty().is_empty()).await;
    settled().await;
    assert_eq!(page.host.fired().last().unwrap(), "customer-saved");
}

#[wasm_bindgen_test]
async fn in_doubt_and_signed_out_says_both() {
    let page = typed(500, "").await;
    page.host.replace_reply(READ, 401, "{}");
    assert_eq!(member(&page.save(None).await, "kind"), "unavailable");
    page.host.put("tokens", r#"["throw"]"#);
    assert_eq!(member(&page.save(None).await, "kind"), "unauthorized");
    let banner = page.text("[part=banner]");
    assert!(
        banner.contains("Not known yet") && banner.contains("sign in again"),
        "{banner}"
    );
}

#[wasm_bindgen_test]
async fn before_a_write_the_record_is_compared_where_the_host_wants_it() {
    let page = typed(200, &record("Old", "9")).await;
    page.host
        .put("settings", r#"["compareBeforeWrite","true"]"#);
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert_eq!(
        (count(&page, "GET"), page.value("phone").as_str()),
        (2, "9")
    );
    let page = typed(200, &record("Theirs", "1")).await;
    page.host
        .put("settings", r#"["compareBeforeWrite","true"]"#);
    assert_eq!(member(&page.save(None).await, "kind"), "conflict");
    assert_eq!(count(&page, "PATCH"), 0);
    // A tag says it without a read.
    let host = FakeHost::fresh();
    host.put("settings", r#"["compareBeforeWrite","true"]"#);
    host.answers_with(READ, 200, &record("Old", "1"), r#"{"ETag":"\"1\""}"#);
    host.answers(PATCH, 200, "");
    let page = Page::open(host).await;
    page.type_in("city", "New").await;
    page.save(None).await;
    assert_eq!(count(&page, "GET"), 1);
}
