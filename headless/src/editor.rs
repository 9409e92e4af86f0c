//! The `Editor` of the public interface: a thin binding over core's.

use std::cell::RefCell;

use customer_core::editor::{Editor, EditorError, Options, Outcome};
use customer_core::locale::Locale;
use customer_core::rules::report::Issue;
use customer_core::schema::{Api, Method};
use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::flat;
use crate::js::{self, Record};
use crate::words::Words;

/// Where an editor lives: by itself, or inside a mounted form.
pub trait Source {
    /// Runs with the editor; false when it is gone or busy.
    fn with(&self, run: &mut dyn FnMut(&mut Editor)) -> bool;

    /// The editor changed: one field, or everything.
    fn changed(&self, field: Option<&str>);
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

/// One record being edited. The TypeScript wrapper turns what this throws into `EditorError`.
#[wasm_bindgen]
pub struct EditorHandle {
    source: Box<dyn Source>,
    words: Words,
}

impl EditorHandle {
    /// A handle on an editor that lives elsewhere.
    #[must_use]
    pub fn on(source: Box<dyn Source>, words: Words) -> Self {
        Self { source, words }
    }

    fn with<T>(&self, run: impl FnOnce(&mut Editor) -> T) -> Result<T, JsValue> {
        let mut run = Some(run);
        let mut result = None;
        self.source
            .with(&mut |editor| result = run.take().map(|run| run(editor)));
        result.ok_or_else(|| js_error("gone", "", &[], &self.words, None))
    }

    /// The same for a change, which the source hears of when it went well.
    fn change<T>(
        &self,
        field: Option<&str>,
        run: impl FnOnce(&mut Editor) -> Result<T, EditorError>,
    ) -> Result<T, JsValue> {
        let done = self.with(|editor| run(editor).map_err(|error| self.thrown(editor, error)))?;
        if done.is_ok() {
            self.source.changed(field);
        }
        done
    }

    fn thrown(&self, editor: &Editor, error: EditorError) -> JsValue {
        let (kind, text, issues) = match error {
            EditorError::Unreadable(what) => ("unreadable", what, Vec::new()),
            EditorError::UnknownField(key) => ("unknown_field", key, Vec::new()),
            EditorError::Readonly(key) => ("readonly", key, Vec::new()),
            EditorError::Invalid(issues) => ("invalid", String::new(), issues),
        };
        js_error(kind, &text, &issues, &self.words, Some(editor))
    }

    fn worded(&self, editor: &Editor, issues: &[Issue]) -> Array {
        js::issues(issues, &|issue| worded(&self.words, Some(editor), issue))
    }
}

fn worded(words: &Words, editor: Option<&Editor>, issue: &Issue) -> String {
    let key = issue.field.as_deref().unwrap_or_default();
    let field = editor.and_then(|editor| editor.field(key));
    words.issue(issue, &words.label_of(field.map(|field| &**field), key))
}

/// `{ kind, text, issues }`, which the wrapper words.
fn js_error(
    kind: &str,
    text: &str,
    issues: &[Issue],
    words: &Words,
    editor: Option<&Editor>,
) -> JsValue {
    let issues = js::issues(issues, &|issue| worded(words, editor, issue));
    Record::new()
        .with("kind", kind)
        .with("text", text)
        .with("issues", issues)
        .into()
}

#[wasm_bindgen]
impl EditorHandle {
    /// Opens an editor. `lookups`, `policy` and `settings` are flat pairs, `marks` those of the locale.
    ///
    /// # Errors
    /// `{ kind, text, issues }`.
    #[expect(
        clippy::too_many_arguments,
        reason = "called from one place, by name, in TypeScript"
    )]
    pub fn open(
        words: Words,
        api: &str,
        id: String,
        company: Option<f64>,
        record: String,
        etag: Option<String>,
        lookups: Vec<String>,
        marks: &str,
        policy: Vec<String>,
        settings: Vec<String>,
    ) -> Result<EditorHandle, JsValue> {
        let Some(api) = Api::from_name(api) else {
            return Err(js_error("unknown_api", api, &[], &words, None));
        };
        let settings = flat::pairs(settings);
        let options = Options {
            api,
            id,
            company: flat::tenant(company),
            record,
            etag,
            lookups: flat::pairs(lookups),
            locale: Locale::from_marks(marks),
            policy: flat::policy(policy),
            settings: flat::settings(&settings),
            paths: flat::paths(&settings),
        };
        match Editor::new(options) {
            Ok(editor) => Ok(Self::on(Box::new(Alone(RefCell::new(editor))), words)),
            Err(EditorError::Unreadable(what)) => {
                Err(js_error("unreadable", &what, &[], &words, None))
            }
            Err(_) => Err(js_error("unreadable", "", &[], &words, None)),
        }
    }

    /// `FieldInfo[]`, in display order.
    ///
    /// # Errors
    /// When the editor is gone, as every call here.
    pub fn fields(&self) -> Result<Array, JsValue> {
        let words = &self.words;
        self.with(|editor| {
            let info = editor.fields().iter().map(|field| {
                let options = words.options(field, editor.options(&field.key));
                js::field_info(
                    field,
                    &words.label(field),
                    &words.section(field.section),
                    &options,
                )
            });
            info.collect()
        })
    }

    /// What the input shows now.
    ///
    /// # Errors
    /// `{ kind: "unknown_field" }`.
    pub fn get(&self, field: &str) -> Result<String, JsValue> {
        self.with(|editor| {
            editor
                .get(field)
                .map_err(|error| self.thrown(editor, error))
        })?
    }

    /// Takes what a person typed.
    ///
    /// # Errors
    /// `{ kind: "unknown_field" | "readonly" }`.
    pub fn set(&self, field: &str, input: &str) -> Result<(), JsValue> {
        self.change(Some(field), |editor| editor.set(field, input))
            .map(|_| ())
    }

    /// Ends the current undo step.
    ///
    /// # Errors
    /// When the editor is gone.
    pub fn pause(&self) -> Result<(), JsValue> {
        self.with(Editor::pause)
    }

    /// Takes lists that arrived later, as flat pairs.
    ///
    /// # Errors
    /// `{ kind: "unreadable" }`; lists before the unreadable one have been taken.
    #[wasm_bindgen(js_name = setLookups)]
    pub fn set_lookups(&self, lookups: Vec<String>) -> Result<(), JsValue> {
        self.change(None, |editor| {
            for (name, json) in flat::pairs(lookups) {
                editor.set_lookup(&name, &json)?;
            }
            Ok(())
        })
    }

    /// Keys that differ from the loaded record, in display order.
    ///
    /// # Errors
    /// When the editor is gone.
    pub fn dirty(&self) -> Result<Vec<String>, JsValue> {
        self.with(|editor| editor.dirty())
    }

    /// Before and after as a person reads them.
    ///
    /// # Errors
    /// When the editor is gone.
    pub fn changes(&self) -> Result<Array, JsValue> {
        let words = &self.words;
        self.with(|editor| {
            let read = |change: customer_core::editor::Change| {
                let field = editor.field(&change.field)?;
                let reading =
                    |text: &String| words.reading(field, text, || editor.display(&field.key, text));
                let change = Record::new()
                    .with("field", change.field.as_str())
                    .with("label", words.label(field))
                    .with("before", reading(&change.before))
                    .with("after", reading(&change.after));
                Some(JsValue::from(change))
            };
            editor.changes().into_iter().filter_map(read).collect()
        })
    }

    /// Every issue that would stop a request, in display order.
    ///
    /// # Errors
    /// When the editor is gone.
    pub fn validate(&self, method: Option<String>) -> Result<Array, JsValue> {
        self.with(|editor| self.worded(editor, &editor.validate(method_of(method))))
    }

    /// The request to send.
    ///
    /// # Errors
    /// `{ kind: "invalid", issues }`.
    pub fn request(&self, method: Option<String>) -> Result<JsValue, JsValue> {
        self.with(|editor| match editor.request(method_of(method)) {
            Ok(request) => Ok(js::request(&request)),
            Err(error) => Err(self.thrown(editor, error)),
        })?
    }

    /// Takes the server's answer; headers as flat pairs, the host's clock in milliseconds.
    ///
    /// # Errors
    /// When the editor is gone.
    pub fn response(
        &self,
        status: u16,
        headers: Vec<String>,
        body: &str,
        now: f64,
    ) -> Result<JsValue, JsValue> {
        #[expect(clippy::cast_possible_truncation, reason = "seconds of a clock")]
        let seconds = (now / 1000.0) as i64;
        let headers = flat::pairs(headers);
        let outcome = self.with(|editor| {
            let outcome = editor.response(status, &headers, body, seconds);
            let message = self.sentence(&outcome);
            js::outcome(
                &outcome,
                &|issue| worded(&self.words, Some(editor), issue),
                &message,
            )
        })?;
        self.source.changed(None);
        Ok(outcome)
    }

    /// Merges a record loaded afresh; the conflicts.
    ///
    /// # Errors
    /// `{ kind: "unreadable" }`; then nothing changed.
    pub fn rebase(&self, record: &str, etag: Option<String>) -> Result<Array, JsValue> {
        self.change(None, |editor| editor.rebase(record, etag.as_deref()))
            .map(|conflicts| js::conflicts(&conflicts))
    }

    /// Back to the loaded value, one field or all.
    ///
    /// # Errors
    /// `{ kind: "unknown_field" }`.
    pub fn reset(&self, field: Option<String>) -> Result<(), JsValue> {
        self.change(field.as_deref(), |editor| editor.reset(field.as_deref()))
    }

    /// Takes back the last step.
    ///
    /// # Errors
    /// When the editor is gone.
    pub fn undo(&self) -> Result<bool, JsValue> {
        self.change(None, |editor| Ok(editor.undo()))
    }

    /// Does it again.
    ///
    /// # Errors
    /// When the editor is gone.
    pub fn redo(&self) -> Result<bool, JsValue> {
        self.change(None, |editor| Ok(editor.redo()))
    }

    /// The draft as JSON text.
    ///
    /// # Errors
    /// When the editor is gone.
    pub fn snapshot(&self) -> Result<String, JsValue> {
        self.with(|editor| editor.snapshot())
    }

    /// Takes a snapshot up again; the conflicts.
    ///
    /// # Errors
    /// `{ kind: "unreadable" }`; then nothing changed.
    pub fn restore(&self, snapshot: &str) -> Result<Array, JsValue> {
        self.change(None, |editor| editor.restore(snapshot))
            .map(|conflicts| js::conflicts(&conflicts))
    }
}

impl EditorHandle {
    /// What a person is told of an outcome: the server's own sentence, else ours.
    fn sentence(&self, outcome: &Outcome) -> String {
        let message = match outcome {
            Outcome::Unauthorized(message)
            | Outcome::Forbidden(message)
            | Outcome::NotFound(message)
            | Outcome::NotAllowed(message)
            | Outcome::Unavailable(message) => message.as_deref(),
            _ => None,
        };
        let kind = js::outcome_kind(outcome);
        message.map_or_else(
            || self.words.say(&["error.save.", kind].concat(), kind),
            str::to_owned,
        )
    }
}

fn method_of(name: Option<String>) -> Method {
    name.and_then(|name| flat::method(&name))
        .unwrap_or(Method::Patch)
}

/// Checks a request body as a server would; `Issue[]`. `lookups` are flat pairs.
///
/// # Errors
/// `{ kind: "unknown_api" }`.
#[wasm_bindgen(js_name = checkBody)]
pub fn check_body(
    words: &Words,
    api: &str,
    method: &str,
    body: &str,
    lookups: Vec<String>,
) -> Result<Array, JsValue> {
    let Some(known) = Api::from_name(api) else {
        return Err(js_error("unknown_api", api, &[], words, None));
    };
    let context = customer_core::wire::BodyContext {
        lookups: flat::pairs(lookups),
    };
    let method = flat::method(method).unwrap_or(Method::Patch);
    let issues = customer_core::wire::check_body(known, method, body, &context);
    Ok(js::issues(&issues, &|issue| worded(words, None, issue)))
}
