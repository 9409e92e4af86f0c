//! Which package may depend on which: the arrows between core, headless, widget and server.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Finding;
use crate::run::{cargo, output};

/// Our packages that each may use. A package that is not here may use all, and is used by none of these.
const OURS: [(&str, &[&str]); 5] = [
    ("customer-core", &[]),
    ("customer-headless", &["customer-core"]),
    ("customer-edit", &["customer-core", "customer-headless"]),
    ("customer-server", &["customer-core"]),
    ("xtask", &[]),
];

/// Of the two that must stay small and pure, the crates of others that they may use in what ships.
const OTHERS: [(&str, &[&str]); 2] = [
    ("customer-core", &["chrono"]),
    ("customer-headless", &["js-sys", "rlsf", "wasm-bindgen"]),
];

/// What cargo knows of the workspace.
pub fn metadata(root: &Path) -> Result<Value> {
    let text = output(cargo(root).args(["metadata", "--no-deps", "--format-version=1"]))?;
    serde_json::from_str(&text).context("cargo metadata is not JSON")
}

/// Every dependency that the tables above do not allow.
pub fn check(metadata: &Value) -> Vec<Finding> {
    let packages = || metadata["packages"].as_array().into_iter().flatten();
    let names: Vec<&str> = packages()
        .filter_map(|package| package["name"].as_str())
        .collect();
    let mut found = Vec::new();
    for package in packages() {
        let name = package["name"].as_str().unwrap_or_default();
        let of = |table: &[(&str, &'static [&'static str])]| {
            table
                .iter()
                .find(|(package, _)| *package == name)
                .map(|(_, may)| *may)
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let used = dependency["name"].as_str().unwrap_or_default();
            let ships = dependency["kind"].is_null();
            let allowed = if names.contains(&used) {
                of(&OURS).filter(|_| ships)
            } else {
                of(&OTHERS).filter(|_| ships)
            };
            if allowed.is_some_and(|allowed| !allowed.contains(&used)) {
                found.push(format!("{name} must not depend on {used} (xtask/src/tidy/packages.rs says what it may use)"));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_allowed_arrows_pass() {
        let uses = |name: &str, kind: Option<&str>| json!({ "name": name, "kind": kind });
        let metadata = json!({ "packages": [
            { "name": "customer-core", "dependencies": [uses("serde", None), uses("proptest", Some("dev")), uses("chrono", None)] },
            { "name": "customer-headless", "dependencies": [uses("customer-core", None), uses("web-sys", None)] },
            { "name": "customer-server", "dependencies": [uses("customer-edit", None), uses("axum", None)] },
            { "name": "customer-edit", "dependencies": [uses("customer-core", None), uses("fuzz", None)] },
            { "name": "fuzz", "dependencies": [uses("customer-server", None)] },
        ] });
        let found: Vec<String> = check(&metadata)
            .iter()
            .filter_map(|line| Some(line.split_once(" (")?.0.to_owned()))
            .collect();
        assert_eq!(
            found,
            [
                "customer-core must not depend on serde",
                "customer-headless must not depend on web-sys",
                "customer-server must not depend on customer-edit",
                "customer-edit must not depend on fuzz",
            ]
        );
    }
}
