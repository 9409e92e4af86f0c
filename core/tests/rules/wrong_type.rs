//! Loaded values of another type than their field's: shown as they are, and what is typed over them is a change.

use customer_core::form::Form;
use customer_core::locale::Locale;
use customer_core::lookups::Lookups;
use customer_core::record::Record;
use customer_core::rules::read;
use customer_core::rules::report::Code;
use customer_core::schema::{Api, Field, FieldType, Method, Section};

use crate::support::{EVERY_LIST, body, open, refusal, set};

/// Only for a boolean an empty text means false.
#[test]
fn a_boolean_in_a_text_can_be_cleared() {
    for value in ["false", "true"] {
        let record = format!(r#"{{"id":42,"name":"Acme","city":{value}}}"#);
        let mut editor = open(&record, EVERY_LIST);
        assert_eq!(editor.get("city").unwrap(), value);
        set(&mut editor, "city", "");
        assert_eq!(editor.dirty(), ["city"], "{value}");
        assert_eq!(body(&editor, Method::Patch), r#"{"company":1,"city":null}"#);
        editor.reset(None).unwrap();
        let in_a_put = refusal(&editor, Method::Put);
        assert_eq!(in_a_put, [("city".to_owned(), "wrong_type")], "{value}");
    }
}

/// Nobody types into them; if somebody did, nothing of it would leave.
#[test]
fn what_is_never_sent_is_never_read() {
    let form = Form::new(
        Api::JsonV2,
        Box::<Record>::default(),
        Lookups::default(),
        Locale::default(),
        Vec::new(),
    );
    for kind in [FieldType::Attachment, FieldType::Unresolved] {
        let mut field = Field::new("template.fields.9", "Scan", Section::Custom);
        field.kind = kind;
        let refused = read(&field, "scan.pdf", &form).unwrap_err();
        assert_eq!(refused.code, Code::Unresolved);
        assert_eq!(refused.param("value"), Some("scan.pdf"));
        assert!(read(&field, " ", &form).is_ok());
    }
}
