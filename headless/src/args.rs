//! Arguments as a JSON array of texts, of null, and of arrays of texts.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use customer_core::wire::json::Node;

/// What a call was given.
#[derive(Debug)]
pub struct Args<'a> {
    nodes: Vec<Node<'a>>,
    texts: Vec<Option<Cow<'a, str>>>,
}

impl<'a> Args<'a> {
    /// Reads them; anything else counts as none.
    #[must_use]
    pub fn read(json: &'a str) -> Self {
        let node = Node::parse(json).ok();
        let nodes = node.and_then(Node::elements).unwrap_or_default();
        let texts = nodes.iter().map(|node| Some(node.as_text()?.text));
        Self {
            texts: texts.collect(),
            nodes,
        }
    }

    /// The text of a place; none where it is left out.
    #[must_use]
    #[inline(never)]
    pub fn text(&self, at: usize) -> Option<&str> {
        self.texts.get(at)?.as_deref()
    }

    /// The first after the call's name, empty where it is left out.
    #[must_use]
    #[inline(never)]
    pub fn first(&self) -> &str {
        self.text(1).unwrap_or_default()
    }

    /// A text of one's own, empty where it is left out.
    #[must_use]
    #[inline(never)]
    pub fn string(&self, at: usize) -> String {
        String::from(self.text(at).unwrap_or_default())
    }

    /// Flat pairs from a place on; a last odd one is left out.
    #[must_use]
    pub fn rest(&self, from: usize) -> Vec<(String, String)> {
        pairs(self.nodes.get(from..).unwrap_or_default())
    }

    /// The flat pairs of the array in a place.
    #[must_use]
    pub fn pairs(&self, at: usize) -> Vec<(String, String)> {
        let elements = self.nodes.get(at).and_then(|node| node.elements());
        pairs(&elements.unwrap_or_default())
    }
}

#[inline(never)]
fn pairs(nodes: &[Node<'_>]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for pair in nodes.chunks_exact(2) {
        if let [name, value] = pair {
            pairs.push((name.shown(), value.shown()));
        }
    }
    pairs
}
