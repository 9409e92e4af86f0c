//! Laws that hold for every seeded customer and every edit, between the core's editor and the real
//! server: what core/tests/laws says against a model, said against the stored row.

mod any;
#[path = "../common/mod.rs"]
mod common;
mod differ;
mod form_v1;
mod form_v1_differ;
mod lab;
mod refuse;
#[path = "../../../core/tests/laws/said.rs"]
mod said;
mod same;
mod save;
mod typed;

use std::cell::{Cell, RefCell};
use std::fmt::Debug;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestCaseResult, TestRunner};

use crate::any::Account;
use crate::lab::Lab;

/// A law for any case; `PROPTEST_CASES=5000 cargo test --test laws` looks longer. What was found
/// became a test of its own, so there are no seed files.
///
/// A case counts what it tried (saves of changes, PUTs that could leave): hardly any is no evidence.
fn law<S: Strategy<Value: Debug>>(
    cases: u32,
    any: impl FnOnce(&Account) -> S,
    holds: impl Fn(&mut Lab, &S::Value, &mut u32) -> TestCaseResult,
) {
    let default = Config::default();
    let longer = std::env::var_os("PROPTEST_CASES").is_some();
    let config = Config {
        cases: if longer { default.cases } else { cases },
        failure_persistence: None,
        max_shrink_iters: 1_000,
        ..default
    };
    let cases = config.cases;
    let lab = Lab::new();
    let any = any(&Account::read(&lab));
    let (lab, tried) = (RefCell::new(lab), Cell::new(0));
    let result = TestRunner::new(config).run(&any, |case| {
        let mut lab = lab.borrow_mut();
        lab.restore();
        let mut evidence = 0;
        let result = holds(&mut lab, &case, &mut evidence);
        tried.set(tried.get() + evidence);
        result
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(tried.get() >= cases / 2, "{} in {cases} cases", tried.get());
}
