//! A draft that outlives the page: put aside with every change, taken up again over the record as it is then.

use super::{Form, Notice, Tone};

impl Form {
    /// The draft changed, by whatever hand: the element hears of it, for a trap. Puts it aside where the host keeps one;
    /// forgets it once nothing differs any more.
    pub(super) fn keep(&self) {
        if self.closed() {
            return;
        }
        self.host.drafted();
        if !self.host.keeps() {
            return;
        }
        let dirty = !self.dirty.borrow().is_empty();
        // What is to be chosen is to be chosen after a reload as well.
        let clashes = self.clashes.get_untracked();
        let open = clashes.iter().filter(|clashes| !clashes.told);
        let before: Vec<(&str, &str)> = open
            .flat_map(|clashes| clashes.each.iter())
            .map(|one| (&*one.conflict.field, &*one.conflict.loaded))
            .collect();
        let snapshot = self.read(|editor| editor.snapshot_over(&before));
        self.host.keep(snapshot.filter(|_| dirty));
    }

    /// Takes up what was put aside, over the record just opened. One that cannot be read, or that is of another
    /// customer, stays where it is.
    pub(super) fn take_up(&self) {
        let Some(snapshot) = self.host.kept().filter(|_| self.host.keeps()) else {
            return;
        };
        let Some(Ok(conflicts)) = self.write(|editor| editor.restore(&snapshot)) else {
            return;
        };
        self.replaced();
        let count = self.dirty_count.get_untracked();
        if count == 0 {
            return;
        }
        if conflicts.is_empty() {
            self.tell(Notice {
                tone: Tone::Info,
                title: self.count("notice.kept.title", count),
                text: self.say("notice.kept"),
                detail: None,
                action: None,
            });
        } else {
            self.tell_clashes(&conflicts);
        }
    }
}
