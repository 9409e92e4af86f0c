//! What the module asks of the element that it is mounted in.

use customer_core::editor::{Policy, Settings};
use customer_core::locale::Locale;
use customer_core::schema::{Api, Method};
use customer_headless::flat;
use customer_headless::words::Words;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The element's side of the bridge. Members are read when needed, never kept across loads.
    pub type Host;

    /// `"json-v2"` or `"form-v1"`.
    #[wasm_bindgen(method, getter)]
    pub fn api(this: &Host) -> String;
    /// Where the API's paths begin, without a trailing slash.
    #[wasm_bindgen(method, getter, js_name = baseUrl)]
    pub fn base_url(this: &Host) -> String;
    /// The customer's id, as it stands in the path.
    #[wasm_bindgen(method, getter, js_name = customerId)]
    pub fn customer_id(this: &Host) -> String;
    /// The tenant.
    #[wasm_bindgen(method, getter)]
    pub fn company(this: &Host) -> Option<f64>;
    /// `"auto"`, `"PUT"`, `"PATCH"` or `"POST"`.
    #[wasm_bindgen(method, getter)]
    pub fn method(this: &Host) -> String;
    /// The decimal mark, the zero digit, then the marks between groups.
    #[wasm_bindgen(method, getter)]
    pub fn marks(this: &Host) -> String;
    /// Whether the form only shows.
    #[wasm_bindgen(method, getter)]
    pub fn readonly(this: &Host) -> bool;
    /// Whether every save is shown and asked for once more.
    #[wasm_bindgen(method, getter)]
    pub fn review(this: &Host) -> bool;
    /// The record as JSON text, used instead of loading: until a save, so that no later load takes an old state for the
    /// server's.
    #[wasm_bindgen(method, js_name = takeRecord)]
    pub fn take_record(this: &Host) -> Option<String>;
    /// Flat pairs: a list's name, its JSON text.
    #[wasm_bindgen(method, getter)]
    pub fn lookups(this: &Host) -> Vec<String>;
    /// Flat pairs: a field's key, `"hidden"` or `"readonly"`.
    #[wasm_bindgen(method, getter)]
    pub fn policy(this: &Host) -> Vec<String>;
    /// Flat pairs: a setting's name, its value.
    #[wasm_bindgen(method, getter)]
    pub fn settings(this: &Host) -> Vec<String>;

    /// Dispatches an event; false when a listener prevented it.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Host, kind: &str, detail: &JsValue) -> bool;
    /// What is typed and not saved changed: the moment to hear it, once the module is off the stack.
    #[wasm_bindgen(method)]
    pub fn drafted(this: &Host);
    /// Whether drafts are put aside at all.
    #[wasm_bindgen(method, getter)]
    pub fn keeps(this: &Host) -> bool;
    /// The draft put aside for this customer.
    #[wasm_bindgen(method)]
    pub fn kept(this: &Host) -> Option<String>;
    /// Puts this customer's draft aside; none forgets it.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Host, snapshot: Option<String>);
    /// Mirrored into the element's custom states.
    #[wasm_bindgen(method)]
    pub fn state(this: &Host, dirty: bool, invalid: bool, busy: bool);
}

impl Host {
    /// The wording of a key, with its parameters.
    #[must_use]
    pub fn say(&self, key: &str, params: &[(&str, &str)]) -> String {
        self.say_or(key, params, key)
    }

    /// The same where the key may have no wording.
    #[must_use]
    pub fn say_or(&self, key: &str, params: &[(&str, &str)], fallback: &str) -> String {
        let mut flat = Vec::with_capacity(params.len() * 2);
        for (name, value) in params {
            flat.push((*name).to_owned());
            flat.push((*value).to_owned());
        }
        self.words().text(key, flat, fallback)
    }

    /// The same bridge as a giver of words.
    #[must_use]
    pub fn words(&self) -> &Words {
        self.unchecked_ref()
    }

    /// The tenant as the API counts it; one that is no integer is none.
    #[must_use]
    pub fn tenant(&self) -> Option<i64> {
        flat::tenant(self.company())
    }

    /// The API, as far as it is compiled in.
    #[must_use]
    pub fn known_api(&self) -> Option<Api> {
        Api::from_name(&self.api())
    }

    /// How a save travels when it is not told otherwise.
    #[must_use]
    pub fn default_method(&self) -> Method {
        self.method_for(flat::method(&self.method()).unwrap_or(Method::Patch))
    }

    /// How a save travels when it is told to go by this method: each API has its own.
    #[must_use]
    pub fn method_for(&self, asked: Method) -> Method {
        let own = self
            .known_api()
            .map_or(&[] as &[_], |api| api.schema().methods);
        let first = own.first().copied().unwrap_or(asked);
        if own.contains(&asked) { asked } else { first }
    }

    /// How numbers are written.
    #[must_use]
    pub fn locale(&self) -> Locale {
        Locale::from_marks(&self.marks())
    }

    /// What the host hides and locks.
    #[must_use]
    pub fn field_policy(&self) -> Vec<(String, Policy)> {
        flat::policy(self.policy())
    }

    /// Where the account differs, as core knows it.
    #[must_use]
    pub fn editor_settings(&self) -> Settings {
        flat::settings(&flat::pairs(self.settings()))
    }

    /// One setting's text.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<String> {
        let mut pairs = flat::pairs(self.settings()).into_iter();
        pairs.find(|(n, _)| n == name).map(|(_, value)| value)
    }

    /// The path templates that the host overrides, by name.
    #[must_use]
    pub fn paths(&self) -> Vec<(String, String)> {
        flat::paths(&flat::pairs(self.settings()))
    }
}
