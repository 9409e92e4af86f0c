//! How a 429 tells the time to wait.

use std::time::{Duration, SystemTime};

use axum::http::{StatusCode, header};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::answer::Answer;

/// Where the time is said. Real accounts say it in seconds; some gateways in front of them do not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum RetryAfter {
    /// In the header and in the body's sentence, in whole seconds.
    #[default]
    Seconds,
    /// In the header, as an HTTP date (RFC 9110, 5.6.7), and nowhere else.
    Date,
    /// In the body's sentence alone.
    Sentence,
}

/// `429` with the time to wait, rounded up to whole seconds, at least one.
#[must_use]
pub fn throttled(wait: Duration, said: RetryAfter) -> Answer {
    let seconds = whole(wait).max(1);
    let unit = if seconds == 1 { "second" } else { "seconds" };
    let sentence = format!("Request was throttled. Expected available in {seconds} {unit}.");
    let answer = |text| Answer::detail(StatusCode::TOO_MANY_REQUESTS, text);
    match said {
        RetryAfter::Seconds => answer(&sentence).with(header::RETRY_AFTER, seconds.to_string()),
        RetryAfter::Date => answer("Request was throttled.")
            .with(header::RETRY_AFTER, date(SystemTime::now() + wait)),
        RetryAfter::Sentence => answer(&sentence),
    }
}

fn whole(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}

/// The first whole second that is not before `time`: dates have no smaller unit.
fn date(time: SystemTime) -> String {
    let since = time
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + Duration::from_secs(whole(since)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_and_the_header_round_up() {
        let answer = throttled(Duration::from_millis(39_001), RetryAfter::Seconds);
        assert_eq!(answer.header(&header::RETRY_AFTER), Some("40"));
        assert_eq!(
            answer.body,
            r#"{"detail":"Request was throttled. Expected available in 40 seconds."}"#
        );
        assert_eq!(
            throttled(Duration::ZERO, RetryAfter::Seconds).header(&header::RETRY_AFTER),
            Some("1")
        );
    }

    #[test]
    fn a_date_is_never_too_early() {
        let at = |ms| SystemTime::UNIX_EPOCH + Duration::from_millis(ms);
        assert_eq!(date(at(784_111_777_000)), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(date(at(784_111_777_001)), "Sun, 06 Nov 1994 08:49:38 GMT");
    }

    #[test]
    fn the_time_is_said_in_one_place_only_when_asked_so() {
        let in_a_minute = Duration::from_secs(60);
        let dated = throttled(in_a_minute, RetryAfter::Date);
        assert_eq!(dated.body, r#"{"detail":"Request was throttled."}"#);
        assert!(
            dated
                .header(&header::RETRY_AFTER)
                .unwrap()
                .ends_with(" GMT")
        );
        let told = throttled(in_a_minute, RetryAfter::Sentence);
        assert!(
            told.body.ends_with("available in 60 seconds.\"}"),
            "{}",
            told.body
        );
        assert_eq!(told.header(&header::RETRY_AFTER), None);
    }
}
