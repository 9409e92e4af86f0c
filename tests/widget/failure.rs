use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{self, PATCH, READ, TEMPLATE_OF};
use crate::page::{FakeHost, Page, member, settled, until};

/// Mounts, waits for the failure, and answers the keys of its sentence.
async fn blank(host: FakeHost) -> (Page, String) {
    host.put("wording", WORDING);
    let page = Page::mount(host);
    until(|| page.find(".ce-blank").is_some()).await;
    settled().await;
    let sentence = page.text(".ce-blank");
    (page, sentence)
}

const WORDING: &str = r#"{
  "error.load.title": "Not loaded", "error.load.unauthorized.title": "Not loaded", "error.load.forbidden.title": "Not loaded", "error.load.not_found.title": "Not loaded", "error.load.throttled.title": "Not loaded", "error.load.unauthorized": "Sign in again", "error.load.not_found": "No {id}",
  "error.load.network": "No server", "error.load.html": "A web page", "error.load.unreadable": "Unreadable",
  "error.load.too_large": "Too large", "error.load.unavailable": "Trouble {status}", "error.load.token": "No token",
  "error.load.throttled": "Too many", "error.load.held": "Held {count}", "error.load.timeout": "Too late", "error.load.record": "Bad record",
  "error.save.network": "No server", "error.save.unauthorized": "Sign in again", "error.save.html": "A web page",
  "error.save.too_large": "Too large", "error.save.unavailable": "Trouble {status}",
  "error.save.forbidden": "Not yours", "error.save.not_found": "Gone", "error.save.token": "No token"
}"#;

#[wasm_bindgen_test]
async fn every_way_of_not_loading_has_its_sentence() {
    let big = format!(r#"{{"id":42,"name":"A","x":"{}"}}"#, "x".repeat(5_000_000));
    let cases: [(i32, &str, &str, &str); 9] = [
        (302, "", "final address", "null"),
        (401, r#"{"detail":"No."}"#, "Sign in again", "401"),
        (404, r#"{"detail":"Not found."}"#, "No 42", "404"),
        (0, "", "No server", "null"),
        (200, "<!doctype html><p>Sign in</p>", "A web page", "null"),
        (200, "{\"id\":42,", "Unreadable", "null"),
        (200, "[1,2]", "Unreadable", "null"),
        (200, &big, "Too large", "null"),
        (503, "", "Trouble 503", "503"),
    ];
    for (status, body, sentence, code) in cases {
        let host = FakeHost::fresh();
        host.answers(READ, status, body);
        let (page, shown) = blank(host).await;
        assert!(
            shown.contains("Not loaded") && shown.contains(sentence),
            "{status}: {shown}"
        );
        let detail = page.host.detail("customer-error");
        assert!(
            detail.contains(&format!(r#""kind":"load","status":{code}"#)),
            "{detail}"
        );
        assert!(detail.contains(sentence), "{detail}");
        assert!(!page.widget().busy());
    }
}

#[wasm_bindgen_test]
async fn trying_again_helps_when_the_server_is_back() {
    let host = FakeHost::fresh();
    host.answers(READ, 0, "");
    let (page, _) = blank(host).await;
    page.host
        .replace_reply(READ, 200, r#"{"id":42,"name":"Back"}"#);
    page.click(".ce-blank button");
    until(|| page.find("form").is_some()).await;
    assert_eq!(page.value("name"), "Back");
}

#[wasm_bindgen_test]
async fn a_refused_token_is_asked_for_once_more() {
    let host = fixture::host();
    host.put("tokens", r#"["old","new"]"#);
    host.replace_reply(READ, 401, "{}");
    host.answers(READ, 200, fixture::RECORD);
    let page = Page::open(host).await;
    assert_eq!(
        page.host.each("authorization")[..2],
        ["Bearer old", "Bearer new"]
    );
    assert_eq!(page.value("name"), "Brightwater Marine");

    let host = FakeHost::fresh();
    host.answers(READ, 401, "{}");
    let (page, _) = blank(host).await;
    assert_eq!(page.host.sent().len(), 2);
}

#[wasm_bindgen_test]
async fn a_sign_in_that_throws_asks_nothing_of_the_server() {
    let host = FakeHost::fresh();
    host.put("tokens", r#"["throw"]"#);
    let (page, shown) = blank(host).await;
    assert!(shown.contains("No token"));
    assert!(page.host.sent().is_empty());
    // Nor does what no header can carry: the page that a server answers for a path that it does not know.
    let host = FakeHost::fresh();
    host.put("tokens", r#"["<!doctype html>\n<p>"]"#);
    let (page, shown) = blank(host).await;
    assert!(shown.contains("No token"), "{shown}");
    assert!(page.host.sent().is_empty());
    // No token at all is fine: no header.
    let host = fixture::host();
    host.put("tokens", "[null]");
    let page = Page::open(host).await;
    assert_eq!(page.host.each("authorization"), ["", ""]);
}

#[wasm_bindgen_test]
async fn a_sign_in_that_never_ends_is_not_waited_for_forever() {
    let host = FakeHost::fresh();
    host.put("tokens", r#"["never"]"#);
    host.put("settings", r#"["timeoutSeconds","0.05"]"#);
    let (page, shown) = blank(host).await;
    assert!(shown.contains("No token"), "{shown}");
    assert!(page.host.sent().is_empty());
}

#[wasm_bindgen_test]
async fn a_time_limit_longer_than_a_timer_can_be_is_none() {
    for limit in ["Infinity", "1e9"] {
        let host = fixture::host();
        host.put("settings", &format!(r#"["timeoutSeconds","{limit}"]"#));
        host.put("slow", "30");
        let page = Page::open(host).await;
        assert_eq!(page.host.sent().len(), 2, "{limit}: nothing was repeated");
    }
}

#[wasm_bindgen_test]
async fn a_throttled_load_waits_as_long_as_the_server_says_and_can_be_stopped() {
    let host = FakeHost::fresh();
    host.answers(
        READ,
        429,
        r#"{"detail":"Request was throttled. Expected available in 40 seconds."}"#,
    );
    let (page, shown) = blank(host).await;
    assert!(shown.contains("Held 40"), "{shown}");
    assert!(page.text("[role=status].ce-sr").contains("Held 40"));
    assert_eq!(page.text(".ce-blank .ce-time"), "0:40");
    assert!(
        page.widget().busy() || page.host.fired().is_empty(),
        "it is not over"
    );
    page.click("[data-act=stop]");
    until(|| page.find("[data-act=retry]").is_some()).await;
    assert!(page.text(".ce-blank").contains("Too many"));
    assert_eq!(page.host.sent().len(), 1);
    let detail = page.host.detail("customer-error");
    assert!(detail.contains(r#""kind":"load","status":429"#), "{detail}");
}

#[wasm_bindgen_test]
async fn a_throttled_load_goes_on_by_itself() {
    let host = fixture::host();
    host.replace_reply(READ, 429, r#"{"detail":"Wait 1 second."}"#);
    host.answers(READ, 200, fixture::RECORD);
    let (page, _) = blank(host).await;
    until(|| page.find("form").is_some()).await;
    assert_eq!(page.value("name"), "Brightwater Marine");
    settled().await;
    assert_eq!(page.host.fired(), ["customer-ready"]);
}

#[wasm_bindgen_test]
async fn a_read_is_repeated_after_a_fault_three_times_at_most() {
    for (status, body) in [
        (0, ""),
        (500, ""),
        (502, "<html>"),
        (504, "{}"),
        (200, "{\"id\":4"),
    ] {
        let host = fixture::host();
        host.replace_reply(READ, status, body);
        host.answers(READ, status, body);
        host.answers(READ, status, body);
        host.answers(READ, 200, fixture::RECORD);
        let page = Page::open(host).await;
        assert_eq!(page.value("name"), "Brightwater Marine", "{status}");
        let reads = |page: &Page| page.host.sent().iter().filter(|sent| *sent == READ).count();
        assert_eq!(reads(&page), 4, "{status}");
        let host = FakeHost::fresh();
        host.answers(READ, status, body);
        let (page, _) = blank(host).await;
        assert_eq!(reads(&page), 4, "{status}");
    }
    for status in [403, 404, 405, 501] {
        let host = FakeHost::fresh();
        host.answers(READ, status, "{}");
        let (page, _) = blank(host).await;
        assert_eq!(page.host.sent().len(), 1, "{status}");
    }
}

#[wasm_bindgen_test]
async fn a_server_that_says_nothing_is_not_waited_for_forever() {
    let host = fixture::host();
    host.put("settings", r#"["timeoutSeconds","0.05"]"#);
    host.replace_reply(READ, -2, "");
    host.answers(READ, 200, fixture::RECORD);
    let page = Page::open(host).await;
    assert_eq!(page.value("name"), "Brightwater Marine");
    let host = FakeHost::fresh();
    host.put("settings", r#"["timeoutSeconds","0.05"]"#);
    host.answers(READ, -1, "");
    let (page, shown) = blank(host).await;
    assert!(shown.contains("Too late"), "{shown}");
    assert_eq!(page.host.aborts(), 4, "each of them was called off");
}

#[wasm_bindgen_test]
async fn every_way_of_not_saving_has_its_sentence_and_keeps_what_was_typed() {
    let big = "x".repeat(5_000_000);
    let cases: [(i32, &str, &str, &str, &str); 8] = [
        (0, "", "No server", "unavailable", "network"),
        (401, "{}", "Sign in again", "unauthorized", "unauthorized"),
        (
            403,
            r#"{"detail":"Ask Ines."}"#,
            "Not yours",
            "forbidden",
            "forbidden",
        ),
        (404, "{}", "Gone", "not_found", "not_found"),
        (
            200,
            "<!doctype html><p>hm</p>",
            "A web page",
            "unavailable",
            "unavailable",
        ),
        (200, &big, "Too large", "unavailable", "unavailable"),
        (
            502,
            "<html>Bad gateway</html>",
            "A web page",
            "unavailable",
            "unavailable",
        ),
        (
            500,
            r#"{"detail":"Boom."}"#,
            "Trouble 500",
            "unavailable",
            "unavailable",
        ),
    ];
    for (status, body, sentence, kind, event) in cases {
        let host = fixture::host();
        host.put("wording", WORDING);
        host.answers(PATCH, status, body);
        let page = Page::open(host).await;
        page.type_in("city", "Berkeley").await;
        page.type_in("contact_person.email", "new@b.example").await;
        let outcome = page.save(None).await;
        assert_eq!(member(&outcome, "kind"), kind, "{status}");
        let banner = page.text("[part=banner]");
        assert!(banner.contains(sentence), "{status}: {banner}");
        assert_eq!(page.value("city"), "Berkeley");
        assert_eq!(page.widget().dirty(), ["contact_person.email", "city"]);
        assert!(!page.find("form").unwrap().has_attribute("inert"));
        let fired = page.host.fired();
        assert_eq!(
            fired[fired.len() - 2..],
            ["customer-save", "customer-error"],
            "{status}"
        );
        let detail = page.host.detail("customer-error");
        assert!(detail.contains(&format!(r#""kind":"{event}""#)), "{detail}");
        assert!(!detail.contains("secret"));
        // And again, when the server is back.
        page.host.replace_reply(PATCH, 200, "");
        assert_eq!(member(&page.save(None).await, "kind"), "saved", "{status}");
    }
}

#[wasm_bindgen_test]
async fn a_failed_reload_keeps_the_form_and_the_draft() {
    let host = fixture::host();
    host.put("wording", WORDING);
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    page.host.replace_reply(READ, 0, "");
    wasm_bindgen_futures::JsFuture::from(page.widget().load())
        .await
        .unwrap();
    settled().await;
    assert!(page.text("[part=banner]").contains("No server"));
    assert_eq!(page.value("city"), "Berkeley");
    assert_eq!(page.widget().dirty(), ["city"]);
}

#[wasm_bindgen_test]
async fn without_its_template_the_rest_can_be_edited() {
    let host = fixture::host();
    host.put("wording", WORDING);
    host.replace_reply(TEMPLATE_OF, 503, "");
    host.answers(PATCH, 200, "");
    let page = Page::open(host).await;
    assert!(page.text("[part=banner]").contains("Trouble 503"));
    assert!(page.text("form").contains("45000.00"));
    page.type_in("city", "Berkeley").await;
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
}

#[wasm_bindgen_test]
async fn a_bad_record_from_the_host_is_the_hosts() {
    let host = FakeHost::fresh();
    host.put("record", r#""nonsense""#);
    let (_page, shown) = blank(host).await;
    assert!(shown.contains("Bad record"), "{shown}");
}
