//! The draft leaves, and the answer comes back.

use customer_core::editor::{Editor, EditorError, Landing, Outcome, Request};
use customer_core::schema::{ListName, Method};
use customer_headless::js::Record;
use wasm_bindgen::JsValue;

use super::job::Job;
use super::reply::{Reply, now};
use super::send::Place;
use super::{compare, landing, lists, paths, send};
use crate::state::{Answer, Failure, Form, Purpose, cancelled};

/// Times that a request is sent again because the first one is known not to have been stored.
const REPEATS: u32 = 1;
/// Times that a draft is sent again over a record that somebody else changed elsewhere.
const MERGES: u32 = 3;

/// Saves the draft by `method` (or the host's). The value is an `Outcome` of the public interface.
pub async fn save(form: Form, method: Option<Method>) -> JsValue {
    let ask = form.host.review();
    asked(form, method, ask).await
}

/// Saves once the person has seen what it does: on demand, and by PUT where a PATCH was not taken.
pub async fn reviewed(form: Form, method: Option<Method>) -> JsValue {
    asked(form, method, true).await
}

/// `ask`: the person sees every change before it leaves.
async fn asked(form: Form, method: Option<Method>, ask: bool) -> JsValue {
    if form.busy() || form.asking() || form.closed() {
        return cancelled();
    }
    if form.read(|_| ()).is_none() {
        let message = form.say("error.load.title");
        return Record::new()
            .with("kind", "unavailable")
            .with("message", message)
            .into();
    }
    let method = method.unwrap_or_else(|| form.host.default_method());
    form.read_date();
    if form.dirty().is_empty() && !form.in_doubt() {
        form.tell_landed();
        return saved_already();
    }
    let Some(job) = Job::new(&form, Purpose::Save) else {
        return cancelled();
    };
    match sent(&job, method, ask).await {
        Ok(outcome) => outcome,
        Err(failure) => form.save_failed(&form.stopped_or(failure)),
    }
}

async fn sent(job: &Job, method: Method, ask: bool) -> Result<JsValue, Failure> {
    let form = &job.form;
    if form.in_doubt() {
        form.saving();
        let landing = landing::look_up(job, true).await?;
        let changed = form.resolve_doubt();
        match landing {
            Landing::Stored { others, clashes } => {
                let saved = form.saved(&changed, &others);
                form.tell_clashes(&clashes);
                if form.dirty().is_empty() {
                    return Ok(saved);
                }
            }
            Landing::Absent(clashes) if !clashes.is_empty() => {
                return Ok(form.overwritten(changed, &clashes));
            }
            Landing::Absent(_) => {}
        }
    }
    if form.has_clashes() {
        return Ok(form.choose_again());
    }
    needed_lists(job, method).await?;
    // Where the rules refuse the draft, the request says so.
    if let Ok(plan) = form.plan(method)
        && (ask || plan.is_due())
        && !form.reviewed(plan).await
    {
        return Ok(declined(form, method));
    }
    let clashes = compare::with_server(job).await?;
    if !clashes.is_empty() {
        return Ok(form.clash(&clashes));
    }
    transmitted(job, method).await
}

/// Sends until it is known what came of it.
async fn transmitted(job: &Job, method: Method) -> Result<JsValue, Failure> {
    let form = &job.form;
    let (mut repeats, mut merges) = (0, 0);
    let mut told: Option<Request> = None;
    loop {
        let mut changed = Vec::new();
        let reply = match attempt(job, method, &mut told, &mut changed).await? {
            Attempt::Over(outcome) => return Ok(outcome),
            Attempt::Answered(reply) => Ok(reply),
            Attempt::Lost(failure) => Err(failure),
        };
        let lost = match reply {
            Ok(reply) => {
                let answer = Answer {
                    status: reply.status,
                    html: reply.html,
                };
                let outcome = form.write(|editor| {
                    editor.response(reply.status, &reply.headers, &reply.body, now())
                });
                match outcome {
                    Some(Outcome::Conflict) if merges < MERGES => {
                        merges += 1;
                        None
                    }
                    Some(Outcome::Unavailable(said)) if answer.is_lost() => {
                        Some((answer.failure(), said))
                    }
                    Some(outcome) => return Ok(form.concluded(outcome, answer, method, &changed)),
                    None => return Ok(cancelled()),
                }
            }
            Err(failure) => Some((failure, None)),
        };
        match landing::look_up(job, lost.is_some()).await {
            Ok(Landing::Stored { others, clashes }) => {
                let saved = form.saved(&changed, &others);
                form.tell_clashes(&clashes);
                return Ok(saved);
            }
            Ok(Landing::Absent(clashes)) if !clashes.is_empty() => {
                return Ok(match lost {
                    Some(_) => form.overwritten(changed, &clashes),
                    None => form.clash(&clashes),
                });
            }
            Ok(Landing::Absent(_)) => match lost {
                Some((failure, said)) if repeats == REPEATS || failure == Failure::Redirect => {
                    return Ok(form.failed(&failure, said));
                }
                Some(_) => repeats += 1,
                None => {}
            },
            Err(failure) if failure.is_gone() => return Err(failure),
            // Also after a 409 or 412: it may be the second answer to a request that arrived twice.
            Err(failure) => {
                // Whoever stopped waiting for the record is told the same as when it cannot be had.
                let failure = match (form.stopped_or(failure), lost) {
                    (Failure::Aborted, _) => return Ok(cancelled()),
                    (_, Some((lost, _))) => lost,
                    (failure, None) => failure,
                };
                let outcome = form.doubted(&failure, changed);
                landing::watch(form);
                return Ok(outcome);
            }
        }
    }
}

/// What came of sending once.
enum Attempt {
    /// Nothing left, for this reason.
    Over(JsValue),
    /// There is an answer.
    Answered(Reply),
    /// None that can be read.
    Lost(Failure),
}

/// Sends the draft as it is when its turn has come; after a 429 as it is then. `told` is the request that the host has
/// been shown, `changed` becomes what is sent.
async fn attempt(
    job: &Job,
    method: Method,
    told: &mut Option<Request>,
    changed: &mut Vec<String>,
) -> Result<Attempt, Failure> {
    let form = &job.form;
    let place = Place::new(form);
    loop {
        if !place.turn(job).await {
            return Err(Failure::Aborted);
        }
        if form.has_clashes() {
            // A load arrived while it stood in line.
            form.save_cancelled();
            return Ok(Attempt::Over(form.choose_again()));
        }
        form.read_date();
        *changed = form.dirty();
        if changed.is_empty() {
            // Somebody else made the same changes, or they were taken back while the request stood in line.
            form.save_cancelled();
            return Ok(Attempt::Over(saved_already()));
        }
        let request = match form.write(|editor| editor.request(method)) {
            Some(Ok(request)) => request,
            Some(Err(EditorError::Invalid(issues))) => {
                return Ok(Attempt::Over(form.refused(&issues)));
            }
            Some(Err(_)) | None => return Ok(Attempt::Over(cancelled())),
        };
        // Saving before the event, so that nothing is typed between the request that it shows and the one that leaves.
        form.saving();
        let news = told.as_ref().is_none_or(|told| told.body != request.body);
        if news && !form.announced(&request).await {
            form.save_cancelled();
            return Ok(Attempt::Over(cancelled()));
        }
        let url = paths::base(&form.host) + &request.path;
        let reply = send::write(job, &place, &url, &request).await;
        *told = Some(request);
        match reply {
            Ok(reply) if reply.status == 429 => {}
            Ok(reply) => return Ok(Attempt::Answered(reply)),
            Err(failure @ (Failure::Aborted | Failure::Token)) => return Err(failure),
            // A redirect as well: a server may store a form and then send it to what it stored.
            Err(failure) => return Ok(Attempt::Lost(failure)),
        }
    }
}

/// The outcome where there is nothing to send.
fn saved_already() -> JsValue {
    Record::new().with("kind", "saved").into()
}

/// The person went back, or what was left of the draft after a revert cannot be sent.
fn declined(form: &Form, method: Method) -> JsValue {
    let issues = form.read(|editor| editor.validate(method));
    // A load that ended the review has the word.
    let settled = !form.busy() && !form.closed();
    match issues.filter(|issues| settled && !issues.is_empty()) {
        Some(issues) => form.refused(&issues),
        None => cancelled(),
    }
}

/// A PUT writes what the record has only by name as an id, and needs the list that says which.
async fn needed_lists(job: &Job, method: Method) -> Result<(), Failure> {
    let missing = job.form.read(|editor| editor.missing_lists(method));
    for list in missing.unwrap_or_default() {
        job.form.saving();
        lists::ensure(job, list).await.map_err(|why| match why {
            Failure::Aborted | Failure::Token | Failure::Status(401 | 429) => why,
            // Said of the customer, the others would be untrue: it is the list that is not there, or not allowed.
            _ => Failure::List(list_label(&job.form, list)),
        })?;
    }
    Ok(())
}

/// What a person calls a list: the field that takes from it.
fn list_label(form: &Form, list: ListName) -> String {
    let takes = |editor: &Editor| {
        let mut fields = editor.fields().iter();
        fields
            .find(|field| field.list == Some(list))
            .map(|field| field.key.clone())
    };
    let key = form.read(takes).flatten().unwrap_or_default();
    form.label_of(&key)
}

/// The request that a save would send now.
///
/// # Errors
/// What the rules find.
pub fn preview(form: &Form, method: Option<Method>) -> Result<Request, EditorError> {
    let method = method.unwrap_or_else(|| form.host.default_method());
    form.read_date();
    let request = form.read(|editor| editor.preview(method));
    request.unwrap_or_else(|| Err(EditorError::Invalid(Vec::new())))
}
