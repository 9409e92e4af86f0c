//! Standing in line: the account takes no request now, and the next one goes by itself.

use web_sys::AbortController;

use super::{Action, Doing, Failure, Form, Notice, Phase, Tone};

/// What a request is made for: who waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The record that is to be shown.
    Load,
    /// The save that was asked for.
    Save,
    /// A list beside the form, or a look at what became of a save.
    Aside,
}

impl Form {
    /// A request waits, at least so many seconds. Said once when the wait begins; later calls only correct the clock.
    pub fn held(&self, purpose: Purpose, seconds: u32, controller: &AbortController) {
        if purpose == Purpose::Aside {
            return;
        }
        let begins = self.waiting.replace(Some(controller.clone())).is_none();
        // Under a form that is open a record comes in the background.
        if purpose == Purpose::Load && self.is_open() {
            return;
        }
        self.wait_for(seconds);
        if !begins {
            return;
        }
        let count = usize::try_from(seconds).unwrap_or_default();
        if purpose == Purpose::Load {
            let failure = Failure::Held(seconds);
            self.announce(failure.sentence(&self.host, Doing::Load));
            self.phase.set(Phase::Failed(failure));
            return;
        }
        self.phase.set(Phase::Waiting);
        self.mirror();
        self.tell(Notice {
            tone: Tone::Warning,
            title: self.say("notice.held.title"),
            text: self.count("notice.held.text", self.dirty_count.get_untracked()),
            detail: None,
            action: Some(Action::Stop),
        });
        self.announce(self.count("notice.held.spoken", count));
    }

    /// The request that waited goes now.
    pub fn released(&self, purpose: Purpose) {
        if purpose == Purpose::Aside || self.waiting.take().is_none() {
            return;
        }
        self.end_wait();
        if purpose == Purpose::Save {
            self.notice.set(None);
        } else if !self.is_open() {
            self.phase.set(Phase::Loading);
        }
        self.announce(self.say("status.goes"));
    }

    /// The person does not want to wait any longer: what waits ends, and is not sent.
    pub fn stop_waiting(&self) {
        if let Some(controller) = self.waiting.take() {
            self.stopped.set(Some(self.wait.get_untracked()));
            self.end_wait();
            controller.abort();
        }
    }

    /// What waits is not wanted any more; nobody has to be told.
    pub(super) fn drop_waiting(&self) {
        if let Some(controller) = self.waiting.take() {
            controller.abort();
            self.phase.update(Phase::Editing);
        }
    }

    /// What ended it: the person, who did not want to wait, or the failure at hand.
    #[must_use]
    pub fn stopped_or(&self, failure: Failure) -> Failure {
        match (failure, self.stopped.take()) {
            (Failure::Aborted, Some(left)) => Failure::Throttled(left),
            (failure, _) => failure,
        }
    }
}
