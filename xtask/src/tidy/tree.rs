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
