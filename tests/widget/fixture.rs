//! A customer with every kind of field, and a server that knows it.

use crate::page::FakeHost;

pub const RECORD: &str = r#"{
  "id": 42, "name": "Brightwater Marine", "category": {"id": 7, "name": "Distributor"},
  "contact_person": {"name": "Ines Okafor", "email": "ines@brightwater.example", "type": "billing"},
  "address_line_1": "2041 Harbor Way", "address_line_2": null, "city": "Oakland", "state_province": "CA",
  "zip_postal_code": "94607", "country": "Switzerland", "phone": "+1 510 555 0142", "mobile": null, "fax": "",
  "website": "https://brightwater.example", "nda_signed": true, "nda_signed_date": "2024-03-18",
  "msa_signed": null, "msa_signed_date": null,
  "general_description": "Deck hardware\r\nand coatings", "supplementary_description": null, "additional_description": null,
  "template": {"id": 3, "fields": {"Credit limit": "45000.00", "Fleet": 126, "Renewal": "2026-09-30", "Code": "BW-7", "Old": "kept"}}
}"#;

pub const TEMPLATE: &str = r#"{"id": 3, "name": "Key account", "is_active": true, "fields": [
  {"id": 12, "name": "Credit limit", "data_type": "money", "is_active": true, "order": 1},
  {"id": 13, "name": "Fleet", "data_type": "number", "is_active": true, "order": 2},
  {"id": 14, "name": "Renewal", "data_type": "date", "is_active": true, "order": 3},
  {"id": 15, "name": "Code", "data_type": "text", "is_active": true, "order": 4},
  {"id": 16, "name": "Old", "data_type": "text", "is_active": false, "order": 5},
  {"id": 17, "name": "Contract", "data_type": "attachment", "is_active": true, "order": 6}
]}"#;

pub const OTHER_TEMPLATE: &str = r#"{"id": 4, "name": "Walk-in", "is_active": true, "fields": [
  {"id": 21, "name": "Shop", "data_type": "text", "is_active": true, "order": 1}
]}"#;

pub const READ: &str = "GET /api/v2/customer/42/?company=1";
pub const PATCH: &str = "PATCH /api/v2/customer/42";
pub const PUT: &str = "PUT /api/v2/customer/42";
pub const TEMPLATE_OF: &str = "GET /api/v2/custom-field-template/3/?company=1";
pub const TEMPLATES: &str = "GET /api/v2/custom-field-template/?company=1";
pub const CATEGORIES: &str = "GET /api/v2/category/?company=1";
pub const COUNTRIES: &str = "GET /api/v2/country/";

/// A server with everything in place.
pub fn host() -> FakeHost {
    let host = FakeHost::fresh();
    host.answers(READ, 200, RECORD);
    host.answers(TEMPLATE_OF, 200, TEMPLATE);
    host.answers(TEMPLATES, 200, &format!("[{TEMPLATE},{OTHER_TEMPLATE}]"));
    host.answers(
        CATEGORIES,
        200,
        r#"[{"id":7,"name":"Distributor"},{"id":8,"name":"Retail"}]"#,
    );
    host.answers(
        COUNTRIES,
        200,
        r#"[{"code":756,"name":"Switzerland"},{"code":840,"name":"United States"}]"#,
    );
    host
}
