//! Clashes between this draft and somebody else's save: noted, shown, chosen, and never sent over.

use std::rc::Rc;

use customer_core::editor::Conflict;
use customer_headless::js::{self, Record};
use wasm_bindgen::JsValue;

use super::clash::{Clash, Clashes, Side};
use super::{Action, Form, Notice, Phase, Tone, Value};

impl Form {
    /// A save met clashes: the person chooses before anything is sent.
    #[must_use]
    pub fn clash(&self, conflicts: &[Conflict]) -> JsValue {
        self.phase.update(Phase::Editing);
        self.replaced();
        // Of fields that are not on the page any more there is only this to say.
        self.tell_clashes(conflicts);
        self.mirror();
        self.choose();
        conflicted()
    }

    /// A save over clashes that the person has not decided yet.
    #[must_use]
    pub fn choose_again(&self) -> JsValue {
        if let Some(clashes) = &*self.clashes.peek() {
            let conflicts: Vec<Conflict> = clashes
                .each
                .iter()
                .map(|one| one.conflict.clone())
                .collect();
            self.emit_conflicts(&conflicts);
        }
        self.choose();
        conflicted()
    }

    /// Notes clashes, beside those that are still open.
    fn meet(&self, conflicts: &[Conflict]) {
        let mut all = conflicts.to_vec();
        if let Some(open) = &*self.clashes.peek()
            && !open.told
        {
            for clash in open.each.iter() {
                let again = conflicts
                    .iter()
                    .any(|new| new.field == clash.conflict.field);
                if !again && self.is_open_clash(clash, false) {
                    let mut conflict = clash.conflict.clone();
                    let theirs = self.read(|editor| editor.loaded(&conflict.field));
                    conflict.theirs = theirs.and_then(Result::ok).unwrap_or_default();
                    all.push(conflict);
                }
            }
        }
        self.put_clashes(all, false);
    }

    /// Notes what a save brought back changed.
    pub(super) fn note_others(&self, others: &[Conflict]) {
        self.put_clashes(others.to_vec(), true);
    }

    fn put_clashes(&self, conflicts: Vec<Conflict>, told: bool) {
        let each: Rc<[Clash]> = conflicts
            .into_iter()
            .filter_map(|conflict| {
                // A field of a template that the record has left keeps its text there, and has nothing to choose from.
                let state = self.field(&conflict.field)?;
                if !state.field.is_editable() {
                    return None;
                }
                Some(Clash {
                    conflict,
                    choice: Value::new(told.then_some(Side::Theirs)),
                })
            })
            .collect();
        let clashes = (!each.is_empty()).then_some(Clashes { each, told });
        self.clashes.set(clashes);
        self.keep();
    }

    /// Whether there are clashes that the person has not decided.
    #[must_use]
    pub fn has_clashes(&self) -> bool {
        asked(self.clashes.peek().as_ref()) > 0
    }

    /// How many fields clash.
    #[must_use]
    pub fn clash_count(&self) -> usize {
        asked(self.clashes.read().as_ref())
    }

    /// Undecided still: the text is the one that clashed, or of what was only told the one that came back. Who typed
    /// another one has seen theirs and gone on.
    fn is_open_clash(&self, clash: &Clash, told: bool) -> bool {
        let key = &clash.conflict.field;
        let open = self.read(|editor| {
            let mine = |text: String| text == clash.conflict.mine;
            match editor.is_dirty(key) {
                dirty if told => !dirty,
                dirty => dirty && editor.get(key).is_ok_and(mine),
            }
        });
        open.unwrap_or_default()
    }

    /// Forgets clashes that were settled by editing.
    pub(super) fn settle_clashes(&self) {
        let Some(clashes) = self.clashes.get_untracked() else {
            return;
        };
        let open = |clash: &Clash| self.is_open_clash(clash, clashes.told);
        if clashes.each.iter().all(open) {
            return;
        }
        if clashes.told {
            let left = clashes.each.iter().filter(|clash| open(clash));
            self.put_clashes(left.map(|clash| clash.conflict.clone()).collect(), true);
        } else {
            self.meet(&[]);
        }
        let left = self.clashes.get_untracked();
        if left.is_none() {
            self.leave_chooser();
        }
        let leads = |notice: &Notice| notice.action == Some(Action::Choose);
        if self.notice.peek().as_ref().is_some_and(leads) {
            self.notice.set(left.map(|left| self.clash_notice(&left)));
        }
    }

    /// What came back changed has been told when the next save begins.
    pub(super) fn forget_told(&self) {
        if self.clashes.peek().as_ref().is_some_and(|all| all.told) {
            self.clashes.set(None);
        }
    }

    /// Shows the values side by side.
    pub fn choose(&self) {
        if self.clashes.peek().is_none() || self.reviewing() {
            return;
        }
        let title = self.clash_title();
        self.notice.update(None);
        self.choosing.set(true);
        self.announce(title);
        self.focus_later("[part~=review] h3");
    }

    /// What the values are shown for.
    #[must_use]
    pub fn clash_title(&self) -> String {
        let told = self.clashes.peek().as_ref().is_some_and(|all| all.told);
        self.say(if told {
            "conflict.told.title"
        } else {
            "error.save.conflict.title"
        })
    }

    /// Whether the values are shown.
    #[must_use]
    pub fn is_choosing(&self) -> bool {
        *self.choosing.peek()
    }

    /// Back to the fields. Clashes stay open: nothing is sent over them.
    pub fn leave_chooser(&self) {
        if !self.is_choosing() {
            return;
        }
        self.choosing.set(false);
        self.focus_later("[part~=button-primary]");
        let clashes = self.clashes.get_untracked();
        match clashes {
            Some(clashes) if clashes.told => self.clashes.set(None),
            Some(clashes) => self.notice.set(Some(self.clash_notice(&clashes))),
            None => {}
        }
    }

    /// The notice that leads back to the values.
    fn clash_notice(&self, clashes: &Clashes) -> Notice {
        let fields = self.conflict_labels(clashes.each.iter().map(|one| &one.conflict));
        let (tone, key) = match clashes.told {
            true => (Tone::Info, "notice.others"),
            false => (Tone::Warning, "notice.merged"),
        };
        Notice {
            tone,
            title: self.clash_title(),
            text: self.host.say(key, &[("fields", &fields)]),
            detail: None,
            action: Some(Action::Choose),
        }
    }

    /// Clashes that came without a save: named above the fields, with a way to the values.
    pub fn tell_clashes(&self, conflicts: &[Conflict]) {
        if conflicts.is_empty() {
            return;
        }
        self.meet(conflicts);
        match self.clashes.get_untracked() {
            Some(clashes) => self.tell(self.clash_notice(&clashes)),
            None => {
                // Fields that are not on the page any more.
                let fields = self.conflict_labels(conflicts);
                self.tell(Notice {
                    tone: Tone::Warning,
                    title: self.say("error.save.conflict.title"),
                    text: self.host.say("notice.left", &[("fields", &fields)]),
                    detail: None,
                    action: None,
                });
            }
        }
        self.emit_conflicts(conflicts);
    }

    /// One field's side.
    pub fn pick(&self, field: &str, side: Side) {
        if let Some(clashes) = &*self.clashes.peek() {
            let mut each = clashes.each.iter();
            if let Some(clash) = each.find(|clash| clash.conflict.field == field) {
                clash.choice.set(Some(side));
            }
        }
    }

    /// The same side for every field.
    pub fn pick_all(&self, side: Side) {
        if let Some(clashes) = &*self.clashes.peek() {
            for clash in clashes.each.iter() {
                clash.choice.set(Some(side));
            }
        }
    }

    /// Takes what was chosen into the draft. False while a field has no choice: it takes the focus.
    pub fn resolve(&self) -> bool {
        let Some(clashes) = self.clashes.get_untracked() else {
            return false;
        };
        if clashes.each.iter().any(|one| one.choice.peek().is_none()) {
            self.focus_later("[part~=review] [role=radiogroup]:not(:has(:checked)) input");
            return false;
        }
        for clash in clashes.each.iter() {
            let key = &clash.conflict.field;
            let text = match *clash.choice.peek() {
                // Theirs is the loaded value now.
                Some(Side::Theirs) => None,
                Some(Side::Loaded) => Some(clash.text(Side::Loaded)),
                Some(Side::Mine) | None => Some(clash.text(Side::Mine)),
            };
            // The field was there and editable when it was put into the list.
            self.write(|editor| match text {
                Some(text) => editor.set(key, text).map(drop),
                None => editor.reset(Some(key)),
            });
        }
        self.clashes.set(None);
        self.leave_chooser();
        self.replaced();
        true
    }

    /// `customer-conflict`.
    pub fn emit_conflicts(&self, conflicts: &[Conflict]) {
        let conflicts = js::conflicts(conflicts, &|conflict| self.conflict_label(conflict));
        self.emit(
            "customer-conflict",
            Record::new().with("conflicts", conflicts),
        );
    }
}

fn asked(clashes: Option<&Clashes>) -> usize {
    let asked = clashes.filter(|clashes| !clashes.told);
    asked.map_or(0, |clashes| clashes.each.len())
}

fn conflicted() -> JsValue {
    Record::new().with("kind", "conflict").into()
}
