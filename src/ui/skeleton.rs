//! The shape of a form while the record is on its way.

use leptos::html::{div, span};
use leptos::prelude::*;

/// Fields per section, as shares of a row: half, third or full.
const SHAPE: &[&[&str]] = &[
    &["half", "half"],
    &["half", "half", "half"],
    &["half", "half", "third", "third", "third"],
    &["full"],
];

/// Nothing to read: the live region says that it loads.
pub fn skeleton() -> AnyView {
    let head = div().attr("class", "ce-head").child((
        bone("", "mono"),
        div()
            .attr("class", "ce-head__id")
            .child((bone("l", "title"), bone("m", ""))),
    ));
    let sections: Vec<_> = SHAPE.iter().map(|spans| section(spans)).collect();
    div()
        .attr("aria-hidden", "true")
        .child((head, sections))
        .into_any()
}

fn section(spans: &[&'static str]) -> impl IntoView + use<> {
    let fields: Vec<_> = spans
        .iter()
        .map(|&span| {
            let height = if span == "full" { "area" } else { "control" };
            div()
                .attr("class", "ce-field")
                .attr("data-span", span)
                .child((
                    div().attr("class", "ce-field__top").child(bone("s", "")),
                    bone("", height),
                ))
        })
        .collect();
    div().attr("class", "ce-section").child((
        div().attr("class", "ce-section__head").child(bone("m", "")),
        div().attr("class", "ce-grid").child(fields),
    ))
}

fn bone(width: &'static str, height: &'static str) -> impl IntoView + use<> {
    let some = |value: &'static str| (!value.is_empty()).then_some(value);
    span()
        .attr("class", "ce-bone")
        .attr("data-w", some(width))
        .attr("data-h", some(height))
}
