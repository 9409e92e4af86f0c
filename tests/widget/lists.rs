use wasm_bindgen_test::wasm_bindgen_test;

use crate::fixture::{self, CATEGORIES, COUNTRIES, PATCH, READ, TEMPLATE_OF};
use crate::page::{FakeHost, Page, fire, member, pass, press, settled, until};

/// What the list of a combobox offers; it is closed again.
fn options(page: &Page, key: &str) -> Vec<String> {
    let control = page.control(key);
    control.click();
    let rows = page.all(".ce-option");
    press(&control, "Escape", false);
    assert!(page.all(".ce-option").is_empty());
    rows.iter().map(|row| row.text_content().unwrap()).collect()
}

#[wasm_bindgen_test]
async fn a_list_comes_when_its_control_is_opened_and_once_per_page() {
    let host = fixture::host();
    host.answers(PATCH, 200, "");
    let page = Page::open(host).await;
    assert_eq!(options(&page, "country"), ["Not set", "Switzerland"]);
    fire(&page.control("country"), "focus");
    until(|| options(&page, "country").len() == 3).await;
    assert_eq!(
        options(&page, "country"),
        ["Not set", "Switzerland", "United States"]
    );
    assert_eq!(page.value("country"), "Switzerland");
    assert!(page.widget().dirty().is_empty());

    page.choose("country", "840").await;
    assert_eq!(page.was("country").as_deref(), Some("was: Switzerland"));
    assert_eq!(page.value("country"), "United States");
    page.save(None).await;
    assert!(
        page.host
            .sent()
            .last()
            .unwrap()
            .ends_with(r#"{"company":1,"country":840}"#)
    );
    fire(&page.control("country"), "focus");
    settled().await;
    assert_eq!(
        page.host
            .sent()
            .iter()
            .filter(|sent| *sent == COUNTRIES)
            .count(),
        1
    );
}

#[wasm_bindgen_test]
async fn an_old_list_serves_while_a_newer_one_is_fetched() {
    let host = fixture::host();
    host.answers(COUNTRIES, 500, "");
    host.answers(
        COUNTRIES,
        200,
        r#"[{"code":756,"name":"Switzerland"},{"code":840,"name":"United States"},{"code":36,"name":"Australia"}]"#,
    );
    let page = Page::open(host).await;
    fire(&page.control("country"), "focus");
    until(|| options(&page, "country").len() == 3).await;
    let asked = || {
        page.host
            .sent()
            .iter()
            .filter(|sent| *sent == COUNTRIES)
            .count()
    };
    pass(299);
    fire(&page.control("country"), "focus");
    settled().await;
    assert_eq!(asked(), 1, "it is fresh");
    pass(2);
    fire(&page.control("country"), "focus");
    assert_eq!(
        options(&page, "country").len(),
        3,
        "nobody waits for the newer one"
    );
    until(|| options(&page, "country").len() == 4).await;
    assert_eq!(asked(), 3, "once more after a fault, as every read");
    assert_eq!(page.value("country"), "Switzerland");
    assert!(page.widget().dirty().is_empty());
}

#[wasm_bindgen_test]
async fn forms_on_one_page_share_a_list() {
    let first = Page::open(fixture::host()).await;
    let second_host = fixture::host();
    let base = first.host.each("url")[0]
        .split("/api/")
        .next()
        .unwrap()
        .to_owned();
    second_host.put("baseUrl", &format!("{base:?}"));
    let second = Page::open(second_host).await;
    // The template is known already.
    assert_eq!(second.host.sent(), [READ]);
    fire(&first.control("category"), "focus");
    fire(&second.control("category"), "focus");
    until(|| options(&first, "category").len() == 3 && options(&second, "category").len() == 3)
        .await;
    let asked = |page: &Page| {
        page.host
            .sent()
            .iter()
            .filter(|sent| *sent == CATEGORIES)
            .count()
    };
    assert_eq!(asked(&first) + asked(&second), 1);

    let third_host = fixture::host();
    third_host.put("baseUrl", &format!("{base:?}"));
    let third = Page::open(third_host).await;
    assert_eq!(
        options(&third, "category"),
        ["Not set", "Distributor", "Retail"]
    );
}

#[wasm_bindgen_test]
async fn a_waiting_form_asks_itself_when_the_asking_one_leaves() {
    let first_host = fixture::host();
    first_host.replace_reply(CATEGORIES, -1, "");
    let mut first = Page::open(first_host).await;
    let base = first.host.each("url")[0]
        .split("/api/")
        .next()
        .unwrap()
        .to_owned();
    let second_host = fixture::host();
    second_host.put("baseUrl", &format!("{base:?}"));
    let second = Page::open(second_host).await;
    fire(&first.control("category"), "focus");
    settled().await;
    fire(&second.control("category"), "focus");
    settled().await;
    assert!(!second.host.sent().contains(&CATEGORIES.to_owned()));
    first.widget.take();
    until(|| options(&second, "category").len() == 3).await;
}

#[wasm_bindgen_test]
async fn pages_are_followed_at_the_address_that_was_asked() {
    // Behind a proxy: the base has a path of the portal's, the server names itself as it knows itself.
    let host = fixture::host();
    host.replace_reply(
        COUNTRIES,
        200,
        r#"{"count":2,"next":"http://inside.example/api/v2/country/?page=2","results":[{"code":756,"name":"Switzerland"}]}"#,
    );
    host.answers(
        "GET /api/v2/country/?page=2",
        200,
        r#"{"count":2,"next":null,"results":[{"code":840,"name":"United States"}]}"#,
    );
    let page = Page::open(host).await;
    fire(&page.control("country"), "focus");
    until(|| options(&page, "country").len() == 3).await;
    let base = page.host.each("url")[0]
        .split("/api/")
        .next()
        .unwrap()
        .to_owned();
    assert!(base.starts_with("https://api.test/") && base.len() > "https://api.test/".len());
    let urls = page.host.each("url");
    assert!(urls.iter().all(|url| url.starts_with(&base)), "{urls:?}");
}

#[wasm_bindgen_test]
async fn a_list_that_a_put_lacks_is_not_the_customer() {
    for status in [0, 302, 403, 404, 405, 500] {
        let host = fixture::host();
        host.replace_reply(COUNTRIES, status, "{}");
        let page = Page::open(host).await;
        page.type_in("city", "Basel").await;
        let outcome = page.save(Some("PUT")).await;
        assert_eq!(member(&outcome, "kind"), "unavailable", "{status}");
        let message = member(&outcome, "message");
        assert!(
            message.starts_with("The list for “Country” could not be loaded; nothing was sent."),
            "{status}: {message}"
        );
        let detail = page.host.detail("customer-error");
        assert!(detail.contains(r#""kind":"unavailable""#), "{detail}");
        let sent = page.host.sent();
        assert!(!sent.iter().any(|sent| sent.starts_with("PUT")), "{sent:?}");
        assert_eq!(page.value("city"), "Basel");

        // It is asked for again by the next save.
        page.host
            .replace_reply(COUNTRIES, 200, r#"[{"code":756,"name":"Switzerland"}]"#);
        page.host.answers(fixture::PUT, 200, "");
        assert_eq!(member(&page.save(Some("PUT")).await, "kind"), "saved");
    }
    let host = fixture::host();
    host.replace_reply(COUNTRIES, 401, "{}");
    let page = Page::open(host).await;
    page.type_in("city", "Basel").await;
    let outcome = page.save(Some("PUT")).await;
    assert_eq!(member(&outcome, "kind"), "unauthorized");
}

#[wasm_bindgen_test]
async fn a_list_that_fails_says_so_and_is_asked_for_again() {
    let host = fixture::host();
    host.replace_reply(CATEGORIES, 503, "");
    let page = Page::open(host).await;
    fire(&page.control("category"), "focus");
    until(|| {
        page.row("category")
            .text_content()
            .unwrap()
            .contains("could not be loaded")
    })
    .await;
    assert_eq!(page.value("category"), "Distributor");
    page.host.replace_reply(
        CATEGORIES,
        200,
        r#"[{"id":7,"name":"Distributor"},{"id":8,"name":"Retail"}]"#,
    );
    fire(&page.control("category"), "focus");
    until(|| options(&page, "category").len() == 3).await;
    assert!(
        !page
            .row("category")
            .text_content()
            .unwrap()
            .contains("could not be loaded")
    );
}

#[wasm_bindgen_test]
async fn templates_may_answer_at_the_other_path() {
    let host = FakeHost::fresh();
    host.answers(READ, 200, fixture::RECORD);
    host.answers(
        "GET /api/v2/custom-form-template/3/?company=1",
        200,
        fixture::TEMPLATE,
    );
    host.answers(
        "GET /api/v2/custom-form-template/?company=1",
        200,
        &format!("[{}]", fixture::TEMPLATE),
    );
    let page = Page::open(host).await;
    assert_eq!(page.value("template.fields.12"), "45000.00");
    assert_eq!(page.host.sent()[1], TEMPLATE_OF);
    // Once found, it is remembered.
    fire(&page.control("template.id"), "focus");
    until(|| page.host.sent().len() == 4).await;
    assert_eq!(
        page.host.sent()[3],
        "GET /api/v2/custom-form-template/?company=1"
    );
}

#[wasm_bindgen_test]
async fn given_lists_are_not_asked_for() {
    let host = FakeHost::fresh();
    host.put("record", &format!("{:?}", fixture::RECORD));
    host.put(
        "lookups",
        &format!("[\"templates\",{:?},\"countries\",\"[{{\\\"code\\\":756,\\\"name\\\":\\\"Switzerland\\\"}}]\"]", fixture::TEMPLATE),
    );
    let page = Page::open(host).await;
    assert_eq!(page.value("country"), "Switzerland");
    fire(&page.control("country"), "focus");
    settled().await;
    assert!(page.host.sent().is_empty());
    let saved = page.save(None).await;
    assert_eq!(member(&saved, "kind"), "saved");
}

#[wasm_bindgen_test]
async fn a_long_list_is_in_the_page_as_far_as_somebody_goes() {
    let host = fixture::host();
    let others = (1..=200).map(|code| format!(r#"{{\"code\":{code},\"name\":\"Land {code}\"}}"#));
    let own = r#"{\"code\":756,\"name\":\"Switzerland\"}"#.to_owned();
    let countries: Vec<String> = [own].into_iter().chain(others).collect();
    let lists = format!(r#"["countries","[{}]"]"#, countries.join(","));
    host.put("lookups", &lists);
    let page = Page::open(host).await;
    assert!(page.all(".ce-option").is_empty());
    assert_eq!(options(&page, "country").len(), 100);
    let control = page.control("country");
    control.click();
    page.click("[data-act=more]");
    assert_eq!(page.all(".ce-option").len(), 200);
    assert!(press(&control, "End", false));
    assert_eq!(page.all(".ce-option").len(), 202);
    press(&control, "Escape", false);
    assert_eq!(page.value("country"), "Switzerland");
    page.choose("country", "17").await;
    assert_eq!(page.was("country").as_deref(), Some("was: Switzerland"));
    assert_eq!(page.widget().dirty(), ["country"]);
}
