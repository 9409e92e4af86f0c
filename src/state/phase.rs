//! Where the form, and each list, stand.

use super::Failure;

/// Where the form is in the loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The record is on its way.
    Loading,
    /// It could not be loaded, and there is nothing to show.
    Failed(Failure),
    /// The person has the word.
    Editing,
    /// A request is out.
    Saving,
    /// A save stands in line until the account takes requests again; the person may go on typing.
    Waiting,
    /// The last thing that happened was a save of so many changes.
    Saved(usize),
}

/// Where a list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListStatus {
    /// Nobody has asked for it.
    #[default]
    Unknown,
    /// On its way.
    Loading,
    /// There.
    Ready,
    /// It could not be loaded; opening the control tries again.
    Failed,
}
