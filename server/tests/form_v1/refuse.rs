//! Every refusal, word for word; nothing is stored by any.

use serde_json::json;

use crate::common::Server;
use crate::{TOKEN, multipart, post, row};

fn sentence(error: &str, description: &str) -> String {
    if error.is_empty() {
        json!({ "error_description": description }).to_string()
    } else {
        json!({ "error": error, "error_description": description }).to_string()
    }
}

#[test]
fn every_rule_in_the_words_of_the_reference() {
    let server = Server::start();
    let rows = || ["1", "2", "3", "5", "16"].map(|id| row(&server, id).to_text());
    let before = rows();
    for (id, body, status, error, description) in [
        (
            "1",
            "isSubCustomer=true",
            400,
            "missing_param",
            "parentCustomer parameter is missing",
        ),
        (
            "3",
            "parentCustomer=",
            400,
            "missing_param",
            "parentCustomer parameter is missing",
        ),
        (
            "2",
            "dueDateConfigType=1",
            400,
            "missing_param",
            "dueDateConfigNumber parameter is missing",
        ),
        (
            "16",
            "dueDateConfigNumber=",
            400,
            "missing_param",
            "dueDateConfigNumber parameter is missing",
        ),
        (
            "1",
            "isSubCustomer=true&parentCustomer=1",
            404,
            "not_found",
            "The customer cannot be a subcustomer of itself.",
        ),
        (
            "1",
            "isSubCustomer=true&parentCustomer=C-001",
            404,
            "not_found",
            "The customer cannot be a subcustomer of itself.",
        ),
        // Groupe Lumière is above Lumière Nord, and that is above Lumière Sud.
        (
            "2",
            "isSubCustomer=true&parentCustomer=LUM-S",
            404,
            "not_found",
            "The customer cannot be a subcustomer of itself.",
        ),
        // Forgotten keeps it as its parent, and would be below it again as soon as it is a sub-customer.
        (
            "2",
            "isSubCustomer=true&parentCustomer=8",
            404,
            "not_found",
            "The customer cannot be a subcustomer of itself.",
        ),
        (
            "1",
            "isSubCustomer=true&parentCustomer=188911",
            404,
            "not_found",
            "The parent customer with the id 188911 doesn't exist.",
        ),
        (
            "1",
            "isSubCustomer=true&parentCustomer=NONE",
            404,
            "not_found",
            "The parent customer with the id NONE doesn't exist.",
        ),
        // Another account's.
        (
            "1",
            "isSubCustomer=true&parentCustomer=21",
            404,
            "not_found",
            "The parent customer with the id 21 doesn't exist.",
        ),
        (
            "1",
            r#"paymentTypes=[{"id":7},{"id":999}]"#,
            404,
            "",
            "The payment type with the id 999 doesn't exist.",
        ),
        (
            "1",
            r#"paymentTypes=[{"id":"cash"}]"#,
            400,
            "",
            "The type of parameter payment type id you provided is not valid for this request.",
        ),
        (
            "1",
            "paymentTypes=7",
            400,
            "",
            "The type of parameter payment type id you provided is not valid for this request.",
        ),
        (
            "1",
            "regionId=North",
            400,
            "",
            "The type of parameter region id you provided is not valid for this request.",
        ),
        (
            "1",
            "regionId=99",
            404,
            "",
            "The region with the id 99 doesn't exist.",
        ),
        (
            "1",
            "categoryId=201",
            404,
            "",
            "The category with the id 201 doesn't exist.",
        ),
        (
            "1",
            "customerSegmentationId=PLATINUM",
            404,
            "",
            "The customer segmentation with the id PLATINUM doesn't exist.",
        ),
        (
            "1",
            "reference=LUM-N",
            400,
            "not_unique",
            "reference already used",
        ),
        (
            "1",
            "reference=+LUM-N+",
            400,
            "not_unique",
            "reference already used",
        ),
        (
            "1",
            "currency=JPY",
            404,
            "",
            "The currency with the id JPY doesn't exist.",
        ),
        (
            "1",
            "currency=EURO",
            400,
            "save_failed",
            "Failed to save instance.",
        ),
        (
            "1",
            "email=nobody",
            400,
            "save_failed",
            "Failed to save instance.",
        ),
        (
            "1",
            "customerRiskColor=red",
            400,
            "save_failed",
            "Failed to save instance.",
        ),
        (
            "1",
            "creditLimit=1e3",
            400,
            "save_failed",
            "Failed to save instance.",
        ),
        (
            "1",
            "billingLat=90.1",
            400,
            "save_failed",
            "Failed to save instance.",
        ),
        (
            "5",
            "latitude=-90.1",
            400,
            "save_failed",
            "Failed to save instance.",
        ),
        (
            "1",
            "billingCountry=ZZ",
            400,
            "save_failed",
            "Failed to save instance.",
        ),
        (
            "1",
            "colour=red",
            400,
            "save_failed",
            "Failed to save instance.",
        ),
        (
            "1",
            "name=%00",
            400,
            "save_failed",
            "Failed to save instance.",
        ),
        (
            "1",
            "imageFile=x",
            400,
            "save_failed",
            "Failed to save instance.",
        ),
        // One refusal, the first by the table.
        (
            "1",
            "creditLimit=x&name=Other&isSubCustomer=true",
            400,
            "missing_param",
            "parentCustomer parameter is missing",
        ),
        (
            "999",
            "name=x",
            404,
            "not_found",
            "The customer with the id 999 doesn't exist.",
        ),
    ] {
        post(&server, id, body).expect(status, &sentence(error, description));
        assert_eq!(rows(), before, "{body}");
    }
}

#[test]
fn images_are_refused_by_their_bytes() {
    let server = Server::start();
    let before = row(&server, "1").to_text();
    let unsupported = sentence("unsupported_file_type", "image format not supported.");
    let too_large = sentence("exceeded_file_size", "image size should not exceed 2Mo");
    let mut large = b"\x89PNG\r\n\x1a\n".to_vec();
    large.resize(2 * 1024 * 1024 + 1, 0);
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    for (bytes, expected) in [
        (&svg[..], &unsupported),
        // It only says that it is one.
        (b"\x89PNG\r\n\x1a\n", &unsupported),
        (b"BMW", &unsupported),
        (&large, &too_large),
        (&vec![0; 5 * 1024 * 1024], &too_large),
    ] {
        multipart(&server, "1", &[("name", "Other")], bytes).expect(400, expected);
        assert_eq!(row(&server, "1").to_text(), before);
    }
    // The texts come first.
    let reply = multipart(&server, "1", &[("regionId", "99")], svg);
    reply.expect(
        404,
        &sentence("", "The region with the id 99 doesn't exist."),
    );
}

#[test]
fn bodies_that_cannot_be_resolved() {
    let server = Server::start();
    let path = "/api/v1.0/customers/1";
    let failed = sentence("save_failed", "Failed to save instance.");
    for (media, body) in [
        ("multipart/form-data; boundary=XX", "--YY\r\n"),
        (
            "multipart/form-data; boundary=XX",
            "--XX\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nA",
        ),
        ("multipart/form-data", "--XX--"),
    ] {
        let reply = server.send(
            "POST",
            path,
            &[TOKEN, ("Content-Type", media)],
            body.as_bytes(),
        );
        reply.expect(400, &failed);
    }
    for media in ["application/json", "text/plain", ""] {
        let reply = server.send("POST", path, &[TOKEN, ("Content-Type", media)], b"name=x");
        assert_eq!(reply.status, 415, "{media}");
    }
    assert_eq!(server.get(path).member("name"), "\"Boulangerie Petit\"");
}
