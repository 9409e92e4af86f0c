//! Rules between two fields, as data: one is demanded, or only means something, while another holds something.

/// While `when` holds, `field` is demanded of a draft.
#[derive(Debug)]
pub struct Tie {
    /// The key of the field that the rule is about.
    pub field: &'static str,
    /// What another field holds, which is never itself `only`: no chains, one look-up.
    pub when: When,
    /// What a request needs while `when` holds.
    pub demand: Demand,
    /// Irrelevant while `when` does not hold: its text is kept, not shown, no change, not checked and not sent.
    pub only: bool,
}

/// What another field of the draft holds, loaded or typed.
#[derive(Debug)]
pub enum When {
    /// Anything but white space.
    Given(&'static str),
    /// This text; a blank boolean is `false`.
    Is(&'static str, &'static str),
}

impl When {
    /// The key of the field that is looked at.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match self {
            Self::Given(key) | Self::Is(key, _) => key,
        }
    }

    /// Whether a trimmed text of that field is what is meant.
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        match self {
            Self::Given(_) => !text.is_empty(),
            Self::Is(_, value) => text == *value || (text.is_empty() && *value == "false"),
        }
    }
}

/// What a request needs of a tied field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Nothing.
    Nothing,
    /// Its loaded value goes along when the other field changes.
    Travels,
    /// The same, and it may not be blank.
    Required,
}
