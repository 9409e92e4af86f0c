//! What a person does with the page: one listener on the frame hears it all.
//!
//! A form of thousands of rows has no listener in any of them. Buttons carry the name of their act.

use customer_core::schema::Method;
use reactive_graph::graph::untrack;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Event, KeyboardEvent};

use super::dom::{Attrs, Node, words};
use super::{bar, field};
use crate::state::{Form, Side};
use crate::transport;
use customer_core::schema::FORM_V1;

/// The attribute with a button's act.
pub const ACT: &str = "data-act";
/// The attribute with the key of the field that it acts on.
pub const FIELD: &str = "data-field";

/// Back to what was loaded.
pub const DISCARD: &str = "discard";
/// One field back to what was loaded; the keyboard stays in it.
pub const REVERT: &str = "revert";
/// The same from the review.
pub const REVERT_IN_REVIEW: &str = "revert-in-review";
/// To a field's control.
pub const FOCUS: &str = "focus";
/// Load once more after a failure.
pub const RETRY: &str = "retry";
/// Save once more.
pub const SAVE: &str = "save";
/// Load the record again under the draft.
pub const RELOAD: &str = "reload";
/// Save by PUT.
pub const REPLACE: &str = "replace";
/// Show what a save would send.
pub const REVIEW: &str = "review";
/// The notice has been read.
pub const DISMISS: &str = "dismiss";
/// Out of the review.
pub const BACK: &str = "back";
/// Send what is reviewed.
pub const SEND: &str = "send";
/// Agree to what a save empties.
pub const AGREE: &str = "agree";
/// Take the last step back.
pub const UNDO: &str = "undo";
/// Do it again.
pub const REDO: &str = "redo";
/// Do not wait any longer.
pub const STOP: &str = "stop";
/// To the values that clash.
pub const CHOOSE: &str = "choose";
/// One of them for a field.
pub const PICK: &str = "pick";
/// The same one for every field; followed by the side's name.
pub const ALL: &str = "all-";
/// Save what was chosen.
pub const RESOLVE: &str = "resolve";
/// A row of an open list.
pub const OPTION: &str = "option";
/// More rows of it.
pub const MORE: &str = "more";
/// A colour of the browser's own chooser.
pub const SWATCH: &str = "swatch";

/// A button that does an act; `attrs` are those beside its class and type.
pub fn button(act: &str, attrs: Attrs<'_>, label: &str) -> Node {
    let all = [("class", "ce-btn"), ("type", "button"), (ACT, act)];
    let button = words("button", &all, label);
    for (name, value) in attrs {
        button.set(name, value);
    }
    button
}

/// What the frame listens to.
const KINDS: [&str; 8] = [
    "input",
    "change",
    "blur",
    "focus",
    "mousedown",
    "click",
    "keydown",
    "submit",
];

/// And where there are pictures.
const FILES: [&str; 5] = ["dragover", "dragleave", "drop", "paste", "error"];

/// The one listener. It hears nothing any more once it is dropped. An act may move the keyboard, which is heard while
/// the act is not over: so it is no `FnMut`, which would be called within itself.
pub type Listener = Closure<dyn Fn(Event)>;

/// Hears everything that happens in the frame.
pub fn listen(form: &Form, frame: &Node) -> Listener {
    let form = form.clone();
    let heard: Box<dyn Fn(Event)> = Box::new(move |event| hear(&form, &event));
    let listener = Closure::wrap(heard);
    for kind in KINDS {
        frame.listen(kind, listener.as_ref(), true);
    }
    for kind in FILES.into_iter().filter(|_| FORM_V1) {
        frame.listen(kind, listener.as_ref(), true);
    }
    listener
}

fn hear(form: &Form, event: &Event) {
    let Some(target) = event.target().map(|target| target.unchecked_into::<Node>()) else {
        return;
    };
    match &*event.type_() {
        "click" => match target.closest("[data-act]") {
            Some(button) => clicked(form, event, &button),
            None => field::heard(form, &target, "click"),
        },
        "keydown" => {
            let event: &KeyboardEvent = event.unchecked_ref();
            if field::keyed(form, &target, event) {
                // It was for an open list: not for the form, nor for a dialogue that the form is in.
                event.prevent_default();
                event.stop_propagation();
            } else {
                shortcut(form, event, &target);
            }
        }
        // The list under a control opens while the keyboard is in the control, and leaves it there.
        "mousedown" if target.closest(".ce-popup").is_some() => event.prevent_default(),
        "submit" => {
            event.prevent_default();
            submit(form);
        }
        "change" if target.attribute(ACT).as_deref() == Some(AGREE) => {
            form.agreed.set(target.checked());
        }
        "change" if target.attribute(ACT).as_deref() == Some(PICK) => {
            let field = target.attribute(FIELD).unwrap_or_default();
            if let Some(side) = Side::of(&target.value()) {
                form.pick(&field, side);
            }
        }
        "input" if target.attribute(ACT).as_deref() == Some(SWATCH) => {
            form.typed(
                &target.attribute(FIELD).unwrap_or_default(),
                &target.value(),
            );
        }
        // A picture that is not to be had is not there.
        "error" => target.toggle("hidden", true),
        kind => {
            if FORM_V1 && field::files(form, event, &target, kind) {
                event.prevent_default();
            } else {
                field::heard(form, &target, kind);
            }
        }
    }
}

fn clicked(form: &Form, event: &Event, button: &Node) {
    let field = button.attribute(FIELD).unwrap_or_default();
    match &*button.attribute(ACT).unwrap_or_default() {
        DISCARD if !untrack(|| bar::idle(form)) => form.discard(),
        UNDO if !is_saving(form) => {
            form.undo();
        }
        REDO if !is_saving(form) => {
            form.redo();
        }
        STOP => form.stop_waiting(),
        CHOOSE => form.choose(),
        RESOLVE if form.resolve() => submit(form),
        REVERT => {
            form.revert(&field);
            // The button goes with the change; the keyboard stays in the field.
            form.focus_field(&field);
        }
        REVERT_IN_REVIEW => {
            form.revert(&field);
            // The button that was pressed is gone.
            if form.reviewing() {
                form.focus_later("[part~=review] h3");
            }
        }
        FOCUS => {
            // The control is in this shadow root, where the page's address cannot point.
            event.prevent_default();
            form.focus_field(&field);
        }
        RETRY => crate::spawn(transport::load(form.clone())),
        SAVE => submit(form),
        RELOAD => {
            form.settle();
            crate::spawn(transport::load(form.clone()));
        }
        REPLACE => review(form, Some(Method::Put)),
        REVIEW if !untrack(|| bar::idle(form)) => review(form, None),
        DISMISS => form.settle(),
        OPTION => field::picked(form, button),
        MORE => field::more(form),
        BACK if form.is_choosing() => form.leave_chooser(),
        BACK => form.decline(),
        SEND => form.confirm(),
        act => {
            let side = act.strip_prefix(ALL).and_then(Side::of);
            if let Some(side) = side {
                form.pick_all(side);
            }
        }
    }
}

/// Ctrl+S and ⌘S save, wherever in the form the keyboard is; Ctrl+Z undoes and Ctrl+Y or Ctrl+Shift+Z does again
/// where no text is typed, which has its own; Escape leaves what is asked in the place of the fields.
fn shortcut(form: &Form, event: &KeyboardEvent, target: &Node) {
    if form.asking() && event.key() == "Escape" {
        // A dialogue that the form is in stays open.
        event.prevent_default();
        form.leave_chooser();
        form.decline();
    }
    let command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    let undoes = || {
        let free = target.closest(TYPED).is_none() && !form.asking();
        free && !form.readonly.get_untracked() && !is_saving(form)
    };
    let done = match (&*event.key(), event.shift_key()) {
        _ if !command => return,
        ("s" | "S", false) => {
            submit(form);
            true
        }
        ("z" | "Z", false) if undoes() => form.undo(),
        ("z" | "Z", true) | ("y" | "Y", false) if undoes() => form.redo(),
        _ => false,
    };
    if done {
        event.prevent_default();
    }
}

fn is_saving(form: &Form) -> bool {
    untrack(|| bar::saving(form))
}

/// Controls with an undo of their own.
pub const TYPED: &str =
    "textarea,input:not([type=checkbox],[type=radio],[type=date],[type=color],[type=file])";

/// Save, and show first what it does.
fn review(form: &Form, method: Option<Method>) {
    let form = form.clone();
    crate::spawn(async move {
        // The outcome is on the page and in an event.
        let _ = transport::reviewed(form, method).await;
    });
}

/// Save as a person asks for it: not while the form only shows, or asks something itself.
fn submit(form: &Form) {
    if form.readonly.get_untracked() || form.is_choosing() {
        return;
    }
    let form = form.clone();
    crate::spawn(async move {
        // The outcome is on the page and in an event.
        let _ = transport::save(form, None).await;
    });
}
