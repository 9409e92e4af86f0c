//! The lists: customers and templates in pages; categories, countries and companies whole, or in
//! pages when `page` or `page_size` asks for them.

use axum::http::StatusCode;
use rusqlite::{Connection, Params};

use super::{read, template};
use crate::answer::Answer;
use crate::json::{Members, literal, raw};

/// Items in a page unless `page_size` says otherwise.
const PAGE_SIZE: usize = 25;
/// More than this many in a page are not answered, whatever is asked.
const MAX_PAGE_SIZE: usize = 100;

/// What a list is asked with.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// `company`, as it was sent.
    pub company: Option<String>,
    /// `page`, from 1.
    pub page: Option<String>,
    /// `page_size`, capped.
    pub page_size: Option<String>,
    /// Scheme, host and path of the list, for `next` and `previous`.
    pub base: String,
}

impl Query {
    fn asks_for_a_page(&self) -> bool {
        self.page.is_some() || self.page_size.is_some()
    }

    fn link(&self, page: usize, size: usize) -> String {
        let company = self
            .company
            .as_ref()
            .map(|c| format!("company={c}&"))
            .unwrap_or_default();
        format!("{}?{company}page={page}&page_size={size}", self.base)
    }
}

/// The ids of a list, in order, from one SQL statement.
fn ids(conn: &Connection, sql: &str, by: impl Params) -> Result<Vec<i64>, rusqlite::Error> {
    conn.prepare_cached(sql)?
        .query_map(by, |row| row.get(0))?
        .collect()
}

/// One page of items; `item` is called for those of the page only.
///
/// # Errors
/// 404 when there is no such page; the database's.
fn page<T>(
    items: &[T],
    query: &Query,
    mut item: impl FnMut(&T) -> Result<Members, rusqlite::Error>,
) -> Result<Answer, Answer> {
    let number = |text: &Option<String>, default: usize| match text {
        None => Some(default),
        Some(text) => text.parse::<usize>().ok().filter(|n| *n > 0),
    };
    let no_page = || Answer::detail(StatusCode::NOT_FOUND, "Invalid page.");
    let size = number(&query.page_size, PAGE_SIZE)
        .unwrap_or(PAGE_SIZE)
        .min(MAX_PAGE_SIZE);
    let page = number(&query.page, 1).ok_or_else(no_page)?;
    let start = (page - 1).saturating_mul(size);
    if page > 1 && start >= items.len() {
        return Err(no_page());
    }
    let end = (start + size).min(items.len());
    let results = items
        .get(start..end)
        .unwrap_or_default()
        .iter()
        .map(&mut item)
        .collect::<Result<Vec<_>, _>>()?;
    let mut out = Members::default();
    out.put("count", items.len());
    out.put(
        "next",
        (end < items.len()).then(|| query.link(page + 1, size)),
    );
    out.put("previous", (page > 1).then(|| query.link(page - 1, size)));
    out.set("results", raw(&results));
    Ok(Answer::ok(out.to_text()))
}

fn whole_or_page(items: &[Members], query: &Query) -> Result<Answer, Answer> {
    if query.asks_for_a_page() {
        page(items, query, |item| Ok(item.clone()))
    } else {
        Ok(Answer::ok(raw(&items).get().to_owned()))
    }
}

/// The customers of a company by id, in pages of the read shape.
///
/// # Errors
/// 404 when there is no such page.
pub fn customers(conn: &Connection, company: i64, query: &Query) -> Result<Answer, Answer> {
    let sql = "SELECT id FROM customer WHERE company_id = ? ORDER BY id";
    let ids = ids(conn, sql, [company])?;
    page(&ids, query, |id| read::members(conn, *id))
}

/// The templates of a company by id, always in a page.
///
/// # Errors
/// 404 when there is no such page.
pub fn templates(conn: &Connection, company: i64, query: &Query) -> Result<Answer, Answer> {
    page(&template_ids(conn, company)?, query, |id| {
        template::definition(conn, *id)
    })
}

/// One template.
///
/// # Errors
/// 404 when the company has none of this id.
pub fn template(conn: &Connection, company: i64, id: &str) -> Result<Answer, Answer> {
    let id = id.parse::<i64>().map_err(|_| Answer::not_found())?;
    if !template_ids(conn, company)?.contains(&id) {
        return Err(Answer::not_found());
    }
    Ok(Answer::ok(template::definition(conn, id)?.to_text()))
}

fn template_ids(conn: &Connection, company: i64) -> Result<Vec<i64>, rusqlite::Error> {
    ids(
        conn,
        "SELECT id FROM template WHERE company_id = ? ORDER BY id",
        [company],
    )
}

/// The companies of an account.
///
/// # Errors
/// 404 when a page is asked for that there is not.
pub fn companies(conn: &Connection, account: i64, query: &Query) -> Result<Answer, Answer> {
    let mut statement =
        conn.prepare_cached("SELECT id, name FROM company WHERE account_id = ? ORDER BY id")?;
    let items = statement
        .query_map([account], |row| {
            item("id", row.get(0)?, "name", &row.get::<_, String>(1)?)
        })?
        .collect::<Result<Vec<_>, _>>()?;
    whole_or_page(&items, query)
}

/// The categories of a company as a tree.
///
/// # Errors
/// 404 when a page is asked for that there is not.
pub fn categories(conn: &Connection, company: i64, query: &Query) -> Result<Answer, Answer> {
    whole_or_page(&category_items(conn, company, None)?, query)
}

/// The countries by name.
///
/// # Errors
/// 404 when a page is asked for that there is not.
pub fn countries(conn: &Connection, query: &Query) -> Result<Answer, Answer> {
    whole_or_page(&country_items(conn)?, query)
}

fn item(id_name: &str, id: i64, text_name: &str, text: &str) -> Result<Members, rusqlite::Error> {
    let mut out = Members::default();
    out.set(id_name, literal(id.to_string()));
    out.put(text_name, text);
    Ok(out)
}

fn category_items(
    conn: &Connection,
    company: i64,
    parent: Option<i64>,
) -> Result<Vec<Members>, rusqlite::Error> {
    let mut statement = conn.prepare_cached(
        "SELECT id, name FROM category WHERE company_id = ? AND parent_id IS ? ORDER BY id",
    )?;
    let rows = statement
        .query_map((company, parent), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    rows.iter()
        .map(|(id, name)| {
            let mut out = item("id", *id, "category", name)?;
            out.set(
                "subcategories",
                raw(&category_items(conn, company, Some(*id))?),
            );
            Ok(out)
        })
        .collect()
}

fn country_items(conn: &Connection) -> Result<Vec<Members>, rusqlite::Error> {
    conn.prepare_cached("SELECT code, name FROM country WHERE listed ORDER BY name")?
        .query_map([], |row| {
            item("code", row.get(0)?, "name", &row.get::<_, String>(1)?)
        })?
        .collect()
}

/// The lists that the rules check a body against, as their endpoints would answer them whole.
///
/// # Errors
/// The database's.
pub fn lookups(conn: &Connection, company: i64) -> Result<Vec<(String, String)>, rusqlite::Error> {
    let templates = template_ids(conn, company)?
        .into_iter()
        .map(|id| template::definition(conn, id))
        .collect::<Result<Vec<_>, _>>()?;
    let list = |name: &str, items: &[Members]| (name.to_owned(), raw(&items).get().to_owned());
    Ok(vec![
        list("categories", &category_items(conn, company, None)?),
        list("countries", &country_items(conn)?),
        list("templates", &templates),
    ])
}
