//! A draft as JSON text, to be stored and taken up again: no token, no image.

use super::json::{Node, ObjectWriter};
use crate::draft::Slot;

/// The version that this code writes and reads.
const VERSION: &str = "1";

/// A draft put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The API's public name.
    pub api: String,
    /// The customer's id.
    pub id: String,
    /// The template that the draft had chosen.
    pub template: Option<String>,
    /// Touched fields: where, the text typed, the text that was loaded then.
    pub fields: Vec<(Slot, String, String)>,
}

impl Snapshot {
    /// Writes it.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        let mut object = ObjectWriter::new(&mut out);
        object.raw("version", VERSION);
        object.text("api", &self.api);
        object.text("id", &self.id);
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
            field.text("key", &slot.key);
            if let Some(template) = &slot.template {
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
    pub fn from_json(json: &str) -> Result<Self, String> {
        let node = Node::parse(json).map_err(|why| format!("the snapshot is not JSON: {why}"))?;
        let text = |node: Node<'_>, name: &str| {
            node.get(name)
                .and_then(Node::as_text)
                .map(|text| text.text.into_owned())
        };
        let missing = |name: &str| format!("the snapshot has no `{name}`");
        if node.get("version").and_then(Node::as_number) != Some(VERSION) {
            return Err(format!("the snapshot is not of version {VERSION}"));
        }
        let fields = node
            .get("fields")
            .and_then(Node::elements)
            .ok_or_else(|| missing("fields"))?;
        let fields = fields.into_iter().map(|field| {
            let slot = Slot {
                template: text(field, "template"),
                key: text(field, "key").ok_or_else(|| missing("fields[].key"))?,
            };
            let typed = text(field, "text").ok_or_else(|| missing("fields[].text"))?;
            Ok((slot, typed, text(field, "loaded").unwrap_or_default()))
        });
        Ok(Self {
            api: text(node, "api").ok_or_else(|| missing("api"))?,
            id: text(node, "id").ok_or_else(|| missing("id"))?,
            template: text(node, "template"),
            fields: fields.collect::<Result<_, String>>()?,
        })
    }
}
