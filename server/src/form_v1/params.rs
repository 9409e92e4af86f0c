//! The parameters of a POST, out of either encoding.

use axum::http::{HeaderMap, StatusCode, header};
use customer_core::image::Image;
use customer_core::schema::form_v1::IMAGE;
use customer_core::wire::form_v1::urlencoded;
use tokio_stream::once;

use super::errors;
use crate::answer::Answer;

/// What a POST names.
#[derive(Clone, Debug, Default)]
pub struct Params {
    /// In the order sent, repeated ones included.
    pub texts: Vec<(String, String)>,
    /// The file of the picture.
    pub image: Option<Image>,
}

/// How a body is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `application/x-www-form-urlencoded`.
    Urlencoded,
    /// `multipart/form-data`, with its boundary.
    Multipart(String),
}

impl Encoding {
    /// By the content type.
    ///
    /// # Errors
    /// 415 for any other; 400 for multipart without a boundary.
    pub fn of(headers: &HeaderMap) -> Result<Self, Answer> {
        let given = headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let essence = given.split(';').next().unwrap_or_default().trim();
        if essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Ok(Self::Urlencoded);
        }
        if essence.eq_ignore_ascii_case("multipart/form-data") {
            let boundary = multer::parse_boundary(given);
            return boundary
                .map(Self::Multipart)
                .map_err(|_| errors::not_saved());
        }
        let sentence = format!("Unsupported media type \"{essence}\" in request.");
        Err(errors::refused(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "",
            &sentence,
        ))
    }

    /// Reads a body.
    ///
    /// # Errors
    /// 400 when it cannot be resolved into parts.
    pub async fn read(self, body: Vec<u8>) -> Result<Params, Answer> {
        match self {
            Self::Urlencoded => Ok(Params {
                texts: urlencoded::read(&String::from_utf8_lossy(&body)),
                image: None,
            }),
            Self::Multipart(boundary) => {
                let read = multipart(body, boundary).await;
                read.map_err(|_| errors::not_saved())
            }
        }
    }
}

async fn multipart(body: Vec<u8>, boundary: String) -> Result<Params, multer::Error> {
    let stream = once(Ok::<_, std::io::Error>(body));
    let mut parts = multer::Multipart::new(stream, boundary);
    let mut params = Params::default();
    while let Some(part) = parts.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await?;
        match file {
            // An empty file control sends an empty file without a name.
            Some(file) if name == IMAGE && !(file.is_empty() && bytes.is_empty()) => {
                params.image = Some(Image {
                    bytes: (&*bytes).into(),
                    name: file,
                });
            }
            Some(_) if name == IMAGE => {}
            _ => params
                .texts
                .push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Ok(params)
}
