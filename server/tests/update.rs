//! What a PUT and a PATCH store.

mod common;

use common::Server;

#[track_caller]
fn ok(server: &Server, method: &str, id: u32, body: &str) {
    let reply = server.write(method, id, body);
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(
        reply.body,
        server.read(id).body,
        "the answer is the record as it reads"
    );
    assert_eq!(reply.header("etag"), server.read(id).header("etag"));
}

#[test]
fn a_patch_changes_the_column_that_it_names_and_no_other() {
    let server = Server::start();
    let before = server.row(42);
    ok(&server, "PATCH", 42, r#"{"company":1,"city":"Zürich"}"#);
    let after = server.row(42);
    assert_eq!(before.changes(&after), ["city"]);
    assert_eq!(after.column("city"), r#""Zürich""#);
    assert_eq!(after.revision, before.revision + 1);
}

#[test]
fn money_is_stored_to_the_last_digit() {
    let server = Server::start();
    let before = server.row(42);
    for (value, stored) in [
        ("999999999999997.77", "999999999999997.77"),
        ("\"999999999999999.00\"", "999999999999999.00"),
        ("0.10", "0.10"),
        ("12.500", "12.50"),
        ("0", "0.00"),
    ] {
        let body = format!(
            r#"{{"company":1,"template":{{"id":3,"fields":[{{"id":12,"value":{value}}}]}}}}"#
        );
        ok(&server, "PATCH", 42, &body);
        assert_eq!(server.row(42).value(12), Some(stored));
        assert!(
            server
                .read(42)
                .body
                .contains(&format!(r#""Credit limit":{stored},"#))
        );
    }
    assert_eq!(before.changes(&server.row(42)), ["12"]);
}

const WHOLE: &str = r#"{"company":1,"name":"Brightwater Marine Supply","category":1,
    "contact_person":{"name":"Ines Okafor","email":"ines.okafor@brightwater.example","type":"billing","salutation":"Ms","extension":"0042"},
    "address_line_1":"2041 Harbor Way","address_line_2":"Suite 300","city":"Oakland","state_province":"CA","zip_postal_code":"94607","country":840,
    "phone":"+1 510 555 0142","mobile":"+1 510 555 0177","fax":"","website":"https://brightwater.example",
    "nda_signed":true,"nda_signed_date":"2024-03-18","msa_signed":false,"msa_signed_date":null,
    "general_description":"Regional distributor of ship's gear, safety equipment and paint. Three branches and one central warehouse in Oakland.",
    "supplementary_description":"Renewal is decided by the head of operations, not by purchasing. They compare us with other suppliers every autumn and pay for speed of reply.",
    "additional_description":null,
    "template":{"id":3,"fields":[{"id":11,"value":"BW-OAK-07"},{"id":12,"value":45000.00},{"id":13,"value":8310.55},{"id":14,"value":45},{"id":15,"value":"2026-09-30"},{"id":16,"value":"US-W"},{"id":17,"value":310.55}]},
    "loyalty":{"points": 12345678901234567890.10, "tier": "gold"},"source":"import-2019"}"#;

#[test]
fn a_put_of_the_whole_record_changes_nothing_but_what_is_edited() {
    let server = Server::start();
    let before = server.row(42);
    ok(&server, "PUT", 42, WHOLE);
    assert_eq!(before.changes(&server.row(42)), [""; 0]);
    ok(
        &server,
        "PUT",
        42,
        &WHOLE.replace("\"Oakland\"", "\"Alameda\""),
    );
    assert_eq!(before.changes(&server.row(42)), ["city"]);
}

#[test]
fn a_put_empties_what_it_leaves_out() {
    let server = Server::start();
    ok(&server, "PUT", 42, r#"{"company":1,"name":"Brightwater"}"#);
    let row = server.row(42);
    for column in [
        "category",
        "contact_name",
        "contact_email",
        "contact_type",
        "contact_extra",
        "city",
        "country",
        "phone",
        "website",
        "nda_signed",
        "nda_signed_date",
        "general_description",
        "template",
        "extra",
    ] {
        assert_eq!(row.column(column), "null", "{column}");
    }
    assert!(row.values.is_empty());
    assert_eq!(row.column("name"), r#""Brightwater""#);
}

#[test]
fn a_put_keeps_what_no_body_can_carry() {
    let server = Server::start();
    let put = |template: &str| {
        format!(r#"{{"company":1,"name":"Čistírna","template":{{"id":{template}}}}}"#)
    };
    ok(
        &server,
        "PUT",
        30,
        &put(r#"5,"fields":[{"id":101,"value":"CB-02"}]"#),
    );
    let row = server.row(30);
    assert_eq!(row.values.len(), 2);
    assert_eq!(
        (row.value(101), row.value(159)),
        (Some("CB-02"), Some("plan-provozovny.png"))
    );
    ok(&server, "PUT", 30, &put("3"));
    assert!(server.row(30).values.is_empty());
}

#[test]
fn texts_are_trimmed_and_empty_is_not_null() {
    let server = Server::start();
    ok(
        &server,
        "PATCH",
        42,
        "{\"company\":1,\"city\":\"\\u001c \u{3000}San Jos\u{e9}\u{a0}\\n\",\"phone\":\"\",\"fax\":null}",
    );
    let row = server.row(42);
    assert_eq!(row.column("city"), r#""San José""#);
    assert_eq!((row.column("phone"), row.column("fax")), (r#""""#, "null"));
    let body = r#"{"company":1,"template":{"id":3,"fields":[{"id":11,"value":"  x "},{"id":16,"value":""},{"id":12,"value":null}]}}"#;
    ok(&server, "PATCH", 42, body);
    let row = server.row(42);
    assert_eq!(
        (row.value(11), row.value(16), row.value(12)),
        (Some("x"), Some(""), None)
    );
    ok(
        &server,
        "PATCH",
        42,
        r#"{"company":1,"general_description":"a\r\nb\tc\u0001"}"#,
    );
    assert_eq!(
        server.row(42).column("general_description"),
        r#""a\r\nb\tc\u0001""#
    );
}

#[test]
fn booleans_have_three_states() {
    let server = Server::start();
    for (value, stored) in [("false", "0"), ("null", "null"), ("true", "1")] {
        ok(
            &server,
            "PATCH",
            42,
            &format!(r#"{{"company":1,"nda_signed":{value}}}"#),
        );
        assert_eq!(server.row(42).column("nda_signed"), stored);
        assert_eq!(server.read(42).member("nda_signed"), value);
    }
}

#[test]
fn the_contact_person_merges() {
    let server = Server::start();
    let before = server.row(42);
    ok(
        &server,
        "PATCH",
        42,
        r#"{"company":1,"contact_person":{"email":"i.okafor@brightwater.example"}}"#,
    );
    assert_eq!(before.changes(&server.row(42)), ["contact_email"]);
    ok(
        &server,
        "PATCH",
        42,
        r#"{"company":1,"contact_person":{"salutation":"Dr","pager":7}}"#,
    );
    assert!(
        server
            .read(42)
            .member("contact_person")
            .ends_with(r#""type":"billing","salutation":"Dr","extension":"0042","pager":7}"#)
    );
    ok(
        &server,
        "PATCH",
        42,
        r#"{"company":1,"contact_person":{"type":null}}"#,
    );
    assert_eq!(server.row(42).column("contact_type"), "null");
    ok(
        &server,
        "PATCH",
        42,
        r#"{"company":1,"contact_person":null}"#,
    );
    assert_eq!(server.read(42).member("contact_person"), "null");
    assert_eq!(server.row(42).column("contact_extra"), "null");
}

#[test]
fn the_pair_rule_looks_at_the_merged_person() {
    let server = Server::start();
    let patch = |id, contact: &str| {
        server.write(
            "PATCH",
            id,
            &format!(r#"{{"company":1,"contact_person":{contact}}}"#),
        )
    };
    patch(42, r#"{"email":null}"#).expect(
        400,
        r#"{"contact_person":{"email":["This field may not be null."]}}"#,
    );
    patch(42, r#"{"name":" "}"#).expect(
        400,
        r#"{"contact_person":{"name":["This field may not be blank."]}}"#,
    );
    patch(19, r#"{"name":"Zoë"}"#).expect(
        400,
        r#"{"contact_person":{"email":["This field is required."]}}"#,
    );
    assert_eq!(patch(42, r#"{"name":null,"email":null}"#).status, 200);
    // What was wrong before blocks its own field only.
    assert_eq!(patch(15, r#"{"name":"Recepción"}"#).status, 200);
    assert_eq!(patch(15, r#"{"type":"sales"}"#).status, 200);
    assert_eq!(patch(16, r#"{"type":"sales"}"#).status, 200);
    patch(15, r#"{"email":"still(at)wrong"}"#).expect(
        400,
        r#"{"contact_person":{"email":["Enter a valid email address."]}}"#,
    );
    patch(16, r#"{"name":"B. Lemaire"}"#).expect(
        400,
        r#"{"contact_person":{"email":["This field is required."]}}"#,
    );
    assert_eq!(patch(16, r#"{"email":"b@lemaire.example"}"#).status, 200);
}

#[test]
fn unknown_members_are_kept_to_the_letter() {
    let server = Server::start();
    ok(
        &server,
        "PATCH",
        31,
        r#"{"company":1,"rating":4.5000,"new":[1e999, {"a": -0.0}],"id":7,"vat_exempt":null}"#,
    );
    let reply = server.read(31);
    assert_eq!(reply.member("rating"), "4.5000");
    assert_eq!(reply.member("new"), r#"[1e999, {"a": -0.0}]"#);
    assert_eq!(reply.member("legacy_id"), "9007199254740993");
    assert_eq!(reply.member("vat_exempt"), "null");
    assert_eq!(reply.member("id"), "31");
    ok(
        &server,
        "PUT",
        31,
        r#"{"company":1,"name":"UB Bern","only":"this"}"#,
    );
    let column = server.row(31).column("extra").to_owned();
    assert_eq!(column, r#""{\"only\":\"this\"}""#);
}

#[test]
fn templates_switch_merge_and_go() {
    let server = Server::start();
    let patch = |template: &str| {
        ok(
            &server,
            "PATCH",
            42,
            &format!(r#"{{"company":1,"template":{template}}}"#),
        );
    };
    let before = server.row(42);
    patch(r#"{"id":3}"#);
    assert!(before.changes(&server.row(42)).is_empty());
    patch(
        r#"{"id":3,"fields":[{"id":14,"value":30},{"id":13,"value":null},{"id":17,"value":"1.5"}]}"#,
    );
    assert_eq!(before.changes(&server.row(42)), ["13", "14", "17"]);
    patch(r#"{"id":8,"fields":[{"id":34,"value":7.07},{"id":36,"value":"0120"}]}"#);
    assert_eq!(
        server.read(42).member("template"),
        r#"{"id":8,"fields":{"2024":"7.07","Employees":"120"}}"#
    );
    patch(r#"{"id":3}"#);
    let row = server.row(42);
    assert!(row.values.is_empty(), "the old values went with the switch");
    assert!(
        server
            .read(42)
            .member("template")
            .contains(r#""Credit limit":null"#)
    );
    patch("null");
    assert_eq!(server.read(42).member("template"), "null");
    // A value of a deleted field stays while nobody replaces the list.
    let before = server.row(14);
    ok(
        &server,
        "PATCH",
        14,
        r#"{"company":1,"template":{"id":3,"fields":[{"id":12,"value":1}]}}"#,
    );
    assert_eq!(before.changes(&server.row(14)), ["12"]);
}

#[test]
fn a_patch_leaves_the_row_that_a_put_leaves() {
    let whole = r#""category":72,"contact_person":{"name":"Aroha Ngata","email":"aroha@tearoha-merino.example","type":"account_management"},
        "address_line_1":"RD 2","city":"Ōmarama","state_province":"Otago","zip_postal_code":"9412","country":554,
        "phone":"+64 3 555 0124","website":"https://tearoha-merino.example","nda_signed":true,"nda_signed_date":"2024-11-04""#;
    let name = r#""name":"Te Aroha Merino Ltd""#;
    let fields = |limit: &str| {
        format!(
            r#""template":{{"id":3,"fields":[{{"id":11,"value":"NZ-TAM-24"}},{{"id":12,"value":{limit}}},{{"id":14,"value":20}},{{"id":16,"value":"ANZ"}}]}}"#
        )
    };
    let kept = fields("40000.00");
    for (patch, put) in [
        (
            r#""city":"Twizel""#.to_owned(),
            format!("{name},{},{kept}", whole.replace("Ōmarama", "Twizel")),
        ),
        (
            r#""name":" Te Aroha Merino ""#.to_owned(),
            format!(r#""name":"Te Aroha Merino",{whole},{kept}"#),
        ),
        (
            r#""template":{"id":3,"fields":[{"id":12,"value":0.01}]}"#.to_owned(),
            format!("{name},{whole},{}", fields("\"0.01\"")),
        ),
        (
            r#""template":{"id":3,"fields":[{"id":12,"value":null}]}"#.to_owned(),
            format!("{name},{whole},{}", fields("null")),
        ),
        (
            r#""template":{"id":8,"fields":[{"id":36,"value":12}]},"country":null"#.to_owned(),
            format!(
                r#"{name},{},"template":{{"id":8,"fields":[{{"id":36,"value":12}},{{"id":33,"value":null}}]}}"#,
                whole.replace("554", "null")
            ),
        ),
        (
            r#""template":null,"contact_person":null,"nda_signed":null"#.to_owned(),
            format!(
                "{name},{}",
                whole
                    .replace("\"nda_signed\":true,", "")
                    .replace("\"contact_person\"", "\"id\"")
            ),
        ),
        (
            r#""contact_person":{"type":null}"#.to_owned(),
            format!(
                "{name},{},{kept}",
                whole.replace(r#","type":"account_management""#, "")
            ),
        ),
    ] {
        let (patched, replaced) = (Server::start(), Server::start());
        ok(
            &patched,
            "PATCH",
            24,
            &format!(r#"{{"company":1,{patch}}}"#),
        );
        ok(&replaced, "PUT", 24, &format!(r#"{{"company":1,{put}}}"#));
        let (patched, replaced) = (patched.row(24), replaced.row(24));
        assert_eq!(patched.changes(&replaced), [""; 0], "{patch}");
        assert!(
            !patched.changes(&Server::start().row(24)).is_empty(),
            "{patch}"
        );
    }
}
