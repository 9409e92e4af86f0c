//! The columns of a table's row, set one after the other.

use super::{Field, FieldType, ListName, Section, Width};

pub(super) const fn wide(mut field: Field, width: Width) -> Field {
    field.width = width;
    field
}

pub(super) const fn typed(mut field: Field, kind: FieldType) -> Field {
    field.kind = kind;
    field
}

pub(super) const fn lookup(
    key: &'static str,
    label: &'static str,
    section: Section,
    list: ListName,
) -> Field {
    let mut field = typed(Field::new(key, label, section), FieldType::Lookup);
    field.list = Some(list);
    field
}

pub(super) const fn choice(mut field: Field, options: &'static [&'static str]) -> Field {
    field.kind = FieldType::Choice;
    field.options = options;
    field
}

pub(super) const fn bounded(mut field: Field, min: &'static str, max: &'static str) -> Field {
    field.bounds = Some((min, max));
    field
}
