//! Which way imports go inside a package: a room imports only rooms before it.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::paths::{Named, named};
use super::{Finding, files, name_of, read};

/// Modules that never import each other, and those that only one room may know. Of each: who, and what they must not name.
const CORE_APART: [(&str, &str, &str); 5] = [
    (
        "schema::json_v2",
        "schema::form_v1",
        "two APIs, told by nothing to each other",
    ),
    (
        "schema::form_v1",
        "schema::json_v2",
        "two APIs, told by nothing to each other",
    ),
    (
        "wire::json_v2",
        "wire::form_v1",
        "wire modules never import each other",
    ),
    (
        "wire::form_v1",
        "wire::json_v2",
        "wire modules never import each other",
    ),
    ("!wire", "wire::json", "JSON is known to `wire` alone"),
];

/// The widget's rooms, each importing only those before it.
const WIDGET: [&str; 4] = ["host", "state", "transport", "ui"];

/// `state` and `ui` know no body and no rule; what rules say is a report, and a date is told from a text in one way.
const WIDGET_APART: [(&str, &str, &str); 4] = [
    ("state", "customer_core::wire", "state knows no body"),
    ("ui", "customer_core::wire", "ui knows no body"),
    ("state", "customer_core::rules", "state knows no rule"),
    ("ui", "customer_core::rules", "ui knows no rule"),
];
const WIDGET_KNOWS: [&str; 2] = [
    "customer_core::rules::report",
    "customer_core::rules::date::date_from_text",
];

/// Core's rooms, in the order of ARCHITECTURE.md's table, which is the one place where the order is told.
pub fn core(root: &Path) -> Result<Vec<Finding>> {
    let order = order_from_table(&read(&root.join("ARCHITECTURE.md"))?);
    ensure!(
        !order.is_empty(),
        "ARCHITECTURE.md has no table of core's rooms"
    );
    let source = root.join("core/src");
    let mut found = Vec::new();

    let listed: BTreeSet<&str> = order.iter().map(String::as_str).collect();
    let index = read(&source.join("lib.rs"))?;
    let rooms: Vec<&str> = index
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    found.extend(
        rooms
            .iter()
            .filter(|room| !listed.contains(*room))
            .map(|room| {
                format!("core/src/lib.rs: `{room}` is not in ARCHITECTURE.md's table of rooms")
            }),
    );
    if found.is_empty() && rooms != order {
        found.push(format!(
            "core/src/lib.rs: not the order of ARCHITECTURE.md's table: {}",
            order.join(", ")
        ));
    }
    let order: Vec<&str> = order.iter().map(String::as_str).collect();
    found.extend(directions(root, &source, &order, &CORE_APART, &[])?);
    Ok(found)
}

/// The widget's rooms, and that scripts beside those of `transport` ask nobody for anything.
pub fn widget(root: &Path) -> Result<Vec<Finding>> {
    let source = root.join("src");
    let mut found = directions(root, &source, &WIDGET, &WIDGET_APART, &WIDGET_KNOWS)?;
    for file in files(&source) {
        let name = name_of(root, &file);
        if !name.ends_with(".js") || name.starts_with("src/transport/") {
            continue;
        }
        let script = std::fs::read_to_string(&file)?;
        let asks = ["fetch", "XMLHttpRequest", "import", "WebSocket"];
        if asks.iter().any(|word| script.contains(word)) {
            found.push(format!("{name}: only `transport` asks servers"));
        }
    }
    Ok(found)
}

/// The names in the first column of the table under "The rooms of core", from top to bottom and left to right.
fn order_from_table(text: &str) -> Vec<String> {
    let section = text
        .split("\n## ")
        .find(|part| part.starts_with("The rooms of core"));
    let rows = section.into_iter().flat_map(str::lines);
    rows.filter_map(|row| row.strip_prefix("| `")?.split(" | ").next())
        .flat_map(|cell| cell.split(", "))
        .map(|name| {
            name.trim_matches('`')
                .trim_end_matches('/')
                .trim_end_matches(".rs")
                .to_owned()
        })
        .collect()
}

fn directions(
    root: &Path,
    source: &Path,
    order: &[&str],
    apart: &[(&str, &str, &str)],
    known: &[&str],
) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    for file in files(source) {
        let Some(module) = module_of(&name_of(source, &file)) else {
            continue;
        };
        let Some(room) = module.first() else { continue };
        let name = name_of(root, &file);
        let Some(own) = order.iter().position(|other| other == room) else {
            found.push(format!("{name}: `{room}` is no room of the package"));
            continue;
        };
        let paths = named(&read(&file)?, &module).with_context(|| name.clone())?;
        for Named { path, line } in paths {
            let target = order
                .iter()
                .position(|other| path.first().is_some_and(|first| first == other));
            if target.is_some_and(|target| target > own) {
                found.push(format!(
                    "{name}:{line}: `{room}` must not import `{}`, which comes after it",
                    path.join("::")
                ));
            }
            if known.iter().any(|known| within(&path, known)) {
                continue;
            }
            let breach = apart.iter().find(|(who, what, _)| {
                let named = within(&path, what);
                named
                    && who
                        .strip_prefix('!')
                        .map_or_else(|| within(&module, who), |who| !within(&module, who))
            });
            if let Some((_, _, why)) = breach {
                found.push(format!("{name}:{line}: `{}`: {why}", path.join("::")));
            }
        }
    }
    Ok(found)
}

/// Whether a path is a module, or something in it.
fn within(path: &[String], module: &str) -> bool {
    let mut path = path.iter();
    module
        .split("::")
        .all(|part| path.next().is_some_and(|own| own == part))
}

/// `wire/json_v2/mod.rs` is `wire::json_v2`; the crate's root is no module of its own.
fn module_of(file: &str) -> Option<Vec<String>> {
    let stem = file.strip_suffix(".rs").filter(|stem| *stem != "lib")?;
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    Some(stem.split('/').map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::*;

    const TABLE: &str = "# A\n\n## The rooms of core, in reading order\n\n| room | gives |\n|---|---|\n\
                         | `text.rs`, `order.rs` | small |\n| `rules/` | rules |\n| `wire/` | JSON |\n\n## B\n\n| `no/` | x |\n";
    const INDEX: &str = "pub mod text;\npub mod order;\npub mod rules;\npub mod wire;\n";

    fn of_core(files: &[(&str, &str)]) -> Vec<Finding> {
        let tree = Tree::new(&[("ARCHITECTURE.md", TABLE), ("core/src/lib.rs", INDEX)]);
        for (file, text) in files {
            tree.write(file, text);
        }
        core(tree.root()).expect("a tree that can be read")
    }

    #[test]
    fn importing_what_comes_before_is_fine() {
        let clean = of_core(&[
            ("core/src/text.rs", ""),
            ("core/src/rules/mod.rs", "use crate::{order, text::cut};"),
            (
                "core/src/wire/list.rs",
                "use super::json::Node; use crate::rules::report;",
            ),
        ]);
        assert!(clean.is_empty(), "{clean:?}");
    }

    #[test]
    fn a_wrong_direction_is_found_wherever_it_is_written() {
        let found = of_core(&[
            (
                "core/src/text.rs",
                "fn f() {\n    crate::order::sorted()\n}",
            ),
            (
                "core/src/rules/date.rs",
                "use super::super::{text, wire::list};",
            ),
        ]);
        assert_eq!(
            found,
            [
                "core/src/rules/date.rs:1: `rules` must not import `wire::list`, which comes after it",
                "core/src/text.rs:2: `text` must not import `order::sorted`, which comes after it",
            ]
        );
    }

    #[test]
    fn the_apis_are_apart_and_json_is_wires() {
        let found = of_core(&[
            (
                "core/src/wire/form_v1/body.rs",
                "use crate::wire::json_v2::COMPANY;",
            ),
            ("core/src/wire/json_v2/mod.rs", "use super::form_v1;"),
        ]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found
                .iter()
                .all(|line| line.ends_with("wire modules never import each other"))
        );
        let found = of_core(&[("core/src/rules/mod.rs", "use crate::wire::json::Node;")]);
        assert!(
            found
                .iter()
                .any(|line| line.ends_with("JSON is known to `wire` alone"))
        );
    }

    #[test]
    fn the_index_has_the_order_of_the_table() {
        let found = of_core(&[(
            "core/src/lib.rs",
            "pub mod rules;\npub mod text;\npub mod order;\npub mod wire;\n",
        )]);
        assert_eq!(found.len(), 1, "{found:?}");
        let found = of_core(&[
            ("core/src/lib.rs", "pub mod attic;\n"),
            ("core/src/attic.rs", ""),
        ]);
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn the_widgets_state_knows_no_component_and_no_body() {
        let tree = Tree::new(&[
            (
                "src/state/mod.rs",
                "use crate::ui::Mounted;\nuse customer_core::wire::path;",
            ),
            (
                "src/ui/field.rs",
                "use customer_core::rules::{report::Code, required};",
            ),
            ("src/transport/http.js", ""),
            ("src/ui/fetch.js", "fetch(here);"),
            ("src/ui/paint.js", "draw(there);"),
            ("src/lib.rs", "use ui::x;"),
        ]);
        assert_eq!(
            widget(tree.root()).expect("a tree that can be read"),
            [
                "src/state/mod.rs:1: `state` must not import `ui::Mounted`, which comes after it",
                "src/state/mod.rs:2: `customer_core::wire::path`: state knows no body",
                "src/ui/field.rs:1: `customer_core::rules::required`: ui knows no rule",
                "src/ui/fetch.js: only `transport` asks servers",
            ]
        );
    }
}
