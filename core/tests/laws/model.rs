//! A server of a hundred lines: a row as texts of JSON, PUT replaces, PATCH merges, as the reference says.
//! It shares no code with core: serde_json's raw values on one side, core's own reader on the other.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::any::Story;

type Object = BTreeMap<String, Box<RawValue>>;

/// Columns and their JSON; null is absent. `contact_person.email`, `template.id`, `template.fields.12`.
pub type Row = BTreeMap<String, String>;

const CODES: [(&str, &str); 3] = [
    ("switzerland", "756"),
    ("austria", "40"),
    ("germany", "276"),
];

fn object(json: &str) -> Option<Object> {
    serde_json::from_str::<Option<Object>>(json).ok().flatten()
}

fn put_column(row: &mut Row, column: &str, json: &str) {
    if json == "null" {
        row.remove(column);
    } else {
        row.insert(column.to_owned(), json.to_owned());
    }
}

fn remove_group(row: &mut Row, prefix: &str) {
    row.retain(|column, _| !column.starts_with(prefix));
}

/// The row that a record in the read shape was read from. What the write shape cannot express keeps its words.
pub fn row_from_read(story: &Story, record: &str) -> Row {
    let mut row = Row::new();
    for (name, json) in object(record).unwrap() {
        let json = json.get();
        match name.as_str() {
            "id" => {}
            "category" => put_column(&mut row, &name, &id_of(json)),
            "country" => {
                let text: Option<String> = serde_json::from_str(json).ok();
                let code = match text.as_deref() {
                    Some("") => "null".to_owned(),
                    Some(text) => {
                        let found = CODES
                            .iter()
                            .find(|(known, _)| *known == text.to_lowercase());
                        found.map_or(json, |(_, code)| code).to_owned()
                    }
                    None => id_of(json),
                };
                put_column(&mut row, &name, &code);
            }
            "contact_person" => {
                for (part, json) in object(json).unwrap_or_default() {
                    put_column(&mut row, &format!("contact_person.{part}"), json.get());
                }
            }
            "template" => {
                let Some(template) = object(json) else {
                    continue;
                };
                put_column(&mut row, "template.id", template["id"].get());
                let known = story
                    .templates
                    .iter()
                    .find(|t| t.id.to_string() == template["id"].get())
                    .unwrap();
                for (key, json) in object(template["fields"].get()).unwrap() {
                    let named = known.fields.iter().find(|field| field.name == key);
                    let field = named.or_else(|| {
                        known
                            .fields
                            .iter()
                            .find(|field| field.id.to_string() == key)
                    });
                    // An attachment is kept by the server and is no column of an update.
                    match field {
                        Some(field) if field.kind == "attachment" => {}
                        Some(field) => put_column(
                            &mut row,
                            &format!("template.fields.{}", field.id),
                            json.get(),
                        ),
                        None => put_column(&mut row, &format!("template.fields.{key}"), json.get()),
                    }
                }
            }
            _ => put_column(&mut row, &name, json),
        }
    }
    row
}

/// The id in an entry of a list; anything else as it is.
fn id_of(json: &str) -> String {
    let members = object(json).unwrap_or_default();
    let id = members.get("id").or_else(|| members.get("code"));
    id.map_or(json, |id| id.get()).to_owned()
}

/// What a PUT leaves: nothing of the old row.
pub fn put(body: &str) -> Row {
    let mut row = Row::new();
    merge(&mut row, body, false, false);
    row
}

/// What a PATCH leaves. Some servers replace the list of custom fields, or the contact, as a whole.
pub fn patch(row: &Row, body: &str, replaces_fields: bool, replaces_contact: bool) -> Row {
    let mut row = row.clone();
    merge(&mut row, body, replaces_fields, replaces_contact);
    row
}

fn merge(row: &mut Row, body: &str, replaces_fields: bool, replaces_contact: bool) {
    for (name, json) in object(body).unwrap() {
        let json = json.get();
        match name.as_str() {
            "company" => assert_eq!(json, "1"),
            "contact_person" => {
                let parts = object(json);
                if parts.is_none() || replaces_contact {
                    remove_group(row, "contact_person.");
                }
                for (part, json) in parts.unwrap_or_default() {
                    put_column(row, &format!("contact_person.{part}"), json.get());
                }
            }
            "template" => {
                let template = object(json);
                let id = template
                    .as_ref()
                    .map(|template| template["id"].get().to_owned());
                let same = row.get("template.id") == id.as_ref();
                if !same || replaces_fields {
                    remove_group(row, "template.");
                }
                let Some(template) = template else { continue };
                put_column(row, "template.id", template["id"].get());
                let fields: Vec<Object> = serde_json::from_str(template["fields"].get()).unwrap();
                for field in fields {
                    put_column(
                        row,
                        &format!("template.fields.{}", field["id"].get()),
                        field["value"].get(),
                    );
                }
            }
            _ => put_column(row, &name, json),
        }
    }
}

/// The part of a row that none of these keys touched. A contact and a template are touched as a whole.
pub fn untouched(row: &Row, dirty: &[String]) -> Row {
    let contact = dirty.iter().any(|key| key.starts_with("contact_person."));
    let template = dirty.iter().any(|key| key == "template.id");
    let mut rest = row.clone();
    rest.retain(|column, _| {
        let in_group = contact && column.starts_with("contact_person.")
            || template && column.starts_with("template.");
        !(dirty.contains(column) || in_group)
    });
    rest
}
