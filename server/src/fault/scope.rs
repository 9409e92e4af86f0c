//! When a fault strikes.

use axum::http::Method;
use serde::{Deserialize, Serialize};

use super::Fault;
use crate::form_v1::Id;

const METHODS: [&str; 5] = ["GET", "PUT", "PATCH", "POST", WRITE];
/// Any method that may change something: whoever waits for the next save need not know how it is sent.
const WRITE: &str = "WRITE";

/// The members of a fault that limit it; without any it strikes every request of the API.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Scope {
    /// GET, PUT, PATCH or POST; WRITE is any but the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// How the path starts: `/api/v2/customer/4` is also the start of `/api/v2/customer/42`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// How often it strikes, from 1; then it is spent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// The share of matching requests that it strikes, above 0 and up to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
    /// Of the fault's own random numbers, for `probability` and for a random latency: the same seed
    /// and the same requests give the same strikes.
    pub seed: u64,
}

impl Scope {
    /// What no request could ever meet is refused, so that a slip is not taken for a quiet fault.
    ///
    /// # Errors
    /// What is wrong.
    pub fn check(&self) -> Result<(), String> {
        let known = |name: &String| METHODS.contains(&name.as_str());
        if let Some(method) = self.method.as_ref().filter(|method| !known(method)) {
            return Err(format!(
                "method: {method:?} is none of {}",
                METHODS.join(", ")
            ));
        }
        if let Some(path) = self.path.as_ref().filter(|path| !path.starts_with("/api/")) {
            return Err(format!("path: {path:?} does not start with /api/"));
        }
        if self.count == Some(0) {
            return Err("count: expected a whole number from 1".to_owned());
        }
        match self.probability {
            Some(share) if !(share > 0.0 && share <= 1.0) => {
                Err("probability: expected a number above 0 and up to 1".to_owned())
            }
            _ => Ok(()),
        }
    }

    /// Whether it takes in a request, for a fault of this kind; chance and count aside.
    #[must_use]
    pub fn holds(&self, fault: &Fault, method: &Method, path: &str) -> bool {
        let writes = matches!(*method, Method::PUT | Method::PATCH);
        let posts = *method == Method::POST && v1_customer_of(path).is_some();
        let fits = match fault {
            Fault::OtherEdit { .. } => posts || (writes && customer_of(path).is_some()),
            Fault::StaleEtag {} => customer_of(path).is_some(),
            _ => true,
        };
        fits && self
            .method
            .as_ref()
            .is_none_or(|name| name == method.as_str() || name == WRITE && !method.is_safe())
            && self
                .path
                .as_ref()
                .is_none_or(|start| path.starts_with(start))
    }
}

/// The id in the path of one customer.
#[must_use]
pub fn customer_of(path: &str) -> Option<&str> {
    let rest = path.strip_prefix("/api/v2/customer/")?;
    let id = rest.strip_suffix('/').unwrap_or(rest);
    (!id.is_empty() && !id.contains('/')).then_some(id)
}

/// The customer in the path of one of form-v1; its text still percent-encoded.
#[must_use]
pub fn v1_customer_of(path: &str) -> Option<Id> {
    let rest = path.strip_prefix("/api/v1.0/customers/")?;
    let (text, make): (_, fn(String) -> Id) = match rest.strip_prefix("reference/") {
        Some(reference) => (reference, Id::Reference),
        None => (rest, Id::Own),
    };
    (!text.is_empty() && !text.contains('/')).then(|| make(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_customer_and_no_list() {
        assert_eq!(customer_of("/api/v2/customer/42/"), Some("42"));
        assert_eq!(customer_of("/api/v2/customer/42"), Some("42"));
        for other in [
            "/api/v2/customer/",
            "/api/v2/country/",
            "/api/v2/customer/4/2",
        ] {
            assert_eq!(customer_of(other), None, "{other}");
        }
        let own = |path| v1_customer_of(path);
        assert_eq!(own("/api/v1.0/customers/4"), Some(Id::Own("4".into())));
        let reference = own("/api/v1.0/customers/reference/A%2F7");
        assert_eq!(reference, Some(Id::Reference("A%2F7".into())));
        for other in [
            "/api/v1.0/customers",
            "/api/v1.0/customers/",
            "/api/v1.0/customers/4/2",
            "/api/v1.0/regions",
        ] {
            assert_eq!(own(other), None, "{other}");
        }
    }
}
