//! Rows as they come out of the mould: a long form has many of few shapes, and copying one is far cheaper than
//! building it.

use std::cell::RefCell;

use customer_core::schema::Width;

use super::kind::Kind;
use crate::state::FieldState;
use crate::ui::dom::{Node, el, words};
use crate::ui::icon;

/// A row and the places in it that change.
pub struct Blank {
    pub row: Node,
    pub top: Node,
    pub control: Node,
}

/// What rows of one shape have in common.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Shape {
    kind: Kind,
    required: bool,
    width: Width,
}

thread_local! {
    static MOULDS: RefCell<Vec<(Shape, Node)>> = const { RefCell::new(Vec::new()) };
}

/// A new row with the texts of a field.
pub fn filled(kind: Kind, state: &FieldState) -> Blank {
    let shape = Shape {
        kind,
        required: state.field.required,
        width: state.field.width,
    };
    let row = mould(shape).clone_node(true);
    let top = row.first_child();
    let below = top.next_sibling();
    let (label, control) = match kind {
        Kind::Switch => (below.clone(), below.first_child()),
        Kind::Value | Kind::Boxes => (top.first_child(), below),
        _ => (top.first_child(), below.first_child()),
    };
    let name = match kind {
        Kind::Switch => control.next_sibling().first_child(),
        _ => label.first_child(),
    };
    name.set_text(&state.label);
    if matches!(kind, Kind::Value | Kind::Boxes) {
        let id = state.part_id("l");
        label.set("id", &id);
        row.set("aria-labelledby", &id);
    } else {
        label.set("for", &state.id);
        control.set("id", &state.id);
        control.set("name", &state.field.key);
    }
    Blank { row, top, control }
}

fn mould(shape: Shape) -> Node {
    MOULDS.with_borrow_mut(|moulds| {
        if let Some((_, known)) = moulds.iter().find(|(known, _)| *known == shape) {
            return known.clone();
        }
        let node = cast(shape);
        moulds.push((shape, node.clone()));
        node
    })
}

fn cast(shape: Shape) -> Node {
    let (tag, attrs) = shape.kind.control();
    let control = el(tag, attrs, &[]);
    let bdi = || el("bdi", &[], &[]);
    let label = [("class", "ce-label"), ("part", "label")];
    let (label, body) = match shape.kind {
        // A switch has its label beside it.
        Kind::Switch => {
            control.set("class", "ce-switch__box");
            let label = [("class", "ce-switch"), ("part", "label")];
            let text = el("span", &[], &[&bdi()]);
            (
                el("span", &[], &[]),
                el("label", &label, &[&control, &text]),
            )
        }
        Kind::Value => (el("span", &label, &[&bdi()]), control.clone()),
        Kind::Boxes => {
            control.set("class", "ce-boxes");
            (el("span", &label, &[&bdi()]), control.clone())
        }
        _ => {
            control.set("class", "ce-input");
            // The record is about another party than the person typing.
            control.set("autocomplete", "off");
            if !matches!(shape.kind, Kind::Choice | Kind::Several) {
                // Names and addresses are in no dictionary, and some browsers send what they check to a server.
                control.set("spellcheck", "false");
                control.set("autocorrect", "off");
                // Enter saves.
                control.set("enterkeyhint", "done");
            }
            let body = el("div", &[("class", "ce-control")], &[&control]);
            if shape.kind == Kind::Picture {
                body.set("data-picture", "");
            }
            if matches!(shape.kind, Kind::Choice | Kind::Combo) {
                body.set("data-select", "");
                body.append(&icon::icon(icon::CHEVRON, "ce-icon ce-chevron", false));
            }
            (el("label", &label, &[&bdi()]), body)
        }
    };
    if shape.required && !matches!(shape.kind, Kind::Switch | Kind::Value | Kind::Boxes) {
        // For assistive technology; the browser's own check stays off.
        control.set("required", "");
        label.append_text(" ");
        label.append(&star());
    }
    let top = el("div", &[("class", "ce-field__top")], &[&label]);
    let row = el(
        "div",
        &[("class", "ce-field"), ("part", "field")],
        &[&top, &body],
    );
    match shape.width {
        Width::Full => row.set("data-span", "full"),
        Width::Half => {}
        Width::Third => row.set("data-span", "third"),
    }
    if matches!(shape.kind, Kind::Value | Kind::Boxes) {
        row.set("role", "group");
        row.toggle("data-readonly", shape.kind == Kind::Value);
    } else {
        control.set("part", "input");
    }
    row
}

/// The mark of a required field; the control itself says it in words.
pub fn star() -> Node {
    words("span", &[("class", "ce-req"), ("aria-hidden", "true")], "*")
}
