use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::fixture::{self, PATCH, PUT, READ};
use crate::page::{FakeHost, Page, document, fire, json, member, press, settled};

const PANEL: &str = "[part=review]";
const CONFIRM: &str = "[part='button button-primary']";
const BACK: &str = ".ce-bar [part=button]";
const AGREE: &str = "[part=review] input[type=checkbox]";

fn host() -> FakeHost {
    let host = fixture::host();
    host.put("review", "true");
    host.answers(PATCH, 200, "");
    host.answers(PUT, 200, "");
    host
}

/// Asks to save and waits until the panel could be there.
async fn ask(page: &Page, method: Option<&str>) -> Promise {
    let outcome = page.widget().save(method.map(str::to_owned));
    settled().await;
    settled().await;
    outcome
}

async fn answered(outcome: Promise) -> JsValue {
    let outcome = JsFuture::from(outcome).await.unwrap();
    settled().await;
    outcome
}

fn writes(page: &Page) -> Vec<String> {
    let mut sent = page.host.sent();
    sent.retain(|one| !one.starts_with("GET"));
    sent
}

fn focused() -> HtmlElement {
    document().active_element().unwrap().unchecked_into()
}

async fn tick(page: &Page, on: bool) {
    let tick: HtmlInputElement = page.find(AGREE).unwrap().unchecked_into();
    tick.set_checked(on);
    fire(&tick, "change");
    settled().await;
}

fn rows(page: &Page) -> Vec<String> {
    let cells = |row: &HtmlElement| {
        let cells = row.query_selector_all("th, td[data-label]").unwrap();
        let texts: Vec<String> = (0..cells.length())
            .map(|at| cells.get(at).unwrap().text_content().unwrap())
            .collect();
        texts.join(" | ")
    };
    page.all(".ce-diff tbody tr").iter().map(cells).collect()
}

#[wasm_bindgen_test]
async fn what_goes_along_unchanged_is_named_as_long_as_it_goes() {
    let page = Page::open(host()).await;
    page.type_in("city", "Berkeley").await;
    page.type_in("contact_person.email", "new@brightwater.example")
        .await;
    let outcome = ask(&page, None).await;
    let along = page.find(".ce-along").unwrap();
    assert!(along.has_attribute("open"));
    assert_eq!(
        along.text_content().unwrap(),
        "1 field goes along unchangedContact name"
    );
    page.find("[data-field='contact_person.email'].ce-mini")
        .unwrap()
        .click();
    settled().await;
    assert!(page.find(".ce-along").is_none());
    assert_eq!(rows(&page), ["CityAddress | Oakland | Berkeley"]);
    page.find(CONFIRM).unwrap().click();
    answered(outcome).await;
    assert_eq!(writes(&page).len(), 1);
}

#[wasm_bindgen_test]
async fn before_and_after_show_and_a_yes_sends_one_request() {
    let page = Page::open(host()).await;
    page.type_in("city", "Berkeley").await;
    page.type_in("mobile", "+1 5").await;
    page.type_in("website", "").await;
    page.control("nda_signed").click();
    settled().await;
    page.choose("contact_person.type", "sales").await;
    let outcome = ask(&page, None).await;
    assert_eq!(
        rows(&page),
        [
            "Contact typeContact person | Billing | Sales",
            "CityAddress | Oakland | Berkeley",
            "MobilePhone & web | empty | +1 5",
            "WebsitePhone & web | https://brightwater.example | Cleared",
            "NDA signedAgreements | Yes | No",
        ]
    );
    assert_eq!(page.text(".ce-method"), "PATCH");
    assert_eq!(page.text(".ce-path"), "/api/v2/customer/42");
    assert!(page.find("form").unwrap().has_attribute("hidden"));
    assert!(
        page.find(AGREE).is_none(),
        "a PATCH empties what the person cleared, no more"
    );
    assert!(writes(&page).is_empty());
    assert!(!page.host.fired().contains(&"customer-save".to_owned()));
    // Another save meanwhile is not a second review, and no yes.
    assert_eq!(member(&page.save(None).await, "kind"), "cancelled");
    page.click(CONFIRM);
    assert_eq!(json(&answered(outcome).await), r#"{"kind":"saved"}"#);
    assert_eq!(writes(&page).len(), 1);
    assert!(page.find(PANEL).is_none());
    assert!(!page.find("form").unwrap().has_attribute("hidden"));
    let fired = page.host.fired();
    assert_eq!(
        fired[fired.len() - 2..],
        ["customer-save", "customer-saved"]
    );
}

#[wasm_bindgen_test]
async fn going_back_sends_nothing_keeps_the_draft_and_returns_to_save() {
    let page = Page::open(host()).await;
    page.type_in("city", "Berkeley").await;
    for way in ["button", "Escape"] {
        page.find(CONFIRM).unwrap().focus().unwrap();
        let outcome = ask(&page, None).await;
        assert_eq!(focused().text_content().unwrap(), "Review 1 change");
        if way == "button" {
            page.click(BACK);
        } else {
            assert!(press(&focused(), "Escape", false));
        }
        assert_eq!(json(&answered(outcome).await), r#"{"kind":"cancelled"}"#);
        assert!(writes(&page).is_empty());
        assert!(page.find(PANEL).is_none());
        assert_eq!(page.widget().dirty(), ["city"]);
        assert_eq!(page.value("city"), "Berkeley");
        assert_eq!(focused(), page.find(CONFIRM).unwrap());
        assert!(!page.host.fired().contains(&"customer-cancel".to_owned()));
        assert!(!page.widget().busy());
    }
}

#[wasm_bindgen_test]
async fn enter_and_ctrl_s_ask_and_a_second_ctrl_s_is_no_yes() {
    let page = Page::open(host()).await;
    page.type_in("city", "Berkeley").await;
    assert!(press(&page.control("city"), "s", true));
    settled().await;
    settled().await;
    assert!(page.find(PANEL).is_some());
    assert!(press(&focused(), "s", true));
    settled().await;
    assert!(page.find(PANEL).is_some() && writes(&page).is_empty());
    assert!(press(&focused(), "Escape", false));
    settled().await;
    fire(&page.find("form").unwrap(), "submit");
    settled().await;
    settled().await;
    assert!(page.find(PANEL).is_some() && writes(&page).is_empty());
}

#[wasm_bindgen_test]
async fn the_rules_speak_before_the_review() {
    let page = Page::open(host()).await;
    page.type_in("name", "").await;
    assert_eq!(member(&page.save(None).await, "kind"), "invalid");
    assert!(page.find(PANEL).is_none());
}

#[wasm_bindgen_test]
async fn a_put_that_empties_is_reviewed_unasked_and_needs_the_tick() {
    let host = host();
    host.put("review", "false");
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    page.type_in("phone", "").await;
    page.type_in("template.fields.15", " ").await;
    let outcome = ask(&page, Some("PUT")).await;
    let chips: Vec<String> = page
        .all(".ce-chip")
        .iter()
        .map(|chip| chip.text_content().unwrap())
        .collect();
    assert_eq!(chips, ["Phone", "Code"]);
    assert_eq!(page.text(CONFIRM), "Replace record, empty 2 fields");
    assert!(page.find(CONFIRM).unwrap().has_attribute("aria-disabled"));
    page.click(CONFIRM);
    settled().await;
    assert!(writes(&page).is_empty(), "not without the tick");
    assert_eq!(focused(), page.find(AGREE).unwrap());
    tick(&page, true).await;
    // Less to empty is another question.
    page.click("[aria-label^='Revert Phone']");
    settled().await;
    assert_eq!(page.all(".ce-diff tbody tr").len(), 2);
    page.click(CONFIRM);
    settled().await;
    assert!(writes(&page).is_empty());
    tick(&page, true).await;
    tick(&page, false).await;
    page.click(CONFIRM);
    settled().await;
    assert!(writes(&page).is_empty(), "ticked and unticked again");
    tick(&page, true).await;
    page.click(CONFIRM);
    assert_eq!(member(&answered(outcome).await, "kind"), "saved");
    let sent = writes(&page);
    assert_eq!(sent.len(), 1);
    assert!(
        sent[0].contains(r#""phone":"+1 510 555 0142""#),
        "{}",
        sent[0]
    );
    assert!(sent[0].contains(r#"{"id":15,"value":null}"#), "{}", sent[0]);
    assert_eq!(
        page.host.detail("customer-saved"),
        r#"{"id":"42","changed":["city","template.fields.15"]}"#
    );
}

#[wasm_bindgen_test]
async fn without_review_only_a_put_that_empties_asks() {
    let host = host();
    host.put("review", "false");
    let page = Page::open(host).await;
    page.type_in("phone", "").await;
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    page.type_in("city", "Berkeley").await;
    page.control("nda_signed").click();
    settled().await;
    assert_eq!(member(&page.save(Some("PUT")).await, "kind"), "saved");
}

#[wasm_bindgen_test]
async fn another_template_empties_what_the_old_one_holds() {
    let page = Page::open(host()).await;
    fire(&page.control("template.id"), "focus");
    settled().await;
    page.choose("template.id", "4").await;
    let outcome = ask(&page, Some("PUT")).await;
    let chips = page.all(".ce-chip");
    assert_eq!(chips.len(), 5, "{}", page.text(PANEL));
    assert_eq!(chips[0].text_content().unwrap(), "Credit limit");
    assert!(press(&focused(), "Escape", false));
    answered(outcome).await;
    let outcome = ask(&page, None).await;
    assert!(page.text(PANEL).contains("values of the old one go"));
    assert_eq!(page.text(CONFIRM), "Send, empty 5 fields");
    tick(&page, true).await;
    page.click(CONFIRM);
    assert_eq!(member(&answered(outcome).await, "kind"), "saved");
}

#[wasm_bindgen_test]
async fn what_changes_underneath_shows_before_it_is_sent() {
    let page = Page::open(host()).await;
    page.type_in("city", "Berkeley").await;
    page.type_in("phone", "1").await;
    let outcome = ask(&page, None).await;
    assert!(page.widget().undo());
    settled().await;
    assert_eq!(rows(&page), ["CityAddress | Oakland | Berkeley"]);
    // Nothing left to send: back to editing.
    page.widget().reset();
    assert_eq!(json(&answered(outcome).await), r#"{"kind":"cancelled"}"#);
    assert!(page.find(PANEL).is_none() && writes(&page).is_empty());
}

#[wasm_bindgen_test]
async fn a_revert_that_leaves_half_a_pair_goes_back_with_the_issue() {
    let host = host();
    host.replace_reply(READ, 200, r#"{"id":42,"name":"A","contact_person":null}"#);
    let page = Page::open(host).await;
    page.type_in("contact_person.name", "Ines").await;
    page.type_in("contact_person.email", "ines@example.com")
        .await;
    let outcome = ask(&page, None).await;
    page.click(".ce-diff [aria-label^='Revert']");
    assert_eq!(member(&answered(outcome).await, "kind"), "invalid");
    assert!(page.find(PANEL).is_none() && page.find("[part=summary]").is_some());
    assert!(writes(&page).is_empty());
}

#[wasm_bindgen_test]
async fn a_load_read_only_and_leaving_the_page_all_end_it() {
    let mut page = Page::open(host()).await;
    page.type_in("city", "Berkeley").await;
    let outcome = ask(&page, None).await;
    JsFuture::from(page.widget().load()).await.unwrap();
    assert_eq!(json(&answered(outcome).await), r#"{"kind":"cancelled"}"#);
    assert!(page.find(PANEL).is_none());
    assert_eq!(page.value("city"), "Berkeley");
    let outcome = ask(&page, None).await;
    page.host.put("readonly", "true");
    page.widget().refresh("readonly");
    assert_eq!(json(&answered(outcome).await), r#"{"kind":"cancelled"}"#);
    page.host.put("readonly", "false");
    page.widget().refresh("readonly");
    settled().await;
    let outcome = ask(&page, None).await;
    assert!(page.find(PANEL).is_some());
    page.widget.take();
    assert_eq!(json(&answered(outcome).await), r#"{"kind":"cancelled"}"#);
    assert!(writes(&page).is_empty());
}
