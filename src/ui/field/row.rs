//! What a row shows, brought to what its field is.

use customer_core::schema::FORM_V1;

use super::blank::{self, Blank};
use super::boxes::Boxes;
use super::kind::Kind;
use super::notes::{self, Count};
use super::picture::Picture;
use super::{choice, combobox, swatch, text, value};
use crate::state::{FieldState, Form, ListStatus, Shown};
use crate::transport;
use crate::ui::dom::{Node, bdi, el};
use crate::ui::scope::Scope;
use crate::ui::{act, icon};

/// A row on the page, and what it shows.
struct Row {
    form: Form,
    state: FieldState,
    kind: Kind,
    blank: Blank,
    hidden: bool,
    text: Option<String>,
    /// What a combobox shows for the text.
    reading: String,
    options: Vec<(String, String)>,
    status: Option<ListStatus>,
    boxes: Boxes,
    picture: Picture,
    swatch: Option<Node>,
    was: Option<(String, Node)>,
    count: Option<Count>,
    hint: Option<String>,
    shown: Option<Shown>,
    notes: Vec<Node>,
}

/// A field as the record, the schema and the host let it be edited.
pub fn row(form: &Form, state: &FieldState, scope: &mut Scope) -> Node {
    let kind = Kind::of(state, form.readonly.get_untracked());
    let blank = blank::filled(kind, state);
    let node = blank.row.clone();
    let mut row = Row {
        form: form.clone(),
        state: state.clone(),
        kind,
        blank,
        hidden: false,
        text: None,
        reading: String::new(),
        options: Vec::new(),
        status: None,
        boxes: Boxes::default(),
        picture: Picture::default(),
        swatch: None,
        was: None,
        count: None,
        hint: None,
        shown: None,
        notes: Vec::new(),
    };
    row.fit();
    scope.follow(move || row.draw());
    node
}

impl Row {
    /// What only one kind of row has.
    fn fit(&mut self) {
        let control = &self.blank.control;
        match self.kind {
            Kind::Color if FORM_V1 => {
                let swatch = swatch::swatch(&self.form, &self.state);
                control.before(&swatch);
                self.swatch = Some(swatch);
            }
            Kind::Picture if FORM_V1 => {
                if let Some(place) = control.closest("[data-picture]") {
                    place.set(act::FIELD, &self.state.field.key);
                }
            }
            Kind::Boxes if FORM_V1 => {
                if let Some(list) = self.state.field.list {
                    transport::open_list(&self.form, list);
                }
            }
            _ => {}
        }
    }

    /// Brings the page to what the field is now; touches nothing that is so already.
    fn draw(&mut self) {
        self.state.text.track();
        if let Some(list) = self.state.field.list {
            self.form.list(list).track();
        }
        let hidden = !*self.state.relevant.peek();
        if hidden != self.hidden {
            self.blank.row.toggle("hidden", hidden);
            self.hidden = hidden;
        }
        self.draw_value();
        self.draw_was();
        self.draw_notes();
    }

    fn draw_value(&mut self) {
        let text = self.state.text.get_untracked();
        let control = &self.blank.control;
        match self.kind {
            Kind::Value => {
                let reading = self.form.reading(&self.state.field, &text);
                if self.text.as_ref() != Some(&reading) {
                    value::show(&self.form, &self.state, control, &reading);
                    self.text = Some(reading);
                }
                return;
            }
            Kind::Choice => {
                choice::show(&self.form, &self.state, control, &text, &mut self.options);
            }
            Kind::Combo => {
                let reading = combobox::reading(&self.form, &self.state, &text);
                let same = self.text.as_ref() == Some(&text) && self.reading == reading;
                // While a person types, the control has what was typed, and the list its name.
                if !same && !self.state.holds(&text) && control.value() != reading {
                    control.set_value(&reading);
                }
                self.reading = reading;
                let status = self
                    .state
                    .field
                    .list
                    .map(|list| self.form.list(list).get_untracked());
                if status != self.status {
                    self.status = status;
                    combobox::refresh(&self.form, &self.state, control);
                }
            }
            Kind::Boxes if FORM_V1 => self.boxes.show(&self.form, &self.state, control, &text),
            Kind::Picture if FORM_V1 => self.picture.show(&self.form, &self.state, control),
            _ if self.text.as_ref() == Some(&text) => return,
            Kind::Switch => {
                control.set_checked(text == "true");
                control.set_indeterminate(text.is_empty());
            }
            _ if self.text.is_none() && text.is_empty() => {}
            _ if self.state.holds(&text) => {}
            _ => text::show(control, &text),
        }
        if let Some(swatch) = self.swatch.as_ref().filter(|_| FORM_V1) {
            swatch::show(swatch, &text);
        }
        self.text = Some(text);
    }

    /// What it was: a button that brings it back.
    fn draw_was(&mut self) {
        let was = self.state.was.peek();
        if self.kind == Kind::Value || was.as_ref() == self.was.as_ref().map(|(was, _)| was) {
            return;
        }
        if let Some((_, button)) = self.was.take() {
            button.remove();
        }
        self.blank.row.toggle("data-dirty", was.is_some());
        if let Some(was) = &*was {
            let button = revert(&self.form, &self.state, was);
            self.blank.top.append(&button);
            self.was = Some((was.clone(), button));
        }
    }

    fn draw_notes(&mut self) {
        let text = self.state.text.peek();
        let (count, hint) = match self.kind {
            Kind::Value => (None, None),
            _ => (
                notes::count_of(&self.state, &text),
                notes::hint_of(&self.form, &self.state, &text),
            ),
        };
        let shown = self.state.shown.peek();
        if count == self.count && hint == self.hint && *shown == self.shown {
            return;
        }
        if shown.is_some() != self.shown.is_some() {
            self.blank.row.toggle("data-invalid", shown.is_some());
        }
        for note in self.notes.drain(..) {
            note.remove();
        }
        let notes = [
            count
                .as_ref()
                .map(|count| notes::count(&self.form, &self.state, count)),
            hint.as_ref()
                .map(|hint| notes::hint(&self.form, &self.state, hint)),
            shown
                .as_ref()
                .map(|shown| notes::error(&self.form, &self.state, shown)),
        ];
        self.notes.extend(notes.into_iter().flatten());
        for note in &self.notes {
            self.blank.row.append(note);
        }
        if self.kind != Kind::Value {
            let control = &self.blank.control;
            let invalid = shown.as_ref().map(|_| "true");
            control.set_or_remove("aria-invalid", invalid);
            let mut ids = String::new();
            let parts = [
                (shown.is_some(), "e"),
                (hint.is_some(), "h"),
                (count.is_some(), "c"),
            ];
            for (_, part) in parts.into_iter().filter(|(there, _)| *there) {
                if !ids.is_empty() {
                    ids.push(' ');
                }
                ids.push_str(&self.state.part_id(part));
            }
            let described = (!ids.is_empty()).then_some(&*ids);
            control.set_or_remove("aria-describedby", described);
            for tick in self.boxes.nodes().filter(|_| FORM_V1) {
                tick.set_or_remove("aria-invalid", invalid);
                tick.set_or_remove("aria-describedby", described);
            }
        }
        (self.count, self.hint, self.shown) = (count, hint, shown.clone());
    }
}

fn revert(form: &Form, state: &FieldState, was: &str) -> Node {
    let empty = form.say("field.empty");
    let (key, shown) = match was {
        "" => ("action.revert.empty", &*empty),
        _ => ("action.revert", was),
    };
    let params = [("label", &*state.label), ("value", shown)];
    let name = form.host.say(key, &params);
    let text = notes::saying(form, "field.was", &bdi(shown));
    el(
        "button",
        &[
            ("class", "ce-was"),
            ("type", "button"),
            ("aria-label", &name),
            ("title", shown),
            (act::ACT, act::REVERT),
            (act::FIELD, &state.field.key),
        ],
        &[
            &icon::icon(icon::UNDO, "ce-icon", true),
            &el("span", &[("class", "ce-was__text")], &[&text]),
        ],
    )
}
