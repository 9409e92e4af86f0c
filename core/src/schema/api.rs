//! The customer APIs.

use super::{Schema, form_v1, json_v2};

/// Whether the second API is compiled in. A constant and no `cfg` at each place: what it guards is always checked, and is
/// left out where it is false.
pub const FORM_V1: bool = cfg!(feature = "form-v1");

/// Which customer API a record lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    /// JSON by PUT or PATCH at `/api/v2/customer/{id}`.
    JsonV2,
    /// Form parameters by POST at `/api/v1.0/customers/{id}`.
    FormV1,
}

impl Api {
    /// Reads the public name, `"json-v2"` or `"form-v1"`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::JsonV2, Self::FormV1]
            .into_iter()
            .find(|api| api.as_str() == name && (FORM_V1 || !matches!(api, Self::FormV1)))
    }

    /// Whether it is the second one, which may not be compiled in.
    #[must_use]
    pub fn is_form_v1(self) -> bool {
        FORM_V1 && matches!(self, Self::FormV1)
    }

    /// The public name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::JsonV2 => "json-v2",
            Self::FormV1 => "form-v1",
        }
    }

    /// The table of the API's fixed fields.
    #[must_use]
    pub fn schema(self) -> &'static Schema {
        if self.is_form_v1() {
            &form_v1::SCHEMA
        } else {
            &json_v2::SCHEMA
        }
    }
}
