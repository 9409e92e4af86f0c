//! The fields of json-v2, as the write shape of its reference lists them.
//!
//! `company` and `id` are not among them: they are context of a call, not fields of a customer.

use super::row::{choice, lookup, typed, wide};
use super::tie::{Demand, Tie, When};
use super::{Field, FieldType, ListName, Method, Schema, Section, Width, template};

/// One of the two members of `contact_person` that demand each other.
pub const CONTACT_NAME: &str = "contact_person.name";
/// See [`CONTACT_NAME`].
pub const CONTACT_EMAIL: &str = "contact_person.email";

const CONTACT_TYPES: &[&str] = &[
    "account_management",
    "billing",
    "executive",
    "sales",
    "support",
    "technical",
];

const fn text(key: &'static str, label: &'static str, section: Section, max: usize) -> Field {
    let mut field = Field::new(key, label, section);
    field.max_length = Some(max);
    field
}

const fn required(mut field: Field) -> Field {
    field.required = true;
    field
}

use Section::{Address, Agreements, Contact, Custom, Descriptions, Identity, Phone};

/// Every writable field in display order; custom fields follow `template.id`.
pub static SCHEMA: Schema = Schema {
    fields: &[
        required(text("name", "Name", Identity, 50)),
        lookup("category", "Category", Identity, ListName::Categories),
        text(CONTACT_NAME, "Contact name", Contact, 50),
        typed(
            text(CONTACT_EMAIL, "Contact e-mail", Contact, 254),
            FieldType::Email,
        ),
        choice(
            Field::new("contact_person.type", "Contact type", Contact),
            CONTACT_TYPES,
        ),
        text("address_line_1", "Address line 1", Address, 50),
        text("address_line_2", "Address line 2", Address, 50),
        wide(text("city", "City", Address, 50), Width::Third),
        wide(
            text("state_province", "State / province", Address, 50),
            Width::Third,
        ),
        wide(
            text("zip_postal_code", "ZIP / postal code", Address, 20),
            Width::Third,
        ),
        lookup("country", "Country", Address, ListName::Countries),
        typed(text("phone", "Phone", Phone, 20), FieldType::Phone),
        typed(text("mobile", "Mobile", Phone, 20), FieldType::Phone),
        typed(text("fax", "Fax", Phone, 20), FieldType::Phone),
        typed(text("website", "Website", Phone, 50), FieldType::Url),
        typed(
            Field::new("nda_signed", "NDA signed", Agreements),
            FieldType::Boolean,
        ),
        typed(
            Field::new("nda_signed_date", "NDA signed on", Agreements),
            FieldType::Date,
        ),
        typed(
            Field::new("msa_signed", "MSA signed", Agreements),
            FieldType::Boolean,
        ),
        typed(
            Field::new("msa_signed_date", "MSA signed on", Agreements),
            FieldType::Date,
        ),
        description("general_description", "General description"),
        description("supplementary_description", "Supplementary description"),
        description("additional_description", "Additional description"),
        wide(
            lookup(template::KEY, "Template", Custom, ListName::Templates),
            Width::Full,
        ),
    ],
    ties: &[
        demanded(CONTACT_NAME, CONTACT_EMAIL),
        demanded(CONTACT_EMAIL, CONTACT_NAME),
    ],
    methods: &[Method::Patch, Method::Put],
    company: true,
};

const fn demanded(field: &'static str, with: &'static str) -> Tie {
    Tie {
        field,
        when: When::Given(with),
        demand: Demand::Required,
        only: false,
    }
}

const fn description(key: &'static str, label: &'static str) -> Field {
    wide(
        typed(text(key, label, Descriptions, 1000), FieldType::Multiline),
        Width::Full,
    )
}
