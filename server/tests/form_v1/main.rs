//! form-v1 over HTTP: every refusal word for word, both encodings, the stored row.

#[path = "../common/mod.rs"]
mod common;
mod images;
mod others;
mod read;
mod refuse;
mod update;

use common::{Reply, Server};
use customer_server::json::Members;

const FORM: (&str, &str) = (
    "Content-Type",
    "application/x-www-form-urlencoded;charset=UTF-8",
);
const TOKEN: (&str, &str) = ("Authorization", "Bearer demo-token");
const BOUNDARY: &str = "multipart/form-data; boundary=XX";

/// A POST of form text.
fn post(server: &Server, id: &str, body: &str) -> Reply {
    let path = format!("/api/v1.0/customers/{id}");
    server.send("POST", &path, &[TOKEN, FORM], body.as_bytes())
}

/// A POST of multipart: texts, then a file.
fn multipart(server: &Server, id: &str, texts: &[(&str, &str)], file: &[u8]) -> Reply {
    let mut body = Vec::new();
    for (name, text) in texts {
        let part =
            format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n");
        body.extend(part.as_bytes());
    }
    body.extend(
        b"--XX\r\nContent-Disposition: form-data; name=\"imageFile\"; filename=\"a.png\"\r\n\
          Content-Type: image/png\r\n\r\n",
    );
    body.extend(file);
    body.extend(b"\r\n--XX--\r\n");
    let path = format!("/api/v1.0/customers/{id}");
    server.send("POST", &path, &[TOKEN, ("Content-Type", BOUNDARY)], &body)
}

/// What the database has.
fn row(server: &Server, id: &str) -> Members {
    let reply = server.send("GET", &format!("/admin/v1/customer/{id}"), &[], b"");
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.members()
}

/// A column's JSON text.
fn column(server: &Server, id: &str, name: &str) -> String {
    let customer = Members::parse(row(server, id).get("customer").unwrap()).unwrap();
    customer
        .get(name)
        .unwrap_or_else(|| panic!("no column {name}"))
        .to_owned()
}

/// The names of columns that differ.
fn changes(before: &Members, after: &Members) -> Vec<String> {
    let customer = |row: &Members| Members::parse(row.get("customer").unwrap()).unwrap();
    let (before, after) = (customer(before), customer(after));
    let differs =
        |(name, value): &(&str, &serde_json::value::RawValue)| after.get(name) != Some(value.get());
    before
        .iter()
        .filter(differs)
        .map(|(name, _)| name.to_owned())
        .collect()
}
