//! The record and its template.

use customer_core::editor::Editor;
use customer_core::schema::ListName;
use customer_core::text::joined;
use customer_headless::js::Record;
use web_sys::AbortSignal;

use super::lists;
use super::paths;
use super::send;
use crate::state::{Action, Doing, Failure, Form, Notice, Phase, Tone};

/// Loads the host's customer: anew, or under the draft of the same one. A save under way brings the record itself.
pub async fn load(form: Form) {
    if *form.phase.peek() == Phase::Saving {
        return;
    }
    form.decline();
    let Some(controller) = form.begin_load() else {
        return;
    };
    if !form.is_open() {
        form.phase.set(Phase::Loading);
        form.announce(form.say("status.loading"));
        form.mirror();
    }
    let signal = controller.signal();
    if let Err(failure) = loaded(&form, &signal).await {
        form.load_failed(failure);
    }
    form.release(&controller);
}

async fn loaded(form: &Form, signal: &AbortSignal) -> Result<(), Failure> {
    let missing = match form.host.record() {
        Some(record) => {
            let taken = taken(form, signal, record, None).await;
            taken.map_err(|failure| match failure {
                Failure::Unreadable => Failure::Record,
                other => other,
            })?
        }
        None => {
            let (record, etag) = fetched(form, signal).await?;
            taken(form, signal, record, etag).await?
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

async fn fetched(form: &Form, signal: &AbortSignal) -> Result<(String, Option<String>), Failure> {
    if form.host.customer_id().is_empty() {
        return Err(Failure::MissingId);
    }
    let reply = send::get(form, signal, &paths::record(&form.host)).await?;
    let etag = reply.header("etag").map(str::to_owned);
    Ok((reply.into_json()?, etag))
}

/// Shows a record, with its template where that is to be had. Answers why it is not.
async fn taken(
    form: &Form,
    signal: &AbortSignal,
    record: String,
    etag: Option<String>,
) -> Result<Option<Failure>, Failure> {
    if form.is_open() {
        form.rebased(&record, etag.as_deref())?;
        let Some(id) = form.read(Editor::missing_template).flatten() else {
            return Ok(None);
        };
        return match template(form, signal, &id).await {
            Ok(json) => {
                form.take_list(ListName::Templates, &[json]);
                Ok(None)
            }
            Err(Failure::Aborted) => Err(Failure::Aborted),
            Err(failure) => Ok(Some(failure)),
        };
    }
    let mut editor = form.editor_from_record(record, etag)?;
    lists::fill(form, &mut editor);
    let missing = match editor.missing_template() {
        None => None,
        Some(id) => match template(form, signal, &id).await {
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

async fn template(form: &Form, signal: &AbortSignal, id: &str) -> Result<String, Failure> {
    let name = joined(&["template/", id]);
    let urls = paths::NAMINGS.map(|naming| paths::template(&form.host, id, naming));
    lists::shared(form, signal, &name, urls)
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
        text: failure.sentence(&form.host, Doing::Load),
        detail: None,
        action: Some(Action::Reload),
    });
}
