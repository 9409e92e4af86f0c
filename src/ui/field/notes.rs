//! What stands under a control: counter, hint, error.

use customer_core::rules::report::Code;
use customer_core::schema::FieldType;
use customer_core::text::{code_points, cut, trim};

use crate::state::{FieldState, Form, ListStatus, Shown, number};
use crate::ui::dom::{self, Node, el, words};
use crate::ui::icon;

/// How near a text is to its limit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    /// Room enough; said in fields of several lines only.
    Ok,
    /// The last tenth.
    Near,
    /// Beyond.
    Over,
}

/// What the counter says, in code points as the limit counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Count {
    level: Level,
    length: usize,
    max: usize,
}

/// What there is to count; none where there is no counter.
pub fn count_of(state: &FieldState, text: &str) -> Option<Count> {
    let max = state.field.max_length?;
    let several = state.field.kind == FieldType::Multiline;
    // A code point has four bytes at most and one at least: most texts need no count.
    if !several && text.len() * 10 < max * 9 {
        return None;
    }
    let length = code_points(trim(text));
    let level = if length > max {
        Level::Over
    } else if length * 10 >= max * 9 {
        Level::Near
    } else {
        Level::Ok
    };
    (several || level != Level::Ok).then_some(Count { level, length, max })
}

/// The counter.
pub fn count(form: &Form, state: &FieldState, count: &Count) -> Node {
    let Count { level, length, max } = *count;
    let (kind, key, rest) = match level {
        Level::Ok => ("ok", "", 0),
        Level::Near => ("near", "field.count.left", max - length),
        Level::Over => ("over", "field.count.over", length - max),
    };
    let params = [("actual", &*number(length)), ("max", &*number(max))];
    let ratio = form.host.say("field.count", &params);
    let line = el(
        "p",
        &[
            ("class", "ce-count"),
            ("id", &state.part_id("c")),
            ("data-level", kind),
        ],
        &[],
    );
    if !key.is_empty() {
        line.append_text(&(form.count(key, rest) + " · "));
    }
    line.append(&words("bdi", &[("dir", "ltr")], &ratio));
    el("div", &[("class", "ce-foot")], &[&line])
}

/// How a number is understood, what the list of a lookup is doing, and that a switch has no value yet.
pub fn hint_of(form: &Form, state: &FieldState, text: &str) -> Option<String> {
    if state.field.kind.is_numeric() {
        // What was loaded is not in doubt, and what is wrong gets a sentence of its own.
        let typed = state.was.peek().is_some() && state.shown.peek().is_none();
        return typed.then(|| reads_as(form, state, text)).flatten();
    }
    let key = match state.field.kind {
        FieldType::Boolean if text.is_empty() => "field.unset",
        FieldType::Lookup | FieldType::Lookups => {
            match form.list(state.field.list?).get_untracked() {
                ListStatus::Loading => "field.loading",
                ListStatus::Failed => "error.list",
                ListStatus::Unknown | ListStatus::Ready => return None,
            }
        }
        _ => return None,
    };
    Some(form.say(key))
}

#[inline(never)]
fn reads_as(form: &Form, state: &FieldState, text: &str) -> Option<String> {
    form.read(|editor| editor.reads_as(&state.field.key, text))?
}

/// The hint; of a number it is that number.
pub fn hint(form: &Form, state: &FieldState, text: &str) -> Node {
    let attrs = [
        ("class", "ce-hint"),
        ("part", "hint"),
        ("id", &*state.part_id("h")),
    ];
    if !state.field.kind.is_numeric() {
        return words("p", &attrs, text);
    }
    let number = words("b", &[("dir", "ltr")], text);
    let hint = el("p", &attrs, &[&saying(form, "field.reads_as", &number)]);
    hint.set("data-num", "");
    hint
}

/// Stands for a value among words, and in no language for anything else.
const HERE: &str = "\u{1}";
const HERE_MARK: u8 = 1;

/// A sentence with an element for its value, which may run in another direction than the words round it.
pub fn saying(form: &Form, key: &str, value: &Node) -> Node {
    let text = form.host.say(key, &[("value", HERE)]);
    let (before, after) = cut(&text, HERE_MARK).unwrap_or((&text, ""));
    dom::all(&[&dom::text(before), value, &dom::text(after)])
}

/// What is wrong.
pub fn error(form: &Form, state: &FieldState, shown: &Shown) -> Node {
    let text = el("span", &[], &[]);
    if shown.code == Code::Server {
        let server = form.say("field.server");
        text.append(&words("span", &[("class", "ce-tag")], &server));
        text.append(&dom::text(" "));
    }
    text.append(&words("span", &[("dir", "auto")], &shown.message));
    let attrs = [
        ("class", "ce-error"),
        ("part", "error"),
        ("id", &*state.part_id("e")),
    ];
    let sign = icon::icon(icon::ALERT, "ce-icon", false);
    el("p", &attrs, &[&sign, &text])
}
