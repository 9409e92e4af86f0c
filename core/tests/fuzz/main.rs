//! What the fuzz targets of `fuzz/` check, and their corpora run as tests on the stable toolchain: each file as it is, then
//! changed in some places, the same ones in every run. A short run of fuzzing, without its search for new paths.
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
    let seeds: Vec<_> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    let failed: Vec<_> = files
        .iter()
        .zip(&seeds)
        .filter(|(_, data)| catch_unwind(|| check(data)).is_err())
        .map(|(file, _)| file)
        .collect();
    assert!(failed.is_empty(), "{failed:?}");

    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for at in 0..CHANGED {
        let mut data = seeds[at % seeds.len()].clone();
        for _ in 0..=dice.below(3) {
            dice.change(&mut data, &seeds);
        }
        let broken = catch_unwind(|| check(&data)).is_err();
        assert!(
            !broken,
            "for fuzz/corpus/{target}: {:?}",
            data.escape_ascii().to_string()
        );
    }
}

/// Changed inputs for each target: some seconds for all of them in a build without optimisation.
const CHANGED: usize = 2_000;

/// [SplitMix64](https://doi.org/10.1145/2714064.2660195): the same numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// Another byte in a place, one more, some fewer, or a piece of another input.
    fn change(&mut self, data: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.below(data.len());
        let byte = u8::try_from(self.below(256)).unwrap();
        match self.below(4) {
            0 if !data.is_empty() => data[at] = byte,
            1 => data.insert(at, byte),
            2 => {
                let end = (at + 1 + self.below(16)).min(data.len());
                data.drain(at..end);
            }
            _ => {
                let other = &seeds[self.below(seeds.len())];
                let from = self.below(other.len());
                let until = (from + self.below(64)).min(other.len());
                data.splice(at..at, other[from..until].iter().copied());
            }
        }
    }
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
