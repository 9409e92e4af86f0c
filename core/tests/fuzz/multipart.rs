//! Any parameters and any file: a reader that is not ours finds in the body what went in, in both encodings.

use customer_core::image::Image;
use customer_core::wire::form_v1::{multipart, urlencoded};
use futures_executor::block_on;
use multer::Multipart;

use super::input::pieces;

/// The file's bytes and name; then names and values of parameters in turn.
pub fn check(data: &[u8]) {
    let pieces = pieces(data);
    let text = |at: usize| {
        pieces
            .get(at)
            .map(|p| String::from_utf8_lossy(p).into_owned())
    };
    let bytes = pieces[0];
    // Names are without folders when they come here, and the table's are without either.
    let name = |at: usize| Some(text(at)?.replace('\\', "/"));
    let file_name = name(1).unwrap_or_default();
    let rest = (2..)
        .step_by(2)
        .map_while(|at| Some((name(at)?, text(at + 1)?)));
    let owned: Vec<(String, String)> = rest.take(8).collect();
    let params: Vec<(&str, String)> = owned.iter().map(|(n, v)| (n.as_str(), v.clone())).collect();

    let form = urlencoded::written(&params);
    let standard: Vec<(String, String)> = form_urlencoded::parse(form.as_bytes())
        .into_owned()
        .collect();
    assert_eq!(standard, owned);
    assert_eq!(urlencoded::read(&form), owned);

    let image = Image {
        bytes: bytes.into(),
        name: file_name.clone(),
    };
    let boundary = multipart::boundary(&params, bytes);
    let body = multipart::written(&params, "imageFile", &image, &boundary);
    let read = read(&boundary, body);
    let escaped = |name: &str| {
        let escape = |c: char| match c {
            '"' | '\0'..='\x1f' | '\x7f' => format!("%{:02X}", u32::from(c)),
            c => c.to_string(),
        };
        name.chars().map(escape).collect::<String>()
    };
    let mut expected: Vec<(String, Option<String>, Vec<u8>)> = Vec::new();
    expected.extend(
        owned
            .iter()
            .map(|(name, value)| (escaped(name), None, value.clone().into_bytes())),
    );
    expected.push((
        "imageFile".to_owned(),
        Some(escaped(&file_name)),
        bytes.to_vec(),
    ));
    assert_eq!(read, expected);
}

fn read(boundary: &str, body: Vec<u8>) -> Vec<(String, Option<String>, Vec<u8>)> {
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(body)]);
    let mut multipart = Multipart::new(stream, boundary);
    block_on(async move {
        let mut parts = Vec::new();
        while let Some(field) = multipart.next_field().await.unwrap() {
            let name = field.name().unwrap_or_default().to_owned();
            let file = field.file_name().map(str::to_owned);
            parts.push((name, file, field.bytes().await.unwrap().to_vec()));
        }
        parts
    })
}
