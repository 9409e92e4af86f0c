use js_sys::JSON;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::fixture::{self, READ, TEMPLATE_OF};
use crate::page::{FakeHost, Page, document, json, settled, until, without_inner_html};

#[wasm_bindgen_test]
async fn shows_a_skeleton_then_every_field_under_its_section() {
    let page = Page::mount(fixture::host());
    assert!(page.find(".ce-bone").is_some());
    assert!(page.widget().busy());
    until(|| page.find("form").is_some()).await;
    settled().await;

    let titles: Vec<String> = page
        .all("[part=section-title]")
        .iter()
        .filter_map(|one| one.text_content())
        .collect();
    assert_eq!(
        titles,
        [
            "Identity",
            "Contact person",
            "Address",
            "Phone & web",
            "Agreements",
            "Descriptions",
            "Custom fields"
        ]
    );
    assert_eq!(page.all("[name]").len(), 23 + 4);
    assert_eq!(page.text(".ce-title"), "Brightwater Marine");
    assert_eq!(page.text(".ce-mono"), "BM");
    assert_eq!(page.text(".ce-meta"), "ID 42");
    assert_eq!(page.text(".ce-status"), "No changes");
    assert!(!page.widget().busy());
    assert_eq!(page.host.fired(), ["customer-ready"]);
    assert_eq!(page.host.detail("customer-ready"), r#"{"id":"42"}"#);
    assert_eq!(page.host.last_state(), "000");
}

#[wasm_bindgen_test]
async fn costs_the_record_and_its_template() {
    let page = Page::open(fixture::host()).await;
    assert_eq!(page.host.sent(), [READ, TEMPLATE_OF]);
    assert_eq!(
        page.host.each("authorization"),
        ["Bearer secret", "Bearer secret"]
    );
}

#[wasm_bindgen_test]
async fn every_kind_has_its_control() {
    let page = Page::open(fixture::host()).await;
    let kind = |key: &str| {
        let control = page.control(key);
        let tag = control.tag_name().to_lowercase();
        [tag, control.get_attribute("type").unwrap_or_default()]
            .join(" ")
            .trim_end()
            .to_owned()
    };
    assert_eq!(kind("name"), "input text");
    assert_eq!(kind("contact_person.email"), "input text");
    assert_eq!(kind("phone"), "input tel");
    assert_eq!(kind("website"), "input text");
    assert_eq!(kind("category"), "input text");
    assert_eq!(kind("contact_person.type"), "select");
    assert_eq!(kind("nda_signed"), "input checkbox");
    assert_eq!(kind("nda_signed_date"), "input date");
    assert_eq!(kind("general_description"), "textarea");
    assert_eq!(kind("template.fields.12"), "input text");
    assert_eq!(kind("template.fields.14"), "input date");

    assert_eq!(page.value("name"), "Brightwater Marine");
    assert_eq!(page.value("category"), "Distributor");
    assert_eq!(page.value("country"), "Switzerland");
    assert_eq!(page.value("contact_person.type"), "billing");
    assert_eq!(page.value("nda_signed_date"), "2024-03-18");
    assert_eq!(
        page.value("general_description"),
        "Deck hardware\nand coatings"
    );
    assert_eq!(page.value("template.fields.12"), "45000.00");
    assert_eq!(page.value("template.fields.13"), "126");
    assert_eq!(page.value("template.fields.14"), "2026-09-30");
    assert_eq!(page.value("template.id"), "Key account");
    let money = page.control("template.fields.12");
    assert_eq!(money.get_attribute("inputmode").as_deref(), Some("decimal"));
    assert!(money.has_attribute("data-num"));

    let nda: HtmlInputElement = page.control("nda_signed").unchecked_into();
    assert!(nda.checked() && !nda.indeterminate());
    let msa: HtmlInputElement = page.control("msa_signed").unchecked_into();
    assert!(!msa.checked() && msa.indeterminate());

    // An inactive field is not shown, an attachment only shows.
    assert!(page.find("[name='template.fields.16']").is_none());
    assert!(page.find("[name='template.fields.17']").is_none());
    assert!(page.text("form").contains("Contract"));
}

#[wasm_bindgen_test]
async fn every_control_has_a_label_and_ids_are_unique() {
    let first = Page::open(fixture::host()).await;
    let second = Page::open(fixture::host()).await;
    let mut ids: Vec<String> = Vec::new();
    for page in [&first, &second] {
        for control in page.all("[name]") {
            let label = page.find(&format!("label[for='{}']", control.id()));
            assert!(label.is_some(), "{}", control.outer_html());
        }
        ids.extend(page.all("[id]").iter().map(|one| one.id()));
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

#[wasm_bindgen_test]
async fn no_markup_goes_through_inner_html() {
    let before = without_inner_html(true);
    let page = Page::open(fixture::host()).await;
    page.type_in("name", &"x".repeat(51)).await;
    page.save(None).await;
    page.type_in("name", "fine").await;
    page.save(None).await;
    let failed = FakeHost::fresh();
    let blank = Page::mount(failed);
    until(|| blank.find(".ce-blank").is_some()).await;
    assert_eq!(without_inner_html(false), before);
    assert!(page.find("form").is_some());
}

#[wasm_bindgen_test]
async fn a_hidden_field_is_not_there_and_a_locked_one_only_shows() {
    let host = fixture::host();
    host.put("policy", r#"["fax","hidden","city","readonly"]"#);
    let page = Page::open(host).await;
    assert!(page.find("[name=fax]").is_none());
    assert!(page.find("[name=city]").is_none());
    assert!(page.text("form").contains("Oakland"));
    page.host.put("policy", r#"["fax","hidden"]"#);
    page.type_in("name", "Kept").await;
    page.widget().refresh("policy");
    settled().await;
    assert_eq!(page.value("city"), "Oakland");
    assert_eq!(page.value("name"), "Kept");
    assert_eq!(page.widget().dirty(), ["name"]);
}

#[wasm_bindgen_test]
async fn a_readonly_form_is_text_without_a_bar() {
    let host = fixture::host();
    host.put("readonly", "true");
    let page = Page::open(host).await;
    assert!(page.find("[name]").is_none());
    assert!(page.find(".ce-bar").is_none());
    assert_eq!(page.text(".ce-status"), "View only");
    assert!(page.text("form").contains("Ines Okafor"));
    let link = page.find("a.ce-link").unwrap();
    assert_eq!(
        link.get_attribute("href").as_deref(),
        Some("https://brightwater.example/")
    );
    page.host.put("readonly", "false");
    page.widget().refresh("readonly");
    settled().await;
    assert_eq!(page.value("name"), "Brightwater Marine");
}

#[wasm_bindgen_test]
async fn a_given_record_is_used_instead_of_loading() {
    let host = FakeHost::fresh();
    host.put("record", r#""{\"id\":42,\"name\":\"Given\"}""#);
    let page = Page::open(host).await;
    assert_eq!(page.value("name"), "Given");
    assert!(page.host.sent().is_empty());
}

#[wasm_bindgen_test]
async fn labels_and_choices_are_the_hosts_to_word() {
    let host = fixture::host();
    host.put(
        "wording",
        r#"{"label.city":"Stadt","choice.contact_person.type.billing":"Abrechnung","action.save":"Sichern"}"#,
    );
    let page = Page::open(host).await;
    assert!(page.row("city").text_content().unwrap().contains("Stadt"));
    assert!(
        page.control("contact_person.type")
            .text_content()
            .unwrap()
            .contains("Abrechnung")
    );
    assert_eq!(page.text("[part='button button-primary']"), "Sichern");
    assert_eq!(json(&page.widget().issues()), "[]");
}

#[wasm_bindgen_test]
async fn loaded_text_that_a_control_would_change_is_shown_as_it_is() {
    let host = FakeHost::fresh();
    host.put(
        "record",
        r#""{\"id\":42,\"name\":\"One\\nTwo\",\"nda_signed_date\":\"2024-02-30\",\"contact_person\":{\"name\":\"A\",\"email\":\" a@b.example \",\"type\":null}}""#,
    );
    let page = Page::open(host).await;
    assert_eq!(page.control("name").tag_name(), "TEXTAREA");
    assert_eq!(page.value("name"), "One\nTwo");
    assert_eq!(page.value("nda_signed_date"), "2024-02-30");
    assert_eq!(page.value("contact_person.email"), " a@b.example ");
    assert!(page.widget().dirty().is_empty());
}

#[wasm_bindgen_test]
async fn several_properties_may_change_at_once_and_in_any_order() {
    let parts = ["policy", "readonly", "messages", "method"];
    for first in 0..parts.len() {
        let host = fixture::host();
        host.put("readonly", "true");
        host.put("policy", r#"["fax","hidden","city","readonly"]"#);
        let page = Page::open(host).await;
        page.host.put("readonly", "false");
        page.host.put("method", "\"PUT\"");
        page.host.put("policy", "[]");
        for part in parts.iter().cycle().skip(first).take(parts.len()) {
            page.widget().refresh(part);
        }
        settled().await;
        assert_eq!(page.value("city"), "Oakland");
        page.type_in("name", "Kept").await;
        assert_eq!(page.widget().dirty(), ["name"]);
        assert!(page.was("name").is_some());
    }
}

/// A customer of a template with so many texts, the record and the template as given properties.
fn long(count: usize) -> FakeHost {
    let host = FakeHost::fresh();
    let each = |one: &dyn Fn(usize) -> String| (1..=count).map(one).collect::<Vec<_>>().join(",");
    let fields = each(&|at| {
        format!(r#"{{"id":{at},"name":"F{at}","data_type":"text","is_active":true,"order":{at}}}"#)
    });
    let values = each(&|at| format!(r#""F{at}":"value {at}""#));
    let record =
        format!(r#"{{"id":42,"name":"Long","template":{{"id":3,"fields":{{{values}}}}}}}"#);
    let template = format!(r#"[{{"id":3,"name":"Long","is_active":true,"fields":[{fields}]}}]"#);
    host.put(
        "record",
        &JSON::stringify(&record.into())
            .unwrap()
            .as_string()
            .unwrap(),
    );
    let list = js_sys::Array::of2(&"templates".into(), &template.into());
    host.put(
        "lookups",
        &JSON::stringify(&list).unwrap().as_string().unwrap(),
    );
    host
}

#[wasm_bindgen_test]
async fn a_long_form_can_be_used_before_its_last_rows_are_there() {
    let page = Page::mount(long(500));
    until(|| page.find("[name='template.fields.1']").is_some()).await;
    let rows = || page.all("[name^='template.fields.']").len();
    assert!(rows() < 500, "{} rows at once", rows());
    page.type_in("template.fields.1", "typed").await;
    assert_eq!(page.widget().dirty(), ["template.fields.1"]);
    until(|| rows() == 500).await;
    assert_eq!(page.value("template.fields.500"), "value 500");
    let order: Vec<String> = page
        .all("[name^='template.fields.']")
        .iter()
        .map(|control| control.get_attribute("name").unwrap())
        .collect();
    let expected: Vec<String> = (1..=500)
        .map(|at| format!("template.fields.{at}"))
        .collect();
    assert_eq!(order, expected);
}

#[wasm_bindgen_test]
async fn a_row_that_is_not_there_yet_is_there_when_it_is_asked_for() {
    let page = Page::mount(long(500));
    until(|| page.find("[name='template.fields.1']").is_some()).await;
    assert!(page.find("[name='template.fields.500']").is_none());
    page.widget().focus_field("template.fields.500");
    let focused = document().active_element().unwrap();
    assert_eq!(
        focused.get_attribute("name").as_deref(),
        Some("template.fields.500")
    );
    page.type_in("template.fields.500", "typed").await;
    assert_eq!(
        page.was("template.fields.500").as_deref(),
        Some("was: value 500")
    );
}

#[wasm_bindgen_test]
async fn leaving_while_rows_are_missing_takes_the_form_off_the_page() {
    let mut page = Page::mount(long(500));
    until(|| page.find("[name='template.fields.1']").is_some()).await;
    page.widget.take();
    settled().await;
    assert!(page.all("[name]").is_empty());
}
