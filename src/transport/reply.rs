//! An answer as text, up to a size.

use crate::state::Failure;

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// Empty where there is none.
    pub body: String,
    /// A web page where JSON was expected: a proxy's, a sign-in's, a single-page app's.
    pub html: bool,
}

impl Reply {
    /// A header's value, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body of a 2xx answer that is no web page.
    ///
    /// # Errors
    /// The failure that the status or the body stands for.
    pub fn into_json(self) -> Result<String, Failure> {
        match self.status {
            200..300 if self.html => Err(Failure::Html),
            200..300 => Ok(self.body),
            status => Err(Failure::Status(status)),
        }
    }
}

/// The host's clock, in seconds since 1970.
#[must_use]
pub fn now() -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "seconds since 1970")]
    let now = (js_sys::Date::now() / 1000.0) as i64;
    now
}
