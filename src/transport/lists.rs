//! Lists: asked for when they are needed, once per page of the browser, shared by every form on it.

use customer_core::text::joined;
use std::cell::RefCell;

use customer_core::editor::Editor;
use customer_core::schema::ListName;
use customer_core::wire::list::next_of;
use web_sys::AbortSignal;

use super::cache::{self, Pages, Turn};
use super::paths::{self, Naming};
use super::send;
use crate::state::{Failure, Form, ListStatus};

/// Pages of one list that are followed; a list that goes on is taken for one that never ends.
const MAX_PAGES: usize = 200;

thread_local! {
    /// Bases that answer for templates at the other path.
    static RENAMED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// A control that chooses from a list was opened.
pub fn open_list(form: &Form, list: ListName) {
    let known = form.read(|editor| editor.has_list(list)).unwrap_or(true);
    let status = form.list(list).get_untracked();
    if known || status == ListStatus::Loading {
        return;
    }
    let form = form.clone();
    crate::spawn(async move {
        let Some(controller) = form.controller() else {
            return;
        };
        // The field says that its list is missing; there is nobody else to tell.
        let _ = ensure(&form, &controller.signal(), list).await;
        form.release(&controller);
    });
}

/// Has a list in the editor, asking for it where it is not there yet.
///
/// # Errors
/// Why it could not be had.
pub async fn ensure(form: &Form, signal: &AbortSignal, list: ListName) -> Result<(), Failure> {
    form.list(list).set(ListStatus::Loading);
    let pages = shared(form, signal, list.as_str(), |at| {
        paths::list(&form.host, list, at)
    })
    .await;
    match pages {
        Ok(pages) => {
            form.take_list(list, &pages);
            match form.list(list).get_untracked() {
                ListStatus::Ready => Ok(()),
                _ => {
                    cache::drop_answer(&key(form, list.as_str()));
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

/// Gives an editor the lists that another form on the page has loaded.
pub fn fill(form: &Form, editor: &mut Editor) {
    for list in [
        ListName::Categories,
        ListName::Countries,
        ListName::Templates,
    ] {
        let pages = cache::ready(&key(form, list.as_str()));
        if let Some(pages) = pages.filter(|_| !editor.has_list(list)) {
            // It was readable once, so it is again; if not, the control asks for it.
            let _ = editor.set_lookup_pages(list.as_str(), &pages);
        }
    }
}

/// The pages of a list or of one template, from this page's memory or from the server.
///
/// # Errors
/// Why they could not be had. Whoever waited for somebody else's request tries itself when that one left the page.
pub async fn shared(
    form: &Form,
    signal: &AbortSignal,
    name: &str,
    address: impl Fn(Naming) -> String,
) -> Result<Pages, Failure> {
    let key = key(form, name);
    loop {
        match cache::turn(&key) {
            Turn::Done(pages) => return Ok(pages),
            Turn::Ask => break,
            Turn::Wait(answer) => {
                let answer = answer.await.unwrap_or(Err(Failure::Aborted));
                if signal.aborted() {
                    return Err(Failure::Aborted);
                }
                if !matches!(answer, Err(Failure::Aborted)) {
                    return answer;
                }
            }
        }
    }
    let result = fetched(form, signal, address).await;
    cache::settle(&key, &result);
    result
}

async fn fetched(
    form: &Form,
    signal: &AbortSignal,
    address: impl Fn(Naming) -> String,
) -> Result<Pages, Failure> {
    let base = paths::base(&form.host);
    let renamed = RENAMED.with_borrow(|bases| bases.contains(&base));
    let (first, other) = match renamed {
        true => (address(Naming::Alias), address(Naming::Documented)),
        false => (address(Naming::Documented), address(Naming::Alias)),
    };
    match pages(form, signal, first.clone()).await {
        Err(Failure::Status(404)) if other != first => {}
        answer => return answer,
    }
    let answer = pages(form, signal, other).await?;
    RENAMED.with_borrow_mut(|bases| match renamed {
        true => bases.retain(|known| *known != base),
        false => bases.push(base),
    });
    Ok(answer)
}

async fn pages(form: &Form, signal: &AbortSignal, first: String) -> Result<Pages, Failure> {
    let mut pages = Vec::new();
    let mut url = first;
    while pages.len() < MAX_PAGES {
        let page = send::get(form, signal, &url).await?.into_json()?;
        let next = next_of(&page).and_then(|next| paths::next_page(&url, &next));
        pages.push(page);
        match next {
            Some(next) => url = next,
            None => return Ok(pages.into()),
        }
    }
    Err(Failure::TooLarge)
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
