//! The widget: what the element calls. Nothing else is here.

mod host;
mod state;
mod transport;
mod ui;

use std::pin::Pin;

use customer_core::editor::EditorError;
use customer_core::schema::Method;
use customer_headless::editor::EditorHandle;
use customer_headless::flat;
use customer_headless::js::{self, Record};
use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

pub use host::Host;
use state::Form;

/// As quick as std's dlmalloc, which is 1.7 KB of brotli larger.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// One mounted form. Freeing it takes it off the page and ends its requests.
#[wasm_bindgen]
pub struct Widget {
    form: Form,
    _page: ui::Mounted,
}

#[wasm_bindgen]
impl Widget {
    /// Mounts into `root`, a `div` in the element's shadow root, and loads.
    #[wasm_bindgen(constructor)]
    pub fn new(root: HtmlElement, host: Host) -> Self {
        #[cfg(debug_assertions)]
        console_error_panic_hook::set_once();
        // An error only says that another form on the page did this before.
        let _ = any_spawner::Executor::init_wasm_bindgen();
        let form = Form::new(root.clone(), host);
        let page = ui::mount(&form, &root);
        spawn(transport::load(form.clone()));
        Self { form, _page: page }
    }

    /// Loads the record again, under the draft when it is the same one. Resolves when it is there or failed.
    pub fn load(&self) -> Promise {
        let form = self.form.clone();
        promise(async move {
            transport::load(form).await;
            JsValue::UNDEFINED
        })
    }

    /// Saves; resolves to an `Outcome`.
    pub fn save(&self, method: Option<String>) -> Promise {
        let (form, method) = (self.form.clone(), self.method_of(method));
        promise(transport::save(form, method))
    }

    /// Back to the loaded record.
    pub fn reset(&self) {
        self.form.reset();
    }

    /// Takes back the last step.
    pub fn undo(&self) -> bool {
        self.form.undo()
    }

    /// Does it again.
    pub fn redo(&self) -> bool {
        self.form.redo()
    }

    /// Moves focus to a field's control.
    #[wasm_bindgen(js_name = focusField)]
    pub fn focus_field(&self, key: &str) {
        self.form.focus_field(key);
    }

    /// Shows what holds up the form around the element, and moves focus to the first of it.
    #[wasm_bindgen(js_name = heldUp)]
    pub fn held_up(&self) {
        self.form.held_up();
    }

    /// The request that `save` would send now.
    ///
    /// # Errors
    /// `{ issues }` where the rules find any.
    pub fn preview(&self, method: Option<String>) -> Result<JsValue, JsValue> {
        let word = |issue: &_| self.form.word(issue);
        transport::preview(&self.form, self.method_of(method))
            .map(|request| js::request(&request))
            .map_err(|error| {
                let issues = match error {
                    EditorError::Invalid(issues) => issues,
                    _ => Vec::new(),
                };
                Record::new()
                    .with("issues", js::issues(&issues, &word))
                    .into()
            })
    }

    /// Keys of what differs from the loaded record, in display order.
    #[wasm_bindgen(getter)]
    pub fn dirty(&self) -> Vec<String> {
        self.form.dirty()
    }

    /// Every issue that would stop a save, then those that the server found and that still stand.
    #[wasm_bindgen(getter)]
    pub fn issues(&self) -> Array {
        let mut issues = self.form.refusals();
        let server = self.form.read(|editor| editor.server_issues().to_vec());
        issues.extend(server.unwrap_or_default());
        js::issues(&issues, &|issue| self.form.word(issue))
    }

    /// Whether the rules would let a save go.
    #[wasm_bindgen(getter)]
    pub fn valid(&self) -> bool {
        self.form.valid()
    }

    /// Whether a load or a save is under way.
    #[wasm_bindgen(getter)]
    pub fn busy(&self) -> bool {
        self.form.busy()
    }

    /// A second handle on the form's own editor; none before a record is loaded.
    #[must_use]
    pub fn editor(&self) -> Option<EditorHandle> {
        self.form.read(|_| ())?;
        Some(EditorHandle::on(Box::new(self.form.clone())))
    }

    /// Flat pairs of key and text: what was typed and is not saved.
    #[must_use]
    pub fn drafts(&self) -> Vec<String> {
        self.form.drafts()
    }

    /// Types what `drafts` gave into a form mounted anew; answers what no field takes (yet).
    #[must_use]
    pub fn refill(&self, drafts: Vec<String>) -> Vec<String> {
        self.form.refill(drafts)
    }

    /// A property of the host changed.
    pub fn refresh(&self, what: &str) {
        match what {
            "lookups" => self.form.refresh_lookups(),
            "readonly" => self.form.readonly.set(self.form.host.readonly()),
            "method" => {
                self.form.method.set(self.form.host.default_method());
                self.form.sync_all();
                self.form.mirror();
            }
            _ => self.form.refresh(),
        }
        self.form.review_again();
    }
}

impl Widget {
    fn method_of(&self, name: Option<String>) -> Option<Method> {
        let asked = name.and_then(|name| flat::method(&name))?;
        Some(self.form.host.method_for(asked))
    }
}

impl Drop for Widget {
    fn drop(&mut self) {
        self.form.close();
    }
}

/// Lets a future run. Boxed, so that the machinery round it is compiled once and not per future.
fn spawn(future: impl Future<Output = ()> + 'static) {
    let future: Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
    wasm_bindgen_futures::spawn_local(future);
}

/// The same for a future that JavaScript waits for.
fn promise(future: impl Future<Output = JsValue> + 'static) -> Promise {
    let future: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>> =
        Box::pin(async move { Ok(future.await) });
    wasm_bindgen_futures::future_to_promise(future)
}
