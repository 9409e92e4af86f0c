//! Second thoughts: undo, redo, discard.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture;
use crate::page::{Page, press, settled};

fn off(page: &Page, act: &str) -> bool {
    let button = page.find(&format!("[data-act={act}]")).unwrap();
    button.get_attribute("aria-disabled").as_deref() == Some("true")
}

#[wasm_bindgen_test]
async fn buttons_undo_and_redo_and_say_when_there_is_nothing() {
    let page = Page::open(fixture::host()).await;
    assert!(off(&page, "undo") && off(&page, "redo"));
    page.type_in("city", "Berkeley").await;
    page.type_in("phone", "1").await;
    assert!(!off(&page, "undo") && off(&page, "redo"));
    page.click("[data-act=undo]");
    settled().await;
    assert_eq!(page.widget().dirty(), ["city"]);
    assert!(!off(&page, "redo"));
    page.click("[data-act=undo]");
    settled().await;
    assert_eq!(page.value("city"), "Oakland");
    assert!(off(&page, "undo"));
    page.click("[data-act=redo]");
    settled().await;
    assert_eq!(page.value("city"), "Berkeley");
}

#[wasm_bindgen_test]
async fn keys_undo_outside_of_texts_only() {
    let page = Page::open(fixture::host()).await;
    page.type_in("city", "Berkeley").await;
    let text = page.control("city");
    assert!(!press(&text, "z", true), "a text has an undo of its own");
    assert_eq!(page.value("city"), "Berkeley");
    let choice = page.control("contact_person.type");
    assert!(press(&choice, "z", true));
    settled().await;
    assert_eq!(page.value("city"), "Oakland");
    assert!(press(&choice, "y", true));
    settled().await;
    assert_eq!(page.value("city"), "Berkeley");
    assert!(!press(&choice, "y", true), "there is nothing to do again");
}

#[wasm_bindgen_test]
async fn a_discard_has_a_way_back_until_something_else_happens() {
    let page = Page::open(fixture::host()).await;
    page.type_in("city", "Berkeley").await;
    page.type_in("phone", "1").await;
    page.click("[data-act=discard]");
    settled().await;
    assert_eq!(page.value("city"), "Oakland");
    assert!(page.text("[part=banner]").contains("Discarded 2 changes"));
    assert_eq!(page.host.fired().last().unwrap(), "customer-cancel");
    page.click("[part=banner] [data-act=undo]");
    settled().await;
    assert_eq!(page.widget().dirty(), ["city", "phone"]);
    assert!(page.find("[part=banner]").is_none());
    page.click("[data-act=discard]");
    settled().await;
    page.type_in("fax", "7").await;
    assert!(page.find("[part=banner]").is_none());
}
