//! A draft as JSON text, to be stored and taken up again: no token, no image.

use alloc::string::String;
use alloc::vec::Vec;

use super::json::{Node, ObjectWriter};
use crate::draft::Slot;
use crate::text::{joined, owned};

/// The version that this code writes and reads.
const VERSION: &str = "1";

/// A draft put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The API's public name.
    pub api: String,
    /// The customer's id.
    pub id: String,
    /// The tenant, whether the id is an external one, and the marks of the locale that numbers were typed in: an older
    /// snapshot has none of the three.
    pub place: Option<(String, bool, String)>,
    /// The template that the draft had chosen.
    pub template: Option<String>,
    /// Touched fields: where, the text typed, the text that was loaded then.
    pub fields: Vec<(Slot, String, String)>,
}

impl Snapshot {
    /// Writes it.
    #[must_use]
    #[inline(never)]
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        let mut object = ObjectWriter::new(&mut out);
        object.raw("version", VERSION);
        object.text("api", &self.api);
        object.text("id", &self.id);
        if let Some((company, external, marks)) = &self.place {
            object.text("company", company);
            object.raw("external", if *external { "true" } else { "false" });
            object.text("marks", marks);
        }
        match &self.template {
            Some(template) => object.text("template", template),
            None => object.raw("template", "null"),
        }
        let fields = object.name("fields");
        fields.push('[');
        for (at, (slot, text, loaded)) in self.fields.iter().enumerate() {
            if at > 0 {
                fields.push(',');
            }
            let mut field = ObjectWriter::new(fields);
            field.text("key", slot.key());
            if let Some(template) = slot.template() {
                field.text("template", template);
            }
            field.text("text", text);
            field.text("loaded", loaded);
            field.end();
        }
        fields.push(']');
        object.end();
        out
    }

    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with it.
    #[inline(never)]
    pub fn from_json(json: &str) -> Result<Self, String> {
        let node =
            Node::parse(json).map_err(|why| joined(&["the snapshot is not JSON: ", &why]))?;
        if node.get("version").and_then(Node::as_number) != Some(VERSION) {
            return Err(owned("the snapshot is not of version 1"));
        }
        let snapshot = read(node);
        snapshot.ok_or_else(|| owned("the snapshot lacks a member"))
    }
}

fn read(node: Node<'_>) -> Option<Snapshot> {
    let mut fields = Vec::new();
    for field in node.get("fields")?.elements()? {
        let slot = Slot::new(member(field, "template").as_deref(), &member(field, "key")?);
        let loaded = member(field, "loaded").unwrap_or_default();
        fields.push((slot, member(field, "text")?, loaded));
    }
    Some(Snapshot {
        api: member(node, "api")?,
        id: member(node, "id")?,
        place: member(node, "company")
            .zip(member(node, "marks"))
            .map(|(company, marks)| {
                let external = node.get("external").and_then(Node::as_bool);
                (company, external == Some(true), marks)
            }),
        template: member(node, "template"),
        fields,
    })
}

fn member(node: Node<'_>, name: &str) -> Option<String> {
    node.get(name)?.as_string()
}
