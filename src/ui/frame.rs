//! The whole: skeleton, failure or form, and the live region beside them.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::dom::{self, Node, el};
use super::scope::Scope;
use super::{act, banner, bar, blank, body, clash, header, review, skeleton, summary};
use crate::state::{Failure, Form, Phase};

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

/// Which of them is on the page. A failure that waits for its turn is another one than one that does not; saving and
/// saved are the form; another record, policy or language is another form.
fn stage(form: &Form) -> u32 {
    let generation = form.generation.get();
    match &*form.phase.read() {
        Phase::Loading => 0,
        Phase::Failed(Failure::Held(_)) => 1,
        Phase::Failed(_) => 2,
        _ => generation.wrapping_add(3),
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
                _ => open(&shown, scope),
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
    // What is in the place of the fields, if anything.
    let asked = |form: &Form| {
        let form = form.clone();
        move || match (form.choosing.get(), form.review.read().is_some()) {
            (true, _) => 1,
            (_, true) => 2,
            _ => 0,
        }
    };
    let shown = form.clone();
    let above = scope.part(asked(form), move |scope| match &shown {
        form if form.is_choosing() => clash::panel(form, scope),
        form if form.reviewing() => review::panel(form, scope),
        form => dom::all(&[&banner::banner(form, scope), &summary::summary(form, scope)]),
    });
    let shown = form.clone();
    let below = scope.part(asked(form), move |scope| match &shown {
        form if form.is_choosing() => clash::bar(form, scope),
        form if form.reviewing() => review::bar(form, scope),
        form => bar::bar(form, scope),
    });
    dom::all(&[
        &header::header(form, scope),
        &above,
        &body::body(form, scope),
        &below,
    ])
}
