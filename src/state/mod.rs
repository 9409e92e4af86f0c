//! What the form knows: core's editor, one set of signals per field, and the phase.
//!
//! The editor is the only model of the edit; signals repeat what the page shows of it. Nothing here
//! knows a component or sends a request.

mod age;
mod chooser;
mod clash;
mod doubt;
mod edit;
mod events;
mod failure;
mod field;
mod focus;
mod keep;
mod notice;
mod open;
mod outcome;
mod pause;
mod phase;
mod picture;
mod requests;
mod review;
mod search;
mod value;
mod wording;

use std::cell::{Cell, RefCell};
use std::ops::Deref;
use std::rc::Rc;

use customer_core::editor::Editor;
use customer_core::order::Index;
use customer_core::schema::{Field, ListName, Method};
use customer_core::text::{from_integer, joined};
use futures_channel::oneshot;
use gloo_timers::callback::Interval;
use web_sys::{AbortController, HtmlElement};

use crate::host::Host;
use clash::Clashes;
pub use clash::{Clash, Side};
pub use failure::{Doing, Failure};
pub use field::{FieldState, Shown, UNREADABLE};
pub use notice::{Action, Notice, Problem, Tone};
pub use open::Address;
pub use outcome::{Answer, cancelled};
pub use pause::Purpose;
pub use phase::{ListStatus, Phase};
pub use review::{Review, Row};
use search::{Found, Search};
pub use value::Value;
pub use wording::number;

/// Everything of one mounted form.
pub struct Inner {
    /// The element.
    pub host: Host,
    /// The `div` that the form is mounted in.
    pub root: HtmlElement,
    /// Starts every `id` of this form.
    pub uid: String,
    /// Where it is in the loop.
    pub phase: Value<Phase>,
    /// How many fields differ from the loaded record.
    pub dirty_count: Value<usize>,
    /// What the last save found wrong and is still wrong.
    pub problems: Value<Vec<Problem>>,
    /// One thing to tell the person.
    pub notice: Value<Option<Notice>>,
    /// Seconds until what stands in line goes; 0 when nothing does.
    pub wait: Value<u32>,
    /// Minutes since what is shown came from the server.
    pub age: Value<i64>,
    /// What to choose from: values that clash, or that came back changed.
    pub clashes: Value<Option<Clashes>>,
    /// Whether those values are shown in the place of the fields.
    pub choosing: Value<bool>,
    /// Whether there is a step to undo, and one to redo.
    pub history: Value<(bool, bool)>,
    /// What assistive technology is told next.
    pub live: Value<String>,
    /// Whether the form only shows.
    pub readonly: Value<bool>,
    /// How the next save travels.
    pub method: Value<Method>,
    /// What a save waits to send, while it waits for the person.
    pub review: Value<Option<Review>>,
    /// Whether the person agreed to what it empties.
    pub agreed: Value<bool>,
    /// Counts up when the whole form has to be built anew: another record, policy or language.
    pub generation: Value<u32>,
    /// Counts up when the custom fields are other ones.
    pub custom: Value<u32>,
    lists: [Value<ListStatus>; ListName::ALL.len()],
    editor: RefCell<Option<(Address, Editor)>>,
    fields: RefCell<Vec<FieldState>>,
    /// Finds a key's place in `fields`: a key press looks for its field among thousands.
    by_key: RefCell<Index>,
    dirty: RefCell<Vec<FieldState>>,
    controllers: RefCell<Vec<AbortController>>,
    load: RefCell<Option<AbortController>>,
    answer: RefCell<Option<oneshot::Sender<bool>>>,
    /// Ends what stands in line.
    waiting: RefCell<Option<AbortController>>,
    /// Seconds that were left when the person stopped waiting.
    stopped: Cell<Option<u32>>,
    /// What the last save sent, while it is not known whether it was stored.
    doubt: RefCell<Option<Vec<String>>>,
    /// Ends the look-out for that.
    watch: RefCell<Option<AbortController>>,
    /// What was stored of a save that somebody overwrote in part, until that is told.
    landed: RefCell<Vec<String>>,
    held: RefCell<Vec<Rc<Field>>>,
    typed_at: Cell<f64>,
    read_at: Cell<i64>,
    mirrored: Cell<Option<(bool, bool, bool)>>,
    countdown: RefCell<Option<Interval>>,
    closed: Cell<bool>,
    /// Where the keyboard was when a save began.
    focus: RefCell<Option<HtmlElement>>,
    /// Puts the rows on the page that are not there yet.
    finish: RefCell<Option<Box<dyn Fn()>>>,
    /// How much of a picture has gone, in percent, while one is on its way.
    pub sent: Value<Option<u32>>,
    found: RefCell<Option<Found>>,
    search: RefCell<Search>,
}

/// A handle on [`Inner`].
#[derive(Clone)]
pub struct Form(Rc<Inner>);

thread_local! {
    static MOUNTED: Cell<u32> = const { Cell::new(0) };
}

impl Form {
    /// A form that has loaded nothing yet.
    #[must_use]
    pub fn new(root: HtmlElement, host: Host) -> Self {
        let number = MOUNTED.get().wrapping_add(1);
        MOUNTED.set(number);
        Self(Rc::new(Inner {
            uid: joined(&["ce", &from_integer(i64::from(number))]),
            phase: Value::new(Phase::Loading),
            dirty_count: Value::new(0),
            problems: Value::new(Vec::new()),
            notice: Value::new(None),
            wait: Value::new(0),
            age: Value::new(0),
            clashes: Value::new(None),
            choosing: Value::new(false),
            history: Value::new((false, false)),
            live: Value::new(String::new()),
            readonly: Value::new(host.readonly()),
            method: Value::new(host.default_method()),
            review: Value::new(None),
            agreed: Value::new(false),
            generation: Value::new(0),
            custom: Value::new(0),
            lists: Default::default(),
            editor: RefCell::default(),
            fields: RefCell::default(),
            by_key: RefCell::default(),
            dirty: RefCell::default(),
            controllers: RefCell::default(),
            load: RefCell::default(),
            answer: RefCell::default(),
            waiting: RefCell::default(),
            stopped: Cell::new(None),
            doubt: RefCell::default(),
            landed: RefCell::default(),
            watch: RefCell::default(),
            held: RefCell::default(),
            read_at: Cell::default(),
            typed_at: Cell::new(0.0),
            mirrored: Cell::new(None),
            countdown: RefCell::default(),
            closed: Cell::new(false),
            focus: RefCell::default(),
            finish: RefCell::default(),
            sent: Value::new(None),
            found: RefCell::default(),
            search: RefCell::default(),
            host,
            root,
        }))
    }

    /// Reads the editor; none before a record is loaded. Calls nothing outside core while it is borrowed.
    pub fn read<T>(&self, read: impl FnOnce(&Editor) -> T) -> Option<T> {
        let editor = self.editor.try_borrow().ok()?;
        editor.as_ref().map(|(_, editor)| read(editor))
    }

    /// Changes the editor; none before a record is loaded.
    pub fn write<T>(&self, write: impl FnOnce(&mut Editor) -> T) -> Option<T> {
        let mut editor = self.editor.try_borrow_mut().ok()?;
        editor.as_mut().map(|(_, editor)| write(editor))
    }

    /// A field's signals.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<FieldState> {
        let fields = self.fields.borrow();
        let key_at = |at| {
            fields
                .get(at)
                .map_or("", |state: &FieldState| &*state.field.key)
        };
        let at = self.by_key.borrow().find(key, &key_at)?;
        fields.get(at).cloned()
    }

    /// Every field, in display order.
    #[must_use]
    pub fn states(&self) -> Vec<FieldState> {
        self.fields.borrow().clone()
    }

    /// The fields on the page, in display order.
    #[must_use]
    pub fn visible_fields(&self) -> Vec<FieldState> {
        let mut states = self.states();
        states.retain(|state| state.field.visible);
        states
    }

    /// Where a list is.
    #[must_use]
    pub fn list(&self, list: ListName) -> &Value<ListStatus> {
        let [first, ..] = &self.lists;
        self.lists.get(list as usize).unwrap_or(first)
    }

    /// The keys that differ from the loaded record, in display order.
    #[must_use]
    pub fn dirty(&self) -> Vec<String> {
        let dirty = self.dirty.borrow();
        dirty
            .iter()
            .map(|state| state.field.key.to_string())
            .collect()
    }

    /// Whether a load or a save is under way.
    #[must_use]
    pub fn busy(&self) -> bool {
        matches!(
            *self.phase.peek(),
            Phase::Loading | Phase::Saving | Phase::Waiting
        )
    }

    /// Whether the person is asked something in the place of the fields.
    #[must_use]
    pub fn asking(&self) -> bool {
        self.reviewing() || self.is_choosing()
    }

    /// Whether the form has left the page.
    #[must_use]
    pub fn closed(&self) -> bool {
        self.closed.get()
    }

    /// Ends everything under way. What was typed stays readable.
    pub fn close(&self) {
        self.closed.set(true);
        self.answer.take();
        self.countdown.take();
        self.search.take();
        for controller in self.controllers.take() {
            controller.abort();
        }
    }
}

impl Deref for Form {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
