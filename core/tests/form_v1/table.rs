//! The table against the reference's list of parameters, copied from it by hand; each alone in a request.

use customer_core::editor::Options;
use customer_core::schema::{Api, Method};

use crate::support::set;
use crate::{RECORD, form_text, open, options};

/// Every parameter but the id in the path and the picture, a text to type over [`RECORD`], and what it is sent as.
const PARAMETERS: [(&str, &str, &str); 42] = [
    ("name", "Bolt", "Bolt"),
    ("reference", "C-43", "C-43"),
    ("reference2", "III", "III"),
    ("barcode", "0042", "0042"),
    ("isActive", "false", "false"),
    ("categoryId", "4", "4"),
    ("isSubCustomer", "false", "false"),
    ("parentCustomer", "51", "51"),
    ("billWithParent", "true", "true"),
    ("customerSegmentationId", "SILVER", "SILVER"),
    ("userId", "ben", "ben"),
    ("regionId", "12", "12"),
    ("isSameAddress", "true", "true"),
    ("billingCountry", "Germany", "Germany"),
    ("billingCity", "Berlin", "Berlin"),
    ("billingPostalCode", "10115", "10115"),
    ("billingAddress", "Gasse 2", "Gasse+2"),
    ("billingLat", "52.5", "52.5"),
    ("billingLng", "-13.40", "-13.4"),
    ("country", "AT", "AT"),
    ("city", "Wien", "Wien"),
    ("postalCode", "1010", "1010"),
    ("address", "Ring 1", "Ring+1"),
    ("latitude", "48", "48"),
    ("longitude", "16.3", "16.3"),
    ("email", "b@example.com", "b%40example.com"),
    ("phone", "1", "1"),
    ("mobile", "2", "2"),
    ("fax", "3", "3"),
    ("comment", "None", "None"),
    ("website", "bolt.example", "bolt.example"),
    ("creditLimit", "0.10", "0.1"),
    ("dueDateConfigNumber", "45", "45"),
    ("dueDateConfigType", "2", "2&dueDateConfigNumber=30"),
    ("taxNumber", "FR2", "FR2"),
    ("companyRegistrationNumber", "R2", "R2"),
    ("currency", "CHF", "CHF"),
    ("paymentTypes", "8", "%5B%7B%22id%22%3A8%7D%5D"),
    ("customerRisk", "high", "high"),
    ("customerRiskColor", "#Ff0000", "%23Ff0000"),
    ("onHold", "false", "false"),
    ("onHoldReason", "", ""),
];

#[test]
fn no_parameter_is_forgotten_or_invented() {
    let mut keys: Vec<&str> = PARAMETERS.iter().map(|(key, ..)| *key).collect();
    keys.push("imageFile");
    keys.sort_unstable();
    let fields = Api::FormV1.schema().fields.iter();
    let mut own: Vec<&str> = fields.map(|field| &*field.key).collect();
    own.sort_unstable();
    assert_eq!(own, keys);
}

#[test]
fn a_change_of_one_is_that_parameter_alone() {
    for (key, text, sent) in PARAMETERS {
        let mut editor = open(RECORD);
        set(&mut editor, key, text);
        assert_eq!(form_text(&editor), format!("{key}={sent}"));
        assert_eq!(editor.dirty(), [key]);
        assert_eq!(editor.get(key).as_deref(), Ok(text));
    }
}

#[test]
fn what_was_loaded_is_shown_and_is_no_change() {
    let mut editor = open(RECORD);
    for (key, ..) in PARAMETERS {
        let shown = editor.get(key).unwrap();
        assert!(!shown.is_empty(), "{key}");
        editor.set(key, &format!(" {shown}\t")).unwrap();
    }
    assert_eq!(editor.dirty(), [""; 0]);
    assert_eq!(form_text(&editor), "");
    assert_eq!(
        editor.get("creditLimit").unwrap().trim(),
        "123456789012345.67"
    );
}

#[test]
fn no_controlling_field_waits_for_another() {
    for api in [Api::JsonV2, Api::FormV1] {
        let schema = api.schema();
        for tie in schema.ties {
            let known = |key: &str| schema.fields.iter().any(|field| field.key == key);
            assert!(known(tie.field) && known(tie.when.key()), "{tie:?}");
            let mut ties = schema.ties.iter();
            let waits = ties.any(|other| other.only && other.field == tie.when.key());
            assert!(!waits, "{tie:?}");
        }
    }
}

#[test]
fn an_external_id_of_digits_is_nobodys_id() {
    for (external, issues) in [(false, 1), (true, 0)] {
        let mut editor = customer_core::editor::Editor::new(Options {
            id: "51".to_owned(),
            external,
            ..options(RECORD)
        })
        .unwrap();
        set(&mut editor, "parentCustomer", "51");
        assert_eq!(editor.validate(Method::Post).len(), issues, "{external}");
    }
}

#[test]
fn it_is_a_post_to_the_id_or_to_the_external_id() {
    for (id, external, path) in [
        ("42", false, "/api/v1.0/customers/42"),
        ("42", true, "/api/v1.0/customers/reference/42"),
        ("C/42", false, "/api/v1.0/customers/reference/C%2F42"),
    ] {
        let editor = customer_core::editor::Editor::new(Options {
            id: id.to_owned(),
            external,
            ..options(RECORD)
        });
        for asked in [Method::Post, Method::Patch, Method::Put] {
            let request = editor.as_ref().unwrap().preview(asked).unwrap();
            assert_eq!(request.method, Method::Post);
            assert_eq!(request.path, path);
            let media = "application/x-www-form-urlencoded;charset=UTF-8".to_owned();
            assert!(request.headers.contains(&("Content-Type", media)));
        }
    }
}

/// Nothing chosen over nothing loaded, whatever white space says so.
#[test]
fn a_blank_list_over_an_empty_one_is_no_change() {
    for loaded in ["[]", "null"] {
        let record = format!(r#"{{"id":42,"name":"Acme","paymentTypes":{loaded}}}"#);
        let mut editor = open(&record);
        for text in [" ", "\u{3000}\n", ""] {
            editor.set("paymentTypes", text).unwrap();
            assert!(editor.dirty().is_empty(), "{loaded} {text:?}");
        }
    }
}
