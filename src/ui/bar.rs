//! What can be done with the draft.

use customer_core::schema::Method;
use customer_core::text::joined;

use super::banner::clock;
use super::dom::{self, Attrs, Node, el, words};
use super::scope::Scope;
use super::{act, icon};
use crate::state::{Form, Phase, number};

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
    let label = form.say("status.saving");
    let progress = el(
        "progress",
        &[
            ("class", "ce-progress"),
            ("part", "progress"),
            ("max", "100"),
            ("aria-label", &label),
        ],
        &[],
    );
    let note = el("p", &[("class", "ce-bar__note")], &[]);
    let (discard, save) = (discard(form), save(form));
    let review = act::button(
        act::REVIEW,
        &[("part", "button")],
        &form.say("action.review"),
    );
    let bar = group(
        form,
        &[
            &history(form, scope),
            &note,
            &hint(form),
            &el("div", &[("class", "ce-bar__go")], &[&discard, &save]),
        ],
    );
    let (form, start) = (form.clone(), note.clone());
    scope.follow(move || {
        let (saving, idle) = (saving(&form), idle(&form));
        let held = *form.phase.read() == Phase::Waiting;
        if saving {
            start.before(&progress);
        } else {
            progress.remove();
        }
        if form.host.review() {
            review.remove();
        } else {
            save.before(&review);
        }
        discard.set_or_remove("aria-disabled", idle.then_some("true"));
        review.set_or_remove("aria-disabled", (idle || held).then_some("true"));
        save.set_or_remove("aria-disabled", (idle || held).then_some("true"));
        save.set_or_remove("aria-busy", saving.then_some("true"));
        let sent = form
            .sent
            .get()
            .and_then(|percent| usize::try_from(percent).ok());
        progress.set_or_remove("value", sent.map(number).as_deref());
        save.set_text(&match form.dirty_count.get() {
            _ if saving && sent.is_some() => {
                form.count("action.uploading", sent.unwrap_or_default())
            }
            _ if saving => form.say("action.saving"),
            _ if held => {
                let time = clock(form.wait.get());
                form.host.say("action.held", &[("time", &time)])
            }
            0 => form.say("action.save"),
            count => form.count("action.save", count),
        });
        note.set_text(&form.say(match form.method.get() {
            Method::Put => "form.method.PUT",
            Method::Patch => "form.method.PATCH",
            Method::Post => "form.method.POST",
        }));
    });
    bar
}

/// Undo and redo.
fn history(form: &Form, scope: &mut Scope) -> Node {
    let step = |act, key, path| {
        let label = form.say(key);
        let attrs = [
            ("part", "button"),
            ("data-kind", "ghost"),
            ("data-icon", ""),
            ("aria-label", &*label),
        ];
        let button = act::button(act, &attrs, "");
        button.append(&icon::icon(path, "ce-icon", true));
        button
    };
    let undo = step(act::UNDO, "action.undo", icon::UNDO);
    let redo = step(act::REDO, "action.redo", icon::REDO);
    let history = el("div", &[("class", "ce-bar__history")], &[&undo, &redo]);
    let form = form.clone();
    scope.follow(move || {
        let (back, forth) = form.history.get();
        let off = |able: bool| (!able || saving(&form)).then_some("true");
        undo.set_or_remove("aria-disabled", off(back));
        redo.set_or_remove("aria-disabled", off(forth));
    });
    history
}

fn hint(form: &Form) -> Node {
    let hint = el("p", &[("class", "ce-bar__hint")], &[]);
    for (key, does) in [("S", "action.key.save"), ("Z", "action.key.undo")] {
        let kbd = |key| words("kbd", &[("class", "ce-kbd")], key);
        let does = dom::text(&joined(&[" ", &form.say(does)]));
        let keys = [&kbd("Ctrl"), &dom::text(" "), &kbd(key), &does];
        hint.append(&el("span", &[], &keys));
    }
    hint
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

fn discard(form: &Form) -> Node {
    let attrs = [("part", "button"), ("data-kind", "ghost")];
    act::button(act::DISCARD, &attrs, &form.say("action.discard"))
}

/// The form's own submit button, so that Enter in a field of one line saves as in any form.
fn save(form: &Form) -> Node {
    let target = joined(&[&form.uid, "-form"]);
    let attrs: Attrs<'_> = &[
        ("class", "ce-btn"),
        ("part", "button button-primary"),
        ("data-kind", "primary"),
        ("type", "submit"),
        ("form", &target),
    ];
    el("button", attrs, &[])
}

/// Whether a change is on its way.
pub fn saving(form: &Form) -> bool {
    *form.phase.read() == Phase::Saving
}

/// Whether there is nothing to do: no change, or one on its way.
pub fn idle(form: &Form) -> bool {
    form.dirty_count.get() == 0 || saving(form)
}
