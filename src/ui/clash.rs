//! Mine, theirs and loaded side by side, in the place of the fields.

use customer_core::text::{from_integer, joined};

use super::dom::{self, Node, bdi, el, words};
use super::scope::Scope;
use super::{act, bar as actions};
use crate::state::{Clash, Form, Side, number};

/// The panel, while the person chooses.
pub fn panel(form: &Form, scope: &mut Scope) -> Node {
    let id = joined(&[&form.uid, "-clash"]);
    let heading = [("class", "ce-h"), ("id", &*id), ("tabindex", "-1")];
    let heading = words("h3", &heading, &form.clash_title());
    let (read, shown) = (form.clone(), form.clone());
    let rows = scope.list(
        move || read.clashes.track(),
        move |scope| rows(&shown, scope),
    );
    el(
        "section",
        &[
            ("class", "ce-panel"),
            ("part", "review"),
            ("aria-labelledby", &id),
        ],
        &[
            &el("div", &[("class", "ce-panel__head")], &[&heading]),
            &rows,
        ],
    )
}

/// The sides that there are to choose from: after a save nothing was loaded beside what was expected.
fn sides(told: bool) -> &'static [Side] {
    if told {
        &[Side::Mine, Side::Theirs]
    } else {
        &Side::ALL
    }
}

fn rows(form: &Form, scope: &mut Scope) -> Node {
    let Some(clashes) = form.clashes.get_untracked() else {
        return dom::all(&[]);
    };
    let (told, each) = (clashes.told, &clashes.each);
    let lead = match told {
        true => form.say("conflict.told.lead"),
        false => form.count("conflict.lead", each.len()),
    };
    let grid = el("div", &[("class", "ce-conf")], &[&columns(form, told)]);
    for (at, clash) in each.iter().enumerate() {
        grid.append(&row(form, clash, at, told, scope));
    }
    dom::all(&[&words("p", &[("class", "ce-lead")], &lead), &grid])
}

/// What each side is, and a button that takes it for every field.
fn columns(form: &Form, told: bool) -> Node {
    let columns = el(
        "div",
        &[("class", "ce-conf__all")],
        &[&el("span", &[], &[])],
    );
    for side in sides(told) {
        let name = words("b", &[], &form.say(&key(told, side.name(), "")));
        let what = el("span", &[], &[&name]);
        what.append_text(&form.say(&key(told, side.name(), ".what")));
        let act = joined(&[act::ALL, side.name()]);
        let attrs = [("part", "button"), ("data-size", "s")];
        let all = act::button(&act, &attrs, &form.say(&key(told, side.name(), ".all")));
        columns.append(&el("div", &[("class", "ce-conf__col")], &[&what, &all]));
    }
    columns
}

/// Of wording: after a save the sides are called otherwise.
fn key(told: bool, side: &str, part: &str) -> String {
    let root = if told { "conflict.told." } else { "conflict." };
    joined(&[root, side, part])
}

fn row(form: &Form, clash: &Clash, at: usize, told: bool, scope: &mut Scope) -> Node {
    let group = joined(&[&form.uid, "-clash", &number(at)]);
    let id = joined(&[&group, "-l"]);
    let section = match form.field(&clash.conflict.field) {
        Some(state) => form.host.words().section(state.field.section),
        None => String::new(),
    };
    let name = el(
        "p",
        &[("class", "ce-conf__name"), ("id", &id)],
        &[
            &bdi(&form.conflict_label(&clash.conflict)),
            &words("small", &[], &section),
        ],
    );
    let attrs = [
        ("class", "ce-conf__row"),
        ("role", "radiogroup"),
        ("aria-labelledby", &*id),
    ];
    let row = el("div", &attrs, &[&name]);
    let mut radios = Vec::new();
    for side in sides(told) {
        let radio = el(
            "input",
            &[
                ("type", "radio"),
                ("name", &group),
                ("value", side.name()),
                (act::ACT, act::PICK),
                (act::FIELD, &clash.conflict.field),
            ],
            &[],
        );
        let who = form.say(&key(told, side.name(), ""));
        let value = [
            &words("span", &[("class", "ce-pick__who")], &who),
            &el(
                "span",
                &[("class", "ce-pick__val")],
                &[&value(form, clash, *side)],
            ),
        ];
        let label = [&radio, &el("span", &[], &value)];
        row.append(&el("label", &[("class", "ce-pick")], &label));
        radios.push((*side, radio));
    }
    let form = form.clone();
    scope.follow(move || {
        if let Some(clashes) = &*form.clashes.peek()
            && let Some(clash) = clashes.each.get(at)
        {
            let choice = clash.choice.get();
            for (side, radio) in &radios {
                radio.set_checked(choice == Some(*side));
            }
        }
    });
    row
}

/// A side's text as a person reads it.
fn value(form: &Form, clash: &Clash, side: Side) -> Node {
    let text = clash.text(side);
    let reading = match form.field(&clash.conflict.field) {
        Some(state) => form.reading(&state.field, text),
        None => text.to_owned(),
    };
    match reading.trim() {
        "" => words("span", &[("class", "ce-none")], &form.say("field.empty")),
        _ => bdi(&reading),
    }
}

/// What to do with the choice.
pub fn bar(form: &Form, scope: &mut Scope) -> Node {
    let told = form.clashes.peek().as_ref().is_some_and(|all| all.told);
    let back = match told {
        true => "conflict.told.keep",
        false => "action.back",
    };
    let back = act::button(act::BACK, &[("part", "button")], &form.say(back));
    let attrs = [("part", "button button-primary"), ("data-kind", "primary")];
    let save = act::button(act::RESOLVE, &attrs, "");
    let (shown, button) = (form.clone(), save.clone());
    scope.follow(move || {
        let (mut mine, mut theirs, mut open) = (0, 0, 0);
        if let Some(clashes) = &*shown.clashes.read() {
            for clash in clashes.each.iter() {
                match clash.choice.get() {
                    Some(Side::Theirs) => theirs += 1,
                    Some(Side::Mine | Side::Loaded) => mine += 1,
                    None => open += 1,
                }
            }
        }
        let nothing = told && mine == 0;
        button.set_or_remove("aria-disabled", (open > 0 || nothing).then_some("true"));
        button.set_text(&label(&shown, told, mine, theirs));
    });
    let go = el("div", &[("class", "ce-bar__go")], &[&back, &save]);
    let bar = actions::group(form, &[&go]);
    bar.set("data-short", "");
    bar
}

/// What the button does.
fn label(form: &Form, told: bool, mine: i64, theirs: i64) -> String {
    let count = |key: &str, count: i64| form.host.say(key, &[("count", &from_integer(count))]);
    match (mine, theirs) {
        _ if told => count("conflict.told.send", mine),
        (0, 0) => form.say("conflict.choose"),
        (0, theirs) => count("conflict.keep", theirs),
        (mine, 0) => count("action.save", mine),
        (mine, theirs) => {
            let (mine, theirs) = (from_integer(mine), from_integer(theirs));
            let params = [("mine", &*mine), ("theirs", &*theirs)];
            form.host.say("conflict.save", &params)
        }
    }
}
