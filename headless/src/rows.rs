//! Answers as a JSON array of texts, and of arrays of them.

use alloc::string::String;
use alloc::vec::Vec;

use customer_core::wire::json::push_text;

/// A JSON array being written, and bytes beside it: JSON has none.
#[derive(Debug, Default)]
pub struct Rows(String, Option<Vec<u8>>);

impl Rows {
    /// An array with its first text.
    #[must_use]
    pub fn new(first: &str) -> Self {
        let mut rows = Self(String::from("["), None);
        rows.text(first);
        rows
    }

    #[inline(never)]
    fn place(&mut self) -> &mut String {
        if !self.0.ends_with('[') {
            self.0.push(',');
        }
        &mut self.0
    }

    /// Adds a text.
    #[inline(never)]
    pub fn text(&mut self, text: &str) {
        push_text(self.place(), text);
    }

    /// Adds a text, or null.
    #[inline(never)]
    pub fn maybe(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text),
            None => self.place().push_str("null"),
        }
    }

    /// Adds a text that is empty for false.
    #[inline(never)]
    pub fn flag(&mut self, flag: bool) {
        self.text(if flag { "true" } else { "" });
    }

    /// Begins an array in the array.
    #[inline(never)]
    pub fn open(&mut self) {
        self.place().push('[');
    }

    /// Ends it.
    #[inline(never)]
    pub fn close(&mut self) {
        self.0.push(']');
    }

    /// Adds bytes, which are null in the array.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.maybe(None);
        self.1 = Some(bytes.to_vec());
    }

    /// Takes the bytes.
    #[must_use]
    pub fn take_bytes(&mut self) -> Option<Vec<u8>> {
        self.1.take()
    }

    /// The whole array.
    #[must_use]
    pub fn end(mut self) -> String {
        self.close();
        self.0
    }
}
