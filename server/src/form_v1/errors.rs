//! Refusals as the reference prints them: one `error`, or none, and one sentence.

use axum::http::StatusCode;
use customer_core::rules::report::{Code, Issue};
use serde_json::{Value, json};

use crate::answer::Answer;

/// `{"error", "error_description"}`; an empty code is left out.
#[must_use]
pub fn refused(status: StatusCode, code: &str, sentence: &str) -> Answer {
    let body = if code.is_empty() {
        json!({ "error_description": sentence })
    } else {
        json!({ "error": code, "error_description": sentence })
    };
    Answer::new(status, body.to_string())
}

/// 400.
#[must_use]
pub fn bad(code: &str, sentence: &str) -> Answer {
    refused(StatusCode::BAD_REQUEST, code, sentence)
}

/// 404 for what an id names.
#[must_use]
pub fn no_such(thing: &str, id: &str, code: &str) -> Answer {
    let sentence = format!("The {thing} with the id {id} doesn't exist.");
    refused(StatusCode::NOT_FOUND, code, &sentence)
}

/// 404 for a customer that would be its own parent, at first hand or over others.
#[must_use]
pub fn itself() -> Answer {
    let sentence = "The customer cannot be a subcustomer of itself.";
    refused(StatusCode::NOT_FOUND, "not_found", sentence)
}

/// 400 for anything that the reference has no words for.
#[must_use]
pub fn not_saved() -> Answer {
    bad("save_failed", "Failed to save instance.")
}

/// 400 for an image, or a whole body, that is too large.
#[must_use]
pub fn too_large() -> Answer {
    bad("exceeded_file_size", "image size should not exceed 2Mo")
}

/// 400 for a file that is no image that is kept.
#[must_use]
pub fn unsupported() -> Answer {
    bad("unsupported_file_type", "image format not supported.")
}

/// 500, in the reference's words.
#[must_use]
pub fn failed() -> Answer {
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    refused(status, "server_error", "Oops! Something went wrong...")
}

/// A refusal that is not this API's own (a token, a limit, a fault, the database) in its words: the documented 500, else
/// the sentence without a code.
#[must_use]
pub fn worded(refused_elsewhere: Answer) -> Answer {
    let body: Value = serde_json::from_str(&refused_elsewhere.body).unwrap_or_default();
    let Some(sentence) = body["detail"].as_str() else {
        return refused_elsewhere;
    };
    let worded = match refused_elsewhere.status {
        StatusCode::INTERNAL_SERVER_ERROR => failed(),
        status => refused(status, "", sentence),
    };
    Answer {
        headers: refused_elsewhere.headers,
        ..worded
    }
}

/// What the sentences call the entry that a parameter names.
#[must_use]
pub fn thing(key: &str) -> Option<&'static str> {
    Some(match key {
        "paymentTypes" => "payment type",
        "parentCustomer" => "parent customer",
        "categoryId" => "category",
        "customerSegmentationId" => "customer segmentation",
        "regionId" => "region",
        _ => return None,
    })
}

/// An issue of the rules as a refusal; `sent` is the parameter as it came.
#[must_use]
pub fn from_issue(issue: &Issue, sent: &str) -> Answer {
    let key = issue.field.as_deref().unwrap_or_default();
    match (issue.code, thing(key)) {
        (Code::Required, _) => bad("missing_param", &format!("{key} parameter is missing")),
        (Code::SelfReference, _) => itself(),
        (Code::ImageTooLarge, _) => too_large(),
        (Code::ImageUnsupported, _) => unsupported(),
        (Code::InvalidChoice, Some(thing)) => {
            no_such(thing, issue.param("value").unwrap_or(sent), "")
        }
        (Code::WrongType, Some(thing)) => {
            let sentence = format!(
                "The type of parameter {thing} id you provided is not valid for this request."
            );
            bad("", &sentence)
        }
        _ => not_saved(),
    }
}
