//! What the form tells above its fields.

use gloo_timers::callback::Interval;

use super::Form;

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Wait, or decide.
    Warning,
    /// Something did not work.
    Danger,
}

/// What a notice offers to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Save once more, the same way.
    Retry,
    /// The same where it is not known what became of the last time: that comes first.
    Check,
    /// Load the record again; the draft stays.
    Reload,
    /// Save by PUT what PATCH could not.
    Replace,
    /// Do not wait any longer.
    Stop,
    /// To the values that clash.
    Choose,
    /// Take the last step back.
    Undo,
}

/// A banner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub tone: Tone,
    /// A few words.
    pub title: String,
    /// What happened and what was not lost.
    pub text: String,
    /// The server's own words.
    pub detail: Option<String>,
    /// The way forward.
    pub action: Option<Action>,
}

/// One line of the error summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field to go to; none for the whole record.
    pub field: Option<String>,
    /// The field's label, then what is wrong with it.
    pub text: String,
}

impl Form {
    /// Shows a notice and tells assistive technology.
    pub fn tell(&self, notice: Notice) {
        let mut spoken = notice.title.clone();
        if !notice.text.is_empty() {
            spoken.push_str(". ");
            spoken.push_str(&notice.text);
        }
        self.notice.set(Some(notice));
        self.show_notice();
        self.announce(spoken);
    }

    /// Tells assistive technology.
    pub fn announce(&self, text: String) {
        self.live.update(text);
    }

    /// Counts the seconds down.
    pub fn wait_for(&self, seconds: u32) {
        self.wait.set(seconds);
        let form = self.clone();
        let tick = Interval::new(1000, move || {
            let left = form.wait.get_untracked().saturating_sub(1);
            form.wait.update(left);
        });
        self.countdown.replace(Some(tick));
    }

    /// Nothing is counted any more.
    pub fn end_wait(&self) {
        self.wait.set(0);
        self.countdown.take();
    }
}
