//! Laws that hold for every record, template and edit; each against a model that shares no code with core.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod any;
mod decode;
mod differ;
mod draft;
mod exact;
mod model;
mod said;
mod save;
#[path = "../support/mod.rs"]
mod support;

use proptest::test_runner::Config;

/// A few hundred cases each; `PROPTEST_CASES=20000 cargo test --test laws` looks longer.
/// What was found became a test of its own, so there are no seed files.
fn config(cases: u32) -> Config {
    let default = Config::default();
    let longer = std::env::var_os("PROPTEST_CASES").is_some();
    Config {
        cases: if longer { default.cases } else { cases },
        failure_persistence: None,
        max_shrink_iters: 2_000,
        ..default
    }
}
