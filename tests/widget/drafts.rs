use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{self, PATCH};
use crate::page::{Page, member};

#[wasm_bindgen_test]
async fn a_draft_is_put_aside_with_every_change_and_forgotten_after_a_save() {
    let host = fixture::host();
    host.answers(PATCH, 200, "");
    host.put("drafts", "[]");
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    let kept = page.host.kept().unwrap();
    assert!(
        kept.contains(r#""key":"city","text":"Berkeley","loaded":"#),
        "{kept}"
    );
    assert!(!kept.contains("secret"), "no token");
    assert_eq!(member(&page.save(None).await, "kind"), "saved");
    assert_eq!(page.host.kept(), None);
}

#[wasm_bindgen_test]
async fn a_draft_put_aside_is_taken_up_again() {
    let host = fixture::host();
    host.put("drafts", "[]");
    let page = Page::open(host).await;
    page.type_in("city", "Berkeley").await;
    page.type_in("template.fields.12", "1,5").await;
    let kept = page.host.kept().unwrap();
    drop(page);

    let host = fixture::host();
    host.put("drafts", "[]");
    host.keep(&kept);
    let page = Page::open(host).await;
    assert_eq!(page.value("city"), "Berkeley");
    assert_eq!(
        page.value("template.fields.12"),
        "1,5",
        "as typed, valid or not"
    );
    assert!(page.text(".ce-banner").contains("unsaved changes are back"));
    assert_eq!(page.widget().dirty(), ["city", "template.fields.12"]);
    page.widget().reset();
    assert_eq!(page.host.kept(), None, "discarded is forgotten");
}

#[wasm_bindgen_test]
async fn a_draft_of_somebody_else_stays_where_it_is() {
    let foreign = r#"{"version":1,"api":"json-v2","id":"7","template":null,"fields":[{"key":"city","text":"x","loaded":"y"}]}"#;
    let host = fixture::host();
    host.put("drafts", "[]");
    host.keep(foreign);
    let page = Page::open(host).await;
    assert!(page.widget().dirty().is_empty());
    assert_eq!(page.host.kept().as_deref(), Some(foreign));
}
