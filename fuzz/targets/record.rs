//! See core/tests/fuzz/record.rs.
#![no_main]

#[path = "../../core/tests/fuzz/input.rs"]
mod input;
#[path = "../../core/tests/support/mod.rs"]
mod support;
#[path = "../../core/tests/fuzz/record.rs"]
mod target;

libfuzzer_sys::fuzz_target!(|data: &[u8]| target::check(data));
