//! Custom fields: a template of the account, turned into the same [`Field`]s as the fixed ones.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::order::Index;
use crate::text::{joined, owned};

use super::{Field, FieldType, Section, Width};

/// What a custom field's key starts with; its id follows.
pub const PREFIX: &str = "template.fields.";
/// The key of the template picker.
pub const KEY: &str = "template.id";

/// Longest text of a custom field, in Unicode code points.
pub const MAX_TEXT: usize = 50;
/// Inclusive bounds of a money field.
pub const MONEY_BOUNDS: (&str, &str) = ("0.00", "999999999999999.00");
/// Inclusive bounds of a number field.
pub const NUMBER_BOUNDS: (&str, &str) = ("-999999999999999", "999999999999999");
/// Decimal places of a money field.
pub const MONEY_SCALE: u32 = 2;

/// A template of the account.
#[derive(Debug, PartialEq, Eq)]
pub struct Template {
    /// As text of digits.
    pub id: String,
    /// As the account calls it; empty when only the id is known.
    pub name: String,
    /// An inactive one is not offered, but may be a record's own.
    pub active: bool,
    /// Its fields; none when only the id is known.
    pub fields: Option<CustomFields>,
}

/// A template's fields in display order, found by id or by name; of two with one id or name the first is found.
#[derive(Debug, PartialEq, Eq)]
pub struct CustomFields {
    list: Vec<CustomField>,
    by_id: Index,
    by_name: Index,
}

impl CustomFields {
    /// Fields in display order. Of those with one id the first is the field: a body could not tell them apart.
    #[must_use]
    pub fn new(all: Vec<CustomField>) -> Self {
        let id_at = |at: usize| all.get(at).map_or("", |field| &*field.id);
        let by_id = Index::new(all.len(), &id_at);
        let mut firsts = Vec::with_capacity(all.len());
        for at in 0..all.len() {
            firsts.push(by_id.find(id_at(at), &id_at) == Some(at));
        }
        let mut list = Vec::with_capacity(all.len());
        for (field, first) in all.into_iter().zip(firsts) {
            if first {
                list.push(field);
            }
        }
        let mut fields = Self {
            list,
            by_id: Index::default(),
            by_name: Index::default(),
        };
        let count = fields.list.len();
        fields.by_id = Index::new(count, &|at| fields.id_at(at));
        fields.by_name = Index::new(count, &|at| fields.name_at(at));
        fields
    }

    fn id_at(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |field| &*field.id)
    }

    fn name_at(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |field| &*field.name)
    }
}

impl Template {
    /// Its fields, in display order; empty when only the id is known.
    #[must_use]
    pub fn fields(&self) -> &[CustomField] {
        self.fields.as_ref().map_or(&[], |fields| &fields.list)
    }

    /// Where the field of an id stands.
    #[must_use]
    #[inline(never)]
    pub fn numbered(&self, id: &str) -> Option<usize> {
        let fields = self.fields.as_ref()?;
        fields.by_id.find(id, &|at| fields.id_at(at))
    }

    /// Where the field of a name stands.
    #[must_use]
    #[inline(never)]
    pub fn named(&self, name: &str) -> Option<usize> {
        let fields = self.fields.as_ref()?;
        fields.by_name.find(name, &|at| fields.name_at(at))
    }

    /// The field of an id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&CustomField> {
        self.fields().get(self.numbered(id)?)
    }
}

/// One field of a template.
#[derive(Debug, PartialEq, Eq)]
pub struct CustomField {
    /// As text of digits; unique in the account's template.
    pub id: String,
    /// Unique in its template.
    pub name: String,
    /// Money, Number, Date, Text or Attachment; Unresolved for a data type this code does not know.
    pub kind: FieldType,
    /// An inactive one keeps its value and is not shown.
    pub active: bool,
}

impl CustomField {
    /// The same as a field of the customer.
    #[must_use]
    pub fn to_field(&self) -> Field {
        let mut field = custom(&self.id, &self.name, self.kind);
        field.visible = self.active;
        field
    }
}

/// The data type of a template's answer, `"money"` and so on.
#[must_use]
#[inline(never)]
pub fn kind_from_data_type(name: &str) -> FieldType {
    match name {
        "date" => FieldType::Date,
        "money" => FieldType::Money,
        "number" => FieldType::Number,
        "text" => FieldType::Text,
        "attachment" => FieldType::Attachment,
        _ => FieldType::Unresolved,
    }
}

/// A custom field with the limits of its type, addressed by an id (or by its key as loaded).
#[must_use]
#[inline(never)]
pub fn custom(id: &str, label: &str, kind: FieldType) -> Field {
    let mut field = Field::new("", "", Section::Custom);
    field.key = Cow::Owned(joined(&[PREFIX, id]));
    field.label = Cow::Owned(owned(label));
    field.kind = kind;
    field.width = Width::Third;
    match kind {
        FieldType::Money => {
            field.bounds = Some(MONEY_BOUNDS);
            field.scale = Some(MONEY_SCALE);
        }
        FieldType::Number => {
            field.bounds = Some(NUMBER_BOUNDS);
            field.scale = Some(0);
        }
        FieldType::Text => field.max_length = Some(MAX_TEXT),
        _ => {}
    }
    field.readonly = !kind.is_sent();
    field
}
