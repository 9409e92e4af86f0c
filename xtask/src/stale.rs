//! Which outputs are older than what they are made from.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

/// Whether any of `outputs` is missing, or older than the newest file under `inputs` (files or folders).
/// A missing input makes everything stale: the step that reads it then says what is wrong.
pub fn is_stale<P: AsRef<Path>, Q: AsRef<Path>>(outputs: &[P], inputs: &[Q]) -> bool {
    let oldest = outputs
        .iter()
        .map(|path| modified(path.as_ref()))
        .collect::<Option<Vec<_>>>()
        .and_then(|times| times.into_iter().min());
    let newest = inputs
        .iter()
        .map(|path| newest_under(path.as_ref()))
        .collect::<Option<Vec<_>>>()
        .and_then(|times| times.into_iter().max());
    match (oldest, newest) {
        (Some(oldest), Some(newest)) => newest > oldest,
        _ => true,
    }
}

/// Every file under `folder` with this ending, in order of name.
pub fn files_ending(folder: &Path, ending: &str) -> Vec<PathBuf> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.file_name() != "node_modules")
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect()
}

fn newest_under(path: &Path) -> Option<SystemTime> {
    WalkDir::new(path)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| modified(entry.path()))
        .max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().and_then(|data| data.modified()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File};
    use std::time::Duration;

    /// A folder of its own per test, with files whose age is given in seconds.
    struct Files(PathBuf);

    impl Files {
        fn new(test: &str, ages: &[(&str, u64)]) -> Self {
            let folder = std::env::temp_dir().join(format!("xtask-{test}-{}", std::process::id()));
            let now = SystemTime::now();
            for (name, age) in ages {
                let path = folder.join(name);
                fs::create_dir_all(path.parent().expect("has a parent")).expect("folder");
                let file = File::create(path).expect("file");
                file.set_modified(now - Duration::from_secs(*age))
                    .expect("mtime");
            }
            Self(folder)
        }

        fn stale(&self, outputs: &[&str], inputs: &[&str]) -> bool {
            let under = |names: &[&str]| names.iter().map(|n| self.0.join(n)).collect::<Vec<_>>();
            is_stale(&under(outputs), &under(inputs))
        }
    }

    impl Drop for Files {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn newer_output_is_fresh() {
        let files = Files::new("fresh", &[("in", 20), ("out", 10)]);
        assert!(!files.stale(&["out"], &["in"]));
        assert!(files.stale(&["in"], &["out"]));
    }

    #[test]
    fn every_output_counts() {
        let files = Files::new("every", &[("in", 20), ("new", 10), ("old", 30)]);
        assert!(files.stale(&["new", "old"], &["in"]));
        assert!(files.stale(&["new", "missing"], &["in"]));
        assert!(files.stale(&["new"], &["in", "missing"]));
    }

    #[test]
    fn folders_count_by_their_newest_file() {
        let files = Files::new(
            "folder",
            &[("src/a/deep.rs", 5), ("src/b.rs", 50), ("out", 10)],
        );
        assert!(files.stale(&["out"], &["src"]));
        assert!(!files.stale(&["out"], &["src/b.rs"]));
    }

    #[test]
    fn files_are_found_by_ending_outside_node_modules() {
        let files = Files::new(
            "ending",
            &[
                ("b.test.mjs", 0),
                ("a/a.test.mjs", 0),
                ("a/help.mjs", 0),
                ("node_modules/x.test.mjs", 0),
            ],
        );
        let found = files_ending(&files.0, ".test.mjs");
        assert_eq!(
            found,
            [files.0.join("a/a.test.mjs"), files.0.join("b.test.mjs")]
        );
    }
}
