//! What the fuzz targets of `fuzz/` check, and their corpora run as tests: each file once, on the stable toolchain.
//!
//! A target is a function of any bytes that panics where a law is broken. docs/fuzzing.md says how the long runs go.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod date;
mod error;
mod input;
mod multipart;
mod number;
mod record;
#[path = "../support/mod.rs"]
mod support;
mod template;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

fn run_corpus(target: &str, check: fn(&[u8])) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let mut files: Vec<_> = fs::read_dir(corpus.join(target))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(files.len() >= 5, "{} files for {target}", files.len());
    let failed: Vec<_> = files
        .into_iter()
        .filter(|file| {
            let data = fs::read(file).unwrap();
            catch_unwind(|| check(&data)).is_err()
        })
        .collect();
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn records() {
    run_corpus("record", record::check);
}

#[test]
fn templates() {
    run_corpus("template", template::check);
}

#[test]
fn errors() {
    run_corpus("error", error::check);
}

#[test]
fn numbers() {
    run_corpus("number", number::check);
}

#[test]
fn dates() {
    run_corpus("date", date::check);
}

#[test]
fn multiparts() {
    run_corpus("multipart", multipart::check);
}
