//! The record and its template.

use customer_core::editor::Editor;
use customer_core::schema::ListName;
use customer_core::text::joined;
use customer_headless::js::Record;

use super::job::Job;
use super::{landing, lists, paths, send};
use crate::state::{Action, Doing, Failure, Form, Notice, Phase, Purpose, Tone};

/// Loads the host's customer: anew, or under the draft of the same one. A save under way brings the record itself.
pub async fn load(form: Form) {
    let given = form.host.take_record();
    if matches!(*form.phase.peek(), Phase::Saving | Phase::Waiting) {
        return;
    }
    form.decline();
    let Some(job) = Job::new(&form, Purpose::Load) else {
        return;
    };
    if !form.is_open() {
        form.phase.set(Phase::Loading);
        form.announce(form.say("status.loading"));
        form.mirror();
    }
    if let Err(failure) = loaded(&job, given).await {
        form.load_failed(form.stopped_or(failure));
    }
}

async fn loaded(job: &Job, given: Option<String>) -> Result<(), Failure> {
    let form = &job.form;
    let missing = match given {
        Some(record) => {
            let taken = taken(job, record, None, true).await;
            taken.map_err(|failure| match failure {
                Failure::Unreadable => Failure::Record,
                other => other,
            })?
        }
        None => {
            let (record, etag) = fetched(job).await?;
            taken(job, record, etag, false).await?
        }
    };
    form.announce(String::new());
    if let Some(failure) = missing {
        tell_of_template(form, &failure);
    }
    form.emit(
        "customer-ready",
        Record::new().with("id", form.host.customer_id()),
    );
    Ok(())
}

/// The record as the server has it now, and its ETag.
///
/// # Errors
/// Why it could not be had.
pub async fn fetched(job: &Job) -> Result<(String, Option<String>), Failure> {
    let host = &job.form.host;
    if host.customer_id().is_empty() {
        return Err(Failure::MissingId);
    }
    let reply = send::get(job, &paths::record(host)).await?;
    let etag = reply.header("etag").map(str::to_owned);
    Ok((reply.into_json()?, etag))
}

/// Shows a record, the host's `own` or the server's, with its template where that is to be had. Answers why it is not.
async fn taken(
    job: &Job,
    record: String,
    etag: Option<String>,
    own: bool,
) -> Result<Option<Failure>, Failure> {
    let form = &job.form;
    if form.is_open() {
        // The host's says nothing of a save in doubt: it may be older.
        if !own && form.in_doubt() {
            landing::tell(form, landing::found(form, &record, etag.as_deref(), true)?);
        } else {
            form.rebased(&record, etag.as_deref())?;
        }
        return current_template(job).await;
    }
    let mut editor = form.editor_from_record(record, etag)?;
    // A host may know a part of it; what somebody in between answers for the server is none.
    if !own && !editor.has_customer() {
        return Err(Failure::Unreadable);
    }
    lists::fill(form, &mut editor);
    let missing = match editor.missing_template() {
        None => None,
        Some(id) => match template(job, &id).await {
            Ok(json) => editor
                .set_lookup(ListName::Templates.as_str(), &json)
                .err()
                .map(|_| Failure::Unreadable),
            Err(Failure::Aborted) => return Err(Failure::Aborted),
            Err(failure) => Some(failure),
        },
    };
    form.opened(editor);
    Ok(missing)
}

/// Fetches the template of a record that came under the draft, where it is another one. Answers why it is not there.
///
/// # Errors
/// [`Failure::Aborted`].
pub async fn current_template(job: &Job) -> Result<Option<Failure>, Failure> {
    let form = &job.form;
    let Some(id) = form.read(Editor::missing_template).flatten() else {
        return Ok(None);
    };
    match template(job, &id).await {
        Ok(json) => {
            form.take_list(ListName::Templates, &[json]);
            Ok(None)
        }
        Err(Failure::Aborted) => Err(Failure::Aborted),
        Err(failure) => Ok(Some(failure)),
    }
}

async fn template(job: &Job, id: &str) -> Result<String, Failure> {
    let name = joined(&["template/", id]);
    let urls = paths::NAMINGS.map(|naming| paths::template(&job.form.host, id, naming));
    lists::shared(job, &name, urls)
        .await?
        .first()
        .cloned()
        .ok_or(Failure::Unreadable)
}

/// The record is there and its custom fields are not: they show as loaded, and the rest can be edited.
fn tell_of_template(form: &Form, failure: &Failure) {
    form.tell(Notice {
        tone: Tone::Warning,
        title: form.say("notice.template"),
        // That there is no such template says nothing of the customer.
        text: match failure.is_gone() {
            true => form.say("notice.template.text"),
            false => failure.sentence(&form.host, Doing::Load),
        },
        detail: None,
        action: Some(Action::Reload),
    });
}
