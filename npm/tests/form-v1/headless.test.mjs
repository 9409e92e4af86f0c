/** form-v1 without a user interface, in Node: the editor's requests go to the reference server as they are. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { storedRow } from "../harness/form.mjs";
import { edits, post, readV1 } from "../harness/form-v1.mjs";
import { bmp, PNG, SVG } from "../harness/images.mjs";
import { startServer } from "../harness/server.mjs";

const dist = new URL("../../dist/", import.meta.url);
const { checkBody, createEditor, EditorError, init } = await import(new URL("headless.js", dist));

const AUTH = { authorization: "Bearer demo-token" };
const RECORD = `{"id":42,"reference":"C-42","name":"Acme","isActive":true,"customerCategory":{"id":3,"name":"Retail"},
  "parentCustomer":null,"billingCity":"Paris","billingCountry":"FR","isSameAddress":true,"city":"Bern","creditLimit":123456789012345.67,
  "dueDateConfigType":"daysAfterInvoiceDate","dueDateConfigNumber":30,"paymentTypes":[{"id":7,"name":"Cash"}],"logo":"/a/b.png"}`;

let server;
before(async () => { server = await startServer(); });
after(() => server.stop());

const open = (more = {}) => createEditor({ api: "form-v1", id: 42, record: RECORD, ...more });
const codes = (issues) => issues.map(({ field, code }) => [field, code]);

/** An editor on a customer of the server; `send` does what a host does with a request. */
async function onServer(id, more = {}) {
  const path = more.external ? `reference/${encodeURIComponent(id)}` : String(id);
  const answer = await fetch(`${server.url}/api/v1.0/customers/${path}`, { headers: AUTH });
  const editor = await createEditor({ api: "form-v1", id, record: await answer.text(), ...more });
  const send = async () => {
    const request = editor.request();
    const { method, headers, body } = request;
    const answer = await fetch(server.url + request.path, { method, headers: { ...headers, ...AUTH }, body });
    return { request, outcome: editor.response(answer.status, Object.fromEntries(answer.headers), await answer.text()) };
  };
  return { editor, send };
}

test("its module is another file, from bytes where the host has them", async () => {
  await init(await readFile(new URL("customer_headless_form_v1.wasm", dist)), "form-v1");
  await init(undefined, "form-v1");
  const [one, other] = [await open(), await createEditor({ api: "json-v2", id: 1, company: 1, record: '{"id":1,"name":"A"}' })];
  assert.ok(one.fields.some(({ key }) => key === "imageFile") && !other.fields.some(({ key }) => key === "imageFile"), "both in one program");
  one.free();
  other.free();
});

test("fields with their kinds, bounds and options, and what is visible", async () => {
  const editor = await open();
  const field = (key) => editor.fields.find((field) => field.key === key);
  assert.deepEqual(
    ["imageFile", "paymentTypes", "customerRiskColor", "parentCustomer", "creditLimit", "isActive", "currency"].map((key) => field(key).type),
    ["image", "lookups", "color", "lookup", "decimal", "boolean", "choice"],
  );
  assert.deepEqual([field("latitude").min, field("latitude").max], ["-90", "90"]);
  assert.ok(field("currency").options.some(({ value }) => value === "CHF"));
  assert.equal(field("creditLimit").max, undefined);
  assert.deepEqual([field("parentCustomer").visible, field("city").visible], [false, false]);
  editor.set("isSubCustomer", "true");
  editor.set("isSameAddress", "false");
  assert.deepEqual([field("parentCustomer").visible, field("city").visible], [true, true]);
  editor.free();
});

test("one parameter per change, as plain text, and what a rule takes along", async () => {
  const editor = await open();
  const body = (edits) => {
    editor.reset();
    for (const [key, text] of Object.entries(edits)) editor.set(key, text);
    const { method, path, headers, body } = editor.request();
    assert.deepEqual([method, path], ["POST", "/api/v1.0/customers/42"]);
    const [[, type]] = Object.entries(headers).filter(([name]) => name.toLowerCase() === "content-type");
    assert.match(type, /^application\/x-www-form-urlencoded/);
    return body;
  };
  assert.equal(body({}), "");
  assert.equal(body({ name: "Ünïted & Sons = 100 %+" }), "name=%C3%9Cn%C3%AFted+%26+Sons+%3D+100+%25%2B");
  assert.equal(body({ creditLimit: "123456789012345.670" }), "", "the same number");
  assert.equal(body({ creditLimit: "1000000000000000000000" }), "creditLimit=1000000000000000000000");
  assert.equal(body({ billingCity: "" }), "billingCity=");
  assert.equal(body({ paymentTypes: "" }), "paymentTypes=%5B%5D");
  assert.equal(body({ dueDateConfigType: "2" }), "dueDateConfigType=2&dueDateConfigNumber=30");
  assert.equal(body({ dueDateConfigNumber: "45" }), "dueDateConfigNumber=45");
  assert.equal(body({ isSubCustomer: "true", parentCustomer: "7" }), "isSubCustomer=true&parentCustomer=7");
  assert.equal(body({ parentCustomer: "7", city: "Thun" }), "", "neither means anything now");
  assert.equal(body({ isSameAddress: "false" }), "isSameAddress=false&city=Bern");
  editor.free();
});

test("what the rules refuse, request refuses", async () => {
  const editor = await open();
  editor.set("isSubCustomer", "true");
  assert.deepEqual(codes(editor.validate()), [["parentCustomer", "required"]]);
  editor.set("parentCustomer", "42");
  editor.set("dueDateConfigNumber", "");
  editor.set("customerRiskColor", "red");
  assert.deepEqual(codes(editor.validate("POST")), [["parentCustomer", "self_reference"], ["dueDateConfigNumber", "required"], ["customerRiskColor", "invalid_color"]]);
  assert.throws(() => editor.request(), EditorError);
  editor.reset();
  editor.setImage("imageFile", SVG, "drawing.png");
  assert.deepEqual(codes(editor.validate()), [["imageFile", "image_unsupported"]]);
  editor.setImage("imageFile", bmp(4, 4, 2 * 1024 * 1024 + 1), "large.bmp");
  const [{ code, message }] = editor.validate();
  assert.deepEqual([code, message], ["image_too_large", "Choose an image of at most 2 MB."]);
  assert.throws(() => editor.setImage("name", PNG, "a.png"), EditorError);
  editor.free();
  const keeps = await open({ settings: { keepTexts: true } });
  keeps.set("billingCity", "");
  assert.deepEqual(codes(keeps.validate()), [["billingCity", "required"]]);
  keeps.free();
});

test("a picture is bytes of multipart, with what changed and nothing else", async () => {
  const { editor, send } = await onServer(5);
  const row = await storedRow(server.url, 5, "form-v1");
  const bytes = bmp(90, 60);
  editor.setImage("imageFile", bytes, 'the "shop"\r\n.bmp');
  editor.set("fax", "5");
  assert.deepEqual(editor.dirty, ["fax", "imageFile"]);
  const { request, outcome } = await send();
  assert.ok(request.body instanceof Uint8Array);
  assert.deepEqual(outcome, { kind: "saved" });
  const parts = [...(await new Response(request.body, { headers: request.headers }).formData())];
  assert.deepEqual(parts.map(([name]) => name), ["fax", "imageFile"]);
  assert.ok(bytes.equals(Buffer.from(await parts[1][1].arrayBuffer())));
  const after = await storedRow(server.url, 5, "form-v1");
  assert.deepEqual([after.fax, after["image.bytes"], after.name], ["5", bytes.length, row.name]);
  assert.deepEqual(editor.dirty, []);
  const { logo } = await readV1(server.url, 5);
  assert.ok(bytes.equals(Buffer.from(await (await fetch(new URL(logo, server.url))).arrayBuffer())));

  editor.setImage("imageFile", PNG, "other.png");
  editor.setImage("imageFile", null);
  assert.deepEqual([editor.dirty, editor.request().body], [[], ""], "a choice taken back");
  editor.free();
});

test("a picture is in no snapshot, and undo and redo know it", async () => {
  const editor = await open();
  editor.set("name", "New");
  editor.setImage("imageFile", PNG, "a.png");
  const snapshot = editor.snapshot();
  assert.ok(!snapshot.includes("a.png"));
  assert.deepEqual([editor.undo(), editor.dirty], [true, ["name"]]);
  assert.deepEqual([editor.redo(), editor.dirty], [true, ["name", "imageFile"]]);
  assert.ok(editor.request().body instanceof Uint8Array);
  editor.free();
  const later = await open();
  assert.deepEqual([later.restore(snapshot), later.dirty], [[], ["name"]]);
  later.free();
});

test("by an external id, also one of digits", async () => {
  for (const [reference, id] of [["A/7 ü", 7], ["17", 17]]) {
    const { editor, send } = await onServer(reference, { external: true });
    editor.set("fax", `of ${reference}`);
    const { request, outcome } = await send();
    assert.equal(request.path, `/api/v1.0/customers/reference/${encodeURIComponent(reference)}`);
    assert.deepEqual(outcome, { kind: "saved" });
    assert.equal((await storedRow(server.url, id, "form-v1")).fax, `of ${reference}`);
    editor.free();
  }
});

test("the server's refusals come to their fields, and stop nothing", async () => {
  const { editor, send } = await onServer(10);
  editor.set("reference", "C-001");
  const { outcome } = await send();
  assert.equal(outcome.kind, "invalid");
  assert.deepEqual(codes(outcome.issues), [["reference", "server"]]);
  assert.deepEqual(editor.validate(), [], "the rules have nothing against it");
  editor.set("reference", "C-010-b");
  assert.deepEqual((await send()).outcome, { kind: "saved" });
  const failed = editor.response(500, {}, '{"error":"server_error","error_description":"Oops! Something went wrong..."}');
  assert.equal(failed.kind, "unavailable");
  assert.equal(editor.response(404, {}, '{"error":"not_found","error_description":"The customer with the id 10 doesn\'t exist."}').kind, "not_found");
  editor.free();
});

test("rebase merges somebody else's edit", async () => {
  const { editor, send } = await onServer(18);
  editor.set("billingCity", "Colmar");
  editor.set("fax", "mine");
  await edits(server.url, 18, { phone: "theirs", fax: "theirs" });
  const record = await (await fetch(`${server.url}/api/v1.0/customers/18`, { headers: AUTH })).text();
  const clashes = editor.rebase(record);
  assert.deepEqual(clashes.map(({ field, mine, theirs }) => [field, mine, theirs]), [["fax", "mine", "theirs"]]);
  assert.equal(editor.get("phone"), "theirs");
  editor.set("fax", "theirs");
  const { request, outcome } = await send();
  assert.deepEqual([request.body, outcome], ["billingCity=Colmar", { kind: "saved" }]);
  editor.free();
});

test("checkBody rules as the server does, and knows by the id who is meant", async () => {
  const record = JSON.stringify(await readV1(server.url, 16));
  const check = async (params, more = {}) => codes(await checkBody({ api: "form-v1", method: "POST", body: new URLSearchParams(params).toString(), ...more }));
  const TABLE = [
    [{ name: "A", billingCity: "" }, []],
    [{ isSubCustomer: "true" }, [["parentCustomer", "required"]]],
    [{ isSubCustomer: "true", parentCustomer: "16" }, [["parentCustomer", "self_reference"]]],
    [{ isSubCustomer: "true", parentCustomer: "18" }, []],
    [{ dueDateConfigType: "1", dueDateConfigNumber: "" }, [["dueDateConfigNumber", "required"]]],
    [{ billingLat: "90.01" }, [["billingLat", "above_max"]]],
    [{ customerRiskColor: "green" }, [["customerRiskColor", "invalid_color"]]],
    [{ currency: "XXQ" }, [["currency", "invalid_choice"]]],
    [{ billingCountry: "ZZ" }, [["billingCountry", "invalid_choice"]]],
    [{ creditLimit: "1e5" }, [["creditLimit", "invalid_decimal"]]],
  ];
  for (const [params, issues] of TABLE) {
    assert.deepEqual(await check(params, { id: 16, record }), issues, JSON.stringify(params));
    const { status } = await post(server.url, 16, params);
    assert.equal(status < 300, issues.length === 0, `the server on ${JSON.stringify(params)}: ${status}`);
  }
  assert.deepEqual(await check({ colour: "red" }), [["colour", "unknown_field"]]);
  assert.deepEqual(await check({ isSubCustomer: "true", parentCustomer: "16" }), [], "nobody said whose body it is");
  assert.deepEqual(await check({ dueDateConfigType: "1" }, { id: 16, record }), [], "the stored days count");
});
