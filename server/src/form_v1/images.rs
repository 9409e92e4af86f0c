//! Pictures: kept as they came, with two smaller copies, and answered to anybody who knows the address.

use std::io::Cursor;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, Response, header};
use axum::response::IntoResponse;
use axum::routing::get;
use customer_core::image::{Format, Image};
use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use rusqlite::{Connection, OptionalExtension, params};

use super::errors;
use crate::answer::Answer;
use crate::db::Store;

/// Longest sides of the copies, in pixels.
const SMALL: u32 = 64;
/// See [`SMALL`].
const MEDIUM: u32 = 256;
/// Larger pictures are not unpacked: a few bytes can claim any size.
const MAX_SIDE: u32 = 8192;
/// In bytes, unpacked.
const MAX_MEMORY: u64 = 64 * 1024 * 1024;

/// A picture that can be stored.
#[derive(Clone, Debug)]
pub struct Checked {
    format: Format,
    bytes: Vec<u8>,
    small: Vec<u8>,
    medium: Vec<u8>,
}

/// Unpacks a picture and makes its copies.
///
/// # Errors
/// 400 `unsupported_file_type` when it is none, whatever its first bytes say.
pub fn checked(image: &Image) -> Result<Checked, Answer> {
    let format = Format::of(&image.bytes).ok_or_else(errors::unsupported)?;
    let read_as = match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::Gif => ImageFormat::Gif,
        Format::Bmp => ImageFormat::Bmp,
    };
    let mut reader = ImageReader::with_format(Cursor::new(&*image.bytes), read_as);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let whole = reader.decode().map_err(|_| errors::unsupported())?;
    Ok(Checked {
        format,
        bytes: image.bytes.to_vec(),
        small: copy(&whole, SMALL, read_as)?,
        medium: copy(&whole, MEDIUM, read_as)?,
    })
}

/// A smaller copy of the same format; a picture that is small already keeps its size.
fn copy(whole: &DynamicImage, side: u32, format: ImageFormat) -> Result<Vec<u8>, Answer> {
    let small = if whole.width().max(whole.height()) > side {
        whole.thumbnail(side, side)
    } else {
        whole.clone()
    };
    // What an animation, or a JPEG, cannot hold is left out.
    let small = match format {
        ImageFormat::Jpeg => DynamicImage::ImageRgb8(small.to_rgb8()),
        _ => DynamicImage::ImageRgba8(small.to_rgba8()),
    };
    let mut bytes = Cursor::new(Vec::new());
    let written = small.write_to(&mut bytes, format);
    written.map_err(|_| errors::unsupported())?;
    Ok(bytes.into_inner())
}

/// Stores a picture in place of the one before; its name says which write of which database it came with: a new
/// database counts from the start, and browsers keep what they have under a name.
///
/// # Errors
/// The database's.
pub fn store(
    conn: &Connection,
    id: i64,
    revision: i64,
    image: &Checked,
) -> Result<(), rusqlite::Error> {
    let ending = match image.format {
        Format::Jpeg => "jpg",
        Format::Png => "png",
        Format::Gif => "gif",
        Format::Bmp => "bmp",
    };
    let mark: String = conn.query_row("SELECT mark FROM origin", [], |row| row.get(0))?;
    let file = format!("{mark}-{id}-{revision}.{ending}");
    let mime = image.format.mime();
    conn.execute(
        "INSERT OR REPLACE INTO v1_image VALUES (?, ?, ?, ?, ?, ?)",
        params![id, file, mime, image.bytes, image.small, image.medium],
    )?;
    Ok(())
}

/// `/images/customers/{id}/{small_,medium_,}{file}`: no token, because an `<img>` has none.
pub fn routes(store: Store) -> Router {
    Router::new()
        .route("/images/customers/{id}/{file}", get(answer))
        .with_state(store)
}

async fn answer(
    State(store): State<Store>,
    Path((id, file)): Path<(i64, String)>,
) -> Result<Response<Body>, Answer> {
    let (column, file) = match (file.strip_prefix("small_"), file.strip_prefix("medium_")) {
        (Some(rest), _) => ("small", rest.to_owned()),
        (_, Some(rest)) => ("medium", rest.to_owned()),
        _ => ("bytes", file),
    };
    let sql = format!("SELECT mime, {column} FROM v1_image WHERE customer_id = ? AND file = ?");
    let found = store
        .run(move |conn| {
            let row = conn.query_row(&sql, params![id, file], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, Vec<u8>>(1)?))
            });
            row.optional()
        })
        .await?;
    let (mime, bytes) = found.ok_or_else(Answer::not_found)?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, mime.as_str()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_DISPOSITION, "inline"),
        // Another picture has another name.
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    Ok(response)
}
