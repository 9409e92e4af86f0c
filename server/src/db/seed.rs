//! The demo's data: seed/*.json, written by hand, and the countries of ISO 3166-1.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use rusqlite::{Transaction, params};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::json::Members;

const ACCOUNTS: &str = include_str!("../../seed/accounts.json");
const TEMPLATES: &str = include_str!("../../seed/templates.json");
const CUSTOMERS: &str = include_str!("../../seed/customers.json");

/// In old records only: ISO 3166-3 withdrew the code in 2010, so no list has it.
const FORMER_COUNTRIES: [(i64, &str); 1] = [(530, "Netherlands Antilles")];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Account {
    id: i64,
    name: String,
    company: i64,
    categories: Vec<Category>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Category {
    id: i64,
    name: String,
    #[serde(default)]
    subcategories: Vec<Category>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    id: i64,
    company: i64,
    name: String,
    #[serde(rename = "type")]
    kind: String,
    keyed_by: String,
    values_as_text: bool,
    answers_empty: bool,
    fields: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Field {
    id: i64,
    name: String,
    data_type: String,
    #[serde(default = "yes")]
    is_active: bool,
    /// Default: its place in the file.
    order: Option<i64>,
    #[serde(default = "yes")]
    listed: bool,
}

fn yes() -> bool {
    true
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Contact {
    name: Option<String>,
    email: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    extra: Option<Members>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Customer {
    id: i64,
    #[serde(default = "first")]
    company: i64,
    name: String,
    category: Option<i64>,
    #[serde(default)]
    contact_person: Contact,
    address_line_1: Option<String>,
    address_line_2: Option<String>,
    city: Option<String>,
    state_province: Option<String>,
    zip_postal_code: Option<String>,
    country: Option<i64>,
    phone: Option<String>,
    mobile: Option<String>,
    fax: Option<String>,
    website: Option<String>,
    nda_signed: Option<bool>,
    nda_signed_date: Option<String>,
    msa_signed: Option<bool>,
    msa_signed_date: Option<String>,
    general_description: Option<String>,
    supplementary_description: Option<String>,
    additional_description: Option<String>,
    template: Option<i64>,
    /// Canonical text by the custom field's id.
    #[serde(default)]
    values: BTreeMap<i64, String>,
    extra: Option<Members>,
    /// What is awkward about it, for the reader of the file.
    #[serde(rename = "note")]
    _note: Option<String>,
}

fn first() -> i64 {
    1
}

/// Fills a database that has the schema and nothing else.
///
/// # Errors
/// What SQLite says.
///
/// # Panics
/// When a file of the seed is not what the structs above say; it is part of the program.
pub fn plant(transaction: &Transaction<'_>) -> Result<(), rusqlite::Error> {
    for country in rust_iso3166::ALL {
        let row = params![i64::from(country.numeric), country.name, true];
        transaction.execute("INSERT INTO country VALUES (?, ?, ?)", row)?;
    }
    for (code, name) in FORMER_COUNTRIES {
        transaction.execute(
            "INSERT INTO country VALUES (?, ?, ?)",
            params![code, name, false],
        )?;
    }
    for account in read::<Vec<Account>>("accounts", ACCOUNTS) {
        transaction.execute(
            "INSERT INTO account VALUES (?, ?)",
            params![account.id, account.name],
        )?;
        let company = params![account.company, account.id, account.name];
        transaction.execute("INSERT INTO company VALUES (?, ?, ?)", company)?;
        plant_categories(transaction, account.company, None, &account.categories)?;
    }
    for template in read::<Vec<Template>>("templates", TEMPLATES) {
        plant_template(transaction, &template)?;
    }
    for customer in read::<Vec<Customer>>("customers", CUSTOMERS) {
        plant_customer(transaction, &customer)?;
    }
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let mark = format!("{:x}", since.as_nanos());
    transaction.execute("INSERT INTO origin VALUES (?)", [mark])?;
    Ok(())
}

pub(super) fn read<T: DeserializeOwned>(name: &str, text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("seed/{name}.json: {error}"))
}

fn plant_categories(
    transaction: &Transaction<'_>,
    company: i64,
    parent: Option<i64>,
    categories: &[Category],
) -> Result<(), rusqlite::Error> {
    for category in categories {
        let row = params![category.id, company, parent, category.name];
        transaction.execute("INSERT INTO category VALUES (?, ?, ?, ?)", row)?;
        plant_categories(
            transaction,
            company,
            Some(category.id),
            &category.subcategories,
        )?;
    }
    Ok(())
}

fn plant_template(
    transaction: &Transaction<'_>,
    template: &Template,
) -> Result<(), rusqlite::Error> {
    transaction.execute(
        "INSERT INTO template VALUES (?, ?, ?, TRUE, ?, ?, ?, ?)",
        params![
            template.id,
            template.company,
            template.name,
            template.kind,
            template.keyed_by,
            template.values_as_text,
            template.answers_empty,
        ],
    )?;
    for (place, field) in (1_i64..).zip(&template.fields) {
        transaction.execute(
            "INSERT INTO template_field VALUES (?, ?, ?, ?, ?, ?, ?)",
            params![
                field.id,
                template.id,
                field.name,
                field.data_type,
                field.is_active,
                field.order.unwrap_or(place),
                field.listed,
            ],
        )?;
    }
    Ok(())
}

fn plant_customer(
    transaction: &Transaction<'_>,
    customer: &Customer,
) -> Result<(), rusqlite::Error> {
    let contact = &customer.contact_person;
    transaction.execute(
        "INSERT INTO customer VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, \
         ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)",
        params![
            customer.id,
            customer.company,
            customer.name,
            customer.category,
            contact.name,
            contact.email,
            contact.kind,
            contact.extra.as_ref().map(Members::to_text),
            customer.address_line_1,
            customer.address_line_2,
            customer.city,
            customer.state_province,
            customer.zip_postal_code,
            customer.country,
            customer.phone,
            customer.mobile,
            customer.fax,
            customer.website,
            customer.nda_signed,
            customer.nda_signed_date,
            customer.msa_signed,
            customer.msa_signed_date,
            customer.general_description,
            customer.supplementary_description,
            customer.additional_description,
            customer.template,
            customer.extra.as_ref().map(Members::to_text),
        ],
    )?;
    for (field, value) in &customer.values {
        transaction.execute(
            "INSERT INTO custom_value \
             SELECT ?1, id, data_type, ?3 FROM template_field WHERE id = ?2",
            params![customer.id, field, value],
        )?;
    }
    transaction.execute("INSERT INTO revision VALUES (?, 1)", [customer.id])?;
    Ok(())
}
