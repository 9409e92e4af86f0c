//! Bearer tokens (RFC 6750), or the same in a cookie: which account a request is for.

use std::collections::HashMap;

use axum::http::{HeaderMap, Method, StatusCode, header};

use crate::answer::Answer;
use crate::cors::is_loopback_origin;

/// The account that a request's token belongs to; an extension of every admitted request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account(pub i64);

/// The tokens that the server takes, each with its account's id.
pub type Tokens = HashMap<String, i64>;

/// The cookie of pages that send their credentials themselves.
pub const COOKIE: &str = "session";

/// The account of a request: by its token, else by its cookie.
///
/// # Errors
/// `401` with a challenge when the token is missing or unknown; the answer never repeats it. `403` for a write by
/// cookie that a page of another host asks for: a browser sends the cookie along whoever asks.
pub fn account(method: &Method, headers: &HeaderMap, tokens: &Tokens) -> Result<Account, Answer> {
    if headers.get(header::AUTHORIZATION).is_none()
        && let Some(token) = session(headers)
    {
        let foreign = headers
            .get(header::ORIGIN)
            .is_some_and(|o| !is_loopback_origin(o));
        if foreign && !method.is_safe() {
            return Err(Answer::forbidden());
        }
        let known = tokens.get(token).map(|id| Account(*id));
        return known.ok_or_else(unknown_token);
    }
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    match token {
        None => Err(Answer::detail(
            StatusCode::UNAUTHORIZED,
            "Authentication credentials were not provided.",
        )
        .with(header::WWW_AUTHENTICATE, "Bearer")),
        Some(token) => tokens
            .get(token)
            .map(|id| Account(*id))
            .ok_or_else(unknown_token),
    }
}

/// The value of the cookie ([RFC 6265](https://www.rfc-editor.org/rfc/rfc6265#section-4.2)).
fn session(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let mut pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|v| v.split(';'));
    pairs.find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == COOKIE).then_some(value)
    })
}

/// `401` for a token that is not, or no longer, one of ours.
#[must_use]
pub fn unknown_token() -> Answer {
    Answer::detail(StatusCode::UNAUTHORIZED, "Invalid token.")
        .with(header::WWW_AUTHENTICATE, r#"Bearer error="invalid_token""#)
}
