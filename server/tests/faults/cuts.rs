//! Connections that are cut or hang, seen from the socket.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

use super::common::Server;
use super::{CITY, is_written, log, with};

fn ask(server: &Server, method: &str, path: &str, body: &str) -> TcpStream {
    let mut stream = TcpStream::connect(server.base.strip_prefix("http://").unwrap()).unwrap();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer demo-token\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

/// All that arrives until the connection ends.
fn heard(mut stream: TcpStream) -> String {
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let mut text = Vec::new();
    match stream.read_to_end(&mut text) {
        Ok(_) => {}
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset, "{error}"),
    }
    String::from_utf8(text).unwrap()
}

fn patch(server: &Server) -> String {
    heard(ask(server, "PATCH", "/api/v2/customer/42", CITY))
}

/// The announced length and what came of the body.
fn body(heard: &str) -> (usize, &str) {
    let (head, body) = heard.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    let mut lines = head.lines();
    let length = lines.find_map(|line| line.strip_prefix("content-length: "));
    (length.unwrap().parse().unwrap(), body)
}

#[test]
fn cut_without_an_answer() {
    for (fault, stored) in [("drop-before", false), ("drop-after", true)] {
        let server = with(&format!(r#"{{"fault":"{fault}"}}"#));
        assert_eq!(patch(&server), "", "{fault}");
        assert_eq!(is_written(&server), stored, "{fault}");
        let line = &log(&server)[0];
        assert_eq!(
            (&line["status"], &line["stored"]),
            (&Value::Null, &stored.into())
        );
        assert_eq!(line["faults"], serde_json::json!([fault]));
    }
}

#[test]
fn cut_within_the_body() {
    let whole = {
        let server = Server::start();
        server.write("PATCH", 42, CITY).body
    };
    for bytes in [0, 1, 100, whole.len() - 1] {
        let server = with(&format!(r#"{{"fault":"drop-after","bytes":{bytes}}}"#));
        let heard = patch(&server);
        assert_eq!(body(&heard), (whole.len(), &whole[..bytes]));
        assert!(is_written(&server));
        assert_eq!(log(&server)[0]["status"], 200);
    }
    let server = with(r#"{"fault":"drop-after","bytes":1000000}"#);
    assert_eq!(
        body(&patch(&server)),
        (whole.len(), &whole[..whole.len() - 1])
    );
}

#[test]
fn cut_within_the_body_of_what_was_not_stored() {
    for bytes in [0, 5] {
        let server = with(&format!(r#"{{"fault":"drop-before","bytes":{bytes}}}"#));
        let heard = patch(&server);
        let (announced, blanks) = body(&heard);
        assert_eq!(blanks, " ".repeat(bytes));
        assert!(announced > bytes);
        assert!(!is_written(&server));
    }
}

#[test]
fn reads_are_cut_too() {
    let server = with(r#"{"fault":"drop-after","bytes":3}"#);
    let heard = heard(ask(&server, "GET", "/api/v2/country/", ""));
    assert_eq!(body(&heard).1.len(), 3);
}

#[test]
fn a_long_request_is_read_before_it_is_cut() {
    let server = with(r#"{"fault":"drop-before","bytes":1}"#);
    let long = format!(r#"{{"company":1,"city":"{}"}}"#, "x".repeat(4_000_000));
    let stream = ask(&server, "PATCH", "/api/v2/customer/42", &long);
    assert_eq!(body(&heard(stream)).1, " ");
}

#[test]
fn a_cut_connection_leaves_the_server_well() {
    let server = with(r#"{"fault":"drop-after","count":1}"#);
    assert_eq!(patch(&server), "");
    let reply = server.write("PATCH", 42, CITY);
    assert_eq!((reply.status, &reply.body), (200, &server.read(42).body));
}

#[test]
fn hanging_never_answers() {
    for (fault, stored) in [("hang-before", false), ("hang-after", true)] {
        let server = with(&format!(r#"{{"fault":"{fault}"}}"#));
        let mut stream = ask(&server, "PATCH", "/api/v2/customer/42", CITY);
        stream
            .set_read_timeout(Some(Duration::from_millis(400)))
            .unwrap();
        let error = stream.read(&mut [0; 1]).unwrap_err();
        let kinds = [ErrorKind::WouldBlock, ErrorKind::TimedOut];
        assert!(kinds.contains(&error.kind()), "{error}");
        assert_eq!(is_written(&server), stored, "{fault}");
        let line = &log(&server)[0];
        assert_eq!(
            (&line["status"], &line["stored"]),
            (&Value::Null, &stored.into())
        );
        // Others are served meanwhile.
        super::set(&server, "[]");
        assert_eq!(server.get("/api/v2/company/").status, 200);
    }
}
