//! The same rules on the other side: parameters checked as a server would.

use customer_core::schema::{Api, Method};
use customer_core::wire::{BodyContext, check_body};

use crate::RECORD;
use crate::support::pairs;

const LISTS: [(&str, &str); 3] = [
    (
        "paymentTypes",
        r#"{"data":[{"id":7,"name":"Cash"},{"id":8,"name":"Card"}]}"#,
    ),
    (
        "categories",
        r#"{"data":[{"id":3,"reference":"CAT","name":"Retail"}]}"#,
    ),
    ("regions", r#"{"data":[{"id":11,"name":"North"}]}"#),
];

fn check(body: &str, record: Option<&str>) -> Vec<(String, &'static str)> {
    let context = BodyContext {
        lookups: LISTS
            .map(|(name, json)| (name.to_owned(), json.to_owned()))
            .into(),
        id: "42".to_owned(),
        record: record.map(str::to_owned),
    };
    pairs(&check_body(Api::FormV1, Method::Post, body, &context))
}

#[track_caller]
fn issues(body: &str, record: Option<&str>, expected: &[(&str, &'static str)]) {
    let expected: Vec<(String, &str)> = expected
        .iter()
        .map(|(key, code)| ((*key).to_owned(), *code))
        .collect();
    assert_eq!(check(body, record), expected, "{body}");
}

#[test]
fn parameters_by_themselves() {
    for body in [
        "",
        "name=Bolt",
        "name=",
        "id=42&name=Bolt",
        "creditLimit=123456789012345.67",
        "paymentTypes=%5B%7B%22id%22%3A7%7D%5D",
        r#"paymentTypes=[{"id":"8"}]"#,
        r#"paymentTypes=[{"id"=7},{"id"=8}]"#,
        "paymentTypes=[]",
        "paymentTypes=",
        "categoryId=3",
        "categoryId=CAT",
        "categoryId=",
        "customerSegmentationId=ANY",
        "regionId=11",
        "isActive=false",
        "isSubCustomer=true&parentCustomer=C-50",
        "isSameAddress=false",
        "isSameAddress=true&latitude=91",
        "isSubCustomer=false&parentCustomer=42",
        "billingCountry=France",
        "dueDateConfigType=1&dueDateConfigNumber=30",
        "creditLimit=x&creditLimit=5",
    ] {
        issues(body, None, &[]);
    }
    for (body, key, code) in [
        ("colour=red", "colour", "unknown_field"),
        ("creditLimit=1,234", "creditLimit", "invalid_decimal"),
        ("creditLimit=1e3", "creditLimit", "invalid_decimal"),
        (
            "creditLimit=5&creditLimit=x",
            "creditLimit",
            "invalid_decimal",
        ),
        ("billingLat=-90.01", "billingLat", "below_min"),
        (
            "dueDateConfigNumber=1.5",
            "dueDateConfigNumber",
            "too_many_decimals",
        ),
        ("paymentTypes=7", "paymentTypes", "wrong_type"),
        (r#"paymentTypes=[{"id":"x"}]"#, "paymentTypes", "wrong_type"),
        (
            r#"paymentTypes=[{"id":999}]"#,
            "paymentTypes",
            "invalid_choice",
        ),
        ("regionId=North", "regionId", "wrong_type"),
        ("regionId=12", "regionId", "invalid_choice"),
        ("categoryId=Retail", "categoryId", "invalid_choice"),
        ("isActive=yes", "isActive", "invalid_choice"),
        ("isSubCustomer=true", "parentCustomer", "required"),
        (
            "isSubCustomer=true&parentCustomer=42",
            "parentCustomer",
            "self_reference",
        ),
        ("latitude=91", "latitude", "above_max"),
        ("parentCustomer=42", "parentCustomer", "self_reference"),
        ("dueDateConfigType=1", "dueDateConfigNumber", "required"),
        (
            "dueDateConfigType=daysAfterInvoiceDate&dueDateConfigNumber=1",
            "dueDateConfigType",
            "invalid_choice",
        ),
        ("imageFile=x", "imageFile", "wrong_type"),
        ("email=no", "email", "invalid_email"),
        ("currency=EURO", "currency", "invalid_choice"),
        ("name=%00", "name", "invalid_character"),
        ("isSameAddress=false&latitude=91", "latitude", "above_max"),
    ] {
        issues(body, None, &[(key, code)]);
    }
}

#[test]
fn over_the_stored_record() {
    let record = Some(RECORD);
    for body in [
        "isSubCustomer=true",
        "isSubCustomer=false",
        "isSubCustomer=false&parentCustomer=42",
        "isSameAddress=true&latitude=91",
        "dueDateConfigType=2",
        "dueDateConfigType=&dueDateConfigNumber=",
    ] {
        issues(body, record, &[]);
    }
    issues("parentCustomer=", record, &[("parentCustomer", "required")]);
    issues(
        "parentCustomer=C-42",
        record,
        &[("parentCustomer", "self_reference")],
    );
    issues(
        "dueDateConfigNumber=",
        record,
        &[("dueDateConfigNumber", "required")],
    );
    issues("latitude=91", record, &[("latitude", "above_max")]);
    issues(
        "billWithParent=maybe",
        record,
        &[("billWithParent", "invalid_choice")],
    );
}

#[test]
fn what_is_stored_and_not_named_is_not_its_affair() {
    let record = RECORD
        .replace(r#""latitude":46.9480"#, r#""latitude":946"#)
        .replace(r#""isSameAddress":false"#, r#""isSameAddress":true"#);
    issues("isSameAddress=false", Some(&record), &[]);
    issues(
        "isSameAddress=false&latitude=946",
        Some(&record),
        &[("latitude", "above_max")],
    );
}

#[test]
fn issues_stand_in_display_order_and_unknown_ones_last() {
    issues(
        "zzz=1&regionId=x&currency=x&name=%00&creditLimit=y",
        None,
        &[
            ("name", "invalid_character"),
            ("regionId", "wrong_type"),
            ("currency", "invalid_choice"),
            ("creditLimit", "invalid_decimal"),
            ("zzz", "unknown_field"),
        ],
    );
}
