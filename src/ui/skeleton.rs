//! The shape of a form while the record is on its way.

use super::dom::{Node, el};

/// Fields per section, as shares of a row: half, third or full.
const SHAPE: &[&[&str]] = &[
    &["half", "half"],
    &["half", "half", "half"],
    &["half", "half", "third", "third", "third"],
    &["full"],
];

/// Nothing to read: the live region says that it loads.
pub fn skeleton() -> Node {
    let title = [&bone("l", "title"), &bone("m", "")];
    let head = el(
        "div",
        &[("class", "ce-head")],
        &[
            &bone("", "mono"),
            &el("div", &[("class", "ce-head__id")], &title),
        ],
    );
    let skeleton = el("div", &[("aria-hidden", "true")], &[&head]);
    for spans in SHAPE {
        skeleton.append(&section(spans));
    }
    skeleton
}

fn section(spans: &[&str]) -> Node {
    let grid = el("div", &[("class", "ce-grid")], &[]);
    for span in spans {
        let height = if *span == "full" { "area" } else { "control" };
        grid.append(&el(
            "div",
            &[("class", "ce-field"), ("data-span", span)],
            &[
                &el("div", &[("class", "ce-field__top")], &[&bone("s", "")]),
                &bone("", height),
            ],
        ));
    }
    let head = el("div", &[("class", "ce-section__head")], &[&bone("m", "")]);
    el("div", &[("class", "ce-section")], &[&head, &grid])
}

fn bone(width: &str, height: &str) -> Node {
    let bone = el("span", &[("class", "ce-bone")], &[]);
    for (name, value) in [("data-w", width), ("data-h", height)] {
        if !value.is_empty() {
            bone.set(name, value);
        }
    }
    bone
}
