//! A server really listening on loopback, and a client that shows every answer as it came.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::Path;
use std::thread;

use customer_server::db::{Store, open};
use customer_server::json::Members;
use customer_server::{Behaviour, app};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use ureq::http::{Request, Response};

pub struct Server {
    pub base: String,
    agent: ureq::Agent,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

pub struct Reply {
    pub status: u16,
    pub body: String,
    response: Response<()>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.response
            .headers()
            .get(name)
            .map(|value| value.to_str().unwrap())
    }

    pub fn members(&self) -> Members {
        Members::parse(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// The exact text of a member of the answer.
    pub fn member(&self, name: &str) -> String {
        self.members()
            .get(name)
            .unwrap_or_else(|| panic!("no {name}: {}", self.body))
            .to_owned()
    }

    #[track_caller]
    pub fn expect(&self, status: u16, body: &str) -> &Self {
        assert_eq!((self.status, self.body.as_str()), (status, body));
        self
    }
}

impl Server {
    pub fn start() -> Self {
        Self::with(Behaviour::default(), None)
    }

    pub fn with(behaviour: Behaviour, site: Option<&Path>) -> Self {
        let router = app(Store::new(open(None).unwrap()), behaviour, site);
        let (port, bound) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = thread::spawn(move || {
            tokio::runtime::Runtime::new().unwrap().block_on(async {
                let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
                port.send(listener.local_addr().unwrap().port()).unwrap();
                tokio::select! {
                    result = async { axum::serve(listener, router).await } => result.unwrap(),
                    _ = stopped => {}
                }
            });
        });
        let base = format!("http://127.0.0.1:{}", bound.recv().unwrap());
        Self {
            base,
            agent: agent(),
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// One request, exactly with these headers.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        send(
            &self.agent,
            method,
            &format!("{}{path}", self.base),
            headers,
            body,
        )
    }

    pub fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[("Authorization", "Bearer demo-token")], b"")
    }

    /// The first company's customer.
    pub fn read(&self, id: u32) -> Reply {
        let reply = self.get(&format!("/api/v2/customer/{id}/?company=1"));
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply
    }

    pub fn write(&self, method: &str, id: u32, body: &str) -> Reply {
        self.write_if(method, id, body, &[])
    }

    pub fn write_if(&self, method: &str, id: u32, body: &str, more: &[(&str, &str)]) -> Reply {
        let mut headers = vec![
            ("Authorization", "Bearer demo-token"),
            ("Content-Type", "application/json"),
        ];
        headers.extend(more);
        self.send(
            method,
            &format!("/api/v2/customer/{id}"),
            &headers,
            body.as_bytes(),
        )
    }

    /// The stored row, its custom values and its revision.
    pub fn row(&self, id: u32) -> Row {
        let reply = self.send("GET", &format!("/admin/customer/{id}"), &[], b"");
        assert_eq!(reply.status, 200, "{}", reply.body);
        let members = reply.members();
        let values: Vec<Members> =
            serde_json::from_str(members.get("custom_values").unwrap()).unwrap();
        Row {
            columns: Members::parse(members.get("customer").unwrap()).unwrap(),
            values: values
                .iter()
                .map(|value| {
                    let id = value.get("field_id").unwrap().to_owned();
                    (
                        id,
                        serde_json::from_str(value.get("value").unwrap()).unwrap(),
                    )
                })
                .collect(),
            revision: members.get("revision").unwrap().parse().unwrap(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
            && !thread::panicking()
        {
            panic!("the server panicked");
        }
    }
}

/// What the database has of a customer.
#[derive(Clone, Debug)]
pub struct Row {
    columns: Members,
    pub values: Vec<(String, String)>,
    pub revision: u64,
}

impl Row {
    /// A column's value as JSON text.
    pub fn column(&self, name: &str) -> &str {
        self.columns
            .get(name)
            .unwrap_or_else(|| panic!("no column {name}"))
    }

    pub fn value(&self, field: u32) -> Option<&str> {
        let id = field.to_string();
        self.values
            .iter()
            .find(|(field, _)| *field == id)
            .map(|(_, value)| value.as_str())
    }

    /// The names of columns and the ids of custom fields that differ.
    pub fn changes(&self, other: &Self) -> Vec<String> {
        let columns = self
            .columns
            .iter()
            .filter(|(name, value)| other.column(name) != value.get())
            .map(|(name, _)| name.to_owned());
        let mut ids: Vec<&String> = self
            .values
            .iter()
            .chain(&other.values)
            .map(|(id, _)| id)
            .collect();
        ids.sort();
        ids.dedup();
        let find = |row: &Self, id: &String| row.values.iter().find(|(i, _)| i == id).cloned();
        let values = ids
            .into_iter()
            .filter(|id| find(self, id) != find(other, id))
            .cloned();
        columns.chain(values).collect()
    }
}

/// A client without a pool: the server closes a connection whose request it refused without reading it, and whoever
/// writes the next one on that finds nobody there.
pub fn agent() -> ureq::Agent {
    ureq::Agent::config_builder()
        .max_idle_connections(0)
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .build()
        .into()
}

pub fn send(
    agent: &ureq::Agent,
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Reply {
    let mut request = Request::builder().method(method).uri(url);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = if body.is_empty() {
        agent.run(request.body(()).unwrap())
    } else {
        agent.run(request.body(body).unwrap())
    };
    let (parts, mut body) = response.unwrap().into_parts();
    let status = parts.status.as_u16();
    let body = body.read_to_string().unwrap();
    Reply {
        status,
        body,
        response: Response::from_parts(parts, ()),
    }
}
