//! Lists as accounts answer them: an array, a single object, or a page, `{"count", "next", "results"}` or
//! `{"paging", "data"}`.

use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use super::decode::{id_of, name_of};
use super::json::{Members, Node, member};
use crate::lookups::{Item, Lookups};
use crate::order::sorted;
use crate::schema::template::{CustomField, CustomFields, Template, kind_from_data_type};
use crate::schema::{FieldType, ListName};
use crate::text::{joined, owned, to_integer};

/// The elements of an answer, and whether it was a list at all (not a single object).
///
/// # Errors
/// What the answer is instead.
#[inline(never)]
pub fn elements(json: &str) -> Result<(Vec<Node<'_>>, bool), String> {
    let node = Node::parse(json)?;
    let list = node.elements();
    let page = |name| node.get(name)?.elements();
    match list.or_else(|| page("results")).or_else(|| page("data")) {
        Some(elements) => Ok((elements, true)),
        None if node.is_object() => Ok((vec![node], false)),
        None => Err(owned("neither a list nor an object")),
    }
}

/// Whether a page says that another one follows; none where it does not say.
#[must_use]
pub fn goes_on(page: &str) -> Option<bool> {
    let page = Node::parse(page).ok()?;
    let next = page.get("paging").unwrap_or(page).get("next")?;
    Some(!next.is_null())
}

/// Adds the answers of a list, page by page.
///
/// # Errors
/// The name of the list and what one of its pages is instead.
#[inline(never)]
pub fn add(lookups: &mut Lookups, name: ListName, pages: &[&str]) -> Result<(), String> {
    let mut nodes = Vec::new();
    let mut whole = true;
    for page in pages {
        let (elements, is_list) =
            elements(page).map_err(|why| joined(&[name.as_str(), ": ", &why]))?;
        nodes.extend(elements);
        whole &= is_list;
    }
    if name == ListName::Templates {
        for node in nodes {
            if let Some(template) = template_from_node(node) {
                lookups.add_template(template);
            }
        }
        // One template by itself is a definition, not the account's list.
        if whole {
            lookups.set_templates_listed();
        }
        return Ok(());
    }
    let mut items = Vec::new();
    for node in nodes {
        push_item(node, 0, &mut items);
    }
    lookups.set_list(name, items);
    Ok(())
}

/// Subcategories deeper than this are not offered; it keeps a hostile list from exhausting the stack.
const MAX_DEPTH: usize = 8;

#[inline(never)]
fn push_item(node: Node<'_>, depth: usize, items: &mut Vec<Item>) {
    if let (Some(id), Some(name)) = (id_of(node), name_of(node)) {
        let reference = node.get("reference").map(Node::shown);
        items.push(Item {
            id,
            name,
            reference: reference.unwrap_or_default(),
        });
    }
    let children = node.get("subcategories").and_then(Node::elements);
    for child in children.filter(|_| depth < MAX_DEPTH).unwrap_or_default() {
        push_item(child, depth + 1, items);
    }
}

#[inline(never)]
fn template_from_node(node: Node<'_>) -> Option<Template> {
    let members = node.members()?;
    let id = member(&members, "id")?.as_id()?;
    let fields = member(&members, "fields").and_then(Node::elements);
    Some(Template {
        id,
        name: member(&members, "name")
            .map(Node::shown)
            .unwrap_or_default(),
        active: is_active(&members),
        fields: fields.map(fields_from_nodes),
    })
}

fn is_active(members: &Members<'_>) -> bool {
    let active = member(members, "is_active");
    active.and_then(Node::as_bool).unwrap_or(true)
}

#[inline(never)]
fn fields_from_nodes(nodes: Vec<Node<'_>>) -> CustomFields {
    let mut keys = Vec::new();
    let mut found = Vec::new();
    for node in nodes {
        let members = node.members().unwrap_or_default();
        let order = member(&members, "order").and_then(Node::as_number);
        keys.push((
            order.and_then(to_integer).unwrap_or(i64::MAX),
            "",
            keys.len(),
        ));
        found.push(field_from_members(&members));
    }
    let mut fields = Vec::new();
    for at in sorted(keys) {
        fields.extend(found.get_mut(at).and_then(Option::take));
    }
    CustomFields::new(fields)
}

#[inline(never)]
fn field_from_members(members: &Members<'_>) -> Option<CustomField> {
    let id = member(members, "id")?.as_id()?;
    let kind = member(members, "data_type").and_then(Node::as_text);
    let name = member(members, "name");
    Some(CustomField {
        name: name.map_or_else(|| id.clone(), Node::shown),
        kind: kind.map_or(FieldType::Unresolved, |kind| {
            kind_from_data_type(&kind.text)
        }),
        active: is_active(members),
        id,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::borrow::ToOwned;

    fn names(lookups: &Lookups, list: ListName) -> Vec<(String, String)> {
        let items = lookups.list(list).unwrap().items().iter();
        items.map(|i| (i.id.clone(), i.name.clone())).collect()
    }

    #[test]
    fn accepts_an_array_an_object_and_a_page() {
        for json in [
            r#"[{"id": 7, "name": "Retail"}]"#,
            r#"{"id": 7, "category": "Retail"}"#,
            r#"{"count": 1, "next": null, "results": [{"id": "7", "name": "Retail"}]}"#,
        ] {
            let mut lookups = Lookups::default();
            add(&mut lookups, ListName::Categories, &[json]).unwrap();
            let expected = [("7".to_owned(), "Retail".to_owned())];
            assert_eq!(names(&lookups, ListName::Categories), expected, "{json}");
        }
    }

    #[test]
    fn flattens_subcategories_and_reads_codes() {
        let mut lookups = Lookups::default();
        let json = r#"[{"id":1,"category":"Trade","subcategories":[{"id":2,"category":"Retail"}]},{"id":3,"category":"Other"}]"#;
        add(&mut lookups, ListName::Categories, &[json]).unwrap();
        let flat = names(&lookups, ListName::Categories);
        assert_eq!(
            flat.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(),
            ["1", "2", "3"]
        );
        add(
            &mut lookups,
            ListName::Countries,
            &[r#"[{"code":"008","name":"Albania"}]"#],
        )
        .unwrap();
        assert_eq!(
            lookups
                .list(ListName::Countries)
                .unwrap()
                .by_name("ALBANIA")
                .unwrap()
                .id,
            "8"
        );
    }

    #[test]
    fn pages_follow_each_other() {
        let pages = [
            r#"{"results":[{"id":1,"name":"A"}],"next":"http://h/?page=2"}"#,
            r#"{"results":[{"id":2,"name":"B"}],"next":null}"#,
        ];
        let mut lookups = Lookups::default();
        add(&mut lookups, ListName::Countries, &pages).unwrap();
        assert_eq!(lookups.list(ListName::Countries).unwrap().items().len(), 2);
    }

    #[test]
    fn template_fields_stand_by_their_order() {
        let mut lookups = Lookups::default();
        let json = r#"{"id":3,"name":"T","fields":[
            {"id":2,"name":"second","data_type":"money","order":2},
            {"id":1,"name":"first","data_type":"date","order":1,"is_active":false},
            {"id":9,"name":"last","data_type":"attachment"}]}"#;
        add(&mut lookups, ListName::Templates, &[json]).unwrap();
        let template = lookups.template("3").unwrap();
        let read: Vec<_> = template
            .fields()
            .iter()
            .map(|f| (&*f.id, f.kind, f.active))
            .collect();
        assert_eq!(
            read,
            [
                ("1", FieldType::Date, false),
                ("2", FieldType::Money, true),
                ("9", FieldType::Attachment, true)
            ]
        );
        assert!(
            !lookups.has(ListName::Templates),
            "one definition is not the list"
        );
        add(
            &mut lookups,
            ListName::Templates,
            &[r#"[{"id":3,"name":"T"},{"id":4,"name":"U"}]"#],
        )
        .unwrap();
        assert!(lookups.has(ListName::Templates));
        assert!(
            lookups.template("3").is_some(),
            "a list without fields takes none away"
        );
        assert!(lookups.template("4").is_none());
    }

    #[test]
    fn a_page_says_whether_another_one_follows() {
        for (page, more) in [
            (r#"{"count":3,"next":"/x?page=2","results":[]}"#, Some(true)),
            (r#"{"count":3,"next":null,"results":[]}"#, Some(false)),
            (
                r#"{"paging":{"next":"/x?offset=20"},"data":[]}"#,
                Some(true),
            ),
            (r#"{"paging":{"next":null},"data":[]}"#, Some(false)),
            ("[]", None),
            ("<html>", None),
        ] {
            assert_eq!(goes_on(page), more, "{page}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let mut lookups = Lookups::default();
        let error = add(&mut lookups, ListName::Countries, &["3"]).unwrap_err();
        assert_eq!(error, "countries: neither a list nor an object");
    }
}
