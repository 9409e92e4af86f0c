//! Line icons on a grid of 16, each one path.

use super::dom::{Node, svg};

/// An arrow back.
pub const UNDO: &str = "M5.5 3 2.5 6l3 3M2.5 6h6.75a3.75 3.75 0 0 1 0 7.5H6.5";
/// An arrow forth.
pub const REDO: &str = "M10.5 3l3 3-3 3M13.5 6H6.75a3.75 3.75 0 0 0 0 7.5H9.5";
/// An angle down.
pub const CHEVRON: &str = "M4.5 6.5 8 10l3.5-3.5";
/// A tick.
pub const CHECK: &str = "M3.5 8.5l3 3 6-7";
/// An exclamation mark in a circle.
pub const ALERT: &str = "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5ZM8 4.9v3.6M8 11v.01";
/// An exclamation mark in a triangle.
pub const WARN: &str = "M8 2.25 14.5 13.5h-13ZM8 6.5v3M8 11.5v.01";
/// An i in a circle.
pub const INFO: &str = "M8 1.75a6.25 6.25 0 1 0 0 12.5 6.25 6.25 0 0 0 0-12.5ZM8 7.5v3.6M8 5v.01";
/// A padlock.
pub const LOCK: &str = "M4 7.25h8v6H4zM5.75 7.25V5a2.25 2.25 0 0 1 4.5 0v2.25";
/// A crossed-out cloud.
pub const OFF: &str =
    "M2 2l12 12M6.2 4.1A4 4 0 0 1 11.4 7a3 3 0 0 1 2.3 4.6M11 12.9H5a3.2 3.2 0 0 1-.6-6.3";

/// An icon beside words that say the same; `flip` mirrors it in right-to-left scripts.
pub fn icon(path: &str, class: &str, flip: bool) -> Node {
    let icon = svg(
        "svg",
        &[
            ("class", class),
            ("viewBox", "0 0 16 16"),
            ("aria-hidden", "true"),
        ],
    );
    if flip {
        icon.set("data-flip", "");
    }
    icon.append(&svg("path", &[("d", path)]));
    icon
}
