//! What cargo built, as cargo itself names it.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::run::shown;

/// Runs a `cargo build` and gives the one file it made that ends so (`.wasm`, or "" for a program).
/// `None`: cargo made no such file (a library without `cdylib`).
pub fn built_file(build: &mut Command, ending: &str) -> Result<Option<PathBuf>> {
    let output = build
        .arg("--message-format=json-render-diagnostics")
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start `{}`", shown(build)))?;
    if !output.status.success() {
        bail!("`{}` failed ({})", shown(build), output.status);
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    Ok(file_from_messages(&messages, ending))
}

/// The last artefact wins: cargo reports dependencies before what depends on them.
fn file_from_messages(messages: &str, ending: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter_map(|message| {
            if ending.is_empty() {
                return message["executable"].as_str().map(PathBuf::from);
            }
            let files = message["filenames"].as_array()?;
            let file = files
                .iter()
                .filter_map(Value::as_str)
                .find(|name| name.ends_with(ending))?;
            Some(file.into())
        })
        .next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGES: &str = concat!(
        r#"{"reason":"compiler-artifact","filenames":["/t/libcore.rlib"],"executable":null}"#,
        "\n",
        r#"{"reason":"build-script-executed","out_dir":"/t/out.wasm"}"#,
        "\nnot json\n",
        r#"{"reason":"compiler-artifact","filenames":["/t/a.wasm","/t/liba.rlib"],"executable":null}"#,
        "\n",
        r#"{"reason":"compiler-artifact","filenames":["/t/server"],"executable":"/t/server"}"#,
        "\n",
        r#"{"reason":"build-finished","success":true}"#,
    );

    #[test]
    fn the_module_is_found_by_its_ending() {
        assert_eq!(
            file_from_messages(MESSAGES, ".wasm"),
            Some("/t/a.wasm".into())
        );
    }

    #[test]
    fn the_program_is_what_cargo_calls_executable() {
        assert_eq!(file_from_messages(MESSAGES, ""), Some("/t/server".into()));
    }

    #[test]
    fn a_library_has_neither() {
        let library = MESSAGES.lines().next().expect("one line");
        assert_eq!(file_from_messages(library, ".wasm"), None);
        assert_eq!(file_from_messages(library, ""), None);
    }
}
