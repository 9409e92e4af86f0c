//! Pictures: stored with the row or not at all, answered with their copies.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, RgbaImage};
use serde_json::Value;

use crate::common::Server;
use crate::{multipart, post, row};

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut image = RgbaImage::new(width, height);
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        *pixel = image::Rgba([x as u8, y as u8, 128, 255]);
    }
    let image = DynamicImage::ImageRgba8(image);
    let image = match format {
        ImageFormat::Jpeg => DynamicImage::ImageRgb8(image.to_rgb8()),
        _ => image,
    };
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn logo(server: &Server) -> String {
    serde_json::from_str(&server.get("/api/v1.0/customers/1").member("logo")).unwrap()
}

/// The status, type and bytes of an address, without a token.
fn fetched(server: &Server, path: &str) -> (u16, String, Vec<u8>) {
    let mut response = crate::common::agent()
        .get(format!("{}{path}", server.base))
        .call()
        .unwrap();
    let mime = response
        .headers()
        .get("content-type")
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    let bytes = response.body_mut().read_to_vec().unwrap();
    (response.status().as_u16(), mime, bytes)
}

#[test]
fn each_format_comes_back_as_it_was_with_two_copies() {
    let server = Server::start();
    let mut seen = Vec::new();
    for (format, mime, ending) in [
        (ImageFormat::Png, "image/png", ".png"),
        (ImageFormat::Jpeg, "image/jpeg", ".jpg"),
        (ImageFormat::Gif, "image/gif", ".gif"),
        (ImageFormat::Bmp, "image/bmp", ".bmp"),
    ] {
        let bytes = picture(600, 300, format);
        let reply = multipart(&server, "1", &[("comment", ending)], &bytes);
        assert_eq!(reply.status, 200, "{}", reply.body);
        assert_eq!(reply.member("comment"), format!("\"{ending}\""));
        let path = logo(&server);
        assert!(path.ends_with(ending) && !seen.contains(&path), "{path}");
        assert_eq!(
            fetched(&server, &path),
            (200, mime.to_owned(), bytes.clone())
        );
        let (folder, file) = path.rsplit_once('/').unwrap();
        for (prefix, width, height) in [("small_", 64, 32), ("medium_", 256, 128)] {
            let (status, kind, copy) = fetched(&server, &format!("{folder}/{prefix}{file}"));
            assert_eq!((status, &*kind), (200, mime));
            let copy = image::load_from_memory_with_format(&copy, format).unwrap();
            assert_eq!(
                (copy.width(), copy.height()),
                (width, height),
                "{prefix}{mime}"
            );
        }
        for old in &seen {
            assert_eq!(fetched(&server, old).0, 404);
        }
        seen.push(path);
    }
    let stored: Value = serde_json::from_str(row(&server, "1").get("image").unwrap()).unwrap();
    assert_eq!(stored["mime"], "image/bmp");
    assert_eq!(stored["head"].as_str().unwrap().get(..4), Some("424d"));
}

#[test]
fn a_new_database_has_new_names() {
    // Browsers keep a picture for a year under its name, and a database in memory begins anew at each start.
    let bytes = picture(20, 20, ImageFormat::Png);
    let servers = [Server::start(), Server::start()];
    let [first, second] = servers.each_ref().map(|server| {
        assert_eq!(multipart(server, "1", &[], &bytes).status, 200);
        logo(server)
    });
    assert_ne!(first, second);
    let [own, other] = &servers;
    assert_eq!(
        (fetched(own, &first).0, fetched(other, &first).0),
        (200, 404)
    );
}

#[test]
fn a_small_picture_is_not_blown_up() {
    let server = Server::start();
    assert_eq!(
        multipart(&server, "1", &[], &picture(10, 5, ImageFormat::Png)).status,
        200
    );
    let path = logo(&server).replace("/1/", "/1/medium_");
    let copy = image::load_from_memory(&fetched(&server, &path).2).unwrap();
    assert_eq!((copy.width(), copy.height()), (10, 5));
}

#[test]
fn two_megabytes_pass() {
    let server = Server::start();
    let mut bytes = picture(100, 100, ImageFormat::Jpeg);
    // What stands behind the end of a JPEG is nobody's business.
    bytes.resize(2 * 1024 * 1024, 0);
    assert_eq!(multipart(&server, "1", &[], &bytes).status, 200);
    assert_eq!(fetched(&server, &logo(&server)).2.len(), 2 * 1024 * 1024);
}

#[test]
fn row_and_picture_stand_and_fall_together() {
    let server = Server::start();
    let before = row(&server, "1").to_text();
    let bytes = picture(20, 20, ImageFormat::Png);
    for texts in [[("reference", "LUM-N")], [("creditLimit", "x")]] {
        assert_eq!(multipart(&server, "1", &texts, &bytes).status, 400);
        assert_eq!(row(&server, "1").to_text(), before);
    }
    // A bomb: 30,000 by 30,000 pixels, it says.
    let mut bomb = picture(20, 20, ImageFormat::Bmp);
    for at in [18, 22] {
        bomb.splice(at..at + 4, 30_000_u32.to_le_bytes());
    }
    assert_eq!(
        multipart(&server, "1", &[("name", "Other")], &bomb).status,
        400
    );
    assert_eq!(row(&server, "1").to_text(), before);
    assert_eq!(post(&server, "1", "name=Other").status, 200);
    assert_eq!(row(&server, "1").get("image"), Some("null"));
}

#[test]
fn an_address_is_of_one_picture() {
    let server = Server::start();
    assert_eq!(
        multipart(&server, "1", &[], &picture(20, 20, ImageFormat::Png)).status,
        200
    );
    let path = logo(&server);
    for wrong in [
        path.replace("/1/", "/2/"),
        path.replace(".png", ".gif"),
        path.replace("/1/", "/1/large_"),
        "/images/customers/1/".to_owned(),
        "/images/customers/x/y".to_owned(),
    ] {
        let agent = crate::common::agent();
        let status = agent
            .get(format!("{}{wrong}", server.base))
            .call()
            .unwrap()
            .status();
        assert!(status == 404 || status == 400, "{wrong}: {status}");
    }
    let reply = server.send("HEAD", &path, &[], b"");
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(reply.header("content-disposition"), Some("inline"));
    assert!(reply.header("cache-control").unwrap().contains("immutable"));
}
