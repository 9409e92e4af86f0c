//! Elements as this form builds them: attributes from pairs, children in order.
//!
//! Every element comes from `createElement`, never from markup, so that Trusted Types have nothing to refuse. Views of
//! Leptos are a type each and are compiled for each; these are data over one type.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// An element or a text of the page. Not web-sys': that one catches what these calls cannot throw.
    #[derive(Clone, Debug, PartialEq)]
    pub type Node;

    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create_element(tag: &str) -> Node;
    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    fn create_element_ns(space: &str, tag: &str) -> Node;
    #[wasm_bindgen(js_namespace = document, js_name = createDocumentFragment)]
    fn create_fragment() -> Node;
    #[wasm_bindgen(js_namespace = document, js_name = createTextNode)]
    fn create_text_node(text: &str) -> Node;

    /// Adds a child at the end; one that is elsewhere moves.
    #[wasm_bindgen(method)]
    pub fn append(this: &Node, child: &Node);
    /// Adds a text at the end.
    #[wasm_bindgen(method, js_name = append)]
    pub fn append_text(this: &Node, text: &str);
    /// Adds a sibling before this one.
    #[wasm_bindgen(method)]
    pub fn before(this: &Node, sibling: &Node);
    /// Takes it off the page.
    #[wasm_bindgen(method)]
    pub fn remove(this: &Node);
    /// A copy with everything in it.
    #[wasm_bindgen(method, js_name = cloneNode)]
    pub fn clone_node(this: &Node, deep: bool) -> Node;
    /// The first child.
    #[wasm_bindgen(method, getter, js_name = firstChild)]
    pub fn first_child(this: &Node) -> Node;
    /// The next sibling.
    #[wasm_bindgen(method, getter, js_name = nextSibling)]
    pub fn next_sibling(this: &Node) -> Node;
    /// The nearest of itself and those around it that the selector names.
    #[wasm_bindgen(method)]
    pub fn closest(this: &Node, selector: &str) -> Option<Node>;
    /// Replaces everything in it by a text.
    #[wasm_bindgen(method, setter, js_name = textContent)]
    pub fn set_text(this: &Node, text: &str);
    /// An attribute.
    #[wasm_bindgen(method, js_name = getAttribute)]
    pub fn attribute(this: &Node, name: &str) -> Option<String>;
    /// Sets an attribute.
    #[wasm_bindgen(method, js_name = setAttribute)]
    pub fn set(this: &Node, name: &str, value: &str);
    /// Sets an attribute without a value, or removes it.
    #[wasm_bindgen(method, js_name = toggleAttribute)]
    pub fn toggle(this: &Node, name: &str, on: bool);
    #[wasm_bindgen(method, js_name = removeAttribute)]
    fn remove_attribute(this: &Node, name: &str);
    /// Listens while events come down to their target, so that those that do not bubble are heard too.
    #[wasm_bindgen(method, js_name = addEventListener)]
    pub fn listen(this: &Node, kind: &str, listener: &JsValue, capture: bool);

    /// The text of a control.
    #[wasm_bindgen(method, getter)]
    pub fn value(this: &Node) -> String;
    /// Sets the text of a control.
    #[wasm_bindgen(method, setter)]
    pub fn set_value(this: &Node, value: &str);
    /// Whether a switch is on.
    #[wasm_bindgen(method, getter)]
    pub fn checked(this: &Node) -> bool;
    /// Turns a switch on or off.
    #[wasm_bindgen(method, setter)]
    pub fn set_checked(this: &Node, on: bool);
    /// Shows a switch as neither on nor off.
    #[wasm_bindgen(method, setter)]
    pub fn set_indeterminate(this: &Node, on: bool);
    /// Selects the whole text of a control.
    #[wasm_bindgen(method)]
    pub fn select(this: &Node);
    #[wasm_bindgen(method, js_name = scrollIntoView)]
    fn scroll_into_view(this: &Node, options: &JsValue);
    #[wasm_bindgen(method, js_name = getBoundingClientRect)]
    fn rect(this: &Node) -> Rect;
    type Rect;
    #[wasm_bindgen(method, getter)]
    fn top(this: &Rect) -> f64;
    #[wasm_bindgen(method, getter)]
    fn bottom(this: &Rect) -> f64;
    #[wasm_bindgen(thread_local_v2, js_namespace = window, js_name = document)]
    static DOCUMENT: Page;
    type Page;
    #[wasm_bindgen(method, getter, js_name = documentElement)]
    fn root(this: &Page) -> Screen;
    type Screen;
    #[wasm_bindgen(method, getter, js_name = clientHeight)]
    fn height(this: &Screen) -> f64;
    #[wasm_bindgen(js_name = matchMedia)]
    fn match_media(query: &str) -> Media;
    type Media;
    #[wasm_bindgen(method, getter)]
    fn matches(this: &Media) -> bool;
    #[wasm_bindgen(method, getter)]
    fn validity(this: &Node) -> Validity;

    type Validity;
    #[wasm_bindgen(method, getter, js_name = badInput)]
    fn bad_input(this: &Validity) -> bool;
}

/// Attributes: names and values.
pub type Attrs<'a> = &'a [(&'a str, &'a str)];

/// An element with attributes and children.
pub fn el(tag: &str, attrs: Attrs<'_>, children: &[&Node]) -> Node {
    let node = create_element(tag);
    for (name, value) in attrs {
        node.set(name, value);
    }
    for child in children {
        node.append(child);
    }
    node
}

/// An element with attributes and a text.
pub fn words(tag: &str, attrs: Attrs<'_>, text: &str) -> Node {
    let node = el(tag, attrs, &[]);
    node.set_text(text);
    node
}

/// Several nodes as one: they go where it is put.
pub fn all(nodes: &[&Node]) -> Node {
    let fragment = create_fragment();
    for node in nodes {
        fragment.append(node);
    }
    fragment
}

/// A text whose direction is its own.
pub fn bdi(text: &str) -> Node {
    words("bdi", &[], text)
}

/// A text by itself.
pub fn text(text: &str) -> Node {
    create_text_node(text)
}

/// An element of a drawing.
pub fn svg(tag: &str, attrs: Attrs<'_>) -> Node {
    let node = create_element_ns("http://www.w3.org/2000/svg", tag);
    for (name, value) in attrs {
        node.set(name, value);
    }
    node
}

/// Whether fingers do the pointing: the system's own lists are made for them.
pub fn is_touched() -> bool {
    match_media("(pointer: coarse)").matches()
}

/// Whether something under a control reaches below the window, where above the control there is more room.
pub fn is_cut_off(below: &Node, control: &Node) -> bool {
    let height = DOCUMENT.with(|page| page.root().height());
    let (below, control) = (below.rect(), control.rect());
    below.bottom() > height && control.top() > height - control.bottom()
}

impl Node {
    /// Brings it into view, if it is not.
    pub fn reveal(&self) {
        let nearest = js_sys::Object::new();
        // Setting a member of a fresh plain object cannot fail.
        let _ = js_sys::Reflect::set(&nearest, &"block".into(), &"nearest".into());
        self.scroll_into_view(&nearest);
    }

    /// Sets an attribute or removes it.
    pub fn set_or_remove(&self, name: &str, value: Option<&str>) {
        match value {
            Some(value) => self.set(name, value),
            None => self.remove_attribute(name),
        }
    }

    /// Whether a person typed something that the browser can make nothing of.
    pub fn is_unreadable(&self) -> bool {
        self.validity().bad_input()
    }
}
