//! What one step of the loop costs with few and with many custom fields. One field is changed in each.
//!
//! `cargo x bench --only core` runs these and prints how the cost of a PATCH grows.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    reason = "criterion's macros declare a public item; a benchmark fails by panicking"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use customer_core::editor::{Editor, Options};
use customer_core::schema::{Api, Method};
use customer_core::wire::json_v2::decode::record_from_reply;

/// Numbers of custom fields.
const SIZES: [usize; 4] = [20, 200, 1_000, 5_000];
const KINDS: [&str; 4] = ["money", "number", "date", "text"];

/// A customer whose template has so many fields, each with a value, and one value the template keeps but does not show.
fn record(fields: usize) -> String {
    let mut json = r#"{"id":42,"name":"Brightwater","city":"Oakland","contact_person":{"name":"Jane Roe",
        "email":"jane@example.com","x_ext":"+41"},"x_legacy":{"tags":["a","b"]},"template":{"id":3,"fields":{"#
        .to_owned();
    for id in 0..fields {
        let comma = if id == 0 { "" } else { "," };
        let value = match id % 4 {
            0 => format!("{}.25", 100 + id),
            1 => format!("{}", 1000 + id),
            2 => format!(
                r#""20{:02}-{:02}-{:02}""#,
                10 + id % 15,
                1 + id % 12,
                1 + id % 28
            ),
            _ => format!(r#""value {id}""#),
        };
        write!(json, r#"{comma}"{id}":{value}"#).unwrap();
    }
    write!(json, r#","{fields}":"kept"}}}}}}"#).unwrap();
    json
}

fn template(fields: usize) -> String {
    let mut json = r#"[{"id":3,"name":"Long","is_active":true,"fields":["#.to_owned();
    for id in 0..fields {
        let kind = KINDS.get(id % 4).copied().unwrap_or("text");
        write!(
            json,
            r#"{{"id":{id},"name":"Field {id}","data_type":"{kind}","is_active":true,"order":{id}}},"#
        )
        .unwrap();
    }
    write!(
        json,
        r#"{{"id":{fields},"name":"Old","data_type":"text","is_active":false,"order":{fields}}}]}}]"#
    )
    .unwrap();
    json
}

fn options(fields: usize) -> Options {
    Options {
        record: record(fields),
        lookups: vec![("templates".to_owned(), template(fields))],
        ..Options::new(Api::JsonV2, "42", 1)
    }
}

/// The text field nearest the middle.
fn middle(fields: usize) -> String {
    format!("template.fields.{}", fields / 2 / 4 * 4 + 3)
}

fn edited(fields: usize) -> Editor {
    let mut editor = Editor::new(options(fields)).unwrap();
    editor.set(&middle(fields), "typed").unwrap();
    editor
}

fn steps(criterion: &mut Criterion) {
    for fields in SIZES {
        let (json, options) = (record(fields), options(fields));
        let mut editor = edited(fields);
        let key = middle(fields);
        let request = |method| {
            editor.preview(method).unwrap();
        };
        let mut step = |name: &str, run: &mut dyn FnMut()| {
            let mut group = criterion.benchmark_group(name);
            group.bench_function(BenchmarkId::from_parameter(fields), |b| b.iter(&mut *run));
        };
        step("decode", &mut || {
            black_box(record_from_reply(&json).unwrap());
        });
        step("diff", &mut || {
            black_box(editor.dirty());
        });
        step("validate", &mut || {
            black_box(editor.validate(Method::Patch));
        });
        step("validate-all", &mut || {
            black_box(editor.validate(Method::Put));
        });
        step("patch", &mut || request(Method::Patch));
        step("put", &mut || request(Method::Put));
        let mut even = false;
        step("key", &mut || {
            even = !even;
            editor
                .set(&key, if even { "typed y" } else { "typed" })
                .unwrap();
        });
        criterion.benchmark_group("open").bench_function(
            BenchmarkId::from_parameter(fields),
            |b| {
                b.iter_batched(
                    || options.clone(),
                    |options| Editor::new(options).unwrap(),
                    BatchSize::LargeInput,
                );
            },
        );
    }
}

criterion_group! {
    name = editor;
    // The steps differ by factors, not by percents: no need to measure for minutes.
    config = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1));
    targets = steps
}
criterion_main!(editor);
