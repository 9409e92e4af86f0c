//! Customers by a part of their names: asked for as one types, a page at a time.

use customer_core::lookups::Lookups;
use customer_core::schema::{FORM_V1, ListName};
use customer_core::text::joined;
use customer_core::wire::list;
use gloo_timers::callback::Timeout;

use super::job::Job;
use super::{paths, send};
use crate::state::{Failure, Form, ListStatus, Purpose, number};

/// Milliseconds without a key before a search begins.
const PAUSE: u32 = 250;

/// What a page has at most; a full one may not be the last where it does not say.
const PAGE: usize = 20;

/// Searches when nothing has been typed for a moment, unless the answer is there. The search before it ends.
pub fn search(form: &Form, text: &str) {
    if !FORM_V1 || form.found(text).is_some() {
        return;
    }
    form.list(ListName::Parents).update(ListStatus::Loading);
    let (later, text) = (form.clone(), text.to_owned());
    let begin = Timeout::new(PAUSE, move || asked(later, text, 0));
    form.search_by(Some(begin), None);
}

/// The next page of what was found, where there is one.
pub fn search_more(form: &Form, list: Option<ListName>) {
    if FORM_V1
        && list == Some(ListName::Parents)
        && let Some((text, count)) = form.found_so_far()
        && form.has_more(&text, list)
    {
        asked(form.clone(), text, count);
    }
}

fn asked(form: Form, text: String, offset: usize) {
    let Some(job) = Job::new(&form, Purpose::Aside) else {
        return;
    };
    form.search_by(None, Some(job.controller().clone()));
    form.list(ListName::Parents).update(ListStatus::Loading);
    crate::spawn(async move {
        let status = match page(&job, &text, offset).await {
            Ok((items, more)) => {
                form.take_found(text, items, offset, more);
                ListStatus::Ready
            }
            Err(Failure::Aborted) => return,
            Err(_) => ListStatus::Failed,
        };
        form.list(ListName::Parents).set(status);
    });
}

/// Customers of a page, id and name.
type Customers = Vec<(String, String)>;

/// A page, and whether another one follows.
async fn page(job: &Job, text: &str, offset: usize) -> Result<(Customers, bool), Failure> {
    let form = &job.form;
    let mut url = paths::search(&form.host, text);
    if offset > 0 {
        url = joined(&[&url, "&offset=", &number(offset)]);
    }
    let page = send::get(job, &url).await?.into_json()?;
    let mut found = Lookups::default();
    list::add(&mut found, ListName::Parents, &[&page]).map_err(|_| Failure::Unreadable)?;
    let said = list::goes_on(&page);
    form.take_list(ListName::Parents, &[page]);
    let items = found.list(ListName::Parents).map(|list| list.items());
    let items = items.unwrap_or_default();
    let more = items.len() > PAGE || said.unwrap_or(items.len() == PAGE);
    let named = items.iter().take(PAGE);
    let named = named.map(|item| (item.id.clone(), item.label().to_owned()));
    Ok((named.collect(), more))
}
