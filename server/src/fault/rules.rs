//! The faults that are set, and what each request meets of them.

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::Method;
use fastrand::Rng;

use super::Fault;
use super::spec::Spec;
use crate::answer::Answer;
use crate::json::{Members, raw};

/// The faults that are set; clones share them.
#[derive(Clone, Debug)]
pub struct Faults(Arc<Mutex<Vec<Rule>>>);

#[derive(Debug)]
struct Rule {
    spec: Spec,
    rng: Rng,
    struck: u64,
}

impl Faults {
    /// The faults from the start.
    #[must_use]
    pub fn new(specs: Vec<Spec>) -> Self {
        Self(Arc::new(Mutex::new(rules(specs))))
    }

    /// Puts these in the place of all that were set.
    pub fn set(&self, specs: Vec<Spec>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = rules(specs);
    }

    /// `{"faults": […]}`, each with how often it has `struck`.
    #[must_use]
    pub fn show(&self) -> Answer {
        let rules = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let shown: Vec<Members> = rules
            .iter()
            .map(|rule| {
                let mut members = rule.spec.members();
                members.put("struck", rule.struck);
                members
            })
            .collect();
        let mut out = Members::default();
        out.set("faults", raw(&shown));
        Answer::ok(out.to_text())
    }

    /// Counts a request and says what strikes it, in order; at most the last does not let pass.
    #[must_use]
    pub fn strike(&self, method: &Method, path: &str) -> Vec<Fault> {
        let mut rules = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut struck = Vec::new();
        for rule in rules.iter_mut() {
            let Some(fault) = rule.strike(method, path) else {
                continue;
            };
            let passes = fault.lets_pass();
            struck.push(fault);
            if !passes {
                break;
            }
        }
        struck
    }
}

fn rules(specs: Vec<Spec>) -> Vec<Rule> {
    let rule = |spec: Spec| Rule {
        rng: Rng::with_seed(spec.scope.seed),
        spec,
        struck: 0,
    };
    specs.into_iter().map(rule).collect()
}

impl Rule {
    fn strike(&mut self, method: &Method, path: &str) -> Option<Fault> {
        let Spec { fault, scope } = &self.spec;
        if !scope.holds(fault, method, path) || scope.count.is_some_and(|n| self.struck >= n) {
            return None;
        }
        if scope
            .probability
            .is_some_and(|share| self.rng.f64() >= share)
        {
            return None;
        }
        self.struck += 1;
        Some(match fault {
            Fault::Latency { ms, to: Some(to) } => Fault::Latency {
                ms: self.rng.u64(*ms..=*to),
                to: None,
            },
            fault => fault.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(spec: &str) -> Vec<Option<u64>> {
        let faults = Faults::new(vec![spec.parse().unwrap()]);
        let draw = |_| match faults.strike(&Method::GET, "/api/v2/country/").first() {
            Some(Fault::Latency { ms, to: None }) => Some(*ms),
            Some(other) => panic!("{other:?}"),
            None => None,
        };
        (0..200).map(draw).collect()
    }

    #[test]
    fn a_seed_decides_chance_and_range() {
        let once = pattern("latency,ms=5,to=9,probability=0.5,seed=1");
        assert_eq!(once, pattern("latency,ms=5,to=9,probability=0.5,seed=1"));
        assert_ne!(once, pattern("latency,ms=5,to=9,probability=0.5,seed=2"));
        let struck: Vec<u64> = once.iter().copied().flatten().collect();
        assert!((70..=130).contains(&struck.len()), "{}", struck.len());
        for ms in 5..=9 {
            assert!(struck.contains(&ms), "{ms}");
        }
        assert!(struck.iter().all(|ms| (5..=9).contains(ms)));
    }

    #[test]
    fn a_count_is_of_strikes() {
        let struck = pattern("latency,ms=1,probability=0.3,count=4");
        assert_eq!(struck.iter().flatten().count(), 4);
        assert!(struck[..4].contains(&None), "{struck:?}");
    }
}
