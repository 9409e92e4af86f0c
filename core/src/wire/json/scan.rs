//! Finds where values begin and end, and refuses what is not JSON.

use alloc::string::String;
use alloc::vec::Vec;

use crate::order::number;
use crate::text::{from_integer, joined};

/// Deeper than any reply; more is refused, so that a bomb costs no more than its bytes.
const MAX_DEPTH: usize = 512;

/// A place in a text.
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Whether an element or member came before.
    started: bool,
    /// What should have stood here, once something else did.
    expected: &'static str,
}

/// Whether the text went on as it should; else the scanner says what it expected.
type Passed = Option<()>;

impl<'a> Scanner<'a> {
    /// At the start of a text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            started: false,
            expected: "",
        }
    }

    /// Behind the bracket that opens a value known to be valid; none for a value of another kind.
    pub fn inside(text: &'a str, open: char) -> Option<Self> {
        text.starts_with(open).then(|| Self {
            at: 1,
            ..Self::new(text)
        })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn wanted<T>(&mut self, expected: &'static str) -> Option<T> {
        self.expected = expected;
        None
    }

    /// What is wrong and where, once something was refused.
    pub fn error(&self) -> String {
        let at = from_integer(number(self.at));
        joined(&["expected ", self.expected, " at byte ", &at])
    }

    /// Passes white space.
    pub fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Nothing may follow.
    pub fn end(&mut self) -> Passed {
        if self.peek().is_none() {
            Some(())
        } else {
            self.wanted("the end")
        }
    }

    /// Passes the colon behind a name.
    pub fn colon(&mut self) -> Passed {
        self.space();
        if !self.take(b':') {
            return self.wanted("`:`");
        }
        self.space();
        Some(())
    }

    /// Steps to the next element or member of a value known to be valid; false behind the last.
    pub fn more(&mut self, close: char) -> bool {
        self.space();
        if self.started && self.take(b',') {
            self.space();
            return true;
        }
        let first = !self.started && self.peek().is_some_and(|b| char::from(b) != close);
        self.started = true;
        first
    }

    /// Passes one value and gives its text.
    pub fn value(&mut self) -> Option<&'a str> {
        let start = self.at;
        // What closes each open bracket: no recursion, so no depth exhausts the stack.
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    self.at += 1;
                    let close = if bracket == b'{' { b'}' } else { b']' };
                    self.space();
                    if !self.take(close) {
                        if open.len() >= MAX_DEPTH {
                            return self.wanted("less nesting");
                        }
                        open.push(close);
                        self.name(close)?;
                        continue;
                    }
                }
                _ => self.scalar()?,
            }
            loop {
                let Some(&close) = open.last() else {
                    return self.text.get(start..self.at);
                };
                self.space();
                if self.take(b',') {
                    self.space();
                    self.name(close)?;
                    break;
                }
                if !self.take(close) {
                    return self.wanted(if close == b'}' {
                        "`,` or `}`"
                    } else {
                        "`,` or `]`"
                    });
                }
                open.pop();
            }
        }
    }

    /// In an object, passes a member's name and its colon.
    fn name(&mut self, close: u8) -> Passed {
        if close == b']' {
            return Some(());
        }
        self.string()?;
        self.colon()
    }

    fn scalar(&mut self) -> Passed {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => {
                let rest = self.text.get(self.at..).unwrap_or_default();
                let word = ["true", "false", "null"]
                    .into_iter()
                    .find(|word| rest.starts_with(word));
                let Some(word) = word else {
                    return self.wanted("a value");
                };
                self.at += word.len();
                Some(())
            }
        }
    }

    fn string(&mut self) -> Passed {
        if !self.take(b'"') {
            return self.wanted("a string");
        }
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Some(());
                }
                Some(b'\\') => {
                    self.at += 1;
                    self.escape()?;
                }
                Some(0x20..) => self.at += 1,
                _ => return self.wanted("the end of a string"),
            }
        }
    }

    fn escape(&mut self) -> Passed {
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                let digits = self.text.as_bytes().get(self.at + 1..self.at + 5);
                if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
                    return self.wanted("four hexadecimal digits");
                }
                self.at += 5;
            }
            _ => return self.wanted("an escape"),
        }
        Some(())
    }

    fn number(&mut self) -> Passed {
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Passed {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start {
            self.wanted("a digit")
        } else {
            Some(())
        }
    }
}
