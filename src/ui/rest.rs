//! The rows of a long form that are not there yet: the first ones can be used before the last ones are built.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;

use super::dom::Node;
use super::field;
use super::scope::Scope;
use crate::state::{FieldState, Form};

/// Grids that are filled at one go: some ten milliseconds, short enough that a key press does not wait.
const AT_ONCE: usize = 2;

/// Milliseconds before the first go: the page is painted, and may have been used, by then.
const FIRST: u32 = 50;

/// Grids without their rows, filled in display order while nothing else is to be done.
pub struct Rest {
    form: Form,
    /// The last one first.
    empty: RefCell<Vec<(Node, Vec<FieldState>)>>,
    scope: RefCell<Scope>,
    next: RefCell<Option<Timeout>>,
}

impl Rest {
    /// Fills the grids, soon; at once when the form needs a field of theirs.
    pub fn of(form: &Form, mut grids: Vec<(Node, Vec<FieldState>)>) -> Rc<Self> {
        grids.reverse();
        let rest = Rc::new(Self {
            form: form.clone(),
            empty: RefCell::new(grids),
            scope: RefCell::default(),
            next: RefCell::default(),
        });
        Self::later(&Rc::downgrade(&rest), FIRST);
        let known = Rc::downgrade(&rest);
        form.finish_by(Box::new(move || {
            if let Some(rest) = known.upgrade() {
                rest.fill(usize::MAX);
            }
        }));
        rest
    }

    fn later(known: &Weak<Self>, wait: u32) {
        let Some(rest) = known.upgrade() else {
            return;
        };
        let known = known.clone();
        let next = Timeout::new(wait, move || {
            if let Some(rest) = known.upgrade()
                && rest.fill(AT_ONCE)
            {
                Self::later(&known, 0);
            }
        });
        rest.next.replace(Some(next));
    }

    /// Whether there is more.
    fn fill(&self, grids: usize) -> bool {
        for _ in 0..grids {
            let Some((grid, states)) = self.empty.borrow_mut().pop() else {
                return false;
            };
            let mut scope = self.scope.borrow_mut();
            for state in &states {
                grid.append(&field::row(&self.form, state, &mut scope));
            }
        }
        true
    }
}
