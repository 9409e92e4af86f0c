//! Writing JSON: strings escaped, objects with their commas.

use alloc::string::String;

/// Writes a text as a JSON string.
pub fn push_text(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => {
                let hex = |value: u32| char::from_digit(value, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.push(hex(u32::from(c) >> 4));
                out.push(hex(u32::from(c) & 15));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

/// Writes an object's members, with the commas between them.
pub struct ObjectWriter<'o> {
    out: &'o mut String,
    first: bool,
}

impl<'o> ObjectWriter<'o> {
    /// Opens an object.
    pub fn new(out: &'o mut String) -> Self {
        out.push('{');
        Self { out, first: true }
    }

    /// Writes a name and gives the place for its value.
    pub fn name(&mut self, name: &str) -> &mut String {
        self.comma();
        push_text(self.out, name);
        self.out.push(':');
        self.out
    }

    /// The same for a name that is a JSON string already.
    pub fn raw_name(&mut self, quoted: &str) -> &mut String {
        self.comma();
        self.out.push_str(quoted);
        self.out.push(':');
        self.out
    }

    fn comma(&mut self) {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
    }

    /// Writes a name and a value that is JSON already.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.name(name).push_str(value);
    }

    /// Writes a name and a text.
    pub fn text(&mut self, name: &str, value: &str) {
        push_text(self.name(name), value);
    }

    /// Closes the object.
    pub fn end(self) {
        self.out.push('}');
    }
}
