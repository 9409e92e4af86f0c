//! Where each parameter lives: its column. Payment types and the picture have tables of their own.

/// Parameter and column.
pub const COLUMNS: [(&str, &str); 41] = [
    ("name", "name"),
    ("reference", "reference"),
    ("reference2", "reference2"),
    ("barcode", "barcode"),
    ("isActive", "is_active"),
    ("categoryId", "category_id"),
    ("customerSegmentationId", "customer_segmentation_id"),
    ("regionId", "region_id"),
    ("userId", "user_id"),
    ("comment", "comment"),
    ("isSubCustomer", "is_sub_customer"),
    ("parentCustomer", "parent_customer"),
    ("billWithParent", "bill_with_parent"),
    ("billingAddress", "billing_address"),
    ("billingPostalCode", "billing_postal_code"),
    ("billingCity", "billing_city"),
    ("billingCountry", "billing_country"),
    ("billingLat", "billing_lat"),
    ("billingLng", "billing_lng"),
    ("isSameAddress", "is_same_address"),
    ("address", "address"),
    ("postalCode", "postal_code"),
    ("city", "city"),
    ("country", "country"),
    ("latitude", "latitude"),
    ("longitude", "longitude"),
    ("email", "email"),
    ("website", "website"),
    ("phone", "phone"),
    ("mobile", "mobile"),
    ("fax", "fax"),
    ("currency", "currency"),
    ("creditLimit", "credit_limit"),
    ("dueDateConfigType", "due_date_config_type"),
    ("dueDateConfigNumber", "due_date_config_number"),
    ("taxNumber", "tax_number"),
    ("companyRegistrationNumber", "company_registration_number"),
    ("customerRisk", "customer_risk"),
    ("customerRiskColor", "customer_risk_color"),
    ("onHold", "on_hold"),
    ("onHoldReason", "on_hold_reason"),
];

/// What the read answers for shipping while it is the same as billing.
pub const SAME: [(&str, &str); 6] = [
    ("address", "billing_address"),
    ("postalCode", "billing_postal_code"),
    ("city", "billing_city"),
    ("country", "billing_country"),
    ("latitude", "billing_lat"),
    ("longitude", "billing_lng"),
];

/// The column of a parameter.
#[must_use]
pub fn column(key: &str) -> Option<&'static str> {
    let known = COLUMNS.iter().find(|(known, _)| *known == key);
    known.map(|(_, column)| *column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use customer_core::schema::{Api, FieldType};

    #[test]
    fn every_parameter_has_its_place() {
        let fields = Api::FormV1.schema().fields.iter();
        let own =
            fields.filter(|field| !matches!(field.kind, FieldType::Lookups | FieldType::Image));
        let mut own: Vec<&str> = own.map(|field| &*field.key).collect();
        let mut known: Vec<&str> = COLUMNS.iter().map(|(key, _)| *key).collect();
        own.sort_unstable();
        known.sort_unstable();
        assert_eq!(own, known);
    }
}
