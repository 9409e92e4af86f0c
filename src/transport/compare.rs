//! Before a write that no tag guards: whether somebody else has written since.

use customer_core::editor::Conflict;

use super::job::Job;
use super::load;
use crate::state::{Failure, Form};

/// Reads the record once more where it has to be, and merges it under the draft. What clashes.
///
/// # Errors
/// Why it could not be read.
pub async fn with_server(job: &Job) -> Result<Vec<Conflict>, Failure> {
    let form = &job.form;
    if !is_due(form) {
        return Ok(Vec::new());
    }
    form.saving();
    let (record, etag) = load::fetched(job).await?;
    let stale = form.read(|editor| editor.is_stale(&record));
    let stale = stale.and_then(Result::ok).ok_or(Failure::Unreadable)?;
    // Its tag guards the write, if it has one.
    if !stale && etag.is_none() {
        return Ok(Vec::new());
    }
    let clashes = form.merged(&record, etag.as_deref())?;
    load::current_template(job).await?;
    Ok(clashes)
}

/// A tag needs no such read; without one, where the record says when it was changed, where reading it gave a tag and the
/// last save did not, or where the host wants it.
fn is_due(form: &Form) -> bool {
    let wanted = form.host.setting("compareBeforeWrite").as_deref() == Some("true");
    let due = form.read(|editor| {
        let known = wanted || editor.is_dated() || editor.has_lost_tag();
        editor.etag().is_none() && known
    });
    due.unwrap_or_default()
}
