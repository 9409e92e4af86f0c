//! Faults that are asked for: what a bad network, a gateway, a busy server or another person does to
//! a request of the API. For tests and the demo's panel.
//!
//! A fault is a JSON object: its name under `fault`, its parameters, and when it strikes:
//!
//! ```json
//! {"fault": "429", "seconds": 3, "retry_after": "date", "method": "PATCH", "count": 2}
//! ```
//!
//! [`Fault`] lists names and parameters, [`Scope`](scope::Scope) the members that say when. Set over
//! `/admin/faults` ([`admin`]) or by `--fault` ([`spec`]).
//!
//! Faults are asked in the order in which they were set. `latency`, `stale-etag` and `other-edit` let
//! the next ones have their turn; any other answers for good, and those behind it neither strike nor
//! count the request.
//!
//! One concern, one file: [`delay`], [`cut`], [`refuse`], [`garble`], [`stale`], [`other_edit`];
//! [`layer`] calls them in turn.

pub mod admin;
pub mod cut;
pub mod delay;
pub mod garble;
pub mod layer;
pub mod other_edit;
pub mod refuse;
pub mod rules;
pub mod scope;
pub mod spec;
pub mod stale;

use serde::{Deserialize, Serialize};

use crate::json::Members;
use crate::retry_after::RetryAfter;

/// What goes wrong; on the wire by the name in brackets. "Stored" is said of a write; a read is
/// answered or not all the same.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Fault {
    /// (`latency`) The answer, made and stored, is held back for `ms` milliseconds, or for a random
    /// time from `ms` to `to`, both at most [`delay::LONGEST`].
    Latency {
        /// Milliseconds.
        ms: u64,
        /// Milliseconds, not less than `ms`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<u64>,
    },
    /// (`drop-before`) The request is read, nothing is stored, and the connection is cut: before any
    /// answer, or after the head of a 200 and `bytes` blanks.
    ///
    /// Where no head arrives, Chromium sends the request again by itself, a PATCH too, if the
    /// connection had been used before: the page then sees the second answer, and `drop-after` has
    /// stored twice. `"bytes": 0` sends the head and leaves the matter to the page.
    DropBefore {
        /// Bytes of the body that arrive, at most [`cut::MOST_BYTES`].
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bytes: Option<usize>,
    },
    /// (`drop-after`) As `drop-before`, but stored, and the `bytes` are those of the real answer, all
    /// but its last at most.
    DropAfter {
        /// Bytes of the body that arrive.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bytes: Option<usize>,
    },
    /// (`hang-before`) The request is read, nothing is stored and nothing is ever answered.
    HangBefore {},
    /// (`hang-after`) Stored, and never answered.
    HangAfter {},
    /// (`401`) The token is refused.
    #[serde(rename = "401")]
    Unauthorized {},
    /// (`403`) The permission is missing.
    #[serde(rename = "403")]
    Forbidden {},
    /// (`405`) The method is not allowed; PATCH, unless `method` names another.
    #[serde(rename = "405")]
    MethodNotAllowed {},
    /// (`409`) A conflict, whatever the `If-Match`.
    #[serde(rename = "409")]
    Conflict {},
    /// (`429`) Throttled.
    #[serde(rename = "429")]
    Throttled {
        /// The time to wait that is told; nothing enforces it.
        #[serde(default = "one")]
        seconds: u32,
        /// Where it is told: `seconds`, `date` or `sentence`.
        #[serde(default)]
        retry_after: RetryAfter,
    },
    /// (`500`) The server's own failure, in JSON.
    #[serde(rename = "500")]
    Broken {
        /// Whether the request was done before.
        #[serde(default)]
        stored: bool,
    },
    /// (`503`) A gateway's page, in HTML.
    #[serde(rename = "503")]
    Unavailable {
        /// Whether the request was done before.
        #[serde(default)]
        stored: bool,
    },
    /// (`504`) A gateway's page, in HTML.
    #[serde(rename = "504")]
    Late {
        /// Whether the request was done before.
        #[serde(default)]
        stored: bool,
    },
    /// (`broken-json`) Stored; the right status and headers with a body that is no JSON.
    BrokenJson {},
    /// (`truncated-json`) Stored; the right status and headers with a body that stops early although
    /// the connection does not.
    TruncatedJson {
        /// Bytes of the body that are sent, all but its last at most; half of them by default.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bytes: Option<usize>,
    },
    /// (`stale-etag`) The answer for one customer carries the ETag before its own, so that the next
    /// `If-Match` fails.
    StaleEtag {},
    /// (`other-edit`) Before a PUT, a PATCH or form-v1's POST of a customer is done, another client changes it.
    OtherEdit {
        /// A PATCH body, to which `company` is added; of form-v1 the parameters.
        changes: Members,
    },
}

fn one() -> u32 {
    1
}

impl Fault {
    /// Its name on the wire.
    #[must_use]
    pub fn name(&self) -> String {
        self.parts().0
    }

    /// Its name and its parameters.
    fn parts(&self) -> (String, Members) {
        let tagged = serde_json::to_string(self).unwrap_or_default();
        let tagged = Members::parse(&tagged).unwrap_or_default();
        let (name, parameters) = tagged.iter().next().unzip();
        let parameters = parameters.and_then(|text| Members::parse(text.get()).ok());
        (
            name.unwrap_or_default().to_owned(),
            parameters.unwrap_or_default(),
        )
    }

    /// Whether it answers in place of the API, which then never sees the request.
    #[must_use]
    pub fn stands_in(&self) -> bool {
        match self {
            Self::Broken { stored } | Self::Unavailable { stored } | Self::Late { stored } => {
                !stored
            }
            Self::DropBefore { .. }
            | Self::HangBefore {}
            | Self::Unauthorized {}
            | Self::Forbidden {}
            | Self::MethodNotAllowed {}
            | Self::Conflict {}
            | Self::Throttled { .. } => true,
            Self::Latency { .. }
            | Self::DropAfter { .. }
            | Self::HangAfter {}
            | Self::BrokenJson {}
            | Self::TruncatedJson { .. }
            | Self::StaleEtag {}
            | Self::OtherEdit { .. } => false,
        }
    }

    /// Whether faults behind it have their turn.
    #[must_use]
    pub fn lets_pass(&self) -> bool {
        matches!(
            self,
            Self::Latency { .. } | Self::StaleEtag {} | Self::OtherEdit { .. }
        )
    }
}
