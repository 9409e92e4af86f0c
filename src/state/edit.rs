//! A key press and what follows from it.

use customer_core::editor::Editor;
use customer_core::rules::report::Issue;
use customer_core::schema::{Method, template};
use customer_headless::editor::Source;
use wasm_bindgen::JsValue;

use super::field::{FieldState, Shown};
use super::{Action, Form, Notice, Phase, Tone};

/// The form's own editor, for `element.editor`.
impl Source for Form {
    fn with(&self, run: &mut dyn FnMut(&mut Editor)) -> bool {
        !self.closed() && self.write(run).is_some()
    }

    fn changed(&self, field: Option<&str>) {
        self.replaced();
        if let Some(key) = field {
            Self::changed(self, key);
        }
    }

    fn is_saving(&self) -> bool {
        self.in_doubt() || matches!(*self.phase.peek(), Phase::Saving | Phase::Waiting)
    }
}

/// A pause in typing that ends an undo step, in milliseconds.
const PAUSE: f64 = 1000.0;

/// What core says of one field.
struct Reading {
    text: String,
    relevant: bool,
    loaded: Option<String>,
    issue: Option<Issue>,
    /// Whether a save would look at the field.
    counts: bool,
}

fn reading(editor: &Editor, key: &str, method: Method) -> Reading {
    let dirty = editor.is_dirty(key);
    let partner = || {
        editor
            .partners(key)
            .iter()
            .any(|partner| editor.is_dirty(partner))
    };
    Reading {
        text: editor.get(key).unwrap_or_default(),
        relevant: editor.is_relevant(key),
        loaded: dirty.then(|| editor.loaded(key).unwrap_or_default()),
        issue: editor.issue(key, method),
        counts: dirty || method == Method::Put || partner(),
    }
}

impl Form {
    /// Takes what the person typed. Only this field, its partners and the dirty set are touched,
    /// unless the text chose another template, or what other fields mean.
    pub fn typed(&self, key: &str, text: &str) {
        // A day typed by half is read at every blur and says the same each time.
        let known = self.field(key);
        if known.is_some_and(|state| *state.text.peek() == text) {
            return;
        }
        let now = js_sys::Date::now();
        let paused = (now - self.typed_at.replace(now)).abs() >= PAUSE;
        let set = |editor: &mut Editor| {
            if paused {
                editor.pause();
            }
            editor.set(key, text)
        };
        let Some(Ok(other_fields)) = self.write(set) else {
            return;
        };
        self.resumed();
        if other_fields && key == template::KEY {
            self.rebuild_custom();
        } else if other_fields {
            self.sync_all();
        }
        let partners = self.read(|editor| editor.partners(key)).unwrap_or_default();
        for key in [key].into_iter().chain(partners) {
            if let Some(state) = self.field(key) {
                self.sync(&state, false);
            }
        }
        self.dirty_changed();
        self.changed(key);
    }

    /// Takes what the person chose after typing a part of its name: one step with that, however long the list took.
    pub fn chosen(&self, key: &str, text: &str) {
        self.typed_at.set(js_sys::Date::now());
        self.typed(key, text);
    }

    /// The person left the field: whatever is wrong with it shows.
    pub fn left(&self, key: &str) {
        if let Some(state) = self.field(key) {
            self.sync(&state, true);
            self.dirty_changed();
        }
    }

    /// One field back to what was loaded.
    pub fn revert(&self, key: &str) {
        if let Some(Ok(())) = self.write(|editor| editor.reset(Some(key))) {
            self.replaced();
            self.changed(key);
        }
    }

    /// All of it back to what was loaded. Undoable.
    pub fn reset(&self) {
        self.drop_waiting();
        if let Some(Ok(())) = self.write(|editor| editor.reset(None)) {
            self.settle();
            self.replaced();
        }
    }

    /// The same as a person does it: with a way back in sight.
    pub fn discard(&self) {
        let count = self.dirty_count.get_untracked();
        self.reset();
        self.tell(Notice {
            tone: Tone::Info,
            title: self.count("notice.discarded", count),
            text: String::new(),
            detail: None,
            action: Some(Action::Undo),
        });
        self.emit("customer-cancel", JsValue::NULL);
    }

    /// Takes back the last step.
    pub fn undo(&self) -> bool {
        let undone = self.write(Editor::undo).unwrap_or_default();
        self.replaced();
        undone
    }

    /// Does it again.
    pub fn redo(&self) -> bool {
        let redone = self.write(Editor::redo).unwrap_or_default();
        self.replaced();
        redone
    }

    /// Texts changed from outside the controls: every row catches up.
    pub fn replaced(&self) {
        self.resumed();
        let states = self.states();
        let same = self.read(|editor| {
            let fields = editor.fields();
            let each = || fields.iter().zip(&states);
            fields.len() == states.len() && each().all(|(field, state)| *field == state.field)
        });
        if same == Some(false) {
            self.rebuild_custom();
        }
        self.sync_all();
        self.review_again();
        self.keep();
        self.mirror();
    }

    /// Every row as core has it.
    pub fn sync_all(&self) {
        self.note_held();
        for state in self.states() {
            self.sync(&state, false);
        }
        self.dirty_changed();
    }

    /// Shows issues whatever the moment: the person asked to save.
    pub fn reveal(&self, issues: &[Issue]) {
        for issue in issues {
            let Some(state) = issue.field.as_deref().and_then(|key| self.field(key)) else {
                continue;
            };
            state.shown.update(Some(self.shown(issue)));
        }
    }

    /// What is said of the keys that are no longer wrong goes from the summary.
    pub(super) fn dirty_changed(&self) {
        self.dirty_count.update(self.dirty.borrow().len());
        let history = self.read(|editor| (editor.can_undo(), editor.can_redo()));
        self.history.update(history.unwrap_or_default());
        self.settle_clashes();
        if self.problems.peek().is_empty() {
            return;
        }
        let mut left = self.problems.get_untracked();
        left.retain(|problem| {
            let state = problem.field.as_deref().and_then(|key| self.field(key));
            state.is_none_or(|state| state.shown.peek().is_some())
        });
        self.problems.update(left);
    }

    /// One row as core has it; `reveal` when the person has left it.
    pub(super) fn sync(&self, state: &FieldState, reveal: bool) {
        let method = self.method.get_untracked();
        let Some(now) = self.read(|editor| reading(editor, &state.field.key, method)) else {
            return;
        };
        state.text.update(now.text);
        state.relevant.update(now.relevant);
        self.mark(state, now.loaded);
        let showing = state.shown_code();
        let issue = now.issue.filter(|issue| {
            // An issue that shows stays until it is mended; another one waits for its moment.
            showing == Some(issue.code) || now.counts && (reveal || issue.code.shows_while_typing())
        });
        state.shown.update(issue.map(|issue| self.shown(&issue)));
    }

    fn mark(&self, state: &FieldState, loaded: Option<String>) {
        let mut dirty = self.dirty.borrow_mut();
        let place = dirty.binary_search_by_key(&state.order, |known| known.order);
        match (place, &loaded) {
            (Err(at), Some(_)) => dirty.insert(at, state.clone()),
            (Ok(at), None) => drop(dirty.remove(at)),
            _ => {}
        }
        drop(dirty);
        let was = loaded.map(|text| self.reading(&state.field, &text));
        state.was.update(was);
    }

    fn shown(&self, issue: &Issue) -> Shown {
        Shown {
            code: issue.code,
            message: self.word(issue),
        }
    }

    /// Flat pairs of key and text: what was typed and is not saved. The element asks at every change, for a form that has
    /// trapped cannot be asked: where the editor is not to be had, the rows still say what they show.
    #[must_use]
    pub fn drafts(&self) -> Vec<String> {
        let Ok(dirty) = self.dirty.try_borrow() else {
            return Vec::new();
        };
        let mut flat = Vec::with_capacity(dirty.len() * 2);
        for state in dirty.iter() {
            let key = &state.field.key;
            let text = self.read(|editor| editor.get(key).ok()).flatten();
            if let Some(text) = text.or_else(|| Some(state.text.get_untracked())) {
                flat.extend([key.to_string(), text]);
            }
        }
        flat
    }

    /// Types what [`Self::drafts`] gave once more, after a trap; answers what no field takes (yet).
    #[must_use]
    pub fn refill(&self, drafts: Vec<String>) -> Vec<String> {
        let mut pairs = customer_headless::flat::pairs(drafts);
        // The template decides which fields there are.
        if let Some(at) = pairs.iter().position(|(key, _)| key == template::KEY) {
            let chosen = pairs.remove(at);
            pairs.insert(0, chosen);
        }
        let mut left = Vec::new();
        for (key, text) in pairs {
            if self.field(&key).is_some() {
                self.typed(&key, &text);
                self.left(&key);
            } else {
                left.push(key);
                left.push(text);
            }
        }
        left
    }

    /// "Saved" is news until something else happens; and the way back from a discard ends with the next step.
    pub(super) fn resumed(&self) {
        if matches!(*self.phase.peek(), Phase::Saved(_)) {
            self.phase.set(Phase::Editing);
        }
        let undo = |notice: &Notice| notice.action == Some(Action::Undo);
        if self.notice.peek().as_ref().is_some_and(undo) {
            self.notice.set(None);
        }
    }
}
