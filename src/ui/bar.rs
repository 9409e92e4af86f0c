//! What can be done with the draft.

use customer_core::schema::Method;
use customer_core::text::joined;

use super::act;
use super::dom::{self, Attrs, Node, el, words};
use super::scope::Scope;
use crate::state::{Form, Phase};

/// Discard, Save, and how it travels; nothing while the form only shows.
pub fn bar(form: &Form, scope: &mut Scope) -> Node {
    let (key, form) = (form.clone(), form.clone());
    scope.part(
        move || u32::from(key.readonly.get()),
        move |scope| match form.readonly.get_untracked() {
            true => dom::all(&[]),
            false => actions(&form, scope),
        },
    )
}

fn actions(form: &Form, scope: &mut Scope) -> Node {
    let (key, running) = (form.clone(), form.clone());
    let progress = scope.part(
        move || u32::from(saving(&key)),
        move |_| {
            if !saving(&running) {
                return dom::all(&[]);
            }
            let label = running.say("status.saving");
            let attrs: Attrs<'_> = &[
                ("class", "ce-progress"),
                ("part", "progress"),
                ("aria-label", &label),
            ];
            el("progress", attrs, &[])
        },
    );
    let note = el("p", &[("class", "ce-bar__note")], &[]);
    let how = form.clone();
    scope.text(&note, move || match how.method.get() {
        Method::Put => how.say("form.method.PUT"),
        Method::Patch => how.say("form.method.PATCH"),
        Method::Post => how.say("form.method.POST"),
    });
    let kbd = |key| words("kbd", &[("class", "ce-kbd")], key);
    let keys = el(
        "span",
        &[],
        &[
            &kbd("Ctrl"),
            &dom::text(" "),
            &kbd("S"),
            &dom::text(&joined(&[" ", &form.say("action.key.save")])),
        ],
    );
    let go = [&discard(form, scope), &save(form, scope)];
    group(
        form,
        &[
            &progress,
            &note,
            &el("p", &[("class", "ce-bar__hint")], &[&keys]),
            &el("div", &[("class", "ce-bar__go")], &go),
        ],
    )
}

/// The bar round its parts.
pub fn group(form: &Form, parts: &[&Node]) -> Node {
    let label = form.say("form.actions");
    let attrs: Attrs<'_> = &[
        ("class", "ce-bar"),
        ("part", "actions"),
        ("role", "group"),
        ("aria-label", &label),
    ];
    el("div", attrs, parts)
}

fn discard(form: &Form, scope: &mut Scope) -> Node {
    let button = words(
        "button",
        &[
            ("class", "ce-btn"),
            ("part", "button"),
            ("data-kind", "ghost"),
            ("type", "button"),
            (act::ACT, act::DISCARD),
        ],
        &form.say("action.discard"),
    );
    let off = form.clone();
    scope.attr(&button, "aria-disabled", move || {
        idle(&off).then_some("true")
    });
    button
}

/// The form's own submit button, so that Enter in a field of one line saves as in any form.
fn save(form: &Form, scope: &mut Scope) -> Node {
    let target = joined(&[&form.uid, "-form"]);
    let attrs: Attrs<'_> = &[
        ("class", "ce-btn"),
        ("part", "button button-primary"),
        ("data-kind", "primary"),
        ("type", "submit"),
        ("form", &target),
    ];
    let button = el("button", attrs, &[]);
    let (off, busy, label) = (form.clone(), form.clone(), form.clone());
    scope.attr(&button, "aria-disabled", move || {
        (idle(&off) || off.wait.get() > 0).then_some("true")
    });
    scope.attr(&button, "aria-busy", move || {
        saving(&busy).then_some("true")
    });
    scope.text(&button, move || {
        if saving(&label) {
            return label.say("action.saving");
        }
        match label.dirty_count.get() {
            0 => label.say("action.save"),
            count => label.count("action.save", count),
        }
    });
    button
}

fn saving(form: &Form) -> bool {
    *form.phase.read() == Phase::Saving
}

/// Whether there is nothing to do: no change, or one on its way.
pub fn idle(form: &Form) -> bool {
    form.dirty_count.get() == 0 || saving(form)
}
