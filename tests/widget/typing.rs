use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::fixture;
use crate::page::{Page, fire, settled};

#[wasm_bindgen_test]
async fn typing_marks_the_field_and_says_what_it_was() {
    let page = Page::open(fixture::host()).await;
    assert_eq!(page.was("city"), None);
    let save = page.find("[part='button button-primary']").unwrap();
    assert_eq!(save.get_attribute("aria-disabled").as_deref(), Some("true"));

    page.type_in("city", "Berkeley").await;
    assert_eq!(page.was("city").as_deref(), Some("was: Oakland"));
    assert_eq!(page.widget().dirty(), ["city"]);
    assert_eq!(page.widget().drafts(), ["city", "Berkeley"]);
    assert_eq!(page.text(".ce-status"), "1 unsaved change");
    assert_eq!(save.text_content().unwrap(), "Save 1 change");
    assert_eq!(save.get_attribute("aria-disabled"), None);
    assert_eq!(page.host.last_state(), "100");
    assert_eq!(
        page.host.detail("customer-change"),
        r#"{"field":"city","dirty":["city"],"valid":true}"#
    );
    assert!(
        page.host
            .page_when("customer-change")
            .contains("was: Oakland")
    );
    // Nobody else's row changed.
    assert_eq!(page.all("[data-dirty]").len(), 1);

    page.type_in("city", "Oakland").await;
    assert_eq!(page.was("city"), None);
    assert!(page.widget().dirty().is_empty());
}

#[wasm_bindgen_test]
async fn a_change_is_one_of_meaning() {
    let page = Page::open(fixture::host()).await;
    page.type_in("template.fields.12", "45,000.0").await;
    page.type_in("fax", "  ").await;
    page.type_in("general_description", "Deck hardware\nand coatings")
        .await;
    assert!(page.widget().dirty().is_empty());
    assert_eq!(page.value("template.fields.12"), "45,000.0");
}

#[wasm_bindgen_test]
async fn the_old_value_is_the_button_that_brings_it_back() {
    let page = Page::open(fixture::host()).await;
    page.type_in("city", "Berkeley").await;
    let was = page.row("city").query_selector(".ce-was").unwrap().unwrap();
    assert_eq!(
        was.get_attribute("aria-label").as_deref(),
        Some("Revert City, was: Oakland")
    );
    page.click(".ce-was");
    settled().await;
    assert_eq!(page.value("city"), "Oakland");
    assert_eq!(page.was("city"), None);
    assert_eq!(
        crate::page::document()
            .active_element()
            .unwrap()
            .get_attribute("name")
            .as_deref(),
        Some("city")
    );

    page.type_in("address_line_2", "Suite 300").await;
    assert_eq!(page.was("address_line_2").as_deref(), Some("was: empty"));
    page.choose("contact_person.type", "sales").await;
    assert_eq!(
        page.was("contact_person.type").as_deref(),
        Some("was: Billing")
    );
}

#[wasm_bindgen_test]
async fn discard_undo_and_redo() {
    let page = Page::open(fixture::host()).await;
    page.type_in("city", "Berkeley").await;
    page.type_in("phone", "1").await;
    page.click("[data-act=discard]");
    settled().await;
    assert_eq!(
        (page.value("city"), page.value("phone")),
        ("Oakland".into(), "+1 510 555 0142".into())
    );
    assert!(page.host.fired().contains(&"customer-cancel".to_owned()));
    assert!(page.widget().undo());
    settled().await;
    assert_eq!(
        (page.value("city"), page.value("phone")),
        ("Berkeley".into(), "1".into())
    );
    assert!(page.widget().undo());
    settled().await;
    assert_eq!(
        (page.value("city"), page.value("phone")),
        ("Berkeley".into(), "+1 510 555 0142".into())
    );
    assert!(page.widget().redo());
    settled().await;
    assert_eq!(page.widget().dirty(), ["city", "phone"]);
}

#[wasm_bindgen_test]
async fn a_switch_is_unset_until_it_is_switched() {
    let page = Page::open(fixture::host()).await;
    let hint = || {
        page.row("msa_signed")
            .query_selector("[part=hint]")
            .unwrap()
    };
    assert_eq!(hint().unwrap().text_content().unwrap(), "Not set");
    page.control("msa_signed").click();
    settled().await;
    assert!(hint().is_none());
    assert_eq!(page.widget().drafts(), ["msa_signed", "true"]);
    page.control("msa_signed").click();
    settled().await;
    assert_eq!(page.widget().drafts(), ["msa_signed", "false"]);
    page.click(".ce-was");
    settled().await;
    let msa: HtmlInputElement = page.control("msa_signed").unchecked_into();
    assert!(msa.indeterminate() && !msa.checked());
}

#[wasm_bindgen_test]
async fn another_template_brings_other_fields_and_the_way_back_is_no_change() {
    let page = Page::open(fixture::host()).await;
    page.type_in("template.fields.15", "typed").await;
    let name = page.control("name");
    fire(&page.control("template.id"), "focus");
    let listed = || {
        page.host
            .sent()
            .contains(&crate::fixture::TEMPLATES.to_owned())
    };
    crate::page::until(listed).await;
    crate::page::settled().await;

    page.choose("template.id", "4").await;
    assert!(page.find("[name='template.fields.12']").is_none());
    assert_eq!(page.value("template.fields.21"), "");
    assert_eq!(page.was("template.id").as_deref(), Some("was: Key account"));
    assert!(page.widget().dirty().contains(&"template.id".to_owned()));
    // The rest of the form is the same one.
    assert!(name.is_same_node(Some(&page.control("name"))));

    page.choose("template.id", "3").await;
    assert_eq!(page.value("template.fields.15"), "typed");
    assert_eq!(page.value("template.fields.12"), "45000.00");
    assert_eq!(page.widget().dirty(), ["template.fields.15"]);
    page.type_in("template.fields.15", "BW-7").await;
    assert!(page.widget().dirty().is_empty());
}

#[wasm_bindgen_test]
async fn the_control_is_left_alone_while_one_types() {
    let page = Page::open(fixture::host()).await;
    let city: HtmlInputElement = page.control("city").unchecked_into();
    city.focus().unwrap();
    city.set_value("Oakvilleland");
    city.set_selection_range(8, 8).unwrap();
    fire(&city, "input");
    settled().await;
    assert_eq!(city.selection_start().unwrap(), Some(8));
}
