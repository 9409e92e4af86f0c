//! Why a load or a save did not work, as a kind; the sentence is wording.

use customer_core::text::from_integer;
use customer_core::text::joined;

use crate::host::Host;

/// What was being done when it went wrong: the middle of the wording's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Reading the record, its template or a list.
    Load,
    /// Writing the record.
    Save,
}

impl Doing {
    fn as_str(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Save => "save",
        }
    }
}

/// Why there is no usable answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The form was taken off the page, or a newer load replaced this one. Nobody is told.
    Aborted,
    /// No answer at all.
    Network,
    /// No answer, or no more of it, in the time that the host allows.
    Timeout,
    /// A redirect, which is not followed.
    Redirect,
    /// The host's `getToken` threw or rejected.
    Token,
    /// There is no customer to load.
    MissingId,
    /// The record that the host handed over cannot be read.
    Record,
    /// A web page where JSON was expected.
    Html,
    /// An answer that is not JSON of the expected shape.
    Unreadable,
    /// An answer larger than transport reads.
    TooLarge,
    /// 429: it stands in line for so many seconds and goes by itself.
    Held(u32),
    /// 429, and the person did not want to wait; with the seconds that were left.
    Throttled(u32),
    /// 409 or 412: somebody else changed the record.
    Conflict,
    /// 405 or 501 to a request for the whole record: nothing is left to try.
    Unchangeable,
    /// The list for the field of this label could not be had, and without it nothing is sent.
    List(String),
    /// Any other refusal, by its HTTP status.
    Status(u16),
}

impl Failure {
    /// The end of the wording's key, and the kind of `customer-error` for a save.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Aborted => "cancelled",
            Self::Network => "network",
            Self::Timeout => "timeout",
            Self::Redirect => "redirect",
            Self::Token => "token",
            Self::MissingId => "missing_id",
            Self::Record => "record",
            Self::Html => "html",
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too_large",
            Self::Held(_) => "held",
            Self::Throttled(_) => "throttled",
            Self::Conflict => "conflict",
            Self::Unchangeable => "unchangeable",
            Self::List(_) => "list",
            Self::Status(401) => "unauthorized",
            Self::Status(403) => "forbidden",
            Self::Status(404 | 410) => "not_found",
            Self::Status(405 | 501) => "not_allowed",
            Self::Status(_) => "unavailable",
        }
    }

    /// The HTTP status behind it.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Status(status) => Some(*status),
            Self::Held(_) | Self::Throttled(_) => Some(429),
            _ => None,
        }
    }

    /// The customer does not exist any more.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Status(404 | 410))
    }

    /// Whether it is the person who can do something about it: sign in.
    #[must_use]
    pub fn is_sign_in(&self) -> bool {
        matches!(self, Self::Token | Self::Status(401))
    }

    /// Seconds until the next try.
    fn wait(&self) -> Option<u32> {
        match self {
            Self::Held(seconds) => Some(*seconds),
            _ => None,
        }
    }

    /// A heading of a few words.
    #[must_use]
    pub fn title(&self, host: &Host, doing: Doing) -> String {
        let own = joined(&["error.", doing.as_str(), ".", self.kind(), ".title"]);
        let title = host.say_or(&own, &[], "");
        if !title.is_empty() {
            return title;
        }
        host.say(&joined(&["error.", doing.as_str(), ".title"]), &[])
    }

    /// What happened, what was not lost, and the way forward.
    #[must_use]
    pub fn sentence(&self, host: &Host, doing: Doing) -> String {
        let status = self
            .status()
            .map(|status| from_integer(i64::from(status)))
            .unwrap_or_default();
        let wait = self.wait().map(|seconds| from_integer(i64::from(seconds)));
        let id = host.customer_id();
        let mut params = vec![("status", status.as_str()), ("id", id.as_str())];
        if let Some(wait) = &wait {
            params.push(("count", wait));
        }
        if let Self::List(label) = self {
            params.push(("label", label));
        }
        let key = joined(&["error.", doing.as_str(), ".", self.kind()]);
        host.say_or(&key, &params, self.kind())
    }
}
