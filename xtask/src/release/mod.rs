//! `cargo x release`: everything up to the moment at which something would leave this machine, which is a person's.
//!
//! Without `--write` nothing of the checkout changes: the release is rehearsed, on the package as it is.

mod archive;
mod edits;

use std::fs;

use anyhow::{Context, Result};

use crate::cli::ReleaseOptions;
use crate::pipeline;
use crate::tidy;
use crate::version;
use crate::workspace::Workspace;

/// Checks, sets versions (with `--write`), builds, packs, and prints what would be published and how.
pub fn release(options: &ReleaseOptions) -> Result<()> {
    let workspace = Workspace::find()?;
    let root = &workspace.root;
    let version = match &options.version {
        Some(version) => version.clone(),
        None => version::current(root)?,
    };
    let today = chrono::Utc::now().date_naive().to_string();
    let edits = edits::of(root, &version, &today)?;
    if options.write {
        // What can fail fails before anything is written.
        pipeline::build_within_budget(&workspace)?;
        archive::pack(&workspace)?;
    }
    for edit in &edits {
        println!(
            "{} {}",
            if options.write {
                "written"
            } else {
                "would write"
            },
            edit.file
        );
        if options.write {
            let path = root.join(edit.file);
            fs::write(&path, &edit.text)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    pipeline::build_within_budget(&workspace)?;
    let packed = archive::pack(&workspace)?;
    println!("\n{}@{}", packed.name, packed.version);
    for file in &packed.files {
        println!("  {:>9}  {}", file.size, file.path);
    }
    println!(
        "{} bytes packed, {} unpacked, shasum {}",
        packed.size, packed.unpacked, packed.shasum
    );
    println!("{}", packed.path.display());

    println!("\nThen, by hand:");
    if !options.write {
        println!("  cargo x release {version} --write");
        return Ok(());
    }
    // Last: what fails before can be repeated.
    tidy::note_release(root, &version)?;
    println!("  (written {})", tidy::RELEASED);
    println!(
        "  git commit --all --message 'release {version}' && git tag --annotate v{version} --message {version}"
    );
    println!("  npm publish {}", packed.path.display());
    println!("  git push --follow-tags");
    Ok(())
}
