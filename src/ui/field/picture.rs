//! A picture: the one that is stored, or the file that was chosen, dropped or pasted in its place.

use std::sync::Arc;

use customer_core::image::MAX_BYTES;
use customer_core::schema::FieldType;
use customer_core::text::cut_last;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Event;

use crate::state::{FieldState, Form, number};
use crate::ui::act;
use crate::ui::dom::{self, Node, el, words};

#[wasm_bindgen(module = "/src/ui/field/picture.js")]
extern "C" {
    type File;
    #[wasm_bindgen(method, getter)]
    fn name(this: &File) -> String;
    #[wasm_bindgen(js_name = fileOf)]
    fn file_of(event: &Event) -> Option<File>;
    fn read(file: &File, most: f64) -> js_sys::Promise;
    fn paint(canvas: &Node, bytes: &[u8]) -> js_sys::Promise;
}

/// What stands in the box of a picture.
#[derive(Default)]
pub struct Picture {
    /// The file that shows.
    bytes: Option<Arc<[u8]>>,
    /// The address that shows.
    address: Option<String>,
    parts: Option<Node>,
}

impl Picture {
    /// Brings the box to the file that was chosen, else to what is stored.
    pub fn show(&mut self, form: &Form, state: &FieldState, control: &Node) {
        let key = &state.field.key;
        let chosen = form.read(|editor| {
            let image = editor.image(key)?;
            Some((image.bytes.clone(), image.name.clone()))
        });
        let chosen = chosen.flatten();
        let address = state.text.get_untracked();
        let same = match (&chosen, &self.bytes) {
            (Some((now, _)), Some(before)) => Arc::ptr_eq(now, before),
            (None, None) => self.address.as_ref() == Some(&address),
            _ => false,
        };
        if same {
            return;
        }
        if let Some(parts) = self.parts.take() {
            parts.remove();
        }
        let parts = match &chosen {
            Some((bytes, name)) => file(form, state, bytes, name),
            None => stored(form, &address),
        };
        control.before(&parts);
        self.parts = Some(parts);
        self.bytes = chosen.map(|(bytes, _)| bytes);
        self.address = Some(address);
        // The same file can be chosen once more after its choice was taken back.
        control.set_value("");
    }
}

fn file(form: &Form, state: &FieldState, bytes: &[u8], name: &str) -> Node {
    let canvas = el("canvas", &[("class", "ce-picture"), ("hidden", "")], &[]);
    // It settles whatever the bytes are.
    let _ = paint(&canvas, bytes);
    let size = form
        .host
        .say("image.size", &[("bytes", &number(bytes.len()))]);
    let undo = form.say("image.undo");
    let attrs = [(act::FIELD, &*state.field.key), ("part", "button")];
    let lines = el(
        "div",
        &[("class", "ce-picture__text")],
        &[
            &el("p", &[("class", "ce-picture__name")], &[&dom::bdi(name)]),
            &words("p", &[("class", "ce-hint")], &size),
            &act::button(act::REVERT, &attrs, &undo),
        ],
    );
    el("div", &[("class", "ce-picture__parts")], &[&canvas, &lines])
}

fn stored(form: &Form, address: &str) -> Node {
    let how = match address {
        "" => form.say("image.choose"),
        _ => form.say("image.replace"),
    };
    let lines = el(
        "div",
        &[("class", "ce-picture__text")],
        &[
            &words("p", &[("class", "ce-picture__name")], &how),
            &words("p", &[("class", "ce-hint")], &form.say("image.hint")),
        ],
    );
    let parts = el("div", &[("class", "ce-picture__parts")], &[]);
    if let Some(picture) = image(form, address) {
        parts.append(&picture);
    }
    parts.append(&lines);
    parts
}

/// The picture that is stored at an address; none where that is no place for one.
pub fn image(form: &Form, address: &str) -> Option<Node> {
    let address = small(form, address)?;
    let alt = form.say("image.alt");
    let attrs = [
        ("class", "ce-picture"),
        ("alt", &*alt),
        // The page that shows it is nobody's business.
        ("referrerpolicy", "no-referrer"),
        ("decoding", "async"),
        ("src", &address),
    ];
    Some(el("img", &attrs, &[]))
}

/// The address of the smallest copy, over http or https and nothing else; it may be relative to the base.
fn small(form: &Form, address: &str) -> Option<String> {
    if address.is_empty() {
        return None;
    }
    let base = form.host.base_url() + "/";
    let url = web_sys::Url::new_with_base(address, &base).ok()?;
    if !matches!(url.protocol().as_str(), "http:" | "https:") {
        return None;
    }
    let path = url.pathname();
    let (folder, file) = cut_last(&path, b'/')?;
    url.set_pathname(&[folder, "/small_", file].concat());
    Some(url.href())
}

/// A file was chosen, dropped or pasted, or is about to be dropped. True where there was one to take.
pub fn heard(form: &Form, event: &Event, target: &Node, kind: &str) -> bool {
    // A choice fires `input` as well, and would be taken twice.
    if !matches!(kind, "change" | "drop" | "paste" | "dragover" | "dragleave") {
        return false;
    }
    let place = target.closest("[data-picture]");
    let key = match (kind, &place) {
        ("paste", None) if target.closest(act::TYPED).is_none() => first_picture(form),
        (_, Some(place)) => place.attribute(act::FIELD),
        _ => None,
    };
    let Some(state) = key.and_then(|key| form.field(&key)) else {
        return false;
    };
    if let Some(place) = &place {
        place.toggle("data-over", kind == "dragover");
    }
    let Some(file) = file_of(event).filter(|_| kind != "dragleave") else {
        return false;
    };
    if kind == "dragover" {
        return true;
    }
    let form = form.clone();
    crate::spawn(async move {
        #[expect(clippy::cast_precision_loss, reason = "two million")]
        let most = (MAX_BYTES + 1) as f64;
        // A file that went away since is as good as none.
        if let Ok(bytes) = JsFuture::from(read(&file, most)).await {
            let bytes = js_sys::Uint8Array::from(bytes).to_vec();
            form.choose_image(&state.field.key, bytes, &file.name());
        }
    });
    true
}

fn first_picture(form: &Form) -> Option<String> {
    let mut states = form.visible_fields().into_iter();
    let state = states.find(|state| state.field.kind == FieldType::Image)?;
    let locked = state.field.readonly || form.readonly.get_untracked();
    (!locked).then(|| state.field.key.to_string())
}
