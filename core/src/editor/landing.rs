//! A request whose answer is not known: whether it was stored is read off the record.

use alloc::vec::Vec;

use super::answer::same_loaded;
use super::{Conflict, Editor, EditorError, Sent};
use crate::diff::{current, is_mine};
use crate::draft::Slot;
use crate::form::Form;

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Landing {
    /// It was stored.
    Stored {
        /// Untouched fields that came back changed (`mine` is the value expected).
        others: Vec<Conflict>,
        /// What was typed since, where somebody else changed the same.
        clashes: Vec<Conflict>,
    },
    /// It was not, or somebody else wrote over it since. The record is the baseline now, and these fields clash.
    Absent(Vec<Conflict>),
}

impl Editor {
    /// Looks for the last request in a record read after it: once its answer is `lost`, or after a 409 or 412, which may
    /// be the second answer to a request that arrived twice.
    ///
    /// Every field as it was sent: stored, and adopted as an answer would be. Otherwise not stored, and merged as by
    /// [`Editor::rebase`]. Where the answer is lost and some fields are as they were sent, it was stored and then
    /// overwritten: each of the others clashes, also one that is back at what was loaded.
    ///
    /// # Errors
    /// [`EditorError::Unreadable`]; then nothing changed.
    #[inline(never)]
    pub fn landing(
        &mut self,
        record: &str,
        etag: Option<&str>,
        lost: bool,
    ) -> Result<Landing, EditorError> {
        let decoded = self.customer_from_reply(record)?;
        let Some(mut sent) = self.sent.take() else {
            return self.rebase(record, etag).map(Landing::Absent);
        };
        self.set_etag(etag);
        self.server.clear();
        self.form.set_template(sent.template.as_deref());
        let known = sent.expected.take();
        let first = known.map(|record| self.form.replace_record(record));
        let second = self.form.replace_record(decoded);
        // The record before, and as it was to be.
        let (before, expected) = match first {
            Some(before) => (before, Some(second)),
            None => (second, None),
        };
        let (mut missing, mut arrived) = (false, false);
        for slot in &sent.changed {
            let moved = !self.agrees(slot, &before);
            // The address of a stored picture is the server's to choose: another one says that it is there.
            let there = match (&expected, self.is_image(slot)) {
                (_, true) => moved,
                (Some(expected), false) => self.agrees(slot, expected),
                (None, false) => self.is_there(slot, &sent),
            };
            arrived |= there && moved;
            missing |= !there;
        }
        if !missing {
            self.settle_sent(&sent);
            let clashes = self.clashes(expected.as_ref().unwrap_or(&before), &[]);
            let mut others = self.surprises(expected.as_ref(), &sent.changed);
            others.retain(|other| !clashes.iter().any(|clash| clash.field == other.field));
            return Ok(Landing::Stored { others, clashes });
        }
        self.settle();
        let asked: &[Slot] = if arrived && lost { &sent.changed } else { &[] };
        Ok(Landing::Absent(self.clashes(&before, asked)))
    }

    /// Whether a field holds what was sent.
    fn is_there(&self, slot: &Slot, sent: &Sent) -> bool {
        let text = sent.texts.iter().find(|(known, _)| known == slot);
        let at = current(&self.form, slot);
        at.zip(text)
            .is_some_and(|(at, (_, text))| !is_mine(&self.form, at, text))
    }

    /// Whether a field holds the same in another record.
    fn agrees(&self, slot: &Slot, other: &Form) -> bool {
        match (current(&self.form, slot), other.position(slot.key())) {
            (Some(at), Some(there)) => same_loaded(&self.form, at, other, there),
            _ => false,
        }
    }
}
