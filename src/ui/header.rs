//! Who is being edited, and how things stand.

use customer_core::text::joined;
use customer_core::text::{code_points, from_integer, parts};

use super::dom::{self, Node, bdi, el};
use super::icon;
use super::scope::Scope;
use crate::state::{Form, Notice, Phase, Tone};

/// Monogram, name, id, status.
pub fn header(form: &Form, scope: &mut Scope) -> Node {
    let mark = el(
        "span",
        &[("class", "ce-mono"), ("aria-hidden", "true")],
        &[],
    );
    let title = bdi("");
    let (shown, letters, called) = (form.clone(), mark.clone(), title.clone());
    scope.follow(move || {
        let name = name(&shown);
        letters.set_text(&monogram(&name));
        let unnamed = || shown.say("form.unnamed");
        called.set_text(&if name.is_empty() { unnamed() } else { name });
    });
    let meta = el("p", &[("class", "ce-meta")], &[]);
    let id = form.host.customer_id();
    if !id.is_empty() {
        let label = dom::text(&joined(&[&form.say("form.id"), " "]));
        let code = el("code", &[], &[&bdi(&id)]);
        meta.append(&el("span", &[], &[&label, &code]));
    }
    // Not before there is something to say: `Intl`, which says it, takes its time at an opening.
    let (age, line, clock) = (el("span", &[], &[]), meta.clone(), form.ageing());
    let aged = form.clone();
    scope.follow(move || {
        // It goes by for as long as this follows it.
        let _ = &clock;
        match aged.age.get() {
            0 => age.remove(),
            minutes => {
                let minutes = from_integer(minutes);
                age.set_text(&aged.host.say("form.loaded", &[("minutes", &minutes)]));
                line.append(&age);
            }
        }
    });
    let title = el("h2", &[("class", "ce-title")], &[&title]);
    el(
        "header",
        &[("class", "ce-head")],
        &[
            &mark,
            &el("div", &[("class", "ce-head__id")], &[&title, &meta]),
            &status(form, scope),
        ],
    )
}

/// The name as stored; it follows a save, not the key presses.
fn name(form: &Form) -> String {
    form.phase.track();
    form.read(|editor| editor.loaded("name"))
        .and_then(Result::ok)
        .unwrap_or_default()
}

/// The first letters of the first two words that begin with one; the style sheet makes them large.
fn monogram(name: &str) -> String {
    let mut letters = String::new();
    for word in parts(name, b' ').into_iter().take(MANY) {
        // Whatever is no ASCII sign is taken for a letter: the tables of all letters are larger than this form's rules.
        let letter = word
            .chars()
            .find(|c| !c.is_ascii() || c.is_ascii_alphanumeric());
        if let Some(letter) = letter
            && code_points(&letters) < 2
            && !letters.starts_with(joins)
        {
            letters.push(letter);
        }
    }
    letters
}

/// Whether a letter joins the one after it, as Arabic does: two would be no initials, but a syllable.
fn joins(letter: char) -> bool {
    ('\u{600}'..='\u{8ff}').contains(&letter)
}

/// Words that are looked at.
const MANY: usize = 8;

fn status(form: &Form, scope: &mut Scope) -> Node {
    let sign = |path| icon::icon(path, "ce-icon", false);
    let (lock, warn) = (sign(icon::LOCK), sign(icon::WARN));
    let says = el("span", &[], &[]);
    let status = el("p", &[("class", "ce-status"), ("role", "status")], &[&says]);
    let (form, line) = (form.clone(), status.clone());
    let mut now = ("", String::new());
    scope.follow(move || {
        if form.readonly.get() {
            says.before(&lock);
        } else {
            lock.remove();
        }
        let next = standing(&form);
        if next.0 != now.0 {
            line.set("data-kind", next.0);
            if next.0 == "warn" {
                says.before(&warn);
            } else {
                warn.remove();
            }
        }
        if next.1 != now.1 {
            says.set_text(&next.1);
        }
        now = next;
    });
    status
}

/// The status line's kind and words: the most pressing thing first.
fn standing(form: &Form) -> (&'static str, String) {
    let phase = form.phase.get();
    let (dirty, problems) = (form.dirty_count.get(), form.problems.read().len());
    let clashes = form.clash_count();
    let danger = |notice: &Notice| notice.tone == Tone::Danger;
    let failed = form.notice.read().as_ref().is_some_and(danger);
    if form.readonly.get() {
        ("clean", form.say("status.readonly"))
    } else if phase == Phase::Saving {
        ("busy", form.say("status.saving"))
    } else if phase == Phase::Waiting {
        ("warn", form.say("status.throttled"))
    } else if problems > 0 {
        ("error", form.count("status.invalid", problems))
    } else if clashes > 0 {
        ("warn", form.count("status.conflict", clashes))
    } else if form.in_doubt() {
        ("warn", form.say("status.doubt"))
    } else if failed && dirty > 0 {
        ("error", form.say("status.failed"))
    } else if dirty > 0 {
        ("dirty", form.count("status.dirty", dirty))
    } else if let Phase::Saved(count) = phase {
        ("clean", form.count("status.saved", count))
    } else {
        ("clean", form.say("status.clean"))
    }
}
