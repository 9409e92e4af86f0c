//! Values that two people changed: mine, theirs, and what was loaded, for the person to choose from.

use std::rc::Rc;

use customer_core::editor::Conflict;

use super::Value;

/// One of the values to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What the person typed; after a save, what was there before it.
    Mine,
    /// What the server has.
    Theirs,
    /// What was loaded when the form was opened.
    Loaded,
}

impl Side {
    /// All of them, as they stand side by side.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Theirs, Self::Loaded];

    /// Its name in the page and in wording.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Theirs => "theirs",
            Self::Loaded => "loaded",
        }
    }

    /// The side of a name.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.name() == name)
    }
}

/// A field to choose a value for.
#[derive(Debug)]
pub struct Clash {
    /// Its key, label and values, as `get` gives them.
    pub conflict: Conflict,
    /// The side chosen.
    pub choice: Value<Option<Side>>,
}

impl Clash {
    /// The text of a side.
    #[must_use]
    pub fn text(&self, side: Side) -> &str {
        let conflict = &self.conflict;
        match side {
            Side::Mine => &conflict.mine,
            Side::Theirs => &conflict.theirs,
            Side::Loaded => &conflict.loaded,
        }
    }
}

/// Fields to choose values for.
#[derive(Clone, Debug)]
pub struct Clashes {
    /// In display order.
    pub each: Rc<[Clash]>,
    /// Not asked before a save, but told after one: these changed without having been touched.
    pub told: bool,
}
