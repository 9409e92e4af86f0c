//! The widget on a real page, in a real browser, over a host that plays the element and the server.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod chooser;
mod doubt;
mod drafts;
mod failure;
mod fixture;
mod form_v1;
mod history;
mod issues;
mod lifecycle;
mod lists;
mod page;
mod pictures;
mod render;
mod review;
mod save;
mod throttled;
mod typing;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
