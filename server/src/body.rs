//! A request's body as text, within bounds.

use axum::body::{Body, BodyDataStream};
use axum::http::{HeaderMap, StatusCode, header};

use crate::answer::Answer;

/// A larger body is answered 413.
pub const MAX_BYTES: usize = 2 * 1024 * 1024;
/// Up to this size a body that is too large is still read to its end: a client that is cut off
/// while it sends reports a broken connection and never sees the 413.
const MAX_DRAINED: usize = 32 * 1024 * 1024;

/// Lets JSON pass.
///
/// # Errors
/// 415 for another or no content type.
pub fn is_json(headers: &HeaderMap) -> Result<(), Answer> {
    let given = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = given
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(Answer::detail(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        &format!("Unsupported media type \"{essence}\" in request."),
    ))
}

/// Reads a body to its end.
///
/// # Errors
/// 413 when it is larger than [`MAX_BYTES`], 400 when it breaks off or is not UTF-8.
pub async fn text(headers: &HeaderMap, body: Body) -> Result<String, Answer> {
    let bytes = bytes(headers, body, MAX_BYTES).await?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Answer::detail(
            StatusCode::BAD_REQUEST,
            &format!("JSON parse error - not UTF-8 at byte {at}"),
        )
    })
}

/// The same as bytes.
///
/// # Errors
/// 413 when there are more than `max`, 400 when it breaks off.
pub async fn bytes(headers: &HeaderMap, body: Body, max: usize) -> Result<Vec<u8>, Answer> {
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<usize>().ok());
    if announced.is_some_and(|length| length > MAX_DRAINED) {
        return Err(too_large(max));
    }
    let mut stream = body.into_data_stream();
    let mut bytes = Vec::with_capacity(announced.unwrap_or_default().min(max));
    let mut length = 0_usize;
    while let Some(chunk) = next(&mut stream).await? {
        length += chunk.len();
        if length <= max {
            bytes.extend_from_slice(&chunk);
        } else if length > MAX_DRAINED {
            break;
        }
    }
    if length > max {
        return Err(too_large(max));
    }
    Ok(bytes)
}

async fn next(stream: &mut BodyDataStream) -> Result<Option<axum::body::Bytes>, Answer> {
    use tokio_stream::StreamExt;
    stream
        .next()
        .await
        .transpose()
        .map_err(|_| Answer::detail(StatusCode::BAD_REQUEST, "The request's body broke off."))
}

fn too_large(max: usize) -> Answer {
    Answer::detail(
        StatusCode::PAYLOAD_TOO_LARGE,
        &format!("Request body is larger than {max} bytes."),
    )
}
