//! Where each field of the API lives: its wire path, its column, and how its value is stored.

/// How a value is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// TEXT, trimmed; `''` and null stay two things.
    Text,
    /// TEXT `yyyy-MM-dd`.
    Date,
    /// INTEGER 0 or 1.
    Boolean,
    /// INTEGER, the id of a list's item.
    Id,
}

/// One field that is one column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The member that holds it: `None` for the record itself, else `contact_person`.
    pub parent: Option<&'static str>,
    /// The member's name.
    pub member: &'static str,
    /// The column's name.
    pub name: &'static str,
    /// How it is stored.
    pub kind: Kind,
}

/// The nested object that is spread over columns.
pub const CONTACT: &str = "contact_person";

const fn own(name: &'static str, kind: Kind) -> Column {
    Column {
        parent: None,
        member: name,
        name,
        kind,
    }
}

const fn contact(member: &'static str, name: &'static str) -> Column {
    Column {
        parent: Some(CONTACT),
        member,
        name,
        kind: Kind::Text,
    }
}

/// In the order in which a record answers them; `contact_person` stands where its first part does.
pub const COLUMNS: &[Column] = &[
    own("name", Kind::Text),
    own("category", Kind::Id),
    contact("name", "contact_name"),
    contact("email", "contact_email"),
    contact("type", "contact_type"),
    own("address_line_1", Kind::Text),
    own("address_line_2", Kind::Text),
    own("city", Kind::Text),
    own("state_province", Kind::Text),
    own("zip_postal_code", Kind::Text),
    own("country", Kind::Id),
    own("phone", Kind::Text),
    own("mobile", Kind::Text),
    own("fax", Kind::Text),
    own("website", Kind::Text),
    own("nda_signed", Kind::Boolean),
    own("nda_signed_date", Kind::Date),
    own("msa_signed", Kind::Boolean),
    own("msa_signed_date", Kind::Date),
    own("general_description", Kind::Text),
    own("supplementary_description", Kind::Text),
    own("additional_description", Kind::Text),
];

/// Whether a top-level member is a field of the reference, context or the id; every other one is
/// kept as it came.
#[must_use]
pub fn is_known(member: &str) -> bool {
    matches!(member, "id" | "company" | "template" | CONTACT)
        || COLUMNS
            .iter()
            .any(|column| column.parent.is_none() && column.member == member)
}

/// Whether a member of `contact_person` is a field of the reference.
#[must_use]
pub fn is_known_of_contact(member: &str) -> bool {
    COLUMNS
        .iter()
        .any(|column| column.parent == Some(CONTACT) && column.member == member)
}

#[cfg(test)]
mod tests {
    use super::*;
    use customer_core::schema::{Api, FieldType, template};

    #[test]
    fn every_field_of_the_schema_has_a_column_of_its_kind() {
        let fields = Api::JsonV2.schema().fields;
        let mut found = 0;
        for field in fields.iter().filter(|field| field.key != template::KEY) {
            let path = |column: &Column| match column.parent {
                Some(parent) => format!("{parent}.{}", column.member),
                None => column.member.to_owned(),
            };
            let column = COLUMNS.iter().find(|column| path(column) == field.key);
            let expected = match field.kind {
                FieldType::Boolean => Kind::Boolean,
                FieldType::Date => Kind::Date,
                FieldType::Lookup => Kind::Id,
                _ => Kind::Text,
            };
            assert_eq!(
                column.map(|column| column.kind),
                Some(expected),
                "{}",
                field.key
            );
            found += 1;
        }
        assert_eq!(found, COLUMNS.len());
    }
}
