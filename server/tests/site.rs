//! Static files beside the API.

mod common;

use std::fs;

use common::Server;
use customer_server::Behaviour;
use customer_server::site::CONTENT_SECURITY_POLICY;

#[test]
fn files_come_with_their_types_and_the_policy() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("pkg")).unwrap();
    fs::write(
        dir.path().join("index.html"),
        "<!doctype html><title>Demo</title>",
    )
    .unwrap();
    fs::write(dir.path().join("pkg/customer_edit.wasm"), b"\0asm").unwrap();
    fs::write(dir.path().join("pkg/element.js"), "export {}").unwrap();
    fs::write(dir.path().join("pkg/demo.css"), "html{}").unwrap();
    let server = Server::with(Behaviour::default(), Some(dir.path()));
    for (path, kind) in [
        ("/", "text/html"),
        ("/index.html", "text/html"),
        ("/pkg/customer_edit.wasm", "application/wasm"),
        ("/pkg/element.js", "text/javascript"),
        ("/pkg/demo.css", "text/css"),
    ] {
        let reply = server.send("GET", path, &[], b"");
        assert_eq!(
            (reply.status, reply.header("content-type")),
            (200, Some(kind)),
            "{path}"
        );
        assert_eq!(
            reply.header("content-security-policy"),
            Some(CONTENT_SECURITY_POLICY)
        );
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(reply.header("cache-control"), Some("no-cache"));
    }
    for path in ["/missing.js", "/..%2f..%2fetc/hostname"] {
        let reply = server.send("GET", path, &[], b"");
        assert_eq!(reply.status, 404, "{path}");
        assert_eq!(
            reply.header("content-security-policy"),
            Some(CONTENT_SECURITY_POLICY)
        );
    }
    let api = server.get("/api/v2/company/");
    assert_eq!(
        (api.status, api.header("content-security-policy")),
        (200, None)
    );
    assert_eq!(server.get("/api/v2/nowhere/").status, 404);
}
