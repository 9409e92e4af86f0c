//! What multipart carries comes out as it went in, by a reader that is not ours.

use customer_core::editor::Body;
use customer_core::schema::Method;
use futures_executor::block_on;
use multer::Multipart;
use proptest::prelude::*;

use crate::{RECORD, open};

/// Name, file name, media type, bytes.
type Part = (String, Option<String>, Option<String>, Vec<u8>);

fn read(media: &str, body: Vec<u8>) -> Vec<Part> {
    let boundary = multer::parse_boundary(media).unwrap();
    let stream = futures_util::stream::iter([Ok::<_, std::io::Error>(body)]);
    let mut multipart = Multipart::new(stream, boundary);
    block_on(async move {
        let mut parts = Vec::new();
        while let Some(field) = multipart.next_field().await.unwrap() {
            let name = field.name().unwrap().to_owned();
            let file = field.file_name().map(str::to_owned);
            let media = field.content_type().map(ToString::to_string);
            parts.push((name, file, media, field.bytes().await.unwrap().to_vec()));
        }
        parts
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_text_any_name_any_bytes(
        comment in "(--customer-edit-[0-2]|\r\n|[a-zä\"\\\\]){0,8}",
        name in "(\"|\r|\n|;|=|\0|\x1b|\x7f|[a-zÄ漢.% ]){0,12}",
        rest in proptest::collection::vec(any::<u8>(), 0..64),
        boundary in any::<bool>(),
    ) {
        let mut bytes = b"GIF89a".to_vec();
        bytes.extend(&rest);
        if boundary {
            bytes.extend(b"\r\n--customer-edit-0--\r\n");
        }
        let mut editor = open(RECORD);
        editor.set("comment", &comment).unwrap();
        editor.set_image("imageFile", Some((bytes.clone().into(), &name))).unwrap();
        let request = editor.preview(Method::Post).unwrap();
        let (_, media) = request.headers.iter().find(|(name, _)| *name == "Content-Type").unwrap();
        let Body::Bytes(body) = &request.body else { panic!("no bytes") };
        let parts = read(media, body.clone());
        let escape = |c: char| match c {
            '"' | '\0'..='\x1f' | '\x7f' => format!("%{:02X}", u32::from(c)),
            c => c.to_string(),
        };
        let escaped: String = name.chars().map(escape).collect();
        let mut expected: Vec<Part> = Vec::new();
        if editor.is_dirty("comment") {
            let text = comment.trim().as_bytes().to_vec();
            expected.push(("comment".to_owned(), None, None, text));
        }
        let media = Some("image/gif".to_owned());
        expected.push(("imageFile".to_owned(), Some(escaped), media, bytes));
        prop_assert_eq!(parts, expected);
        // The same draft always gives the same bytes.
        prop_assert_eq!(editor.preview(Method::Post).unwrap(), request);
    }
}
