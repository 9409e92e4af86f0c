//! form-v1 in the editor: parameters, pictures, refusals, and fields that mean nothing for a while.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod body;
mod errors;
mod images;
mod multipart;
mod relevance;
mod saves;
#[path = "../support/mod.rs"]
mod support;
mod table;

use customer_core::editor::{Editor, EditorError, Options};
use customer_core::schema::{Api, Method};

/// A customer with something in every parameter, its own shipping address and a parent.
pub const RECORD: &str = r##"{"id":42,"reference":"C-42","name":"Acme","reference2":"II","barcode":"4006381333931",
    "isActive":true,"customerCategory":{"id":3,"reference":"CAT","name":"Retail","href":"/c/3"},
    "customerSegmentation":{"id":6,"reference":"GOLD","name":"Gold","href":"/s/6"},
    "region":{"id":11,"name":"North","href":"/r/11"},"createdBy":{"userId":5,"name":"Ann"},"comment":"One\r\nTwo",
    "isSubCustomer":true,"parentCustomer":{"id":50,"reference":"P-50","name":"Holding","href":"/p/50"},
    "billWithParent":false,"billingAddress":"1, rue A","billingPostalCode":"75001","billingCity":"Paris",
    "billingCountry":"FR","billingLat":48.85,"billingLng":2.35,"isSameAddress":false,"address":"Gasse 1",
    "postalCode":"3000","city":"Bern","country":"CH","latitude":46.9480,"longitude":7.4474,
    "email":"a@example.com","website":"https://acme.example","phone":"+33 1","mobile":"+33 6","fax":"+33 9",
    "currency":"EUR","creditLimit":123456789012345.67,"dueDateConfigType":"daysAfterInvoiceDate",
    "dueDateConfigNumber":30,"paymentTypes":[{"id":7,"reference":"CASH","name":"Cash","href":"/x/7"}],
    "taxNumber":"FR1","companyRegistrationNumber":"R1","customerRisk":"low","customerRiskColor":"#00FF00",
    "onHold":true,"onHoldReason":"late","logo":"/images/customers/42/a.png","contacts":[{"id":1}],
    "lastUpdated":"2024-02-02T00:00:00.000Z"}"##;

/// What an editor of customer 42 is opened with.
pub fn options(record: &str) -> Options {
    Options {
        api: Api::FormV1,
        company: None,
        ..support::options(record, &[])
    }
}

/// An editor of customer 42 without lists.
pub fn open(record: &str) -> Editor {
    Editor::new(options(record)).unwrap()
}

/// The form text that would be sent; panics with what is in its way, and on bytes.
#[track_caller]
pub fn form_text(editor: &Editor) -> String {
    match editor.preview(Method::Post) {
        Ok(request) => request.body.text().expect("no file in it").to_owned(),
        Err(why) => panic!("{why:?}"),
    }
}

/// The issues in the way of a request, as (field, code).
pub fn refusal(editor: &Editor) -> Vec<(String, &'static str)> {
    match editor.preview(Method::Post) {
        Ok(_) => Vec::new(),
        Err(EditorError::Invalid(issues)) => support::pairs(&issues),
        Err(why) => panic!("{why:?}"),
    }
}
