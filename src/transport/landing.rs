//! A save whose answer was lost: the record says what became of it.

use customer_core::editor::Landing;

use super::job::Job;
use super::{load, send};
use crate::state::{Failure, Form, Purpose};

/// Seconds before the first look at a server that did not answer; each next one waits twice as long.
const FIRST: u32 = 2;
/// Seconds at most.
const LONGEST: u32 = 30;

/// Reads the record and merges it: stored, or not. `lost`: there was no answer, not a refusal.
///
/// # Errors
/// Why it could not be read.
pub async fn look_up(job: &Job, lost: bool) -> Result<Landing, Failure> {
    let (record, etag) = load::fetched(job).await?;
    let landing = found(&job.form, &record, etag.as_deref(), lost)?;
    // Without the template its fields show as loaded, as after a load.
    load::current_template(job).await?;
    Ok(landing)
}

/// What a record says of the last request.
///
/// # Errors
/// [`Failure::Unreadable`]; the draft and the old record stay.
pub fn found(
    form: &Form,
    record: &str,
    etag: Option<&str>,
    lost: bool,
) -> Result<Landing, Failure> {
    let landing = form.write(|editor| editor.landing(record, etag, lost));
    let landing = landing.and_then(Result::ok).ok_or(Failure::Unreadable)?;
    form.replaced();
    Ok(landing)
}

/// Says what became of a save that was in doubt.
pub fn tell(form: &Form, landing: Landing) {
    let changed = form.resolve_doubt();
    match landing {
        Landing::Stored { others, clashes } => {
            drop(form.saved(&changed, &others));
            form.tell_clashes(&clashes);
        }
        // It was discarded meanwhile, or the record that the host handed over agrees.
        Landing::Absent(_) if form.dirty().is_empty() => form.forget_doubt(),
        Landing::Absent(clashes) if clashes.is_empty() => form.tell_absent(),
        Landing::Absent(clashes) => drop(form.overwritten(changed, &clashes)),
    }
}

/// Looks until it is known what became of a save, again and again while the server does not answer.
pub fn watch(form: &Form) {
    let Some(job) = Job::new(form, Purpose::Aside) else {
        return;
    };
    form.watch_doubt(job.controller());
    crate::spawn(async move {
        let mut wait = FIRST;
        while send::later(&job, wait).await && job.form.in_doubt() {
            wait = LONGEST.min(wait * 2);
            // A save or a load under way finds out by itself.
            let idle = |form: &Form| form.in_doubt() && !form.busy() && !form.asking();
            if !idle(&job.form) {
                continue;
            }
            let (record, etag) = match load::fetched(&job).await {
                Ok(read) => read,
                Err(failure) if failure.is_gone() => {
                    let _ = job.form.resolve_doubt();
                    drop(job.form.save_failed(&failure));
                    continue;
                }
                Err(_) => continue,
            };
            if idle(&job.form)
                && let Ok(landing) = found(&job.form, &record, etag.as_deref(), true)
            {
                tell(&job.form, landing);
                // Without it its fields show as loaded.
                let _ = load::current_template(&job).await;
            }
        }
    });
}
