//! The lists, in pages of `max` from `offset` on: `{"paging": {…}, "data": […]}`.

use customer_core::record::trim;
use rusqlite::{Connection, params};

use super::read::entry;
use crate::answer::Answer;
use crate::db::fold;
use crate::json::{Members, raw};

/// Items in a page unless `max` says otherwise.
const PAGE: usize = 20;
/// More than this many in a page are not answered, whatever is asked.
const MAX: usize = 100;

/// What a list is asked with, as it was sent.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// A name with `*` at either end, for customers.
    pub name: Option<String>,
    /// Items in a page.
    pub max: Option<String>,
    /// Items before the page.
    pub offset: Option<String>,
    /// Scheme, host and path of the list, for `next` and `previous`.
    pub base: String,
}

/// The lists beside customers: path, table, and name among the lookups of an editor.
pub const LISTS: [(&str, &str, &str); 4] = [
    ("paymentTypes", "v1_payment_type", "paymentTypes"),
    ("customerCategories", "v1_category", "categories"),
    ("customerSegmentations", "v1_segmentation", "segmentations"),
    ("regions", "v1_region", "regions"),
];

/// A page of a list, or of the customers whose name fits; by name, then by id.
///
/// # Errors
/// The database's.
pub fn page(
    conn: &Connection,
    account: i64,
    (path, table): (&str, &str),
    query: &Query,
) -> Result<Answer, Answer> {
    let ids = found(conn, account, table, query.name.as_deref().unwrap_or("*"))?;
    let number = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    let max = number(&query.max).unwrap_or(PAGE).clamp(1, MAX);
    let offset = number(&query.offset).unwrap_or(0);
    let shown = ids.iter().skip(offset).take(max);
    let data = shown.map(|id| entry(conn, table, path, *id));
    let data = data.collect::<Result<Vec<_>, _>>()?;
    let link = |offset: usize| {
        let name = query.name.as_ref().map(|name| {
            let name = customer_core::wire::path::percent_encoded(name);
            format!("name={name}&")
        });
        let name = name.unwrap_or_default();
        format!("{}?{name}max={max}&offset={offset}", query.base)
    };
    let mut paging = Members::default();
    paging.put("total", ids.len());
    paging.put("max", max);
    paging.put("offset", offset);
    let before = (offset > 0).then(|| link(offset.saturating_sub(max)));
    let behind = offset.saturating_add(max);
    paging.put("previous", before);
    paging.put("next", (behind < ids.len()).then(|| link(behind)));
    let mut out = Members::default();
    out.put("paging", paging);
    out.put("data", data);
    Ok(Answer::ok(out.to_text()))
}

fn found(
    conn: &Connection,
    account: i64,
    table: &str,
    pattern: &str,
) -> Result<Vec<i64>, rusqlite::Error> {
    let sql =
        format!("SELECT id, coalesce(name, '') FROM {table} WHERE account_id = ? ORDER BY 2, 1");
    let mut statement = conn.prepare_cached(&sql)?;
    let rows = statement.query_map(params![account], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut ids = Vec::new();
    for row in rows {
        let (id, name) = row?;
        if fits(&name, pattern) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// Whether a name is one that a pattern means: `*` at either end is anything, case does not count.
fn fits(name: &str, pattern: &str) -> bool {
    let (name, pattern) = (fold(name), trim(pattern));
    let (open_start, open_end) = (pattern.starts_with('*'), pattern.ends_with('*'));
    let text = fold(pattern.trim_matches('*'));
    match (open_start, open_end) {
        (true, true) => name.contains(&text),
        (true, false) => name.ends_with(&text),
        (false, true) => name.starts_with(&text),
        (false, false) => name == text,
    }
}

/// The lists that the rules check parameters against, whole.
///
/// # Errors
/// The database's.
pub fn lookups(conn: &Connection, account: i64) -> Result<Vec<(String, String)>, rusqlite::Error> {
    let mut lists = Vec::new();
    for (path, table, name) in LISTS {
        let ids = found(conn, account, table, "*")?;
        let data = ids.iter().map(|id| entry(conn, table, path, *id));
        let mut out = Members::default();
        out.set("data", raw(&data.collect::<Result<Vec<_>, _>>()?));
        lists.push((name.to_owned(), out.to_text()));
    }
    Ok(lists)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_are_open_ends() {
        for (pattern, fit) in [
            ("*", true),
            ("**", true),
            ("*LAIR*", true),
            ("écl*", true),
            ("*lair", false),
            ("*SA", true),
            ("éclair", false),
            ("Éclair SA", true),
            ("*%*", false),
        ] {
            assert_eq!(fits("Éclair SA", pattern), fit, "{pattern}");
        }
    }
}
