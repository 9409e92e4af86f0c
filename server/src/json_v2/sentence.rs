//! What the rules found, in the words of Django REST framework.

use customer_core::rules::report::{Code, Issue};
use customer_core::schema::template::PREFIX;
use customer_core::schema::{Api, FieldType};

use crate::json::Members;

/// The sentence for a company, a number or an id that is none.
pub const NOT_AN_INTEGER: &str = "A valid integer is required.";

/// The sentence for a member that is not there.
pub const REQUIRED: &str = "This field is required.";

/// The key of a template's whole list.
pub const FIELDS: &str = "template.fields";

/// The type of a fixed field.
#[must_use]
pub fn kind_of(key: &str) -> Option<FieldType> {
    Api::JsonV2
        .schema()
        .fields
        .iter()
        .find(|field| field.key == key)
        .map(|field| field.kind)
}

/// The type of a custom field by its `data_type`; none for an attachment.
#[must_use]
pub fn kind_of_custom(data_type: &str) -> Option<FieldType> {
    match data_type {
        "date" => Some(FieldType::Date),
        "money" => Some(FieldType::Money),
        "number" => Some(FieldType::Number),
        "text" => Some(FieldType::Text),
        _ => None,
    }
}

/// The sentence for an issue of a field of this type, in a body.
#[must_use]
pub fn sentence(issue: &Issue, kind: Option<FieldType>, body: &Members) -> String {
    let key = issue.field.as_deref().unwrap_or_default();
    let max = issue.param("max").unwrap_or_default();
    let value = sent(key, body);
    match issue.code {
        Code::Required => match value.as_deref() {
            None => REQUIRED.to_owned(),
            Some("null") => "This field may not be null.".to_owned(),
            Some(_) => "This field may not be blank.".to_owned(),
        },
        Code::TooLong => format!("Ensure this field has no more than {max} characters."),
        Code::InvalidEmail => "Enter a valid email address.".to_owned(),
        Code::InvalidDate => DATE.to_owned(),
        Code::InvalidNumber => NOT_AN_INTEGER.to_owned(),
        Code::InvalidMoney => "A valid number is required.".to_owned(),
        Code::BelowMin => {
            let min = issue.param("min").unwrap_or_default();
            format!("Ensure this value is greater than or equal to {min}.")
        }
        Code::AboveMax => format!("Ensure this value is less than or equal to {max}."),
        Code::TooManyDecimals if max == "0" => NOT_AN_INTEGER.to_owned(),
        Code::TooManyDecimals => {
            format!("Ensure that there are no more than {max} decimal places.")
        }
        Code::InvalidChoice if kind == Some(FieldType::Choice) => {
            let shown = value.unwrap_or_default();
            format!("\"{}\" is not a valid choice.", shown.trim_matches('"'))
        }
        Code::InvalidChoice => no_such_id(&value.unwrap_or_default()),
        Code::InvalidCharacter => "Null characters are not allowed.".to_owned(),
        Code::UnknownField => no_such_id(key.strip_prefix(PREFIX).unwrap_or_default()),
        Code::WrongType => wrong_type(key, kind, value.as_deref()),
        _ => "Invalid value.".to_owned(),
    }
}

const DATE: &str = "Date has wrong format. Use one of these formats instead: YYYY-MM-DD.";

/// The sentence for an id that a list does not have.
#[must_use]
pub fn no_such_id(id: &str) -> String {
    format!(
        "Invalid pk \"{}\" - object does not exist.",
        id.trim_matches('"')
    )
}

fn wrong_type(key: &str, kind: Option<FieldType>, value: Option<&str>) -> String {
    let python = python_type(value.unwrap_or("null"));
    match kind {
        _ if matches!(key, "" | "contact_person" | "template") => {
            format!("Invalid data. Expected a dictionary, but got {python}.")
        }
        _ if key == FIELDS => {
            format!("Expected a list of items but got type \"{python}\".")
        }
        _ if key == "company" => NOT_AN_INTEGER.to_owned(),
        Some(FieldType::Boolean) => "Must be a valid boolean.".to_owned(),
        Some(FieldType::Date) => DATE.to_owned(),
        Some(FieldType::Money) => "A valid number is required.".to_owned(),
        Some(FieldType::Number) => NOT_AN_INTEGER.to_owned(),
        Some(FieldType::Choice) => {
            format!("\"{}\" is not a valid choice.", value.unwrap_or_default())
        }
        Some(FieldType::Lookup) => format!("Incorrect type. Expected pk value, received {python}."),
        Some(_) => "Not a valid string.".to_owned(),
        None => "Invalid value.".to_owned(),
    }
}

/// Python's name for a JSON value's type: the sentences carry it.
#[must_use]
pub fn python_type(value: &str) -> &'static str {
    match value.as_bytes().first() {
        Some(b'"') => "str",
        Some(b'{') => "dict",
        Some(b'[') => "list",
        Some(b't' | b'f') => "bool",
        Some(b'n') | None => "NoneType",
        Some(_) if value.contains(['.', 'e', 'E']) => "float",
        Some(_) => "int",
    }
}

/// The text of the member that a key addresses, as it was sent; custom fields are not looked at.
fn sent(key: &str, body: &Members) -> Option<String> {
    match key.split_once('.') {
        None => body.get(key).map(str::to_owned),
        Some((parent, member)) => Members::parse(body.get(parent)?)
            .ok()?
            .get(member)
            .map(str::to_owned),
    }
}
