//! Small trees of files for tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder with files, gone with the value.
pub struct Tree(PathBuf);

impl Tree {
    /// Writes each file, with the folders on its way.
    pub fn new(files: &[(&str, &str)]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("xtask-tidy-{}-{number}", std::process::id());
        let tree = Self(std::env::temp_dir().join(name));
        for (file, text) in files {
            tree.write(file, text);
        }
        tree
    }

    /// Everything in which a version stands, and a changelog.
    pub fn of_version(changelog: &str, version: &str) -> Self {
        let ours = ["core", "edit", "headless", "server"].map(|name| format!("customer-{name}"));
        let locked = |name: &str| format!("name = \"{name}\"\nversion = \"{version}\"\n\n");
        let lock: String = ours.iter().map(|name| locked(name)).collect();
        let lock = format!(
            "{lock}name = \"other\"\nversion = \"0.1.0\"\n\n{}",
            locked("xtask")
        );
        let cargo = format!(
            "[workspace.package]\nversion = \"{version}\"\n\n[workspace.dependencies]\nother = {{ version = \"0.1.0\" }}\n"
        );
        let package =
            format!("{{\n  \"name\": \"customer-edit\",\n  \"version\": \"{version}\"\n}}\n");
        let packages = format!(
            "{{\n  \"name\": \"customer-edit\",\n  \"version\": \"{version}\",\n  \"packages\": {{\n    \"\": {{\n      \
             \"name\": \"customer-edit\",\n      \"version\": \"{version}\"\n    }},\n    \"x\": {{ \"version\": \"0.1.0\" }}\n  }}\n}}\n"
        );
        Self::new(&[
            ("CHANGELOG.md", changelog),
            ("Cargo.toml", &cargo),
            ("Cargo.lock", &lock),
            ("npm/package.json", &package),
            ("npm/package-lock.json", &packages),
            (
                "npm/src/version.ts",
                &format!("export const VERSION = \"{version}\";\n"),
            ),
            ("core/src/lib.rs", "pub fn f() {}"),
            ("xtask/released.txt", "# version sum\n"),
        ])
    }

    /// Writes a file, or writes it anew.
    pub fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folder");
        fs::write(path, text).expect("file");
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.0
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
