//! A draft that means what was loaded is no change, for every field of every seeded customer.

use customer_core::editor::Editor;
use customer_core::schema::{Field, FieldType, Method};

use crate::lab::{Lab, shown};

/// Other ways to type what a control shows.
fn equals(editor: &Editor, field: &Field, text: &str) -> Vec<String> {
    let mut all = vec![format!(" \u{3000}{text}\u{1c}\n")];
    match field.kind {
        _ if text.is_empty() => {}
        FieldType::Money | FieldType::Number => {
            let mark = editor.locale().decimal;
            let zero = editor.locale().zero;
            let (minus, digits) = text.split_at(text.len() - text.trim_start_matches('-').len());
            let point = if text.contains(mark) {
                ""
            } else {
                &*mark.to_string()
            };
            all.push(format!("{minus}{zero}0{digits}"));
            all.push(format!("{text}{point}{zero}0"));
        }
        FieldType::Lookup => {
            if text.bytes().all(|b| b.is_ascii_digit()) {
                all.push(format!("00{text}"));
            }
            all.push(editor.display(&field.key, text).to_uppercase());
        }
        kind if kind.is_text() => {
            let lines = text.replace("\r\n", "\n");
            all.extend(["\r\n", "\r", "\n"].map(|end| lines.replace('\n', end)));
        }
        _ => {}
    }
    all
}

#[test]
fn what_means_the_same_makes_no_request() {
    let mut lab = Lab::new();
    let mut tried = 0;
    for id in (1..=39).chain([42]) {
        let before = lab.row(id);
        for marks in [".0,", "٫٠٬"] {
            let mut editor = lab.open(id, marks);
            for (key, text) in shown(&editor) {
                let field = editor.field(&key).unwrap().clone();
                if !field.is_editable() {
                    continue;
                }
                for equal in equals(&editor, &field, &text) {
                    editor.set(&key, &equal).unwrap();
                    assert!(!editor.is_dirty(&key), "{id} {key} {text:?} {equal:?}");
                    tried += 1;
                }
            }
            assert!(editor.dirty().is_empty(), "{id}");
            let patch = editor.request(Method::Patch).unwrap();
            assert_eq!(patch.text(), r#"{"company":1}"#, "{id}");
            // Sent all the same, it changes nothing; nor does a PUT, which sends everything.
            for request in [Ok(patch), editor.preview(Method::Put)]
                .into_iter()
                .flatten()
            {
                let row = lab.try_send(id, &request);
                assert_eq!(row.as_ref(), Ok(&before), "{id} {}", request.text());
            }
        }
    }
    assert!(tried > 4_000, "{tried}");
}
