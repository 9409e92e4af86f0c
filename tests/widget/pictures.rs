//! Pictures of the second API: chosen, checked, sent.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::form_v1::{POST, RECORD, host};
use crate::page::{Page, member, settled, until};

#[wasm_bindgen(inline_js = r#"
/** Chooses a file in a control, or drops or pastes it there. */
export function bring(target, kind, name, bytes) {
  const data = new DataTransfer();
  data.items.add(new File([bytes], name));
  if (kind === "change") {
    target.files = data.files;
    target.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }
  const init = { bubbles: true, cancelable: true };
  return !target.dispatchEvent(kind === "paste"
    ? new ClipboardEvent(kind, { ...init, clipboardData: data })
    : new DragEvent(kind, { ...init, dataTransfer: data }));
}
"#)]
extern "C" {
    fn bring(target: &HtmlElement, kind: &str, name: &str, bytes: &[u8]) -> bool;
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

#[wasm_bindgen_test]
async fn a_picture_is_chosen_dropped_or_pasted_and_the_choice_taken_back() {
    let page = Page::open(host()).await;
    let src = page
        .find(".ce-picture")
        .unwrap()
        .get_attribute("src")
        .unwrap();
    assert!(src.ends_with("/images/customers/42/small_a.png"), "{src}");
    for (at, (kind, target)) in [
        ("change", "[name=imageFile]"),
        ("drop", "[name=imageFile]"),
        ("paste", "[name=isActive]"),
    ]
    .iter()
    .enumerate()
    {
        let name = format!("logo {at}.png");
        let target = page.find(target).unwrap();
        assert!(bring(&target, kind, &name, PNG), "{kind} is taken");
        until(|| page.text(".ce-picture__name") == name).await;
        assert_eq!(page.was("imageFile").as_deref(), Some("was: a.png"));
        assert_eq!(page.error("imageFile"), None);
    }
    let request = page.widget().preview(None).unwrap();
    let body = Reflect::get(&request, &"body".into()).unwrap();
    let text = String::from_utf8_lossy(&js_sys::Uint8Array::new(&body).to_vec()).into_owned();
    assert!(
        text.contains(r#"name="imageFile"; filename="logo 2.png""#),
        "{text}"
    );
    assert_eq!(text.matches("Content-Disposition").count(), 1);

    page.click(".ce-picture__text [data-act=revert]");
    settled().await;
    assert!(page.widget().dirty().is_empty());
    assert!(page.find(".ce-picture").unwrap().has_attribute("src"));
}

#[wasm_bindgen_test]
async fn a_picture_is_checked_before_anything_leaves() {
    let page = Page::open(host()).await;
    let mut large = PNG.to_vec();
    large.resize(2 * 1024 * 1024 + 1, 0);
    for (name, bytes, code) in [
        ("large.png", &*large, "image_too_large"),
        (
            "drawing.png",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "image_unsupported",
        ),
        ("empty.png", b"", "image_unsupported"),
    ] {
        bring(&page.control("imageFile"), "change", name, bytes);
        until(|| page.text(".ce-picture__name") == name).await;
        assert_eq!(page.error("imageFile").as_deref(), Some(code));
        let outcome = page.save(None).await;
        assert_eq!(member(&outcome, "kind"), "invalid");
    }
    assert!(
        page.host
            .sent()
            .iter()
            .all(|sent| !sent.starts_with("POST"))
    );
    // Texts that are pasted stay texts.
    assert!(!bring(&page.control("name"), "paste", "cell.png", PNG));
}

#[wasm_bindgen_test]
async fn a_picture_goes_with_what_changed_and_says_how_far_it_is() {
    let page = Page::open(host()).await;
    page.host.answers(
        POST,
        200,
        &RECORD.replace("a.png", "logo.png").replace("Acme", "New"),
    );
    bring(&page.control("imageFile"), "change", "logo.png", PNG);
    until(|| page.text(".ce-picture__name") == "logo.png").await;
    page.type_in("name", "New").await;
    let outcome = page.save(None).await;
    assert_eq!(member(&outcome, "kind"), "saved");
    assert_eq!(page.host.percents(), [50, 100]);
    assert!(page.host.page_when("percent").contains("Sending… 50 %"));
    let sent = page.host.sent();
    let body = sent.last().unwrap();
    assert_eq!(body.matches("Content-Disposition").count(), 2, "{body}");
    assert!(page.widget().dirty().is_empty());
    assert_eq!(
        page.host.detail("customer-saved"),
        r#"{"id":"42","changed":["name","imageFile"]}"#
    );
}
