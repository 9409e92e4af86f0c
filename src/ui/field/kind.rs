//! Which control a field gets, and how a browser is to offer it.

use customer_core::rules::date::date_from_text;
use customer_core::schema::{FieldType, ListName};

use crate::state::FieldState;
use crate::ui::dom;

/// Names that a list of the system's shows without a search.
const FEW: usize = 24;

/// The kinds of rows. Rows of one kind, width and need are copies of one another but for their texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text of one line.
    Text,
    /// An e-mail address. Not the browser's own type, here and for `Url`: those change what was typed.
    Email,
    /// A web address.
    Url,
    /// A telephone number.
    Phone,
    /// A number of digits only.
    Digits,
    /// A number that may have a minus: only the text keyboard has one everywhere.
    Signed,
    /// An amount.
    Money,
    /// A day.
    Date,
    /// A text of several lines.
    Several,
    /// One of a few.
    Choice,
    /// One of many, found by typing.
    Combo,
    /// Several of a list.
    Boxes,
    /// A colour.
    Color,
    /// A picture.
    Picture,
    /// Yes or no; neither while the record says neither.
    Switch,
    /// Shown, without a control.
    Value,
}

impl Kind {
    /// The kind of a field as the record, the schema and the host let it be edited.
    pub fn of(state: &FieldState, readonly: bool) -> Self {
        if readonly || state.field.readonly {
            return Self::Value;
        }
        match state.field.kind {
            FieldType::Boolean => return Self::Switch,
            FieldType::Choice if is_short(state) => return Self::Choice,
            // Any name goes, and a search has no end: no list of the system's.
            FieldType::Country => return Self::Combo,
            FieldType::Lookup if state.field.list == Some(ListName::Parents) => return Self::Combo,
            FieldType::Choice | FieldType::Lookup if dom::is_touched() => return Self::Choice,
            FieldType::Choice | FieldType::Lookup => return Self::Combo,
            FieldType::Lookups => return Self::Boxes,
            FieldType::Color => return Self::Color,
            FieldType::Image => return Self::Picture,
            FieldType::Multiline => return Self::Several,
            FieldType::Attachment | FieldType::Unresolved => return Self::Value,
            _ => {}
        }
        let text = state.text.peek();
        // A control of one line drops line ends: a text that has some keeps them in one of several.
        if text.contains(['\n', '\r']) {
            return Self::Several;
        }
        match state.field.kind {
            FieldType::Email => Self::Email,
            FieldType::Url => Self::Url,
            FieldType::Phone => Self::Phone,
            FieldType::Money => Self::Money,
            FieldType::Decimal if bounded_above_zero(state) => Self::Money,
            FieldType::Decimal => Self::Signed,
            FieldType::Number if bounded_above_zero(state) => Self::Digits,
            FieldType::Number => Self::Signed,
            // A date control shows nothing for what is no date; what was loaded must be seen to be mended.
            FieldType::Date if text.is_empty() || date_from_text(&text).is_some() => Self::Date,
            _ => Self::Text,
        }
    }

    /// The element, and the attributes that all controls of this kind share.
    pub fn control(self) -> (&'static str, &'static [(&'static str, &'static str)]) {
        match self {
            Self::Text => ("input", &[("type", "text"), ("dir", "auto")]),
            Self::Email => (
                "input",
                &[
                    ("type", "text"),
                    ("inputmode", "email"),
                    ("autocapitalize", "none"),
                    ("data-ltr", ""),
                ],
            ),
            Self::Url => (
                "input",
                &[
                    ("type", "text"),
                    ("inputmode", "url"),
                    ("autocapitalize", "none"),
                    ("data-ltr", ""),
                ],
            ),
            Self::Phone => ("input", &[("type", "tel"), ("data-ltr", "")]),
            Self::Digits => (
                "input",
                &[("type", "text"), ("inputmode", "numeric"), ("data-num", "")],
            ),
            Self::Signed => ("input", &[("type", "text"), ("data-num", "")]),
            Self::Money => (
                "input",
                &[("type", "text"), ("inputmode", "decimal"), ("data-num", "")],
            ),
            Self::Date => (
                "input",
                &[
                    ("type", "date"),
                    ("min", "0001-01-01"),
                    ("max", "9999-12-31"),
                ],
            ),
            Self::Several => ("textarea", &[("dir", "auto")]),
            Self::Choice => ("select", &[]),
            Self::Combo => (
                "input",
                &[
                    ("type", "text"),
                    ("role", "combobox"),
                    ("aria-autocomplete", "list"),
                    ("aria-expanded", "false"),
                    ("spellcheck", "false"),
                    ("dir", "auto"),
                ],
            ),
            Self::Boxes => ("div", &[]),
            Self::Color => (
                "input",
                &[("type", "text"), ("spellcheck", "false"), ("data-ltr", "")],
            ),
            // Told from the first bytes later; here the chooser leaves out what cannot be one.
            Self::Picture => (
                "input",
                &[
                    ("type", "file"),
                    ("accept", "image/png,image/jpeg,image/gif,image/bmp"),
                ],
            ),
            Self::Switch => ("input", &[("type", "checkbox"), ("role", "switch")]),
            Self::Value => ("p", &[]),
        }
    }
}

/// Whether all the names can be seen at once.
fn is_short(state: &FieldState) -> bool {
    state.field.options.split(' ').nth(FEW).is_none()
}

fn bounded_above_zero(state: &FieldState) -> bool {
    let bounds = state.field.bounds.as_ref();
    bounds.is_none_or(|(min, _)| !min.starts_with('-'))
}
