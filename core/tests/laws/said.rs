//! What the editor refuses, said in a body of json-v2, as far as a body can say it.

use customer_core::decimal::Plain;
use customer_core::editor::Editor;
use customer_core::record::trim;
use customer_core::rules::decimal::plain_from_typed;
use customer_core::schema::{FieldType, Method};

/// The smallest PATCH that says what a field shows; and whether it is refused for the same reason as the text: an entry of
/// a list is typed by name, and is an id in a body. None where a body means something else, or nothing.
pub fn said(editor: &Editor, key: &str) -> Option<(String, bool)> {
    let (value, exact) = value(editor, key)?;
    let body = if let Some(id) = key.strip_prefix("template.fields.") {
        if editor.issue("template.id", Method::Patch).is_some() {
            return None;
        }
        let (template, _) = value_of_id(&editor.get("template.id").unwrap())?;
        let fields = format!(r#"[{{"id":{id},"value":{value}}}]"#);
        format!(r#"{{"company":1,"template":{{"id":{template},"fields":{fields}}}}}"#)
    } else if key == "template.id" {
        format!(r#"{{"company":1,"template":{{"id":{value},"fields":[]}}}}"#)
    } else if key.starts_with("contact_person.") {
        let part = |name: &str| {
            let text = editor.get(&format!("contact_person.{name}")).unwrap();
            format!(r#""{name}":{}"#, text_value(&text))
        };
        let parts = ["name", "email", "type"].map(part).join(",");
        format!(r#"{{"company":1,"contact_person":{{{parts}}}}}"#)
    } else {
        format!(r#"{{"company":1,"{key}":{value}}}"#)
    };
    Some((body, exact))
}

fn value(editor: &Editor, key: &str) -> Option<(String, bool)> {
    let text = editor.get(key).ok()?;
    let trimmed = trim(&text);
    if trimmed.is_empty() {
        return Some(("null".to_owned(), true));
    }
    match editor.field(key)?.kind {
        FieldType::Money | FieldType::Number => match plain_from_typed(trimmed, editor.locale()) {
            Some(plain) => Some((plain.into_text(), true)),
            // Another locale's number may be one on the wire.
            None => Plain::from_wire(trimmed)
                .is_none()
                .then(|| (text_value(&text), true)),
        },
        FieldType::Lookup => value_of_id(&text),
        FieldType::Boolean => Some((text_value(&text), false)),
        FieldType::Attachment | FieldType::Unresolved | FieldType::Image => None,
        _ => Some((text_value(&text), true)),
    }
}

/// An id as a number; what is none is a text, which is refused for being one.
fn value_of_id(text: &str) -> Option<(String, bool)> {
    let digits = trim(text);
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        let id = digits.trim_start_matches('0');
        return Some((if id.is_empty() { "0" } else { id }.to_owned(), false));
    }
    (!digits.is_empty()).then(|| (text_value(text), false))
}

fn text_value(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}
