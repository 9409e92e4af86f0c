//! The archive that npm would publish, and whether it holds what it should: `npm/archive.txt`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::run::output;
use crate::workspace::Workspace;

/// One file of the archive.
pub struct File {
    /// Inside the package.
    pub path: String,
    /// Bytes.
    pub size: u64,
}

/// What `npm pack` says of what it made.
pub struct Packed {
    /// The package's name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Bytes of the archive.
    pub size: u64,
    /// Bytes of its files.
    pub unpacked: u64,
    /// SHA-1, as `npm publish` shows it.
    pub shasum: String,
    /// Where it is.
    pub path: PathBuf,
    /// In order of path.
    pub files: Vec<File>,
}

/// Packs into target/release-npm; fails when the archive is not what `npm/archive.txt` says.
pub fn pack(workspace: &Workspace) -> Result<Packed> {
    let folder = workspace.target.join("release-npm");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let said = output(
        Command::new("npm")
            .current_dir(workspace.npm())
            .args(["pack", "--json", "--pack-destination"])
            .arg(&folder),
    )?;
    let said: Value = serde_json::from_str(&said).context("npm pack answered no JSON")?;
    let said = &said[0];
    let text = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
    let number = |value: &Value| value.as_u64().unwrap_or_default();
    let files = said["files"].as_array().into_iter().flatten();
    let packed = Packed {
        name: text("name"),
        version: text("version"),
        size: number(&said["size"]),
        unpacked: number(&said["unpackedSize"]),
        shasum: text("shasum"),
        path: folder.join(text("filename")),
        files: files
            .map(|file| File {
                path: file["path"].as_str().unwrap_or_default().to_owned(),
                size: number(&file["size"]),
            })
            .collect(),
    };
    let expected =
        fs::read_to_string(workspace.npm().join("archive.txt")).context("npm/archive.txt")?;
    let paths: Vec<&str> = packed.files.iter().map(|file| &*file.path).collect();
    let wrong = differences(&expected, &paths);
    ensure!(
        wrong.is_empty(),
        "the archive is not what npm/archive.txt says: {}",
        wrong.join(", ")
    );
    Ok(packed)
}

/// What is missing (`-`) and what is too much (`+`). Chunks are named by their content; their number counts.
fn differences(expected: &str, files: &[&str]) -> Vec<String> {
    let mut expected: Vec<&str> = expected
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let mut wrong = Vec::new();
    for file in files {
        let name = if is_chunk(file) {
            "dist/chunk-*.js"
        } else {
            file
        };
        match expected.iter().position(|line| *line == name) {
            Some(at) => drop(expected.swap_remove(at)),
            None => wrong.push(format!("+{file}")),
        }
    }
    wrong.extend(expected.iter().map(|line| format!("-{line}")));
    wrong.sort();
    wrong
}

fn is_chunk(file: &str) -> bool {
    let hash = file
        .strip_prefix("dist/chunk-")
        .and_then(|rest| rest.strip_suffix(".js"));
    hash.is_some_and(|hash| {
        hash.len() == 8
            && hash
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_has_what_is_listed_and_nothing_else() {
        let list = "# files\npackage.json\ndist/index.js\ndist/chunk-*.js\n";
        assert!(
            differences(
                list,
                &["package.json", "dist/index.js", "dist/chunk-ABCD1234.js"]
            )
            .is_empty()
        );
        assert_eq!(
            differences(
                list,
                &[
                    "package.json",
                    "dist/chunk-ABCD1234.js",
                    "dist/chunk-ABCD1235.js",
                    "src/secret.ts"
                ]
            ),
            [
                "+dist/chunk-ABCD1235.js",
                "+src/secret.ts",
                "-dist/index.js"
            ]
        );
    }
}
