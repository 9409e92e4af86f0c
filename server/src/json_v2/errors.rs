//! What the rules found, in the documented shape: each sentence under its field.

use axum::http::StatusCode;
use customer_core::rules::report::{Code, Issue};
use customer_core::schema::template::PREFIX;
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::sentence::{FIELDS, REQUIRED, kind_of, kind_of_custom, sentence};
use crate::answer::Answer;
use crate::json::Members;

/// The one error that is a `detail` although it is a field's.
pub const COMPANY_REQUIRED: &str = "company is required";
/// `{field: [sentence]}`, nested as the reference says, for one sentence.
#[must_use]
pub fn one(path: &[Step<'_>], sentence: &str) -> Answer {
    let mut errors = Map::new();
    add(&mut errors, path, sentence.to_owned());
    Answer::new(StatusCode::BAD_REQUEST, Value::Object(errors).to_string())
}

/// `400` for what the rules found in a body; `data_type` tells a custom field's type by its id.
#[must_use]
pub fn refused(
    issues: &[Issue],
    body: &Members,
    data_type: impl Fn(&str) -> Option<String>,
) -> Answer {
    if issues
        .iter()
        .any(|i| i.field.as_deref() == Some("company") && i.code == Code::Required)
    {
        return Answer::detail(StatusCode::BAD_REQUEST, COMPANY_REQUIRED);
    }
    let template = body
        .given("template")
        .and_then(|text| Members::parse(text).ok());
    let sent = template
        .and_then(|t| sent_ids(t.given("fields")?))
        .unwrap_or_default();
    let mut nameless = (0..)
        .zip(&sent)
        .filter(|(_, id)| id.is_none())
        .map(|(place, _)| place);
    let mut errors = Map::new();
    for issue in issues {
        let key = issue.field.as_deref().unwrap_or_default();
        let custom = key.strip_prefix(PREFIX).unwrap_or_default();
        let kind = if custom.is_empty() {
            kind_of(key)
        } else {
            data_type(custom).as_deref().and_then(kind_of_custom)
        };
        let place = if key == FIELDS { nameless.next() } else { None };
        match place {
            Some(place) => add(&mut errors, &custom_path(place, "id"), REQUIRED.to_owned()),
            None => add(
                &mut errors,
                &path(key, issue.code, &sent),
                sentence(issue, kind, body),
            ),
        }
    }
    Answer::new(StatusCode::BAD_REQUEST, Value::Object(errors).to_string())
}

/// One step into the answer's nesting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// A member of an object.
    Member(&'a str),
    /// A place in a list; those before it are `{}`.
    Place(usize),
}

/// The id of each item of a template's list, as digits; none for an item without one.
fn sent_ids(fields: &str) -> Option<Vec<Option<String>>> {
    let items: Vec<Box<RawValue>> = serde_json::from_str(fields).ok()?;
    let id = |item: &RawValue| {
        let item = Members::parse(item.get()).ok()?;
        item.get("id")?
            .trim_matches('"')
            .trim()
            .parse::<u64>()
            .ok()
            .map(|id| id.to_string())
    };
    Some(items.iter().map(|item| id(item)).collect())
}

fn custom_path(place: usize, part: &str) -> [Step<'_>; 4] {
    [
        Step::Member("template"),
        Step::Member("fields"),
        Step::Place(place),
        Step::Member(part),
    ]
}

/// Where an issue's sentence goes.
fn path<'a>(key: &'a str, code: Code, sent: &[Option<String>]) -> Vec<Step<'a>> {
    use Step::Member;
    if let Some(id) = key.strip_prefix(PREFIX) {
        let part = if code == Code::UnknownField {
            "id"
        } else {
            "value"
        };
        return match sent.iter().rposition(|item| item.as_deref() == Some(id)) {
            Some(place) => custom_path(place, part).into(),
            None => vec![Member("template"), Member("non_field_errors")],
        };
    }
    match key.split_once('.') {
        Some((parent, member)) => vec![Member(parent), Member(member)],
        None if key.is_empty() => vec![Member("non_field_errors")],
        None if matches!(key, "template" | "contact_person") => {
            vec![Member(key), Member("non_field_errors")]
        }
        None => vec![Member(key)],
    }
}

fn add(errors: &mut Map<String, Value>, path: &[Step<'_>], sentence: String) {
    let at = errors.entry(match path.first() {
        Some(Step::Member(name)) => *name,
        _ => "non_field_errors",
    });
    let mut slot = at.or_insert(Value::Null);
    for step in path.get(1..).unwrap_or_default() {
        slot = match step {
            Step::Member(name) => {
                if !slot.is_object() {
                    *slot = json!({});
                }
                match slot {
                    Value::Object(map) => map.entry(*name).or_insert(Value::Null),
                    other => other,
                }
            }
            Step::Place(place) => {
                if !slot.is_array() {
                    *slot = json!([]);
                }
                match slot {
                    Value::Array(list) => {
                        if list.len() <= *place {
                            list.resize(*place + 1, json!({}));
                        }
                        &mut list[*place]
                    }
                    other => other,
                }
            }
        };
    }
    match slot {
        Value::Array(sentences) => sentences.push(Value::String(sentence)),
        other => *other = json!([sentence]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(issues: &[Issue], body: &str) -> String {
        let types = |id: &str| (id == "12").then(|| "money".to_owned());
        refused(issues, &Members::parse(body).unwrap(), types).body
    }

    #[test]
    fn fields_nest_as_the_reference_prints_them() {
        let issues = [
            Issue::new("name", Code::TooLong)
                .with("max", "50")
                .with("actual", "51"),
            Issue::new("contact_person.email", Code::InvalidEmail),
            Issue::new("template.fields.12", Code::TooManyDecimals).with("max", "2"),
        ];
        let body =
            r#"{"template":{"id":3,"fields":[{"id":11,"value":1},{"id":12,"value":1.234}]}}"#;
        assert_eq!(
            answer(&issues, body),
            r#"{"contact_person":{"email":["Enter a valid email address."]},"#.to_owned()
                + r#""name":["Ensure this field has no more than 50 characters."],"#
                + r#""template":{"fields":[{},{"value":["Ensure that there are no more than 2 decimal places."]}]}}"#
        );
    }

    #[test]
    fn required_says_whether_it_was_absent_null_or_blank() {
        let required = [Issue::new("name", Code::Required)];
        for (body, sentence) in [
            ("{}", "This field is required."),
            (r#"{"name":null}"#, "This field may not be null."),
            (r#"{"name":" "}"#, "This field may not be blank."),
        ] {
            assert_eq!(
                answer(&required, body),
                format!(r#"{{"name":["{sentence}"]}}"#)
            );
        }
    }

    #[test]
    fn a_missing_company_is_a_detail_whatever_else_is_wrong() {
        let issues = [
            Issue::new("name", Code::Required),
            Issue::new("company", Code::Required),
        ];
        assert_eq!(answer(&issues, "{}"), r#"{"detail":"company is required"}"#);
    }

    #[test]
    fn an_item_without_an_id_is_named_by_its_place() {
        let issue = || Issue::new("template.fields", Code::WrongType);
        let issues = [
            issue(),
            issue(),
            Issue::new("template.fields.12", Code::InvalidMoney),
        ];
        let body = r#"{"template":{"id":3,"fields":[{"value":1},{"id":12,"value":"x"},7]}}"#;
        let id = r#"{"id":["This field is required."]}"#;
        let value = r#"{"value":["A valid number is required."]}"#;
        assert_eq!(
            answer(&issues, body),
            format!(r#"{{"template":{{"fields":[{id},{value},{id}]}}}}"#)
        );
        assert_eq!(
            answer(&[issue()], r#"{"template":{"id":3,"fields":7}}"#),
            r#"{"template":{"fields":["Expected a list of items but got type \"int\"."]}}"#
        );
    }

    #[test]
    fn ids_and_whole_objects() {
        let unknown = [Issue::new("template.fields.99", Code::UnknownField)];
        assert_eq!(
            answer(
                &unknown,
                r#"{"template":{"id":3,"fields":[{"id":99,"value":1}]}}"#
            ),
            r#"{"template":{"fields":[{"id":["Invalid pk \"99\" - object does not exist."]}]}}"#
        );
        let contact = [Issue::new("contact_person", Code::WrongType)];
        assert_eq!(
            answer(&contact, r#"{"contact_person":"Ines"}"#),
            r#"{"contact_person":{"non_field_errors":["Invalid data. Expected a dictionary, but got str."]}}"#
        );
        assert_eq!(
            answer(
                &[Issue::new("template.id", Code::InvalidChoice)],
                r#"{"template":{"id":77}}"#
            ),
            r#"{"template":{"id":["Invalid pk \"77\" - object does not exist."]}}"#
        );
    }
}
