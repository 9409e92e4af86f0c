//! One field of the form: its own signals, so that a key press touches nothing else.

use std::ops::Deref;
use std::rc::Rc;

use customer_core::rules::report::Code;
use customer_core::schema::Field;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

/// What a date control is said to hold while the browser cannot read what was typed into it: the text is not
/// to be had from the control, and no calendar has this day, so that the rules refuse it and nothing is cleared.
pub const UNREADABLE_DATE: &str = "\u{fffd}";

/// An issue as the row shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Why.
    pub code: Code,
    /// For people.
    pub message: String,
}

/// What a row of the form is made of.
#[derive(Debug)]
pub struct FieldParts {
    /// Its row of the schema.
    pub field: Rc<Field>,
    /// Its place among all fields.
    pub order: usize,
    /// In the reader's language.
    pub label: String,
    /// The control's `id`, unique on the page.
    pub id: String,
    /// What the control shows.
    pub text: ArcRwSignal<String>,
    /// What it was when loaded, as a person reads it; none while it means the same.
    pub was: ArcRwSignal<Option<String>>,
    /// The issue that shows now.
    pub shown: ArcRwSignal<Option<Shown>>,
}

/// A handle on [`FieldParts`]. Browsers run the form on one thread; the wrapper says so to Leptos.
#[derive(Clone, Debug)]
pub struct FieldState(SendWrapper<Rc<FieldParts>>);

impl FieldState {
    /// A field as loaded: clean, with no issue showing.
    #[must_use]
    pub fn new(field: Rc<Field>, order: usize, label: String, uid: &str, text: String) -> Self {
        let id = [uid, "-", &field.key].concat();
        Self(SendWrapper::new(Rc::new(FieldParts {
            field,
            order,
            label,
            id,
            text: ArcRwSignal::new(text),
            was: ArcRwSignal::new(None),
            shown: ArcRwSignal::new(None),
        })))
    }

    /// The `id` of a part of the row: `"e"` error, `"c"` counter, `"h"` hint.
    #[must_use]
    pub fn part_id(&self, part: &str) -> String {
        [&self.id, "-", part].concat()
    }

    /// The code of the issue that shows.
    #[must_use]
    pub fn shown_code(&self) -> Option<Code> {
        self.shown
            .with_untracked(|shown| shown.as_ref().map(|s| s.code))
    }
}

impl Deref for FieldState {
    type Target = FieldParts;

    fn deref(&self) -> &FieldParts {
        &self.0
    }
}

/// Sets a signal only where that changes it, so that nobody is woken for nothing.
pub fn update<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, value: T) {
    if signal.with_untracked(|now| *now != value) {
        signal.set(value);
    }
}
