//! What is held to in every run, without a network.

use super::*;
use walkdir::WalkDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// Files of the checkout by their name; not what was installed or built.
fn named(name: &str) -> Vec<PathBuf> {
    let skipped = ["node_modules", "target", ".git", "dist", "build"];
    let files = WalkDir::new(root())
        .into_iter()
        .filter_entry(|entry| !skipped.contains(&&*entry.file_name().to_string_lossy()));
    let files = files
        .filter_map(Result::ok)
        .map(walkdir::DirEntry::into_path);
    files
        .filter(|path| path.file_name().is_some_and(|file| file == name))
        .collect()
}

#[test]
fn crates_come_from_crates_io_with_their_checksums() {
    let locks = named("Cargo.lock");
    assert!(locks.len() >= 2, "{locks:?}");
    for lock in locks {
        let text = fs::read_to_string(&lock).unwrap();
        let mut counted = 0;
        for package in text.split("[[package]]").skip(1) {
            let line = |key: &str| package.lines().find_map(|line| line.strip_prefix(key));
            let Some(source) = line("source = ") else {
                continue;
            };
            let registry = "\"registry+https://github.com/rust-lang/crates.io-index\"";
            assert_eq!(source, registry, "{} in {}", package.trim(), lock.display());
            assert!(line("checksum = \"").is_some(), "{package}");
            counted += 1;
        }
        assert!(counted > 20, "{} in {}", counted, lock.display());
    }
}

#[test]
fn npm_packages_have_checksums_and_no_addresses() {
    let locks = named("package-lock.json");
    assert!(!locks.is_empty());
    for lock in locks {
        let text = fs::read_to_string(&lock).unwrap();
        let parsed: Value = serde_json::from_str(&text).unwrap();
        for (name, package) in parsed["packages"].as_object().unwrap() {
            let own = name.is_empty() || package["link"] == true;
            assert!(
                package["resolved"].is_null(),
                "{name} in {}",
                lock.display()
            );
            assert!(
                own || package["integrity"].is_string(),
                "{name} in {}",
                lock.display()
            );
        }
    }
}

/// Names in the manifests of every crate and package of ours.
fn direct() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut ours = BTreeSet::new();
    for manifest in ["Cargo.toml", "fuzz/Cargo.toml"] {
        let mut command = cargo(&root());
        command.args([
            "metadata",
            "--no-deps",
            "--format-version=1",
            "--manifest-path",
            manifest,
        ]);
        let metadata: Value = serde_json::from_str(&output(&mut command).unwrap()).unwrap();
        for package in metadata["packages"].as_array().unwrap() {
            ours.insert(package["name"].as_str().unwrap().to_owned());
            for dependency in package["dependencies"].as_array().unwrap() {
                found.insert(dependency["name"].as_str().unwrap().to_owned());
            }
        }
    }
    for manifest in named("package.json") {
        let package: Value = serde_json::from_str(&fs::read_to_string(manifest).unwrap()).unwrap();
        ours.extend(package["name"].as_str().map(str::to_owned));
        for kind in ["dependencies", "devDependencies", "peerDependencies"] {
            found.extend(
                package[kind]
                    .as_object()
                    .into_iter()
                    .flatten()
                    .map(|(name, _)| name.clone()),
            );
        }
    }
    found.retain(|name| !ours.contains(name));
    found
}

#[test]
fn every_direct_dependency_says_what_for() {
    let lines = fs::read_to_string(root().join("docs/dependencies.md")).unwrap();
    let told = |name: &String| {
        let start = format!("| `{name}` | ");
        lines
            .lines()
            .any(|line| line.starts_with(&start) && line.len() > start.len() + 12)
    };
    let missing: Vec<String> = direct().into_iter().filter(|name| !told(name)).collect();
    assert!(
        missing.is_empty(),
        "docs/dependencies.md has no line for {missing:?}"
    );
}

#[test]
fn whose_work_ships_is_told() {
    let told = fs::read_to_string(root().join(NOTICES)).unwrap();
    assert!(told == notices(&root()).unwrap(), "again: cargo x notices");
}

#[test]
fn no_crate_ships_in_two_versions() {
    let crates = shipped(&root()).unwrap();
    let mut names = BTreeSet::new();
    for name in crates.keys() {
        let (name, _) = name.split_once(' ').unwrap();
        assert!(names.insert(name), "{name}");
    }
    assert!(
        names.contains("wasm-bindgen") && names.len() > 10,
        "{names:?}"
    );
}
