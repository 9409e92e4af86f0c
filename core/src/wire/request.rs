//! What a request carries.

use alloc::string::String;
use alloc::vec::Vec;

/// A draft as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What is sent.
    pub body: Body,
    /// Its media type.
    pub media: String,
    /// Positions of unchanged fields that a PATCH or POST names, in the order written; of a PUT, which names all, none.
    pub along: Vec<usize>,
}

/// The exact body: JSON or form text, or the bytes of multipart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Text.
    Text(String),
    /// Bytes, where a file is in it.
    Bytes(Vec<u8>),
}

impl Body {
    /// The text of it; none where it is bytes.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Bytes(_) => None,
        }
    }

    /// The bytes of it, of a text in UTF-8.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}
