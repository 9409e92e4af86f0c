//! What a search brought, and the one under way.

use customer_core::schema::{FORM_V1, ListName};
use gloo_timers::callback::Timeout;
use web_sys::AbortController;

use super::Form;

/// The customers that a text finds, page after page.
#[derive(Debug)]
pub struct Found {
    text: String,
    items: Vec<(String, String)>,
    more: bool,
}

/// A search that waits for a pause in typing, or for its answer.
#[derive(Default)]
pub struct Search {
    _begins: Option<Timeout>,
    asked: Option<AbortController>,
}

impl Form {
    /// What a text found, id and name; none where nobody has searched for it, or something else since.
    #[must_use]
    pub fn found(&self, text: &str) -> Option<Vec<(String, String)>> {
        let found = self.found.borrow();
        let found = found.as_ref().filter(|found| found.text == text)?;
        Some(found.items.clone())
    }

    /// The text that was searched for last, and how many it found so far.
    #[must_use]
    pub fn found_so_far(&self) -> Option<(String, usize)> {
        let found = self.found.borrow();
        found
            .as_ref()
            .map(|found| (found.text.clone(), found.items.len()))
    }

    /// Whether the server may have more of what a text finds.
    #[must_use]
    pub fn has_more(&self, text: &str, list: Option<ListName>) -> bool {
        if !FORM_V1 {
            return false;
        }
        let found = self.found.borrow();
        let more = found
            .as_ref()
            .is_some_and(|found| found.more && found.text == text);
        more && list == Some(ListName::Parents)
    }

    /// Takes a page of what a text finds, behind so many before it.
    pub fn take_found(
        &self,
        text: String,
        mut items: Vec<(String, String)>,
        behind: usize,
        more: bool,
    ) {
        let mut found = self.found.borrow_mut();
        let before = found
            .take()
            .filter(|found| behind > 0 && found.text == text);
        if let Some(mut before) = before {
            items.retain(|item| !before.items.contains(item));
            before.items.append(&mut items);
            items = before.items;
        }
        *found = Some(Found { text, items, more });
    }

    /// From now on this is the search under way; the one before it ends.
    pub fn search_by(&self, begins: Option<Timeout>, asked: Option<AbortController>) {
        let next = Search {
            _begins: begins,
            asked,
        };
        if let Some(asked) = self.search.replace(next).asked {
            asked.abort();
        }
    }
}
