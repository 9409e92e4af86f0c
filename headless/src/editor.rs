//! The `Editor` of the public interface: every call by its name, arguments and answer as JSON text.
//!
//! Two texts are the cheapest thing to cross the boundary. One export for each method, with objects built member by
//! member from here, cost 5 KB of brotli more. Wording is added on the other side, where the sentences are.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;

use customer_core::editor::{Body, Conflict, Editor, EditorError, Options, Outcome, Request};
use customer_core::locale::Locale;
use customer_core::rules::report::Issue;
use customer_core::schema::{Api, Method};
use customer_core::text::{from_integer, to_integer};
use wasm_bindgen::prelude::*;

use crate::args::Args;
use crate::flat;
use crate::rows::Rows;

/// Where an editor lives: by itself, or inside a mounted form.
pub trait Source {
    /// Runs with the editor; false when it is gone or busy.
    fn with(&self, run: &mut dyn FnMut(&mut Editor)) -> bool;

    /// The editor changed: one field, or everything.
    fn changed(&self, field: Option<&str>);

    /// Whether a request of the editor's owner is out, or it is not known what became of it.
    fn is_saving(&self) -> bool {
        false
    }
}

struct Alone(RefCell<Editor>);

impl Source for Alone {
    fn with(&self, run: &mut dyn FnMut(&mut Editor)) -> bool {
        self.0
            .try_borrow_mut()
            .map(|mut editor| run(&mut editor))
            .is_ok()
    }

    fn changed(&self, _: Option<&str>) {}
}

/// One record being edited. The TypeScript wrapper turns what it answers into the public interface.
#[wasm_bindgen]
pub struct EditorHandle {
    /// An editor that could not be opened answers every call with why.
    source: Result<Box<dyn Source>, String>,
    /// What the next call takes, or the last one gave: JSON has no bytes.
    bytes: RefCell<Option<Vec<u8>>>,
}

impl EditorHandle {
    /// A handle on an editor that lives elsewhere.
    #[must_use]
    pub fn on(source: Box<dyn Source>) -> Self {
        Self {
            source: Ok(source),
            bytes: RefCell::default(),
        }
    }
}

#[wasm_bindgen]
impl EditorHandle {
    /// Opens an editor. `options` is a JSON array: api, id, company, record, etag, marks of the locale; then lookups,
    /// policy and settings as arrays of flat pairs; then any text where the id is an external one though it is all digits.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(options: &str) -> EditorHandle {
        let alone = |editor| Box::new(Alone(RefCell::new(editor))) as Box<dyn Source>;
        Self {
            source: opened(&Args::read(options)).map(alone),
            bytes: RefCell::default(),
        }
    }

    /// Lays bytes down for the next call, `setImage`.
    pub fn give(&self, bytes: Vec<u8>) {
        self.bytes.replace(Some(bytes));
    }

    /// The bytes of the last call's answer: the body of a `request` whose text is null.
    #[must_use]
    pub fn take(&self) -> Option<Vec<u8>> {
        self.bytes.take()
    }

    /// Makes a call. `args` is a JSON array of texts, null for what is left out, with the call's name before them; the
    /// answer is one whose first text is empty, or says what kind of error it is.
    #[must_use]
    pub fn call(&self, args: &str) -> String {
        let source = match &self.source {
            Ok(source) => source,
            Err(refusal) => return refusal.clone(),
        };
        let args = Args::read(args);
        let name = args.text(0).unwrap_or_default();
        let call = CALLS.iter().find(|(known, ..)| *known == name);
        let mut text = None;
        let mut changed = false;
        source.with(&mut |editor| {
            let mut rows = Rows::new("");
            if name == "setImage" {
                text = Some(match set_image(editor, &args, self.bytes.take()) {
                    Ok(()) => {
                        changed = true;
                        core::mem::take(&mut rows).end()
                    }
                    Err(error) => refusal(&error, Some(editor)),
                });
                return;
            }
            // The form's own request is out: another one would be taken for it.
            let run_of = |run: Answer| match name {
                "request" if source.is_saving() => previewed,
                _ => run,
            };
            text = call.map(
                |(_, changes, run)| match run_of(*run)(editor, &args, &mut rows) {
                    Ok(()) => {
                        changed = *changes;
                        self.bytes.replace(rows.take_bytes());
                        core::mem::take(&mut rows).end()
                    }
                    Err(error) => {
                        // One of two lists may have been taken.
                        changed = name == "setLookups";
                        refusal(&error, Some(editor))
                    }
                },
            );
        });
        if changed {
            let one = matches!(name, "set" | "setImage" | "reset");
            source.changed(args.text(1).filter(|_| one));
        }
        text.unwrap_or_else(|| Rows::new("gone").end())
    }
}

#[inline(never)]
fn opened(args: &Args<'_>) -> Result<Editor, String> {
    let (settings, paths) = flat::settings_and_paths(&args.pairs(8));
    let options = Options {
        api: known_api(args)?,
        id: args.string(1),
        external: args.text(9).is_some(),
        company: args.text(2).and_then(to_integer),
        record: args.string(3),
        etag: args.text(4).map(String::from),
        lookups: args.pairs(6),
        locale: Locale::from_marks(&args.string(5)),
        policy: flat::policy_of(args.pairs(7)),
        settings,
        paths,
    };
    Editor::new(options).map_err(|error| refusal(&error, None))
}

/// The API that the first argument names, or the answer that there is none.
pub(crate) fn known_api(args: &Args<'_>) -> Result<Api, String> {
    let name = args.string(0);
    Api::from_name(&name).ok_or_else(|| {
        let mut rows = Rows::new("unknown_api");
        rows.text(&name);
        rows.end()
    })
}

pub(crate) fn method(name: Option<&str>) -> Method {
    name.and_then(flat::method).unwrap_or(Method::Patch)
}

type Answer = fn(&mut Editor, &Args<'_>, &mut Rows) -> Result<(), EditorError>;

/// Every call, and whether the source hears of it when it went well. The first argument is the call's name.
const CALLS: [(&str, bool, Answer); 17] = [
    ("createEditor", false, |_, _, _| Ok(())),
    ("fields", false, fields),
    ("get", false, |editor, args, rows| {
        rows.text(&editor.get(args.first())?);
        Ok(())
    }),
    ("set", true, |editor, args, _| {
        editor.set(args.first(), args.text(2).unwrap_or_default())?;
        Ok(())
    }),
    ("pause", false, |editor, _, _| {
        editor.pause();
        Ok(())
    }),
    ("setLookups", true, |editor, args, _| {
        for (name, json) in args.rest(1) {
            editor.set_lookup(&name, &json)?;
        }
        Ok(())
    }),
    ("dirty", false, |editor, _, rows| {
        for key in editor.dirty() {
            rows.text(&key);
        }
        Ok(())
    }),
    ("changes", false, changes),
    ("validate", false, |editor, args, rows| {
        issues(rows, Some(editor), &editor.validate(method(args.text(1))));
        Ok(())
    }),
    ("request", false, request),
    ("response", true, response),
    ("rebase", true, |editor, args, rows| {
        conflicts(rows, &editor.rebase(args.first(), args.text(2))?);
        Ok(())
    }),
    ("restore", true, |editor, args, rows| {
        conflicts(rows, &editor.restore(args.first())?);
        Ok(())
    }),
    ("reset", true, |editor, args, _| editor.reset(args.text(1))),
    ("undo", true, |editor, _, rows| {
        rows.flag(editor.undo());
        Ok(())
    }),
    ("redo", true, |editor, _, rows| {
        rows.flag(editor.redo());
        Ok(())
    }),
    ("snapshot", false, |editor, _, rows| {
        rows.text(&editor.snapshot());
        Ok(())
    }),
];

/// Takes a key and a file's name; the bytes were laid down before. Without bytes the choice is taken back.
fn set_image(
    editor: &mut Editor,
    args: &Args<'_>,
    bytes: Option<Vec<u8>>,
) -> Result<(), EditorError> {
    let name = args.text(2).unwrap_or_default();
    editor.set_image(args.first(), bytes.map(|bytes| (bytes.into(), name)))
}

/// Method, path, body (null where it is bytes, to be taken), then headers as flat pairs.
fn request(editor: &mut Editor, args: &Args<'_>, rows: &mut Rows) -> Result<(), EditorError> {
    let request = editor.request(method(args.text(1)))?;
    tell(&request, rows);
    Ok(())
}

/// The same request, without taking it for one that is sent.
fn previewed(editor: &mut Editor, args: &Args<'_>, rows: &mut Rows) -> Result<(), EditorError> {
    let request = editor.preview(method(args.text(1)))?;
    tell(&request, rows);
    Ok(())
}

fn tell(request: &Request, rows: &mut Rows) {
    rows.text(request.method.as_str());
    rows.text(&request.path);
    match &request.body {
        Body::Text(text) => rows.text(text),
        Body::Bytes(bytes) => rows.bytes(bytes),
    }
    for (name, value) in &request.headers {
        rows.text(name);
        rows.text(value);
    }
}

/// Takes the status, the clock in seconds, the body, and headers as flat pairs. The outcome's kind, the server's
/// sentence or the seconds to wait, then issues.
fn response(editor: &mut Editor, args: &Args<'_>, rows: &mut Rows) -> Result<(), EditorError> {
    let number = |at| args.text(at).and_then(to_integer).unwrap_or_default();
    let status = u16::try_from(number(1)).unwrap_or_default();
    let body = args.text(3).unwrap_or_default();
    let outcome = editor.response(status, &args.rest(4), body, number(2));
    rows.text(outcome.kind());
    match &outcome {
        Outcome::Saved(_) | Outcome::Conflict => {}
        Outcome::Invalid(list) => {
            rows.maybe(None);
            issues(rows, Some(editor), list);
        }
        Outcome::Throttled(seconds) => {
            let seconds = seconds.and_then(|n| i64::try_from(n).ok());
            rows.maybe(seconds.map(from_integer).as_deref());
        }
        Outcome::Unauthorized(sentence)
        | Outcome::Forbidden(sentence)
        | Outcome::NotFound(sentence)
        | Outcome::NotAllowed(sentence)
        | Outcome::Unavailable(sentence) => rows.maybe(sentence.as_deref()),
    }
    Ok(())
}

/// Key, label, section, type, longest text, least, most, decimal places; then whether it is required, visible and
/// read-only; then values and labels of its options.
#[inline(never)]
fn fields(editor: &mut Editor, _: &Args<'_>, rows: &mut Rows) -> Result<(), EditorError> {
    for field in editor.fields() {
        let number = |n: usize| from_integer(i64::try_from(n).unwrap_or(i64::MAX));
        rows.open();
        rows.text(&field.key);
        rows.text(&field.label);
        rows.text(field.section.id());
        rows.text(field.kind.as_str());
        rows.maybe(field.max_length.map(number).as_deref());
        rows.maybe(field.bounds.map(|(min, _)| min));
        rows.maybe(field.bounds.map(|(_, max)| max));
        rows.maybe(field.scale.map(|n| from_integer(n.into())).as_deref());
        rows.flag(field.required);
        rows.flag(editor.is_visible(&field.key));
        rows.flag(field.readonly);
        for (value, label) in editor.options(&field.key) {
            rows.text(&value);
            rows.text(&label);
        }
        rows.close();
    }
    Ok(())
}

/// Field, label, type, before, after.
#[inline(never)]
fn changes(editor: &mut Editor, _: &Args<'_>, rows: &mut Rows) -> Result<(), EditorError> {
    for change in editor.changes() {
        let field = editor.field(&change.field);
        rows.open();
        rows.text(&change.field);
        rows.text(&change.label);
        rows.text(field.map_or("", |field| field.kind.as_str()));
        rows.text(&change.before);
        rows.text(&change.after);
        rows.close();
    }
    Ok(())
}

/// Field (null for the whole record), code, the server's sentence, the field's label, then parameters by name.
#[inline(never)]
pub(crate) fn issues(rows: &mut Rows, editor: Option<&Editor>, issues: &[Issue]) {
    for issue in issues {
        let key = issue.field.as_deref();
        let field = editor.zip(key).and_then(|(editor, key)| editor.field(key));
        rows.open();
        rows.maybe(key);
        rows.text(issue.code.as_str());
        rows.maybe(issue.message.as_deref());
        rows.maybe(field.map(|field| &*field.label));
        for (name, value) in &issue.params {
            rows.text(name);
            rows.text(value);
        }
        rows.close();
    }
}

/// Field, label, loaded, mine, theirs.
#[inline(never)]
fn conflicts(rows: &mut Rows, conflicts: &[Conflict]) {
    for conflict in conflicts {
        rows.open();
        rows.text(&conflict.field);
        rows.text(&conflict.label);
        rows.text(&conflict.loaded);
        rows.text(&conflict.mine);
        rows.text(&conflict.theirs);
        rows.close();
    }
}

/// The kind of an error, what it is about, and issues.
#[inline(never)]
fn refusal(error: &EditorError, editor: Option<&Editor>) -> String {
    let (kind, what) = match error {
        EditorError::Unreadable(what) => ("unreadable", &**what),
        EditorError::UnknownField(key) => ("unknown_field", &**key),
        EditorError::Readonly(key) => ("readonly", &**key),
        EditorError::Invalid(_) => ("invalid", ""),
    };
    let mut rows = Rows::new(kind);
    rows.text(what);
    if let EditorError::Invalid(list) = error {
        issues(&mut rows, editor, list);
    }
    rows.end()
}
