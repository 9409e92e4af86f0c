//! The whole: skeleton, failure or form, and the live region beside them.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::dom::{self, Node, el};
use super::scope::Scope;
use super::{act, banner, bar, blank, body, header, review, skeleton, summary};
use crate::state::{Form, Phase};

/// A form on the page; dropping it takes it off.
pub struct Mounted {
    frame: Node,
    _scope: Scope,
    _listener: act::Listener,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.frame.remove();
    }
}

/// Which of the three is on the page. Saving and saved are the form; another record, policy or language is another one.
fn stage(form: &Form) -> u32 {
    let generation = form.generation.get();
    match &*form.phase.read() {
        Phase::Loading => 0,
        Phase::Failed(_) => 1,
        Phase::Editing | Phase::Saving | Phase::Saved(_) => generation.wrapping_add(2),
    }
}

/// Puts the form into `root`, in all its states.
pub fn mount(form: &Form, root: &HtmlElement) -> Mounted {
    let mut scope = Scope::default();
    let live = el("p", &[("class", "ce-sr"), ("role", "status")], &[]);
    let frame = el("div", &[("class", "ce-frame"), ("role", "form")], &[&live]);
    let label = form.clone();
    let (named, mut now) = (frame.clone(), String::new());
    scope.follow(move || {
        // Another language gives it another name.
        label.generation.track();
        let next = label.say("form.label");
        if next != now {
            named.set("aria-label", &next);
            now = next;
        }
    });
    let spoken = form.clone();
    scope.text(&live, move || spoken.live.get());
    let (key, shown) = (form.clone(), form.clone());
    let stage = scope.part(
        move || stage(&key),
        move |scope| {
            let phase = shown.phase.get_untracked();
            match phase {
                Phase::Loading => skeleton::skeleton(),
                Phase::Failed(failure) => blank::blank(&shown, &failure, scope),
                Phase::Editing | Phase::Saving | Phase::Saved(_) => open(&shown, scope),
            }
        },
    );
    frame.append(&stage);
    let listener = act::listen(form, &frame);
    root.unchecked_ref::<Node>().append(&frame);
    Mounted {
        frame,
        _scope: scope,
        _listener: listener,
    }
}

fn open(form: &Form, scope: &mut Scope) -> Node {
    let reviewing = |form: &Form| {
        let form = form.clone();
        move || u32::from(form.review.read().is_some())
    };
    let shown = form.clone();
    let above = scope.part(reviewing(form), move |scope| match shown.reviewing() {
        true => review::panel(&shown, scope),
        false => dom::all(&[
            &banner::banner(&shown, scope),
            &summary::summary(&shown, scope),
        ]),
    });
    let shown = form.clone();
    let below = scope.part(reviewing(form), move |scope| match shown.reviewing() {
        true => review::bar(&shown, scope),
        false => bar::bar(&shown, scope),
    });
    dom::all(&[
        &header::header(form, scope),
        &above,
        &body::body(form, scope),
        &below,
    ])
}
