//! A page with one form on it, and hands to use it.

use customer_edit::{Host, Widget};
use gloo_timers::future::TimeoutFuture;
use js_sys::{JSON, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Document, Event, EventInit, HtmlElement, HtmlInputElement, HtmlSelectElement,
    HtmlTextAreaElement, KeyboardEvent, KeyboardEventInit,
};

#[wasm_bindgen(inline_js = r#"
let made = 0;
let english = {};
// What waits before it asks again does so until the browser is online again: here that is at once.
setInterval(() => dispatchEvent(new Event("online")), 10);
/** The sentences of the package's own catalogues, as they stand in their sources. */
export function learn(source) {
  for (const [, key, text] of source.matchAll(/^ {2}"([^"]+)":\s*"((?:[^"\\\\]|\\\\.)*)",$/gm)) english[key] = JSON.parse(`"${text}"`);
}
export class FakeHost {
  constructor() {
    Object.assign(this, {
      api: "json-v2", baseUrl: `https://api.test/${++made}`, customerId: "42", company: 1, method: "auto",
      marks: ".0,", readonly: false, review: false, record: undefined, lookups: [], policy: [], settings: [],
    });
    this.routes = new Map(); this.log = []; this.events = []; this.states = [];
    this.tokens = ["secret"]; this.prevented = new Set(); this.seen = new Map();
  }
  async token() {
    const token = this.tokens.length > 1 ? this.tokens.shift() : this.tokens[0];
    if (token === "throw") throw new Error("no sign-in");
    if (token === "never") return new Promise(() => {});
    return token;
  }
  async fetch(request, bytes, told) {
    for (const percent of bytes ? [50, 100] : []) {
      told(percent);
      (this.percents_ ??= []).push(percent);
      // The page catches up.
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (percent === 50) this.seen.set("percent", document.body.textContent);
    }
    if (this.slow) await new Promise((resolve) => setTimeout(resolve, this.slow));
    const path = request.url.slice(this.baseUrl.length);
    const body = await request.text();
    this.log.push({ method: request.method, path, body, url: request.url,
      authorization: request.headers.get("Authorization"), match: request.headers.get("If-Match"),
      credentials: request.credentials });
    const queue = this.routes.get(`${request.method} ${path}`);
    if (!queue) return new Response('{"detail":"Not found."}', { status: 404, headers: { "Content-Type": "application/json" } });
    const reply = queue.length > 1 ? queue.shift() : queue[0];
    if (reply.status === 0) throw new TypeError("Failed to fetch");
    if (reply.status === -2) return new Promise(() => {});
    if (reply.status === -1) {
      return new Promise((_, reject) => request.signal.addEventListener("abort", () => {
        this.aborted = (this.aborted ?? 0) + 1; reject(request.signal.reason);
      }));
    }
    return new Response(reply.body, { status: reply.status, headers: reply.headers });
  }
  emit(type, detail) {
    this.events.push({ type, detail });
    this.seen.set(type, document.body.textContent);
    return !this.prevented.has(type);
  }
  text(key, params, fallback) {
    const given = {};
    for (let i = 0; i < params.length; i += 2) given[params[i]] = params[i + 1];
    const form = given.count === "1" ? "one" : "other";
    const find = (all) => all?.[`${key}@${given.field}`] ?? all?.[`${key}.${form}`] ?? all?.[key];
    // Of an issue the tests want the code, which is what core gives and the fallback.
    let out = find(this.wording) ?? (key.startsWith("issue.") ? fallback : find(english) ?? fallback);
    for (const [name, value] of Object.entries(given)) out = out.replaceAll(`{${name}}`, value);
    return out;
  }
  takeRecord() { return this.record; }
  drafted() {}
  get keeps() { return this.drafts !== undefined; }
  kept() { return this.drafts?.at(-1); }
  keep(snapshot) { this.drafts.push(snapshot); }
  state(dirty, invalid, busy) { this.states.push([dirty, invalid, busy].map(Number).join("")); }

  put(name, json) { this[name] = json === undefined ? undefined : JSON.parse(json); }
  reply(route, status, body, headers) {
    const all = { "Content-Type": "application/json", ...JSON.parse(headers) };
    this.routes.set(route, [...(this.routes.get(route) ?? []), { status, body, headers: all }]);
  }
  replaceReply(route, status, body) { this.routes.delete(route); this.reply(route, status, body, "{}"); }
  prevent(type) { this.prevented.add(type); }
  sent() { return this.log.map((one) => `${one.method} ${one.path} ${one.body}`.trim()); }
  member(name) { return JSON.stringify(this.log.map((one) => one[name])); }
  fired() { return this.events.map((one) => one.type); }
  detail(type) { return JSON.stringify(this.events.filter((one) => one.type === type).at(-1)?.detail ?? null); }
  pageWhen(type) { return this.seen.get(type) ?? ""; }
  lastState() { return this.states.at(-1) ?? ""; }
  aborts() { return this.aborted ?? 0; }
  percents() { return Uint32Array.from(this.percents_ ?? []); }
}
/** The clock goes forward by so many seconds, for good. */
export function pass(seconds) {
  const now = Date.now;
  Date.now = () => now() + seconds * 1000;
}
export function claimBadInput(control) {
  Object.defineProperty(control, "validity", { configurable: true, value: { badInput: true } });
}
export function withoutInnerHtml(on) {
  const proto = Element.prototype;
  globalThis.__innerHTML ??= Object.getOwnPropertyDescriptor(proto, "innerHTML");
  Object.defineProperty(proto, "innerHTML", on
    ? { configurable: true, get: globalThis.__innerHTML.get, set() { globalThis.__blocked = (globalThis.__blocked ?? 0) + 1; throw new TypeError("requires TrustedHTML"); } }
    : globalThis.__innerHTML);
  return globalThis.__blocked ?? 0;
}
"#)]
extern "C" {
    /// The element and the server behind it.
    #[derive(Clone)]
    pub type FakeHost;
    #[wasm_bindgen(constructor)]
    fn new() -> FakeHost;
    fn learn(source: &str);
    /// Sets a member from JSON.
    #[wasm_bindgen(method)]
    pub fn put(this: &FakeHost, name: &str, json: &str);
    #[wasm_bindgen(method)]
    fn reply(this: &FakeHost, route: &str, status: i32, body: &str, headers: &str);
    /// The route answers this from now on.
    #[wasm_bindgen(method, js_name = replaceReply)]
    pub fn replace_reply(this: &FakeHost, route: &str, status: i32, body: &str);
    /// A listener calls preventDefault().
    #[wasm_bindgen(method)]
    pub fn prevent(this: &FakeHost, kind: &str);
    /// Every request: method, path, body.
    #[wasm_bindgen(method)]
    pub fn sent(this: &FakeHost) -> Vec<String>;
    /// One member of every request, as JSON.
    #[wasm_bindgen(method)]
    pub fn member(this: &FakeHost, name: &str) -> String;
    /// Every event's type.
    #[wasm_bindgen(method)]
    pub fn fired(this: &FakeHost) -> Vec<String>;
    /// The last event's detail, as JSON.
    #[wasm_bindgen(method)]
    pub fn detail(this: &FakeHost, kind: &str) -> String;
    /// The page's text when the event was fired.
    #[wasm_bindgen(method, js_name = pageWhen)]
    pub fn page_when(this: &FakeHost, kind: &str) -> String;
    /// dirty, invalid, busy as three digits.
    #[wasm_bindgen(method, js_name = lastState)]
    pub fn last_state(this: &FakeHost) -> String;
    /// The draft put aside last.
    #[wasm_bindgen(method)]
    pub fn kept(this: &FakeHost) -> Option<String>;
    /// Puts one aside.
    #[wasm_bindgen(method)]
    pub fn keep(this: &FakeHost, snapshot: &str);
    /// How much of a picture had gone each time that it was told.
    #[wasm_bindgen(method)]
    pub fn percents(this: &FakeHost) -> Vec<u32>;
    /// How many requests were called off.
    #[wasm_bindgen(method)]
    pub fn aborts(this: &FakeHost) -> u32;

    /// The clock goes forward by so many seconds.
    pub fn pass(seconds: u32);

    /// A control whose browser cannot read what was typed.
    #[wasm_bindgen(js_name = claimBadInput)]
    pub fn claim_bad_input(control: &HtmlElement);

    /// Makes the innerHTML setter throw, as Trusted Types do; answers how often it was called so far.
    #[wasm_bindgen(js_name = withoutInnerHtml)]
    pub fn without_inner_html(on: bool) -> u32;
}

impl FakeHost {
    /// A host of its own base, so that no list of another test is remembered for it.
    pub fn fresh() -> Self {
        learn(include_str!("../../npm/src/messages/answers.en.ts"));
        learn(include_str!("../../npm/src/messages/en.ts"));
        Self::new()
    }

    /// The route answers JSON (status 0: no network, -1: nothing until called off, -2: nothing ever); given more than once, one after the other, the last one for good.
    pub fn answers(&self, route: &str, status: i32, body: &str) {
        self.reply(route, status, body, "{}");
    }

    /// The same with headers, as JSON.
    pub fn answers_with(&self, route: &str, status: i32, body: &str, headers: &str) {
        self.reply(route, status, body, headers);
    }

    /// One member of every request.
    pub fn each(&self, name: &str) -> Vec<String> {
        let list: js_sys::Array = JSON::parse(&self.member(name)).unwrap().unchecked_into();
        list.iter()
            .map(|value| value.as_string().unwrap_or_default())
            .collect()
    }
}

/// A form on the page; leaves it when dropped.
pub struct Page {
    pub host: FakeHost,
    pub root: HtmlElement,
    pub widget: Option<Widget>,
}

impl Page {
    /// Mounts a form, without waiting for anything.
    pub fn mount(host: FakeHost) -> Self {
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let widget = Widget::new(root.clone(), host.clone().unchecked_into::<Host>());
        Self {
            host,
            root,
            widget: Some(widget),
        }
    }

    /// Mounts a form and waits until a record shows.
    pub async fn open(host: FakeHost) -> Self {
        let page = Self::mount(host);
        until(|| page.find("form").is_some()).await;
        settled().await;
        page
    }

    pub fn widget(&self) -> &Widget {
        self.widget.as_ref().unwrap()
    }

    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.root
            .query_selector(selector)
            .unwrap()
            .map(|found| found.unchecked_into())
    }

    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let list = self.root.query_selector_all(selector).unwrap();
        (0..list.length())
            .map(|at| list.get(at).unwrap().unchecked_into())
            .collect()
    }

    /// The words of the first match; empty where there is none.
    pub fn text(&self, selector: &str) -> String {
        self.find(selector)
            .and_then(|found| found.text_content())
            .unwrap_or_default()
    }

    pub fn control(&self, key: &str) -> HtmlElement {
        self.find(&format!("[name=\"{key}\"]"))
            .unwrap_or_else(|| panic!("no control {key}"))
    }

    pub fn row(&self, key: &str) -> HtmlElement {
        self.control(key)
            .closest("[part=field]")
            .unwrap()
            .unwrap()
            .unchecked_into()
    }

    /// What the control holds.
    pub fn value(&self, key: &str) -> String {
        value(&self.control(key))
    }

    /// Types a text: it replaces what is there.
    pub async fn type_in(&self, key: &str, text: &str) {
        let control = self.control(key);
        set_value(&control, text);
        fire(&control, "input");
        settled().await;
    }

    /// Chooses in a select, or in the list of a combobox.
    pub async fn choose(&self, key: &str, value: &str) {
        let control = self.control(key);
        if control.get_attribute("role").as_deref() == Some("combobox") {
            control.focus().unwrap();
            control.click();
            self.click(&format!(".ce-option[data-value=\"{value}\"]"));
            settled().await;
            return;
        }
        set_value(&control, value);
        fire(&control, "change");
        settled().await;
    }

    /// Leaves the control.
    pub async fn leave(&self, key: &str) {
        fire(&self.control(key), "blur");
        settled().await;
    }

    /// The message that stands at a field.
    pub fn error(&self, key: &str) -> Option<String> {
        let control = self.control(key);
        let row = self.row(key);
        let error = row.query_selector("[part=error]").unwrap();
        let marked = control.get_attribute("aria-invalid").as_deref() == Some("true");
        assert_eq!(
            marked,
            error.is_some(),
            "aria-invalid and the error of {key} go together"
        );
        assert_eq!(marked, row.has_attribute("data-invalid"));
        let error = error?;
        let described = control
            .get_attribute("aria-describedby")
            .unwrap_or_default();
        assert!(
            described.split(' ').any(|id| id == error.id()),
            "{key} is described by its error"
        );
        error.text_content()
    }

    /// What a field says that it was.
    pub fn was(&self, key: &str) -> Option<String> {
        let row = self.row(key);
        let was = row.query_selector(".ce-was").unwrap();
        assert_eq!(
            was.is_some(),
            row.has_attribute("data-dirty"),
            "the mark and the old value of {key}"
        );
        was.and_then(|was| was.text_content())
    }

    pub fn click(&self, selector: &str) {
        self.find(selector)
            .unwrap_or_else(|| panic!("no {selector}"))
            .click();
    }

    /// Saves through the widget's own method; answers the outcome.
    pub async fn save(&self, method: Option<&str>) -> JsValue {
        let outcome = JsFuture::from(self.widget().save(method.map(str::to_owned)))
            .await
            .unwrap();
        settled().await;
        outcome
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.widget.take();
        self.root.remove();
    }
}

pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// A string member of an object.
pub fn member(object: &JsValue, name: &str) -> String {
    Reflect::get(object, &name.into())
        .unwrap()
        .as_string()
        .unwrap_or_default()
}

/// An object as JSON.
pub fn json(object: &JsValue) -> String {
    JSON::stringify(object).unwrap().into()
}

pub fn fire(target: &HtmlElement, kind: &str) {
    let init = EventInit::new();
    init.set_bubbles(true);
    init.set_cancelable(true);
    target
        .dispatch_event(&Event::new_with_event_init_dict(kind, &init).unwrap())
        .unwrap();
}

/// Presses a key; true when the form took it.
pub fn press(target: &HtmlElement, key: &str, command: bool) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_ctrl_key(command);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    !target.dispatch_event(event.unchecked_ref()).unwrap()
}

/// Lets everything happen that is ready to.
pub async fn settled() {
    for _ in 0..3 {
        any_spawner::Executor::tick().await;
        TimeoutFuture::new(0).await;
    }
}

/// Waits for something to become true; gives up loudly.
pub async fn until(mut done: impl FnMut() -> bool) {
    for _ in 0..300 {
        if done() {
            return;
        }
        TimeoutFuture::new(10).await;
    }
    panic!("waited three seconds");
}

fn value(control: &HtmlElement) -> String {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        input.value()
    } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.value()
    } else {
        control.dyn_ref::<HtmlSelectElement>().unwrap().value()
    }
}

fn set_value(control: &HtmlElement, text: &str) {
    if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    } else {
        control
            .dyn_ref::<HtmlSelectElement>()
            .unwrap()
            .set_value(text);
    }
}
