//! The other product's data: seed/v1_lists.json and seed/v1_customers.json, written by hand.

use rusqlite::types::Value;
use rusqlite::{Transaction, params, params_from_iter};
use serde::Deserialize;
use serde_json::Map;

use super::seed::read;
use crate::form_v1::columns::column;
use crate::form_v1::update::now;

const LISTS: &str = include_str!("../../seed/v1_lists.json");
const CUSTOMERS: &str = include_str!("../../seed/v1_customers.json");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    account: i64,
    currencies: Vec<String>,
    categories: Vec<Item>,
    segmentations: Vec<Item>,
    regions: Vec<Item>,
    payment_types: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: i64,
    reference: Option<String>,
    name: String,
}

#[derive(Deserialize)]
struct Customer {
    id: i64,
    #[serde(default = "first")]
    account: i64,
    #[serde(default, rename = "paymentTypes")]
    payment_types: Vec<i64>,
    /// What is awkward about it, for the reader of the file.
    #[serde(rename = "note")]
    _note: Option<String>,
    /// Parameters as they are written; numbers are texts, so that none is rounded.
    #[serde(flatten)]
    parameters: Map<String, serde_json::Value>,
}

fn first() -> i64 {
    1
}

/// Adds to a database that has the accounts.
///
/// # Errors
/// What SQLite says.
///
/// # Panics
/// When a file of the seed is not what the structs above say; it is part of the program.
pub fn plant(transaction: &Transaction<'_>) -> Result<(), rusqlite::Error> {
    for lists in read::<Vec<Lists>>("v1_lists", LISTS) {
        for code in &lists.currencies {
            let row = params![lists.account, code];
            transaction.execute("INSERT INTO v1_currency VALUES (?, ?)", row)?;
        }
        for (table, items) in [
            ("v1_category", &lists.categories),
            ("v1_segmentation", &lists.segmentations),
            ("v1_region", &lists.regions),
            ("v1_payment_type", &lists.payment_types),
        ] {
            let sql = format!("INSERT INTO {table} VALUES (?, ?, ?, ?)");
            for item in items {
                let row = params![item.id, lists.account, item.reference, item.name];
                transaction.execute(&sql, row)?;
            }
        }
    }
    for customer in read::<Vec<Customer>>("v1_customers", CUSTOMERS) {
        plant_customer(transaction, &customer)?;
    }
    Ok(())
}

fn plant_customer(
    transaction: &Transaction<'_>,
    customer: &Customer,
) -> Result<(), rusqlite::Error> {
    let mut names = vec!["id", "account_id"];
    let mut values = vec![Value::from(customer.id), Value::from(customer.account)];
    for (key, value) in &customer.parameters {
        let column = column(key);
        names.push(column.unwrap_or_else(|| panic!("seed/v1_customers.json: {key}")));
        values.push(match value {
            serde_json::Value::Bool(value) => Value::from(*value),
            serde_json::Value::Number(id) => Value::from(id.as_i64()),
            serde_json::Value::String(text) => Value::from(text.clone()),
            other => panic!("seed/v1_customers.json: {key}: {other}"),
        });
    }
    let places = vec!["?"; names.len()].join(", ");
    let sql = format!(
        "INSERT INTO v1_customer ({}) VALUES ({places})",
        names.join(", ")
    );
    transaction.execute(&sql, params_from_iter(values))?;
    for id in &customer.payment_types {
        let row = params![customer.id, id];
        transaction.execute("INSERT INTO v1_customer_payment VALUES (?, ?)", row)?;
    }
    let now = now();
    transaction.execute(
        "INSERT INTO v1_revision VALUES (?, 1, ?, ?)",
        params![customer.id, now, now],
    )?;
    Ok(())
}
