//! What follows the form's values, for as long as a part of the page is there.

use std::cell::RefCell;
use std::rc::Rc;

use reactive_graph::effect::RenderEffect;
use reactive_graph::graph::untrack;

use super::dom::{self, Node};
use super::rest::Rest;

/// Effects and the parts that they built; all of it ends when it is dropped.
#[derive(Default)]
pub struct Scope {
    effects: Vec<RenderEffect<()>>,
    parts: Vec<Standing>,
    rest: Option<Rc<Rest>>,
}

/// A part that stands now: what it was built for, and what follows the values in it.
type Standing = Rc<RefCell<Option<(u32, Scope)>>>;

impl Drop for Scope {
    fn drop(&mut self) {
        // A dropped effect's closure goes when its task next runs. Until then what it built would still follow the
        // values, on elements that are gone.
        for part in &self.parts {
            part.take();
        }
        self.rest.take();
    }
}

impl Scope {
    /// Runs now, and again whenever a value that it read is set.
    pub fn follow(&mut self, run: impl FnMut() + 'static) {
        self.push(Box::new(run));
    }

    // Boxed, here and below, so that what goes round the closures is compiled once.
    fn push(&mut self, mut run: Box<dyn FnMut()>) {
        self.effects.push(RenderEffect::new(move |_| run()));
    }

    /// Rows that come later.
    pub fn rest(&mut self, rest: Rc<Rest>) {
        self.rest = Some(rest);
    }

    /// Keeps an element's text as `text` says.
    pub fn text(&mut self, node: &Node, text: impl FnMut() -> String + 'static) {
        let (node, mut text, mut now): (_, Box<dyn FnMut() -> String>, _) =
            (node.clone(), Box::new(text), String::new());
        self.push(Box::new(move || {
            let next = text();
            if next != now {
                node.set_text(&next);
                now = next;
            }
        }));
    }

    /// A part of the page, built anew whenever `key` is another. Goes wherever the answer is put.
    pub fn part(
        &mut self,
        key: impl FnMut() -> u32 + 'static,
        build: impl FnMut(&mut Self) -> Node + 'static,
    ) -> Node {
        self.place(Box::new(key), Box::new(build))
    }

    /// The same, anew whenever one of the values that `read` reads is set.
    pub fn list(
        &mut self,
        mut read: impl FnMut() + 'static,
        build: impl FnMut(&mut Self) -> Node + 'static,
    ) -> Node {
        let mut times = 0u32;
        let key = move || {
            read();
            times = times.wrapping_add(1);
            times
        };
        self.place(Box::new(key), Box::new(build))
    }

    fn place(
        &mut self,
        mut key: Box<dyn FnMut() -> u32>,
        mut build: Box<dyn FnMut(&mut Self) -> Node>,
    ) -> Node {
        // Nothing to see: they mark where the part begins and ends.
        let (start, end) = (dom::text(""), dom::text(""));
        let part = dom::all(&[&start, &end]);
        let standing = Standing::default();
        self.parts.push(standing.clone());
        self.push(Box::new(move || {
            let next = key();
            if standing
                .borrow()
                .as_ref()
                .is_some_and(|(now, _)| *now == next)
            {
                return;
            }
            // What follows the old part's values ends before its elements go.
            standing.take();
            let mut old = start.next_sibling();
            while old != end {
                let after = old.next_sibling();
                old.remove();
                old = after;
            }
            let mut scope = Self::default();
            end.before(&untrack(|| build(&mut scope)));
            standing.replace(Some((next, scope)));
        }));
        part
    }
}
