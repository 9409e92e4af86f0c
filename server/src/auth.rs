//! Bearer tokens (RFC 6750): which account a request is for.

use std::collections::HashMap;

use axum::http::{HeaderMap, StatusCode, header};

use crate::answer::Answer;

/// The account that a request's token belongs to; an extension of every admitted request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account(pub i64);

/// The tokens that the server takes, each with its account's id.
pub type Tokens = HashMap<String, i64>;

/// The account of a request.
///
/// # Errors
/// `401` with a challenge when the token is missing or unknown; the answer never repeats it.
pub fn account(headers: &HeaderMap, tokens: &Tokens) -> Result<Account, Answer> {
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

/// `401` for a token that is not, or no longer, one of ours.
#[must_use]
pub fn unknown_token() -> Answer {
    Answer::detail(StatusCode::UNAUTHORIZED, "Invalid token.")
        .with(header::WWW_AUTHENTICATE, r#"Bearer error="invalid_token""#)
}
