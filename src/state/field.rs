//! One field of the form: its own signals, so that a key press touches nothing else.

use customer_core::text::joined;
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use customer_core::rules::report::Code;
use customer_core::schema::Field;
use reactive_graph::signal::ArcTrigger;

use super::value::Value;

/// Stands for what cannot be had as a text, so that the rules refuse it and nothing is cleared: a day that the browser
/// cannot read; behind a text, that it is no choice's name, though it could be read as an id.
pub const UNREADABLE: &str = "\u{fffd}";

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
    pub text: Value<String>,
    /// Whether it means something while the other fields are as they are. One that does not is out of sight.
    pub relevant: Value<bool>,
    /// What it was when loaded, as a person reads it; none while it means the same.
    pub was: Value<Option<String>>,
    /// The issue that shows now.
    pub shown: Value<Option<Shown>>,
    opened: Value<bool>,
    held: RefCell<Option<String>>,
}

/// A handle on [`FieldParts`].
#[derive(Clone, Debug)]
pub struct FieldState(Rc<FieldParts>);

impl FieldState {
    /// A field as loaded: clean, with no issue showing.
    #[must_use]
    pub fn new(field: Rc<Field>, order: usize, label: String, uid: &str, text: String) -> Self {
        let id = joined(&[uid, "-", &field.key]);
        // One row of the page reads all three.
        let row = ArcTrigger::new();
        Self(Rc::new(FieldParts {
            field,
            order,
            label,
            id,
            text: Value::among(text, &row),
            relevant: Value::among(true, &row),
            was: Value::among(None, &row),
            shown: Value::among(None, &row),
            opened: Value::among(false, &row),
            held: RefCell::default(),
        }))
    }

    /// The `id` of a part of the row: `"e"` error, `"c"` counter, `"h"` hint.
    #[must_use]
    pub fn part_id(&self, part: &str) -> String {
        joined(&[&self.id, "-", part])
    }

    /// The person went to the control: a chooser needs its choices now.
    pub fn open(&self) {
        self.opened.update(true);
    }

    /// Whether the person was there.
    #[must_use]
    pub fn is_opened(&self) -> bool {
        *self.opened.peek()
    }

    /// The control says that it holds this text.
    pub fn note_held(&self, text: &str) {
        self.held.replace(Some(text.to_owned()));
    }

    /// Whether the control is known to hold this text: then it need not be asked, nor told.
    pub fn holds(&self, text: &str) -> bool {
        self.held.take().is_some_and(|held| held == text)
    }

    /// The code of the issue that shows.
    #[must_use]
    pub fn shown_code(&self) -> Option<Code> {
        self.shown.peek().as_ref().map(|shown| shown.code)
    }
}

impl Deref for FieldState {
    type Target = FieldParts;

    fn deref(&self) -> &FieldParts {
        &self.0
    }
}
