//! Several of a list: a box to tick for each. What is ticked is one text in the draft, ids with commas.

use customer_core::text::{joined, parts, trim};

use crate::state::{FieldState, Form};
use crate::transport;
use crate::ui::dom::{Node, bdi, el};

/// The boxes of a field as they stand.
#[derive(Default)]
pub struct Boxes {
    options: Vec<(String, String)>,
    boxes: Vec<(String, Node)>,
}

impl Boxes {
    /// Brings the boxes to what can be ticked, and is. What was loaded and is not (yet) on the list can be ticked off.
    pub fn show(&mut self, form: &Form, state: &FieldState, place: &Node, text: &str) {
        let ticked: Vec<&str> = parts(text, b',').into_iter().map(trim).collect();
        let mut options = form.options(&state.field);
        for id in &ticked {
            if !id.is_empty() && options.iter().all(|(value, _)| value != id) {
                options.push(((*id).to_owned(), form.reading(&state.field, id)));
            }
        }
        if options != self.options {
            place.set_text("");
            self.boxes.clear();
            for (at, (id, label)) in options.iter().enumerate() {
                let tick = el(
                    "input",
                    &[
                        ("type", "checkbox"),
                        ("class", "ce-tick"),
                        ("part", "input"),
                        ("name", &state.field.key),
                        ("value", id),
                    ],
                    &[],
                );
                if at == 0 {
                    tick.set("id", &state.id);
                }
                let text = el("span", &[], &[&bdi(label)]);
                place.append(&el("label", &[("class", "ce-box")], &[&tick, &text]));
                self.boxes.push((id.clone(), tick));
            }
            self.options = options;
        }
        for (id, tick) in &self.boxes {
            tick.set_checked(ticked.contains(&id.as_str()));
        }
    }

    /// Every box, for what is said of all of them.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.boxes.iter().map(|(_, tick)| tick)
    }
}

/// A box was ticked, or the person went to one.
pub fn heard(form: &Form, state: &FieldState, tick: &Node, kind: &str) {
    match kind {
        "change" => {
            let (text, id) = (state.text.get_untracked(), tick.value());
            let mut ids: Vec<&str> = parts(&text, b',').into_iter().map(trim).collect();
            ids.retain(|known| !known.is_empty() && *known != id);
            if tick.checked() {
                ids.push(&id);
            }
            let mut next = String::new();
            for id in ids {
                let comma = if next.is_empty() { "" } else { "," };
                next = joined(&[&next, comma, id]);
            }
            form.typed(&state.field.key, &next);
            form.left(&state.field.key);
        }
        // A list that failed is asked for again.
        "focus" => {
            if let Some(list) = state.field.list {
                transport::open_list(form, list);
            }
        }
        "blur" => form.left(&state.field.key),
        _ => {}
    }
}
