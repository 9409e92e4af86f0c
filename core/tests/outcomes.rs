//! Statuses onto outcomes, waits onto seconds, tags onto `If-Match`; and what no answer may do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod support;

use customer_core::editor::{Editor, Options, Outcome};
use customer_core::schema::Method;
use support::{EVERY_LIST, RECORD, body, open, options, owned, sent, set};

#[test]
fn the_draft_outlives_every_failure() {
    for status in [
        0, 100, 302, 400, 401, 403, 404, 405, 408, 409, 412, 413, 418, 422, 429, 500, 501, 502,
        503, 504, 599,
    ] {
        for answer in [
            "",
            "{}",
            r#"{"detail":"No."}"#,
            "<html>",
            "{\"name\":\"Other\"}",
        ] {
            let mut editor = sent();
            let (dirty, patch) = (editor.dirty(), body(&editor, Method::Patch));
            editor.response(status, &[], answer, 0);
            assert_eq!(editor.dirty(), dirty, "{status} {answer}");
            assert_eq!(body(&editor, Method::Patch), patch, "{status} {answer}");
        }
    }
}

#[test]
fn every_status_has_its_outcome() {
    let detail = r#"{"detail":"Because."}"#;
    let because = || Some("Because.".to_owned());
    for (status, outcome) in [
        (401, Outcome::Unauthorized(because())),
        (403, Outcome::Forbidden(because())),
        (404, Outcome::NotFound(because())),
        (405, Outcome::NotAllowed(because())),
        (501, Outcome::NotAllowed(because())),
        (409, Outcome::Conflict),
        (412, Outcome::Conflict),
        (429, Outcome::Throttled(None)),
        (500, Outcome::Unavailable(because())),
        (502, Outcome::Unavailable(because())),
        (503, Outcome::Unavailable(because())),
        (302, Outcome::Unavailable(because())),
    ] {
        assert_eq!(sent().response(status, &[], detail, 0), outcome, "{status}");
    }
    for status in [400, 422] {
        assert!(
            matches!(sent().response(status, &[], detail, 0), Outcome::Invalid(_)),
            "{status}"
        );
    }
    for status in [200, 201, 202, 204] {
        assert_eq!(
            sent().response(status, &[], "", 0),
            Outcome::Saved(Vec::new()),
            "{status}"
        );
    }
    for status in [401, 403, 404, 405, 500] {
        let html = "<!doctype html><title>Error</title>";
        let message = match sent().response(status, &[], html, 0) {
            Outcome::Unauthorized(text)
            | Outcome::Forbidden(text)
            | Outcome::NotFound(text)
            | Outcome::NotAllowed(text)
            | Outcome::Unavailable(text) => text,
            other => panic!("{other:?}"),
        };
        assert_eq!(message, None, "no HTML is shown: {status}");
    }
}

#[test]
fn an_unreadable_success_adopts_nothing() {
    for answer in [
        "<html>",
        "{",
        "3",
        "[]",
        "\"saved\"",
        r#"{"name":"A","contact_person":3}"#,
    ] {
        let mut editor = sent();
        let dirty = editor.dirty();
        assert!(
            matches!(
                editor.response(200, &[], answer, 0),
                Outcome::Unavailable(_)
            ),
            "{answer}"
        );
        assert_eq!(editor.dirty(), dirty);
        assert_eq!(editor.loaded("city").unwrap(), "Bern");
    }
}

#[test]
fn an_answer_that_is_no_customer_empties_nothing() {
    // "After a save whose answer carries the record": these carry none.
    for answer in [
        "{}",
        r#"{"status":"ok"}"#,
        r#"{"detail":"Updated."}"#,
        r#"{"id":42}"#,
    ] {
        let mut editor = sent();
        assert_eq!(
            editor.response(200, &[], answer, 0),
            Outcome::Unavailable(None)
        );
        assert!(editor.is_dirty("city"), "{answer}");
        assert_eq!(editor.get("name").unwrap(), "Acme", "{answer}");
        assert_eq!(
            editor.get("nda_signed_date").unwrap(),
            "2024-02-29",
            "{answer}"
        );
        assert_eq!(editor.get("city").unwrap(), "Basel", "{answer}");
    }
}

#[test]
fn waits_as_retry_after_says() {
    let date = "Sat, 21 Nov 2026 10:00:00 GMT";
    let later = "Sat, 21 Nov 2026 10:01:30 GMT";
    let now = 1_795_255_200;
    let throttled = r#"{"detail":"Request was throttled. Expected available in 40 seconds."}"#;
    for (headers, answer, seconds) in [
        (vec![("Retry-After", "40")], "", Some(40)),
        (vec![("retry-after", " 7 ")], throttled, Some(7)),
        (vec![("RETRY-AFTER", "0")], throttled, Some(0)),
        (vec![("Retry-After", later), ("Date", date)], "", Some(90)),
        (
            vec![("Date", date), ("Retry-After", later)],
            throttled,
            Some(90),
        ),
        (vec![("Retry-After", later)], "", Some(90)),
        (vec![("Retry-After", date), ("Date", later)], "", Some(0)),
        (vec![("Retry-After", "soon")], throttled, Some(40)),
        (vec![("Retry-After", "-5")], throttled, Some(40)),
        (vec![], throttled, Some(40)),
        (
            vec![],
            r#"{"detail":"Gedrosselt. In 12 Sekunden wieder."}"#,
            Some(12),
        ),
        (vec![], r#"{"detail":"Too fast."}"#, None),
        (vec![], "<html>502</html>", None),
        (vec![], "", None),
    ] {
        let outcome = sent().response(429, &owned(&headers), answer, now);
        assert_eq!(outcome, Outcome::Throttled(seconds), "{headers:?} {answer}");
    }
}

#[test]
fn waits_as_the_two_older_date_forms_say() {
    // RFC 9110 section 5.6.7: a recipient MUST accept all three.
    for later in [
        "Saturday, 21-Nov-26 10:01:30 GMT",
        "Sat Nov 21 10:01:30 2026",
    ] {
        let headers = owned(&[
            ("Retry-After", later),
            ("Date", "Sat, 21 Nov 2026 10:00:00 GMT"),
        ]);
        assert_eq!(
            sent().response(429, &headers, "", 0),
            Outcome::Throttled(Some(90)),
            "{later}"
        );
    }
}

#[test]
fn no_header_is_too_odd() {
    for value in [
        "Sun, 06 Nov 1994 1193046:71582788:00 GMT",
        "Sun, 06 Nov 1994 25:61:61 GMT",
        "Sun, 06 Nov 1994 9999999999999999999:00:00 GMT",
        "Sun, 99 Nov 1994 00:00:00 GMT",
        "Sun, 06 Nov 999999999999 00:00:00 GMT",
        "Sun, 06 Nov -262143 00:00:00 GMT",
        ", ",
        "99999999999999999999999999",
        "😀",
    ] {
        for name in ["Retry-After", "Date"] {
            let headers = owned(&[
                (name, value),
                ("Retry-After", "Thu, 01 Jan 1970 00:01:00 GMT"),
            ]);
            for now in [0, i64::MAX, -62_135_596_800] {
                let outcome = sent().response(429, &headers, "", now);
                assert!(matches!(outcome, Outcome::Throttled(_)), "{name}: {value}");
            }
        }
    }
}

#[test]
fn etags_travel_as_if_match() {
    let header = |editor: &Editor| {
        let request = editor.preview(Method::Patch).unwrap();
        request
            .headers
            .iter()
            .find(|(name, _)| *name == "If-Match")
            .map(|(_, value)| value.clone())
    };
    let with = |etag: &str| {
        Editor::new(Options {
            etag: Some(etag.to_owned()),
            ..options(RECORD, EVERY_LIST)
        })
        .unwrap()
    };
    assert_eq!(header(&with("\"a1\"")).as_deref(), Some("\"a1\""));
    assert_eq!(header(&with("W/\"a1\"")), None);
    assert_eq!(header(&open(RECORD, EVERY_LIST)), None);
    let mut editor = with("\"a1\"");
    set(&mut editor, "city", "Basel");
    editor.request(Method::Patch).unwrap();
    editor.response(200, &owned(&[("etag", "\"a2\"")]), "", 0);
    assert_eq!(header(&editor).as_deref(), Some("\"a2\""));
    // A stale tag would only make the next save fail.
    editor.response(200, &[], "", 0);
    assert_eq!(header(&editor), None);
}

#[test]
fn the_request_is_as_documented() {
    let editor = sent();
    let request = editor.preview(Method::Patch).unwrap();
    assert_eq!(request.path, "/api/v2/customer/42");
    assert_eq!(request.method, Method::Patch);
    assert!(
        request
            .headers
            .contains(&("Content-Type", "application/json".to_owned()))
    );
    assert!(
        request
            .headers
            .iter()
            .all(|(name, _)| !name.eq_ignore_ascii_case("authorization"))
    );
}
