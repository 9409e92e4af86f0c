//! Answers that every form on the page shares, for as long as the page lives.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;

use crate::state::Failure;

/// The pages of a list, each as it was answered.
pub type Pages = Rc<[String]>;

enum Slot {
    /// On its way for somebody; these wait for it too.
    Loading(Vec<oneshot::Sender<Result<Pages, Failure>>>),
    Ready(Pages),
}

thread_local! {
    /// A page has a handful of lists: looking through them costs less than a map.
    static SLOTS: RefCell<Vec<(String, Slot)>> = const { RefCell::new(Vec::new()) };
}

/// What there is of an answer already.
pub enum Turn {
    /// All of it.
    Done(Pages),
    /// Somebody has asked.
    Wait(oneshot::Receiver<Result<Pages, Failure>>),
    /// Nothing: the caller asks, and [`settle`]s.
    Ask,
}

/// Whose turn it is to ask.
pub fn turn(key: &str) -> Turn {
    SLOTS.with_borrow_mut(
        |slots| match slots.iter_mut().find(|(known, _)| known == key) {
            Some((_, Slot::Ready(pages))) => Turn::Done(pages.clone()),
            Some((_, Slot::Loading(waiting))) => {
                let (sender, answer) = oneshot::channel();
                waiting.push(sender);
                Turn::Wait(answer)
            }
            None => {
                slots.push((key.to_owned(), Slot::Loading(Vec::new())));
                Turn::Ask
            }
        },
    )
}

/// Keeps an answer, and gives it or the failure to all who wait. Failures are not kept.
pub fn settle(key: &str, result: &Result<Pages, Failure>) {
    let slot = forget(key);
    if let Ok(pages) = result {
        SLOTS.with_borrow_mut(|slots| slots.push((key.to_owned(), Slot::Ready(pages.clone()))));
    }
    let Some(Slot::Loading(waiting)) = slot else {
        return;
    };
    for waiter in waiting {
        // One that has gone meanwhile needs no answer.
        let _ = waiter.send(result.clone());
    }
}

/// An answer that is there.
pub fn ready(key: &str) -> Option<Pages> {
    SLOTS.with_borrow(|slots| match slots.iter().find(|(known, _)| known == key) {
        Some((_, Slot::Ready(pages))) => Some(pages.clone()),
        _ => None,
    })
}

/// Drops an answer that turned out to be unreadable.
pub fn drop_answer(key: &str) {
    drop(forget(key));
}

fn forget(key: &str) -> Option<Slot> {
    SLOTS.with_borrow_mut(|slots| {
        let at = slots.iter().position(|(known, _)| known == key)?;
        Some(slots.swap_remove(at).1)
    })
}
