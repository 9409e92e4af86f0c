//! The seeded customers, as the core's own editor sees them.

mod common;

use common::Server;
use customer_core::editor::{Editor, Options};
use customer_core::rules::report::Code;
use customer_core::schema::{Api, Method};

/// What a PUT of an untouched record is stopped by: the awkward ones, and no other.
fn expected(id: u32) -> Vec<(&'static str, Code)> {
    match id {
        9 => vec![("country", Code::Unresolved)],
        14 => vec![("template.fields.Pallet scheme", Code::Unresolved)],
        15 => vec![("contact_person.email", Code::InvalidEmail)],
        16 => vec![("contact_person.email", Code::Required)],
        _ => vec![],
    }
}

#[test]
fn an_untouched_record_goes_back_as_a_put_without_a_change() {
    let server = Server::start();
    let lists = [
        ("categories", "/api/v2/category/?company=1"),
        ("countries", "/api/v2/country/"),
        ("templates", "/api/v2/custom-field-template/?company=1"),
    ];
    let lookups: Vec<(String, String)> = lists
        .iter()
        .map(|(name, path)| ((*name).to_owned(), server.get(path).body))
        .collect();
    let mut refused = 0;
    for id in (1..=39).chain([42]) {
        let mut editor = Editor::new(Options {
            record: server.read(id).body,
            lookups: lookups.clone(),
            ..Options::new(Api::JsonV2, &id.to_string(), 1)
        })
        .unwrap();
        assert!(editor.dirty().is_empty(), "{id}");
        let issues = editor.validate(Method::Put);
        let found: Vec<(&str, Code)> = issues
            .iter()
            .map(|issue| (issue.field.as_deref().unwrap(), issue.code))
            .collect();
        assert_eq!(found, expected(id), "{id}");
        if !issues.is_empty() {
            refused += 1;
            continue;
        }
        let before = server.row(id);
        let request = editor.request(Method::Put).unwrap();
        let reply = server.write("PUT", id, request.text());
        assert_eq!(
            reply.status,
            200,
            "{id}: {}\n{}",
            reply.body,
            request.text()
        );
        assert_eq!(
            before.changes(&server.row(id)),
            [""; 0],
            "{id}: {}",
            request.text()
        );
    }
    assert_eq!(refused, 4);
}

#[test]
fn the_emoji_name_is_fifty_code_points() {
    let name: String = serde_json::from_str(&Server::start().read(7).member("name")).unwrap();
    assert_eq!(
        (name.chars().count(), name.encode_utf16().count()),
        (50, 100)
    );
}
