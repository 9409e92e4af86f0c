//! What the module asks of the element that it is mounted in.

use customer_core::editor::{Policy, Settings};
use customer_core::locale::Locale;
use customer_core::schema::Method;
use js_sys::Promise;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The element's side of the bridge. Members are read when needed, never kept across loads.
    pub type Host;

    /// `"json-v2"`.
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
    /// The record as JSON text, used instead of loading.
    #[wasm_bindgen(method, getter)]
    pub fn record(this: &Host) -> Option<String>;
    /// Flat pairs: a list's name, its JSON text.
    #[wasm_bindgen(method, getter)]
    pub fn lookups(this: &Host) -> Vec<String>;
    /// Flat pairs: a field's key, `"hidden"` or `"readonly"`.
    #[wasm_bindgen(method, getter)]
    pub fn policy(this: &Host) -> Vec<String>;
    /// Flat pairs: a setting's name, its value.
    #[wasm_bindgen(method, getter)]
    pub fn settings(this: &Host) -> Vec<String>;

    /// The bearer token or null; asked before every request.
    #[wasm_bindgen(method, catch)]
    pub fn token(this: &Host) -> Result<Promise, JsValue>;
    /// Sends a request.
    #[wasm_bindgen(method, catch)]
    pub fn fetch(this: &Host, request: &web_sys::Request) -> Result<Promise, JsValue>;
    /// Dispatches an event; false when a listener prevented it.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Host, kind: &str, detail: &JsValue) -> bool;
    /// The wording of a key; `params` are flat pairs.
    #[wasm_bindgen(method)]
    pub fn text(this: &Host, key: &str, params: Vec<String>, fallback: &str) -> String;
    /// Mirrored into the element's custom states.
    #[wasm_bindgen(method)]
    pub fn state(this: &Host, dirty: bool, invalid: bool, busy: bool);
}

impl Host {
    /// The wording of a key, with its parameters.
    #[must_use]
    pub fn say(&self, key: &str, params: &[(&str, &str)], fallback: &str) -> String {
        let flat = params
            .iter()
            .flat_map(|(name, value)| [(*name).into(), (*value).into()]);
        self.text(key, flat.collect(), fallback)
    }

    /// The tenant as the API counts it; one that is no integer is none.
    #[must_use]
    pub fn tenant(&self) -> Option<i64> {
        const EXACT: f64 = 9_007_199_254_740_991.0;
        let company = self
            .company()
            .filter(|n| n.trunc() == *n && n.abs() <= EXACT)?;
        #[expect(clippy::cast_possible_truncation, reason = "an integer within 2^53")]
        Some(company as i64)
    }

    /// How a save travels when it is not told otherwise.
    #[must_use]
    pub fn default_method(&self) -> Method {
        method_from_name(&self.method())
    }

    /// How numbers are written.
    #[must_use]
    pub fn locale(&self) -> Locale {
        let marks = self.marks();
        let mut marks = marks.chars();
        match (marks.next(), marks.next()) {
            (Some(decimal), Some(zero)) => Locale {
                decimal,
                zero,
                groups: marks.collect(),
            },
            _ => Locale::default(),
        }
    }

    /// What the host hides and locks.
    #[must_use]
    pub fn field_policy(&self) -> Vec<(String, Policy)> {
        let pairs = pairs_from_flat(self.policy()).into_iter();
        pairs
            .filter_map(|(key, policy)| match policy.as_str() {
                "hidden" => Some((key, Policy::Hidden)),
                "readonly" => Some((key, Policy::Readonly)),
                _ => None,
            })
            .collect()
    }

    /// Where the account differs, as core knows it.
    #[must_use]
    pub fn editor_settings(&self) -> Settings {
        let mut settings = Settings::default();
        for (name, value) in pairs_from_flat(self.settings()) {
            match (name.as_str(), value.as_str()) {
                ("clearTextAs", value) => settings.clear_text_as_empty = value == "empty",
                ("templatePatch", value) => settings.template_patch_all = value == "all",
                ("contactPatch", value) => settings.contact_patch_all = value == "all",
                _ => {}
            }
        }
        settings
    }

    /// One setting's text.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<String> {
        let pairs = pairs_from_flat(self.settings());
        pairs
            .into_iter()
            .find(|(n, _)| n == name)
            .map(|(_, value)| value)
    }

    /// The path templates that the host overrides, by name.
    #[must_use]
    pub fn paths(&self) -> Vec<(String, String)> {
        let pairs = pairs_from_flat(self.settings()).into_iter();
        pairs
            .filter_map(|(name, path)| Some((name.strip_prefix("path.")?.to_owned(), path)))
            .collect()
    }
}

/// Reads a public method name; `"auto"` and anything else is PATCH.
#[must_use]
pub fn method_from_name(name: &str) -> Method {
    match name {
        "PUT" => Method::Put,
        "POST" => Method::Post,
        _ => Method::Patch,
    }
}

/// `[a, 1, b, 2]` as `[(a, 1), (b, 2)]`; a last odd one is left out.
#[must_use]
pub fn pairs_from_flat(flat: Vec<String>) -> Vec<(String, String)> {
    let mut pairs = Vec::with_capacity(flat.len() / 2);
    let mut flat = flat.into_iter();
    while let (Some(name), Some(value)) = (flat.next(), flat.next()) {
        pairs.push((name, value));
    }
    pairs
}
