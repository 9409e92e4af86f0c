//! Finds where values begin and end, and refuses what is not JSON.

/// Deeper than any reply; more is refused, so that a bomb costs no more than its bytes.
const MAX_DEPTH: usize = 512;

/// A place in a text.
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// Whether an element or member came before.
    started: bool,
}

impl<'a> Scanner<'a> {
    /// At the start of a text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            started: false,
        }
    }

    /// Behind the bracket that opens a value known to be valid; none for a value of another kind.
    pub fn inside(text: &'a str, open: char) -> Option<Self> {
        text.starts_with(open).then_some(Self {
            text,
            at: 1,
            started: false,
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

    fn error<T>(&self, expected: &str) -> Result<T, String> {
        Err(["expected ", expected, " at byte ", &self.at.to_string()].concat())
    }

    /// Passes white space.
    pub fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Nothing may follow.
    pub fn end(&self) -> Result<(), String> {
        if self.peek().is_none() {
            Ok(())
        } else {
            self.error("the end")
        }
    }

    /// Passes the colon behind a name.
    pub fn colon(&mut self) -> Result<(), String> {
        self.space();
        if !self.take(b':') {
            return self.error("`:`");
        }
        self.space();
        Ok(())
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
    pub fn value(&mut self) -> Result<&'a str, String> {
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
                            return self.error("less nesting");
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
                    return Ok(self.text.get(start..self.at).unwrap_or_default());
                };
                self.space();
                if self.take(b',') {
                    self.space();
                    self.name(close)?;
                    break;
                }
                if !self.take(close) {
                    return self.error(if close == b'}' {
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
    fn name(&mut self, close: u8) -> Result<(), String> {
        if close == b']' {
            return Ok(());
        }
        self.string()?;
        self.colon()
    }

    fn scalar(&mut self) -> Result<(), String> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => {
                let rest = self.text.get(self.at..).unwrap_or_default();
                let word = ["true", "false", "null"]
                    .into_iter()
                    .find(|word| rest.starts_with(word));
                let Some(word) = word else {
                    return self.error("a value");
                };
                self.at += word.len();
                Ok(())
            }
        }
    }

    fn string(&mut self) -> Result<(), String> {
        if !self.take(b'"') {
            return self.error("a string");
        }
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    self.at += 1;
                    self.escape()?;
                }
                Some(0x20..) => self.at += 1,
                _ => return self.error("the end of a string"),
            }
        }
    }

    fn escape(&mut self) -> Result<(), String> {
        match self.peek() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') => {
                let digits = self.text.as_bytes().get(self.at + 1..self.at + 5);
                if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
                    return self.error("four hexadecimal digits");
                }
                self.at += 5;
            }
            _ => return self.error("an escape"),
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), String> {
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
        Ok(())
    }

    fn digits(&mut self) -> Result<(), String> {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start {
            self.error("a digit")
        } else {
            Ok(())
        }
    }
}
