//! A control of one line: texts, numbers, days.

use customer_core::schema::FieldType;
use leptos::ev;
use leptos::html::{bdi, div, input, p};
use leptos::prelude::*;

use super::typed::{Typed, held};
use super::{described, invalid, required_flag};
use crate::state::{FieldState, Form};
use crate::ui::part;

/// How a browser is to offer a control. The types "email" and "url" are not among them: their controls change what was typed.
struct Manner {
    kind: &'static str,
    mode: Option<&'static str>,
    number: bool,
    ltr: bool,
}

fn manner(state: &FieldState) -> Manner {
    let text = Manner {
        kind: "text",
        mode: None,
        number: false,
        ltr: false,
    };
    match state.field.kind {
        FieldType::Email => Manner {
            mode: Some("email"),
            ltr: true,
            ..text
        },
        FieldType::Url => Manner {
            mode: Some("url"),
            ltr: true,
            ..text
        },
        FieldType::Phone => Manner {
            kind: "tel",
            ltr: true,
            ..text
        },
        FieldType::Money => Manner {
            mode: Some("decimal"),
            number: true,
            ..text
        },
        FieldType::Number => {
            // Only the text keyboard has a minus everywhere.
            let negative = state
                .field
                .bounds
                .is_some_and(|(min, _)| min.starts_with('-'));
            Manner {
                mode: (!negative).then_some("numeric"),
                number: true,
                ..text
            }
        }
        // A date control shows nothing for what is no date; what was loaded must be seen to be mended.
        FieldType::Date if state.text.with_untracked(|text| showable(text)) => Manner {
            kind: "date",
            ..text
        },
        _ => text,
    }
}

/// The control, and the counter when the limit is near.
pub fn control(form: &Form, state: &FieldState) -> AnyView {
    let manner = manner(state);
    let date = manner.kind == "date";
    let (text, typed, left) = (state.clone(), state.clone(), state.clone());
    let (on_input, on_blur) = (form.clone(), form.clone());
    let control = input()
        .attr("class", "ce-input")
        .attr("part", "input")
        .attr("id", state.id.clone())
        .attr("name", state.field.key.to_string())
        .attr("type", manner.kind)
        .attr("inputmode", manner.mode)
        .attr("autocomplete", "off")
        .attr("data-num", manner.number.then_some(""))
        .attr("data-ltr", manner.ltr.then_some(""))
        .attr(
            "dir",
            (!manner.number && !manner.ltr && !date).then_some("auto"),
        )
        .attr("required", required_flag(state))
        .attr("min", date.then_some("0001-01-01"))
        .attr("max", date.then_some("9999-12-31"))
        .attr("aria-invalid", invalid(state))
        .attr("aria-describedby", described(form, state))
        .prop("value", move || Typed(text.text.get()))
        .on(ev::input, move |event| {
            on_input.typed(&typed.field.key, &held(&event))
        })
        .on(ev::blur, move |event| leave(&on_blur, &left, &held(&event)));
    (
        div().attr("class", "ce-control").child(control),
        counter(form, state),
    )
        .into_any()
}

/// What the field holds is final for now. A day typed by half shows up here first: it made no input event.
pub fn leave(form: &Form, state: &FieldState, held: &str) {
    if held == crate::state::UNREADABLE_DATE {
        form.typed(&state.field.key, held);
    }
    form.left(&state.field.key);
}

/// How near a text is to its limit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Room enough; said in fields of several lines only.
    Ok,
    /// The last tenth.
    Near,
    /// Beyond.
    Over,
}

/// What the counter says, as (length, limit); none where there is no counter.
pub fn level(state: &FieldState, text: &str) -> Option<(Level, usize, usize)> {
    let max = state.field.max_length?;
    let several = state.field.kind == FieldType::Multiline;
    // A code point has four bytes at most and one at least: most texts need no count.
    if !several && text.len() * 10 < max * 9 {
        return None;
    }
    let length = customer_core::record::trim(text).chars().count();
    let level = if length > max {
        Level::Over
    } else if length * 10 >= max * 9 {
        Level::Near
    } else {
        Level::Ok
    };
    (several || level != Level::Ok).then_some((level, length, max))
}

/// The counter, in code points as the limit counts.
pub fn counter(form: &Form, state: &FieldState) -> impl IntoView + use<> {
    let (form, state) = (form.clone(), state.clone());
    part(move || {
        let (level, length, max) = state.text.with(|text| level(&state, text))?;
        let (kind, key, count) = match level {
            Level::Ok => ("ok", "", 0),
            Level::Near => ("near", "field.count.left", max - length),
            Level::Over => ("over", "field.count.over", length - max),
        };
        let params = [("actual", &*length.to_string()), ("max", &*max.to_string())];
        let ratio = form.host.say("field.count", &params, "{actual} / {max}");
        let words = (!key.is_empty()).then(|| form.count(key, count, "{count}") + " · ");
        let count = p()
            .attr("class", "ce-count")
            .attr("id", state.part_id("c"))
            .attr("data-level", kind)
            .child((words, bdi().attr("dir", "ltr").child(ratio)));
        Some(div().attr("class", "ce-foot").child(count).into_any())
    })
}

/// Whether a date control can show a text: nothing, or a day in the one form that it knows.
fn showable(text: &str) -> bool {
    text.is_empty() || customer_core::rules::date::date_from_text(text).is_some()
}
