//! Lists: asked for when they are needed, once per page of the browser, shared by every form on it.

use customer_core::editor::Editor;
use customer_core::schema::ListName;
use customer_core::text::joined;

use super::job::Job;
use super::paths::{self, NAMINGS};
use super::send::{self, Where};
use crate::state::{Failure, Form, ListStatus, Purpose};

/// A control that chooses from a list was opened.
pub fn open_list(form: &Form, list: ListName) {
    let known = form.read(|editor| editor.has_list(list)).unwrap_or(true);
    let status = form.list(list).get_untracked();
    if status == ListStatus::Loading || known && !send::stale(&key(form, list.as_str())) {
        return;
    }
    let Some(job) = Job::new(form, Purpose::Aside) else {
        return;
    };
    crate::spawn(async move {
        if !known {
            // The field says that its list is missing; there is nobody else to tell.
            let _ = ensure(&job, list).await;
        } else if let Ok(pages) = pages(&job, list).await {
            // In the background: the old one serves meanwhile, and where there is no newer one.
            job.form.take_list(list, &pages);
        }
    });
}

/// Has a list in the editor, asking for it where it is not there yet.
///
/// # Errors
/// Why it could not be had.
pub async fn ensure(job: &Job, list: ListName) -> Result<(), Failure> {
    let form = &job.form;
    form.list(list).set(ListStatus::Loading);
    match pages(job, list).await {
        Ok(pages) => {
            form.take_list(list, &pages);
            match form.list(list).get_untracked() {
                ListStatus::Ready => Ok(()),
                _ => {
                    send::forget(&key(form, list.as_str()));
                    Err(Failure::Unreadable)
                }
            }
        }
        Err(failure) => {
            form.list(list).set(ListStatus::Failed);
            Err(failure)
        }
    }
}

async fn pages(job: &Job, list: ListName) -> Result<Vec<String>, Failure> {
    let urls = NAMINGS.map(|naming| paths::list(&job.form.host, list, naming));
    shared(job, list.as_str(), urls).await
}

/// Gives an editor the lists that another form on the page has loaded.
pub fn fill(form: &Form, editor: &mut Editor) {
    for list in ListName::ALL {
        let pages = send::ready(&key(form, list.as_str()));
        if let Some(pages) = pages.filter(|_| !editor.has_list(list)) {
            // It was readable once, so it is again; if not, the control asks for it.
            let _ = editor.set_lookup_pages(list.as_str(), &pages);
        }
    }
}

/// The pages of a list or of one template, from this page's memory or from the server.
///
/// # Errors
/// Why they could not be had.
pub async fn shared(
    job: &Job,
    name: &str,
    [documented, alias]: [String; 2],
) -> Result<Vec<String>, Failure> {
    let place = Where {
        key: &key(&job.form, name),
        base: &paths::base(&job.form.host),
        documented: &documented,
        alias: &alias,
    };
    send::list(job, place).await
}

/// A list belongs to an account: the base, the tenant, and where the host says that it is.
fn key(form: &Form, name: &str) -> String {
    let host = &form.host;
    let tenant = host
        .tenant()
        .map(customer_core::text::from_integer)
        .unwrap_or_default();
    let kind = name.split('/').next().unwrap_or(name);
    let path = host.setting(&joined(&["path.", kind])).unwrap_or_default();
    joined(&[&paths::base(host), "\n", &tenant, "\n", &path, "\n", name])
}
