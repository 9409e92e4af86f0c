//! The parameters of form-v1, as its reference lists them.
//!
//! `id` is not among them: it stands in the path. The reference names no longest text, and nothing that is always there.

use super::row::{bounded, choice, lookup, typed, wide};
use super::tie::{Demand, Tie, When};
use super::{Field, FieldType, ListName, Method, Schema, Section, Width};
use crate::iso::CURRENCIES;

use Section::{Billing, Hierarchy, Identity, Phone, Picture, Registration, Risk, Shipping, Terms};

/// The file of the picture, which only multipart carries.
pub const IMAGE: &str = "imageFile";
/// Whether goods go where invoices go.
pub const SAME_ADDRESS: &str = "isSameAddress";
/// Whether there is a parent.
pub const SUB_CUSTOMER: &str = "isSubCustomer";
/// The parent.
pub const PARENT: &str = "parentCustomer";
/// From when the days count until payment is due.
pub const DUE_TYPE: &str = "dueDateConfigType";
/// The days until payment is due.
pub const DUE_DAYS: &str = "dueDateConfigNumber";

const fn text(key: &'static str, label: &'static str, section: Section) -> Field {
    Field::new(key, label, section)
}

const fn field(key: &'static str, label: &'static str, section: Section, kind: FieldType) -> Field {
    typed(text(key, label, section), kind)
}

/// A lookup whose ids may be external ones.
const fn free(mut field: Field) -> Field {
    field.free_id = true;
    field
}

const fn decimal(key: &'static str, label: &'static str, section: Section) -> Field {
    field(key, label, section, FieldType::Decimal)
}

const fn latitude(key: &'static str, section: Section) -> Field {
    bounded(decimal(key, "Latitude", section), "-90", "90")
}

const fn longitude(key: &'static str, section: Section) -> Field {
    bounded(decimal(key, "Longitude", section), "-180", "180")
}

const fn parent() -> Field {
    let mut field = free(lookup(
        PARENT,
        "Parent customer",
        Hierarchy,
        ListName::Parents,
    ));
    field.not_self = true;
    field
}

const fn days() -> Field {
    let mut field = field(DUE_DAYS, "Days until due", Terms, FieldType::Number);
    field.scale = Some(0);
    field
}

const fn payment_types() -> Field {
    let mut field = field("paymentTypes", "Payment types", Terms, FieldType::Lookups);
    field.list = Some(ListName::PaymentTypes);
    field
}

/// Every parameter in display order.
pub static SCHEMA: Schema = Schema {
    fields: &[
        text("name", "Name", Identity),
        text("reference", "Reference", Identity),
        text("reference2", "Second reference", Identity),
        text("barcode", "Barcode", Identity),
        field("isActive", "Active", Identity, FieldType::Boolean),
        free(lookup(
            "categoryId",
            "Category",
            Identity,
            ListName::Categories,
        )),
        free(lookup(
            "customerSegmentationId",
            "Segmentation",
            Identity,
            ListName::Segmentations,
        )),
        lookup("regionId", "Region", Identity, ListName::Regions),
        text("userId", "Created by", Identity),
        wide(
            field("comment", "Comment", Identity, FieldType::Multiline),
            Width::Full,
        ),
        field(
            SUB_CUSTOMER,
            "Is part of another customer",
            Hierarchy,
            FieldType::Boolean,
        ),
        parent(),
        field(
            "billWithParent",
            "Bill with the parent",
            Hierarchy,
            FieldType::Boolean,
        ),
        wide(
            field("billingAddress", "Address", Billing, FieldType::Multiline),
            Width::Full,
        ),
        wide(
            text("billingPostalCode", "Postal code", Billing),
            Width::Third,
        ),
        wide(text("billingCity", "City", Billing), Width::Third),
        wide(
            field("billingCountry", "Country", Billing, FieldType::Country),
            Width::Third,
        ),
        latitude("billingLat", Billing),
        longitude("billingLng", Billing),
        wide(
            field(
                SAME_ADDRESS,
                "Same as billing address",
                Shipping,
                FieldType::Boolean,
            ),
            Width::Full,
        ),
        wide(
            field("address", "Address", Shipping, FieldType::Multiline),
            Width::Full,
        ),
        wide(text("postalCode", "Postal code", Shipping), Width::Third),
        wide(text("city", "City", Shipping), Width::Third),
        wide(
            field("country", "Country", Shipping, FieldType::Country),
            Width::Third,
        ),
        latitude("latitude", Shipping),
        longitude("longitude", Shipping),
        field("email", "E-mail", Phone, FieldType::Email),
        field("website", "Website", Phone, FieldType::Url),
        wide(
            field("phone", "Phone", Phone, FieldType::Phone),
            Width::Third,
        ),
        wide(
            field("mobile", "Mobile", Phone, FieldType::Phone),
            Width::Third,
        ),
        wide(field("fax", "Fax", Phone, FieldType::Phone), Width::Third),
        choice(text("currency", "Currency", Terms), CURRENCIES),
        decimal("creditLimit", "Credit limit", Terms),
        choice(text(DUE_TYPE, "Payment is due", Terms), "1 2"),
        days(),
        wide(payment_types(), Width::Full),
        text("taxNumber", "Tax number", Registration),
        text(
            "companyRegistrationNumber",
            "Registration number",
            Registration,
        ),
        text("customerRisk", "Risk", Risk),
        field("customerRiskColor", "Risk colour", Risk, FieldType::Color),
        field("onHold", "On hold", Risk, FieldType::Boolean),
        text("onHoldReason", "Reason", Risk),
        wide(
            field(IMAGE, "Picture", Picture, FieldType::Image),
            Width::Full,
        ),
    ],
    ties: &[
        tie(
            PARENT,
            When::Is(SUB_CUSTOMER, "true"),
            Demand::Required,
            true,
        ),
        tie(
            "billWithParent",
            When::Is(SUB_CUSTOMER, "true"),
            Demand::Nothing,
            true,
        ),
        tie(DUE_DAYS, When::Given(DUE_TYPE), Demand::Required, false),
        shipping("address"),
        shipping("postalCode"),
        shipping("city"),
        shipping("country"),
        shipping("latitude"),
        shipping("longitude"),
    ],
    methods: &[Method::Post],
    company: false,
};

const fn tie(field: &'static str, when: When, demand: Demand, only: bool) -> Tie {
    Tie {
        field,
        when,
        demand,
        only,
    }
}

const fn shipping(field: &'static str) -> Tie {
    tie(
        field,
        When::Is(SAME_ADDRESS, "false"),
        Demand::Travels,
        true,
    )
}
