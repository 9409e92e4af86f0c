//! How long a module may be: 300 lines, a file of tests 450, or a reason in `xtask/long-modules.txt`.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;

use super::{Finding, files, name_of, read};

const MOST: usize = 300;
/// Tests are lists of cases, read one at a time.
const MOST_OF_TESTS: usize = 450;
const REASONS: &str = "xtask/long-modules.txt";
const CODE: [&str; 8] = [".rs", ".ts", ".tsx", ".js", ".mjs", ".css", ".html", ".sql"];

/// Modules that are too long without a reason, and reasons that are not needed.
pub fn check(root: &Path) -> Result<Vec<Finding>> {
    let reasons = read(&root.join(REASONS))?;
    let mut reasons: BTreeMap<&str, &str> = reasons
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(": ").unwrap_or((line, "")))
        .collect();
    let mut found = Vec::new();
    for file in files(root) {
        let name = name_of(root, &file);
        if !CODE.iter().any(|ending| name.ends_with(ending)) {
            continue;
        }
        let lines = read(&file)?.lines().count();
        let most = match name.split('/').any(|part| part == "tests") {
            true => MOST_OF_TESTS,
            false => MOST,
        };
        if lines <= most {
            continue;
        }
        if reasons
            .remove(&*name)
            .is_none_or(|reason| reason.trim().is_empty())
        {
            found.push(format!("{name}: {lines} lines, over {most}: split it by meaning, or say in {REASONS} why not"));
        }
    }
    found.extend(
        reasons
            .keys()
            .map(|name| format!("{REASONS}: {name} needs no reason, take it out")),
    );
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::*;

    #[test]
    fn long_modules_need_a_reason_and_reasons_a_long_module() {
        let (long, short) = ("x\n".repeat(301), "x\n".repeat(300));
        let tests = "x\n".repeat(451);
        let tree = Tree::new(&[
            ("src/long.rs", &long),
            ("src/told.rs", &long),
            ("src/empty.rs", &long),
            ("src/short.rs", &short),
            ("core/tests/many.rs", &long),
            ("core/tests/too_many.rs", &tests),
            ("npm/node_modules/a.js", &long),
            ("target/b.rs", &long),
            ("a.json", &long),
            (
                REASONS,
                "# path: reason\nsrc/told.rs: one table\nsrc/empty.rs: \nsrc/short.rs: was long\nsrc/gone.rs: was there\n",
            ),
        ]);
        let found = check(tree.root()).expect("a tree that can be read");
        assert_eq!(
            found,
            [
                format!(
                    "core/tests/too_many.rs: 451 lines, over 450: split it by meaning, or say in {REASONS} why not"
                ),
                format!(
                    "src/empty.rs: 301 lines, over 300: split it by meaning, or say in {REASONS} why not"
                ),
                format!(
                    "src/long.rs: 301 lines, over 300: split it by meaning, or say in {REASONS} why not"
                ),
                format!("{REASONS}: src/gone.rs needs no reason, take it out"),
                format!("{REASONS}: src/short.rs needs no reason, take it out"),
            ]
        );
    }
}
