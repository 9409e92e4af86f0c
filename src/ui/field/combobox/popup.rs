//! The list under a combobox. At most one is open: the one under the control with the keyboard.

use std::cell::RefCell;

use customer_core::text::joined;

use crate::state::{FieldState, Form, ListStatus, number};
use crate::ui::act;
use crate::ui::dom::{Node, el, is_cut_off, words};
use crate::ui::icon;

/// The attribute with a row's place, from 1 on.
pub const PLACE: &str = "aria-posinset";

/// Rows that are built at once; more of them when the keyboard gets there, or when asked for.
const ROWS: usize = 100;

thread_local! {
    static OPEN: RefCell<Option<Popup>> = const { RefCell::new(None) };
}

/// An open list.
pub struct Popup {
    pub control: Node,
    /// What it was opened for.
    pub filter: String,
    /// The row that the keyboard is on.
    pub active: Option<usize>,
    id: String,
    frame: Node,
    list: Node,
    more: Option<Node>,
    options: Vec<(String, String)>,
    rows: Vec<Node>,
    /// What the field held.
    pub value: String,
}

/// Whether the list of a control is open.
pub fn is_open(control: &Node) -> bool {
    OPEN.with_borrow(|open| open.as_ref().is_some_and(|open| open.control == *control))
}

/// The open list of a control, to be put back or closed.
pub fn take(control: &Node) -> Option<Popup> {
    OPEN.with_borrow_mut(|open| open.take_if(|open| open.control == *control))
}

/// The open list, whosever it is.
pub fn take_any() -> Option<Popup> {
    OPEN.take()
}

/// Keeps an open list.
pub fn put(popup: Popup) {
    OPEN.replace(Some(popup));
}

impl Popup {
    /// Puts a list of choices, values and names, under a control.
    pub fn open(
        form: &Form,
        state: &FieldState,
        control: &Node,
        filter: &str,
        options: Vec<(String, String)>,
    ) -> Self {
        // Of another control, which lost the keyboard without a word.
        if let Some(other) = take_any() {
            other.close();
        }
        let id = state.part_id("l");
        let list = el(
            "ul",
            &[
                ("class", "ce-options"),
                ("role", "listbox"),
                ("id", &id),
                ("aria-label", &state.label),
            ],
            &[],
        );
        let frame = el("div", &[("class", "ce-popup")], &[]);
        if !options.is_empty() {
            frame.append(&list);
            control.set("aria-expanded", "true");
            control.set("aria-controls", &id);
            form.announce(form.count("status.options", options.len()));
        }
        let status = state.field.list.map(|list| form.list(list).get_untracked());
        let note = match status {
            Some(ListStatus::Loading | ListStatus::Unknown) => Some("field.loading"),
            Some(ListStatus::Failed) => Some("error.list"),
            _ if options.is_empty() => Some("field.no_match"),
            _ => None,
        };
        if let Some(note) = note {
            let text = form.say(note);
            frame.append(&words("p", &[("class", "ce-options__note")], &text));
            if options.is_empty() || status == Some(ListStatus::Failed) {
                form.announce(text);
            }
        }
        let mut popup = Self {
            control: control.clone(),
            filter: filter.to_owned(),
            active: None,
            id,
            frame,
            list,
            more: None,
            options,
            rows: Vec::new(),
            value: state.text.get_untracked(),
        };
        let current = popup.place_of(&popup.value);
        popup.build(current.map_or(ROWS, |at| at + 1).max(ROWS));
        if popup.rows.len() < popup.options.len() || form.has_more(filter, state.field.list) {
            let label = form.say("action.show_more");
            let attrs = [
                ("class", "ce-options__more"),
                ("type", "button"),
                ("tabindex", "-1"),
                (act::ACT, act::MORE),
            ];
            let more = words("button", &attrs, &label);
            popup.frame.append(&more);
            popup.more = Some(more);
        }
        if let Some(place) = control.closest(".ce-control") {
            place.append(&popup.frame);
        }
        popup
            .frame
            .toggle("data-up", is_cut_off(&popup.frame, control));
        if let Some(row) = current.and_then(|at| popup.rows.get(at)) {
            row.reveal();
        }
        popup
    }

    /// Takes it off the page.
    pub fn close(self) {
        self.control.set("aria-expanded", "false");
        self.control.set_or_remove("aria-controls", None);
        self.control.set_or_remove("aria-activedescendant", None);
        self.frame.remove();
    }

    /// How many choices there are.
    pub fn count(&self) -> usize {
        self.options.len()
    }

    /// Whether every choice has its row.
    pub fn is_built(&self) -> bool {
        self.rows.len() == self.options.len()
    }

    /// What is chosen in a place.
    pub fn value(&self, at: usize) -> Option<String> {
        self.options.get(at).map(|(value, _)| value.clone())
    }

    /// Where a value stands.
    pub fn place_of(&self, value: &str) -> Option<usize> {
        self.options.iter().position(|(known, _)| known == value)
    }

    /// Builds more rows.
    pub fn extend(&mut self) {
        self.build(self.rows.len() + ROWS);
        if self.is_built()
            && let Some(more) = self.more.take()
        {
            more.remove();
        }
    }

    fn build(&mut self, until: usize) {
        // Rows are copies: a long list has thousands.
        let mould = el(
            "li",
            &[
                ("class", "ce-option"),
                ("role", "option"),
                ("aria-selected", "false"),
                ("aria-setsize", &number(self.options.len())),
                (act::ACT, act::OPTION),
            ],
            &[&el("bdi", &[], &[])],
        );
        for at in self.rows.len()..self.options.len().min(until) {
            let Some((value, label)) = self.options.get(at) else {
                break;
            };
            let place = number(at + 1);
            let row = mould.clone_node(true);
            row.set("id", &joined(&[&self.id, &place]));
            row.set(PLACE, &place);
            row.set("data-value", value);
            row.first_child().set_text(label);
            if *value == self.value {
                row.set("data-current", "");
                row.append(&icon::icon(icon::CHECK, "ce-icon", false));
            }
            if value.is_empty() {
                row.set("data-none", "");
            }
            self.list.append(&row);
            self.rows.push(row);
        }
    }

    /// Moves the keyboard to a row, or to the last one.
    pub fn activate(&mut self, at: usize) {
        if self.options.is_empty() {
            return;
        }
        let at = at.min(self.options.len() - 1);
        while self.rows.len() <= at {
            self.extend();
        }
        if let Some(row) = self.active.and_then(|at| self.rows.get(at)) {
            row.set("aria-selected", "false");
        }
        self.active = Some(at);
        if let Some(row) = self.rows.get(at) {
            row.set("aria-selected", "true");
            let id = joined(&[&self.id, &number(at + 1)]);
            self.control.set("aria-activedescendant", &id);
            row.reveal();
        }
    }
}
