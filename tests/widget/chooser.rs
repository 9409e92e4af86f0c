//! Two people, one customer: what merges by itself, and what the person chooses.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::fixture::{PATCH, READ};
use crate::page::{FakeHost, Page, fire, member, settled, until};

const BUTTON: &str = "[part='button button-primary']";

fn record(city: &str, phone: &str, fax: &str) -> String {
    format!(r#"{{"id":42,"name":"A","city":"{city}","phone":"{phone}","fax":"{fax}"}}"#)
}

/// City and phone typed here; somebody else saves `theirs` meanwhile.
async fn met(theirs: &str) -> Page {
    let host = FakeHost::fresh();
    host.answers_with(READ, 200, &record("Old", "1", "1"), r#"{"ETag":"\"1\""}"#);
    host.answers_with(READ, 200, theirs, r#"{"ETag":"\"2\""}"#);
    host.answers(PATCH, 412, "");
    host.answers(PATCH, 200, "");
    let page = Page::open(host).await;
    page.type_in("city", "Mine").await;
    page.type_in("phone", "2").await;
    page
}

fn patches(page: &Page) -> Vec<String> {
    let mut sent = page.host.sent();
    sent.retain(|sent| sent.starts_with("PATCH"));
    sent
}

async fn pick(page: &Page, field: &str, side: &str) {
    let selector = format!("[type=radio][data-field='{field}'][value={side}]");
    let radio: HtmlInputElement = page.find(&selector).unwrap().unchecked_into();
    radio.set_checked(true);
    fire(&radio, "change");
    settled().await;
}

#[wasm_bindgen_test]
async fn changes_elsewhere_merge_and_the_save_goes_on() {
    let page = met(&record("Old", "1", "9")).await;
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert_eq!(page.value("fax"), "9");
    assert_eq!(page.host.each("match").last().unwrap(), "\"2\"");
    assert_eq!(patches(&page).len(), 2);
    assert!(!page.host.fired().contains(&"customer-conflict".to_owned()));
}

#[wasm_bindgen_test]
async fn the_same_change_of_somebody_else_vanishes() {
    let page = met(&record("Mine", "1", "1")).await;
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert_eq!(
        patches(&page)[1],
        format!(r#"{PATCH} {{"company":1,"phone":"2"}}"#)
    );
    let page = met(&record("Mine", "2", "1")).await;
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert_eq!(patches(&page).len(), 1, "nothing is left to send");
}

#[wasm_bindgen_test]
async fn a_clash_is_chosen_field_by_field() {
    let page = met(&record("Theirs", "3", "1")).await;
    assert_eq!(member(&page.save(None).await, "kind"), "conflict");
    assert_eq!(page.text(".ce-status"), "2 fields in conflict");
    let detail = page.host.detail("customer-conflict");
    assert!(
        detail.contains(
            r#""field":"city","label":"City","loaded":"Old","mine":"Mine","theirs":"Theirs""#
        ),
        "{detail}"
    );
    assert_eq!(page.all("[role=radiogroup]").len(), 2);
    assert_eq!(
        page.text("[role=radiogroup] .ce-pick:nth-of-type(2) .ce-pick__val"),
        "Theirs"
    );
    assert!(page.find("form").unwrap().has_attribute("hidden"));
    let save = page.find(BUTTON).unwrap();
    assert_eq!(save.get_attribute("aria-disabled").as_deref(), Some("true"));
    page.click(BUTTON);
    settled().await;
    assert_eq!(
        patches(&page).len(),
        1,
        "nothing goes before everything is chosen"
    );
    pick(&page, "city", "theirs").await;
    pick(&page, "phone", "mine").await;
    assert_eq!(page.text(BUTTON), "Save 1, keep 1 of theirs");
    assert_eq!(save.get_attribute("aria-disabled"), None);
    page.click(BUTTON);
    until(|| page.widget().dirty().is_empty()).await;
    assert_eq!(
        patches(&page)[1],
        format!(r#"{PATCH} {{"company":1,"phone":"2"}}"#)
    );
    assert_eq!(
        (page.value("city"), page.value("phone")),
        ("Theirs".into(), "2".into())
    );
    settled().await;
    assert!(page.find("[part=review]").is_none());
    assert_eq!(page.host.fired().last().unwrap(), "customer-saved");
}

#[wasm_bindgen_test]
async fn clashing_fields_are_called_what_the_form_calls_them() {
    let called = |page: &Page| {
        let words = r#"{"label.city":"Ort","label.phone":"Ruf","label.fax":"Fernkopie"}"#;
        page.host.put("wording", words);
    };
    let page = met(&record("Theirs", "3", "1")).await;
    called(&page);
    JsFuture::from(page.widget().load()).await.unwrap();
    settled().await;
    let banner = page.text("[part=banner]");
    assert!(banner.contains("here: Ort, Ruf."), "{banner}");
    let detail = page.host.detail("customer-conflict");
    assert!(
        detail.contains(r#""label":"Ort""#) && detail.contains(r#""label":"Ruf""#),
        "{detail}"
    );
    page.click("[data-act=choose]");
    settled().await;
    let names: Vec<_> = page.all(".ce-conf__name bdi");
    let names: Vec<_> = names.iter().map(|name| name.text_content()).collect();
    assert_eq!(names, [Some("Ort".into()), Some("Ruf".into())]);

    let page = met("").await;
    called(&page);
    page.host
        .replace_reply(PATCH, 200, &record("Mine", "2", "9"));
    page.save(None).await;
    let banner = page.text("[part=banner]");
    assert!(banner.contains("Fernkopie"), "{banner}");
    assert!(
        page.host
            .detail("customer-conflict")
            .contains(r#""field":"fax","label":"Fernkopie""#)
    );
}

#[wasm_bindgen_test]
async fn what_was_loaded_can_be_chosen_too_and_one_side_for_all() {
    let page = met(&record("Theirs", "3", "1")).await;
    page.save(None).await;
    page.click("[data-act=all-mine]");
    settled().await;
    assert_eq!(page.text(BUTTON), "Save 2 changes");
    page.click("[data-act=all-loaded]");
    settled().await;
    page.click(BUTTON);
    until(|| patches(&page).len() == 2).await;
    assert_eq!(
        patches(&page)[1],
        format!(r#"{PATCH} {{"company":1,"city":"Old","phone":"1"}}"#)
    );
    let page = met(&record("Theirs", "3", "1")).await;
    page.save(None).await;
    page.click("[data-act=all-theirs]");
    settled().await;
    assert_eq!(page.text(BUTTON), "Keep theirs");
    page.click(BUTTON);
    settled().await;
    assert!(page.widget().dirty().is_empty());
    assert_eq!(patches(&page).len(), 1, "there is nothing to send");
}

#[wasm_bindgen_test]
async fn going_back_leaves_the_clash_open_and_the_next_save_asks_again() {
    let page = met(&record("Theirs", "1", "1")).await;
    page.save(None).await;
    page.click("[data-act=back]");
    settled().await;
    assert!(page.find("[part=review]").is_none());
    assert_eq!(page.value("city"), "Mine");
    assert_eq!(page.was("city").as_deref(), Some("was: Theirs"));
    assert_eq!(page.text(".ce-status"), "1 field in conflict");
    assert!(page.text("[part=banner]").contains("City"));
    assert_eq!(member(&page.save(None).await, "kind"), "conflict");
    assert!(page.find("[part=review]").is_some());
    assert_eq!(patches(&page).len(), 1);
    page.click("[data-act=back]");
    settled().await;
    page.click("[data-act=choose]");
    settled().await;
    assert!(page.find("[part=review]").is_some());
    page.click("[data-act=back]");
    settled().await;
    // Who types another value has seen theirs.
    page.type_in("city", "Ours").await;
    assert!(page.find("[part=banner]").is_none());
    assert_eq!(page.text(".ce-status"), "2 unsaved changes");
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert!(patches(&page)[1].contains("Ours"));
}

#[wasm_bindgen_test]
async fn a_load_that_clashes_names_the_fields_and_a_save_asks() {
    let page = met(&record("Theirs", "1", "1")).await;
    JsFuture::from(page.widget().load()).await.unwrap();
    settled().await;
    assert!(page.text("[part=banner]").contains("City"));
    assert!(
        page.find("[part=review]").is_none(),
        "nothing moves while somebody types"
    );
    assert!(page.host.detail("customer-conflict").contains("Theirs"));
    assert_eq!(member(&page.save(None).await, "kind"), "conflict");
    assert!(patches(&page).is_empty());
    page.click("[data-act=all-mine]");
    page.host.replace_reply(PATCH, 200, "");
    settled().await;
    page.click(BUTTON);
    until(|| page.widget().dirty().is_empty()).await;
    assert_eq!(page.host.each("match").last().unwrap(), "\"2\"");
}

#[wasm_bindgen_test]
async fn an_open_clash_outlives_the_page_with_its_draft() {
    let page = met(&record("Theirs", "1", "1")).await;
    page.host.put("drafts", "[]");
    page.save(None).await;
    let kept = page.host.kept().unwrap();
    let host = FakeHost::fresh();
    host.put("drafts", "[]");
    host.keep(&kept);
    host.answers(READ, 200, &record("Theirs", "1", "1"));
    let again = Page::open(host).await;
    assert_eq!(again.value("city"), "Mine");
    assert!(again.text("[part=banner]").contains("City"));
    assert_eq!(member(&again.save(None).await, "kind"), "conflict");
    assert!(patches(&again).is_empty());
}

#[wasm_bindgen_test]
async fn a_clash_of_a_field_that_left_the_page_is_told() {
    let of = |template: u8, fields: &str| {
        format!(r#"{{"id":42,"name":"A","template":{{"id":{template},"fields":{fields}}}}}"#)
    };
    let host = crate::fixture::host();
    host.replace_reply(READ, 200, &of(3, r#"{"Code":"BW-7"}"#));
    host.answers(READ, 200, &of(4, "{}"));
    host.answers(
        "GET /api/v2/custom-field-template/4/?company=1",
        200,
        crate::fixture::OTHER_TEMPLATE,
    );
    host.answers(PATCH, 412, "");
    let page = Page::open(host).await;
    page.type_in("template.fields.15", "BW-8").await;
    assert_eq!(member(&page.save(None).await, "kind"), "conflict");
    assert!(page.find("[part=review]").is_none());
    let banner = page.text("[part=banner]");
    assert!(
        banner.contains("Code") && banner.contains("not part of this form"),
        "{banner}"
    );
    assert!(page.host.detail("customer-conflict").contains("BW-8"));
}

#[wasm_bindgen_test]
async fn escape_leaves_the_chooser() {
    let page = met(&record("Theirs", "1", "1")).await;
    page.save(None).await;
    crate::page::press(&page.find("[part=review] input").unwrap(), "Escape", false);
    settled().await;
    assert!(page.find("[part=review]").is_none());
}

#[wasm_bindgen_test]
async fn a_server_that_refuses_for_ever_is_not_asked_for_ever() {
    let page = met(&record("Old", "1", "9")).await;
    page.host.replace_reply(PATCH, 409, "");
    assert_eq!(member(&page.save(None).await, "kind"), "conflict");
    assert_eq!(patches(&page).len(), 4);
    assert_eq!(page.value("city"), "Mine");
    assert!(
        page.text("[part=banner]")
            .contains("nothing was overwritten")
    );
}

#[wasm_bindgen_test]
async fn an_untouched_field_that_comes_back_changed_is_reported_and_can_be_sent_again() {
    let page = met("").await;
    page.host
        .replace_reply(PATCH, 200, &record("Mine", "2", "9"));
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert!(
        page.host
            .detail("customer-conflict")
            .contains(r#""field":"fax""#)
    );
    assert_eq!(page.value("fax"), "9");
    assert_eq!(page.text(".ce-status"), "Saved 2 changes");
    assert!(page.text("[part=banner]").contains("Fax"));
    page.click("[data-act=choose]");
    settled().await;
    assert_eq!(page.all("[part=review] input").len(), 2);
    let save = page.find(BUTTON).unwrap();
    assert_eq!(save.get_attribute("aria-disabled").as_deref(), Some("true"));
    pick(&page, "fax", "mine").await;
    assert_eq!(page.text(BUTTON), "Send 1 again");
    page.host.replace_reply(PATCH, 200, "");
    // This server tags what is read alone.
    page.host
        .replace_reply(READ, 200, &record("Mine", "2", "9"));
    page.click(BUTTON);
    until(|| patches(&page).len() == 2).await;
    assert_eq!(
        patches(&page)[1],
        format!(r#"{PATCH} {{"company":1,"fax":"1"}}"#)
    );
    // Typed anew by then, it is not asked about any more.
    let page = met("").await;
    page.host
        .replace_reply(PATCH, 200, &record("Mine", "2", "9"));
    page.save(None).await;
    page.type_in("fax", "7").await;
    assert!(page.find("[data-act=choose]").is_none());
    assert_eq!(page.value("fax"), "7");
    // And left as it is.
    let page = met("").await;
    page.host
        .replace_reply(PATCH, 200, &record("Mine", "2", "9"));
    page.save(None).await;
    page.click("[data-act=choose]");
    settled().await;
    page.click("[data-act=back]");
    settled().await;
    assert!(page.find("[part=review]").is_none() && page.find("[part=banner]").is_none());
    assert_eq!(page.value("fax"), "9");
}
