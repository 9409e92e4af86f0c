//! What a save would send, shown once more before it leaves; the save waits for the person's word.
//!
//! A save empties what the person cleared, and whatever the old template held when another one is chosen. Nothing
//! else: the rules refuse a PUT that would leave out a value that was loaded.

use customer_core::editor::{Editor, EditorError};
use customer_core::schema::{FieldType, Method, Section, template};
use futures_channel::oneshot;

use super::{Form, Phase};

/// One change, as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The field's key.
    pub field: String,
    /// The field's label.
    pub label: String,
    /// The heading that it stands under.
    pub section: String,
    /// What was loaded; empty for nothing.
    pub before: String,
    /// What it becomes; empty for nothing.
    pub after: String,
    /// Digits are compared: they stand in columns.
    pub numeric: bool,
}

/// A request as a person reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// How it travels.
    pub method: Method,
    /// Where to.
    pub path: String,
    /// What changes, in display order.
    pub rows: Vec<Row>,
    /// Labels of what goes along though it did not change; everything does by PUT, and nothing is named.
    pub along: Vec<String>,
    /// Labels of what holds a value now and none afterwards, and has to be agreed to.
    pub emptied: Vec<String>,
}

impl Review {
    /// Whether the person is asked even where the host does not want every save reviewed.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.method == Method::Put && !self.emptied.is_empty()
    }
}

impl Form {
    /// What a save by `method` would do.
    ///
    /// # Errors
    /// What the rules find.
    pub fn plan(&self, method: Method) -> Result<Review, EditorError> {
        let nothing = || Err(EditorError::Invalid(Vec::new()));
        let request = self.read(|editor| editor.preview(method));
        let request = request.unwrap_or_else(nothing)?;
        let keys = self.read(Editor::dirty).unwrap_or_default();
        let rows: Vec<Row> = keys.iter().filter_map(|key| self.row(key)).collect();
        let mut emptied = Vec::new();
        if method == Method::Put {
            let cleared = rows.iter().filter(|row| row.after.trim().is_empty());
            emptied.extend(cleared.map(|row| row.label.clone()));
        }
        if keys.iter().any(|key| key == template::KEY) {
            emptied.extend(self.held.borrow().iter().map(|field| self.label(field)));
        }
        let label_of = |key: &String| {
            let field = self.read(|editor| editor.field(key).cloned()).flatten()?;
            Some(self.label(&field))
        };
        Ok(Review {
            method,
            path: request.path,
            rows,
            along: request.along.iter().filter_map(label_of).collect(),
            emptied,
        })
    }

    fn row(&self, key: &str) -> Option<Row> {
        let (field, before, after) = self
            .read(|editor| {
                let field = editor.field(key)?.clone();
                Some((field, editor.loaded(key).ok()?, editor.get(key).ok()?))
            })
            .flatten()?;
        // A boolean has no empty: cleared, it is sent as false.
        let after = match field.kind {
            FieldType::Boolean if after.is_empty() => "false".to_owned(),
            _ => after,
        };
        Some(Row {
            label: self.label(&field),
            section: self.host.words().section(field.section),
            before: self.reading(&field, &before),
            after: self.reading(&field, &after),
            numeric: field.kind.is_numeric(),
            field: key.to_owned(),
        })
    }

    /// Notes which custom fields of the loaded template hold a value, while they can be read: another template hides them.
    pub(super) fn note_held(&self) {
        let held = self.read(|editor| {
            if editor.is_dirty(template::KEY) {
                return None;
            }
            let custom = editor.fields().iter().filter(|field| {
                let own = field.section == Section::Custom && field.key != template::KEY;
                own && editor
                    .loaded(&field.key)
                    .is_ok_and(|text| !text.trim().is_empty())
            });
            Some(custom.cloned().collect::<Vec<_>>())
        });
        if let Some(fields) = held.flatten() {
            self.held.replace(fields);
        }
    }

    /// Shows what would be sent and waits. True when the person wants it sent, false when they went back.
    pub async fn reviewed(&self, review: Review) -> bool {
        let (answer, asked) = oneshot::channel();
        self.answer.replace(Some(answer));
        self.agreed.set(false);
        self.phase.update(Phase::Editing);
        self.review.set(Some(review));
        self.mirror();
        self.focus_later("[part~=review] h3");
        asked.await.unwrap_or_default()
    }

    /// Whether a save waits for the person.
    #[must_use]
    pub fn reviewing(&self) -> bool {
        self.review.peek().is_some()
    }

    /// The person agrees to what is shown. What must be ticked and is not takes the focus instead.
    pub fn confirm(&self) {
        let shown = self.review.get_untracked();
        // Nothing is sent that was not on the page.
        self.review_again();
        let now = self.review.get_untracked();
        let Some(review) = now.as_ref().filter(|_| now == shown) else {
            return;
        };
        if !review.emptied.is_empty() && !self.agreed.get_untracked() {
            self.focus_later("[part~=review] input");
            return;
        }
        self.end_review(true);
    }

    /// Back to editing; nothing is sent.
    pub fn decline(&self) {
        self.end_review(false);
    }

    /// The draft, or how it is worded, changed under the review.
    pub fn review_again(&self) {
        let Some(shown) = self.review.get_untracked() else {
            return;
        };
        match self.plan(shown.method) {
            Ok(plan) if !plan.rows.is_empty() && !self.host.readonly() => {
                if plan.emptied != shown.emptied {
                    self.agreed.set(false);
                }
                self.review.update(Some(plan));
            }
            _ => self.decline(),
        }
    }

    fn end_review(&self, send: bool) {
        let Some(answer) = self.answer.take() else {
            return;
        };
        if self.root.matches(":focus-within").unwrap_or_default() {
            self.focus_later("[part~=button-primary]");
        }
        self.review.set(None);
        // A save that is gone needs no answer.
        let _ = answer.send(send);
    }
}
