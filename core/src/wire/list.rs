//! Lists as accounts answer them: an array, a single object, or a page `{"count", "next", "results"}`.

use super::json::Node;
use crate::lookups::{Item, List, Lookups};
use crate::order::in_order;
use crate::schema::template::{CustomField, Template, kind_from_data_type};
use crate::schema::{FieldType, ListName};

/// The elements of an answer, and whether it was a list at all (not a single object).
///
/// # Errors
/// What the answer is instead.
pub fn elements(json: &str) -> Result<(Vec<Node<'_>>, bool), String> {
    let node = Node::parse(json)?;
    if let Some(elements) = node.elements() {
        return Ok((elements, true));
    }
    if !node.is_object() {
        return Err("neither a list nor an object".to_owned());
    }
    match node.get("results").and_then(Node::elements) {
        Some(elements) => Ok((elements, true)),
        None => Ok((vec![node], false)),
    }
}

/// Where an answer's next page is; none for the last one, and for anything but a page.
#[must_use]
pub fn next_of(json: &str) -> Option<String> {
    let next = Node::parse(json).ok()?.get("next")?.as_text()?;
    (!next.text.is_empty()).then(|| next.text.into_owned())
}

/// Adds the answers of a list, page by page.
///
/// # Errors
/// The name of the list and what one of its pages is instead.
pub fn add(lookups: &mut Lookups, name: ListName, pages: &[impl AsRef<str>]) -> Result<(), String> {
    let mut nodes = Vec::new();
    let mut whole = true;
    for page in pages {
        let (elements, is_list) =
            elements(page.as_ref()).map_err(|why| [name.as_str(), ": ", &why].concat())?;
        nodes.extend(elements);
        whole &= is_list;
    }
    if name == ListName::Templates {
        for template in nodes.into_iter().filter_map(template_from_node) {
            lookups.add_template(template);
        }
        // One template by itself is a definition, not the account's list.
        if whole {
            lookups.set_templates_listed();
        }
        return Ok(());
    }
    let mut list = List::default();
    for node in nodes {
        let mut items = Vec::new();
        push_item(node, 0, &mut items);
        list.extend(items);
    }
    lookups.set_list(name, list);
    Ok(())
}

/// Subcategories deeper than this are not offered; it keeps a hostile list from exhausting the stack.
const MAX_DEPTH: usize = 8;

fn push_item(node: Node<'_>, depth: usize, items: &mut Vec<Item>) {
    let Some(members) = node.members() else {
        return;
    };
    let find = |name| super::json::member(&members, name);
    let id = find("id").or_else(|| find("code")).and_then(Node::as_id);
    let name = ["name", "category"]
        .into_iter()
        .find_map(|n| find(n)?.as_text());
    if let (Some(id), Some(name)) = (id, name) {
        items.push(Item {
            id,
            name: name.text.into_owned(),
            depth,
        });
    }
    if depth < MAX_DEPTH {
        for child in find("subcategories")
            .and_then(Node::elements)
            .unwrap_or_default()
        {
            push_item(child, depth + 1, items);
        }
    }
}

fn template_from_node(node: Node<'_>) -> Option<Template> {
    let members = node.members()?;
    let find = |name| super::json::member(&members, name);
    let id = find("id")?.as_id()?;
    let name = find("name").map(Node::shown).unwrap_or_default();
    let active = find("is_active").and_then(Node::as_bool).unwrap_or(true);
    let fields = find("fields")
        .and_then(Node::elements)
        .map(fields_from_nodes);
    Some(Template {
        id,
        name,
        active,
        fields,
    })
}

fn fields_from_nodes(nodes: Vec<Node<'_>>) -> Vec<CustomField> {
    let mut fields: Vec<(i64, CustomField)> = Vec::with_capacity(nodes.len());
    for node in nodes {
        let Some(members) = node.members() else {
            continue;
        };
        let find = |name| super::json::member(&members, name);
        let Some(id) = find("id").and_then(Node::as_id) else {
            continue;
        };
        let kind = find("data_type").and_then(Node::as_text);
        let field = CustomField {
            name: find("name").map_or_else(|| id.clone(), Node::shown),
            kind: kind.map_or(FieldType::Unresolved, |kind| {
                kind_from_data_type(&kind.text)
            }),
            active: find("is_active").and_then(Node::as_bool).unwrap_or(true),
            id,
        };
        let order = find("order")
            .and_then(Node::as_number)
            .and_then(|order| order.parse().ok());
        fields.push((order.unwrap_or(i64::MAX), field));
    }
    in_order(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(lookups: &Lookups, list: ListName) -> Vec<(String, String, usize)> {
        let items = lookups.list(list).unwrap().items().iter();
        items
            .map(|i| (i.id.clone(), i.name.clone(), i.depth))
            .collect()
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
            let expected = [("7".to_owned(), "Retail".to_owned(), 0)];
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
            flat.iter()
                .map(|(id, _, d)| (id.as_str(), *d))
                .collect::<Vec<_>>(),
            [("1", 0), ("2", 1), ("3", 0)]
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
        assert_eq!(next_of(pages[0]).as_deref(), Some("http://h/?page=2"));
        assert_eq!(next_of(pages[1]), None);
        assert_eq!(next_of("[]"), None);
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
    fn says_what_is_wrong() {
        let mut lookups = Lookups::default();
        let error = add(&mut lookups, ListName::Countries, &["3"]).unwrap_err();
        assert_eq!(error, "countries: neither a list nor an object");
    }
}
