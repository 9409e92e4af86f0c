//! What crosses the boundary as flat pairs (`[name, value, name, value …]`): a list of texts is the cheapest thing
//! that both sides read exactly.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use customer_core::editor::{Policy, Settings};
use customer_core::schema::Method;

/// `[a, 1, b, 2]` as `[(a, 1), (b, 2)]`; a last odd one is left out.
#[must_use]
#[inline(never)]
pub fn pairs(flat: Vec<String>) -> Vec<(String, String)> {
    let mut pairs = Vec::with_capacity(flat.len() / 2);
    let mut flat = flat.into_iter();
    while let (Some(name), Some(value)) = (flat.next(), flat.next()) {
        pairs.push((name, value));
    }
    pairs
}

/// What the host hides and locks; other words count as neither.
#[must_use]
pub fn policy(flat: Vec<String>) -> Vec<(String, Policy)> {
    policy_of(pairs(flat))
}

/// The same from pairs.
#[must_use]
pub fn policy_of(pairs: Vec<(String, String)>) -> Vec<(String, Policy)> {
    let mut policies = Vec::new();
    for (key, policy) in pairs {
        match policy.as_str() {
            "hidden" => policies.push((key, Policy::Hidden)),
            "readonly" => policies.push((key, Policy::Readonly)),
            _ => {}
        }
    }
    policies
}

/// Where the account differs, as core knows it.
#[must_use]
pub fn settings(pairs: &[(String, String)]) -> Settings {
    settings_and_paths(pairs).0
}

/// The path templates among the settings (`path.customer`), by name.
#[must_use]
pub fn paths(pairs: &[(String, String)]) -> Vec<(String, String)> {
    settings_and_paths(pairs).1
}

/// Both at once.
#[must_use]
pub fn settings_and_paths(pairs: &[(String, String)]) -> (Settings, Vec<(String, String)>) {
    let (mut settings, mut paths) = (Settings::default(), Vec::new());
    for (name, value) in pairs {
        match (name.as_str(), value.as_str()) {
            ("clearTextAs", "empty") => settings.clear_text_as_empty = true,
            ("templatePatch", "all") => settings.template_patch_all = true,
            ("contactPatch", "all") => settings.contact_patch_all = true,
            ("keepTexts", "true") => settings.keep_texts = true,
            (name, path) => {
                if let Some(name) = name.strip_prefix("path.") {
                    paths.push((name.to_owned(), path.to_owned()));
                }
            }
        }
    }
    (settings, paths)
}

/// A tenant as JavaScript numbers it; one that is no integer is none.
#[must_use]
pub fn tenant(company: Option<f64>) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_991.0;
    let company = company.filter(|n| n.abs() <= EXACT)?;
    #[expect(clippy::cast_possible_truncation, reason = "within 2^53")]
    let whole = company as i64;
    #[expect(clippy::cast_precision_loss, reason = "within 2^53")]
    let exact = whole as f64 == company;
    exact.then_some(whole)
}

/// A public method name; none for `"auto"`, which each API reads in its own way, and for anything else.
#[must_use]
pub fn method(name: &str) -> Option<Method> {
    [Method::Put, Method::Patch, Method::Post]
        .into_iter()
        .find(|method| method.as_str() == name)
}
