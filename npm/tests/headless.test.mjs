/** `customer-edit/headless` as built, in Node: the whole of `Editor`, and what it refuses. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { source } from "./harness/source.mjs";

const dist = new URL("../dist/", import.meta.url);
const { checkBody, createEditor, EditorError, init } = await import(new URL("headless.js", dist));

const RECORD = `{"id":42,"name":"Brightwater","city":"Oakland","phone":null,"contact_person":{"name":"Ada","email":"ada@example.com"},
  "template":{"id":3,"fields":{"Budget":999999999999998.99}},"unknown":[1.50]}`;
const TEMPLATES = '[{"id":3,"name":"Sales","fields":[{"id":12,"name":"Budget","data_type":"money"},{"id":13,"name":"Note","data_type":"text"}]}]';
const open = (more = {}) => createEditor({ api: "json-v2", id: 42, company: 1, record: RECORD, lookups: { templates: TEMPLATES }, ...more });
const thrown = (run) => {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof EditorError, String(error));
    return error;
  }
  assert.fail("nothing was thrown");
};

test("init takes bytes, and may be called again", async () => {
  await init(await readFile(new URL("customer_headless.wasm", dist)));
  await init();
});

test("what is undefined in fields, settings and lookups is not given", async () => {
  const editor = await open({ fields: { city: undefined, name: null, phone: "readonly" }, settings: { clearTextAs: undefined, paths: { countries: undefined } }, lookups: { templates: TEMPLATES, countries: undefined } });
  assert.deepEqual(editor.fields.filter(({ key, readonly }) => readonly && ["city", "name", "phone"].includes(key)).map(({ key }) => key), ["phone"]);
  editor.free();
});

test("fields are told with their bounds as text, and get gives what an input shows", async () => {
  const editor = await open();
  const budget = editor.fields.find(({ key }) => key === "template.fields.12");
  assert.deepEqual(
    [budget.label, budget.type, budget.min, budget.max, budget.scale, budget.visible, budget.readonly],
    ["Budget", "money", "0.00", "999999999999999.00", 2, true, false],
  );
  assert.equal(editor.fields.find(({ key }) => key === "name").maxLength, 50);
  assert.deepEqual(["name", "phone", "contact_person.email"].map((key) => editor.get(key)), ["Brightwater", "", "ada@example.com"]);
  assert.match(editor.get("template.fields.12"), /^999,?999,?999,?999,?998\.99$/);
  editor.free();
});

test("set, dirty, changes, undo, redo, reset, pause", async () => {
  const editor = await open();
  editor.set("city", "Oak");
  editor.set("city", "Zürich");
  editor.pause();
  editor.set("city", "Zug");
  editor.set("template.fields.12", "999,999,999,999,998.990");
  assert.deepEqual(editor.dirty, ["city"], "equal in meaning is no change");
  editor.set("template.fields.12", "1,234.5");
  assert.deepEqual(editor.changes.map(({ field, label, before, after }) => [field, label, before, after])[0], ["city", "City", "Oakland", "Zug"]);
  assert.equal(editor.request().body, '{"company":1,"city":"Zug","template":{"id":3,"fields":[{"id":12,"value":1234.5}]}}');
  assert.deepEqual([editor.undo(), editor.undo(), editor.get("city"), editor.undo(), editor.get("city"), editor.undo()], [true, true, "Zürich", true, "Oakland", false]);
  assert.deepEqual([editor.redo(), editor.get("city")], [true, "Zürich"]);
  editor.reset("city");
  assert.deepEqual([editor.dirty, editor.undo(), editor.dirty], [[], true, ["city"]]);
  editor.reset();
  assert.equal(editor.request().body, '{"company":1}');
  editor.free();
});

test("what is wrong is told in words of the locale, and request refuses it", async () => {
  const editor = await open({ locale: "de" });
  editor.set("template.fields.12", "1.234,567");
  editor.set("name", "");
  assert.deepEqual(editor.validate("PATCH").map(({ field, code }) => [field, code]), [["name", "required"], ["template.fields.12", "too_many_decimals"]]);
  const error = thrown(() => editor.request("PATCH"));
  assert.deepEqual(error.issues.map(({ code }) => code), ["required", "too_many_decimals"]);
  assert.match(error.message, /^request: /);
  editor.free();
});

test("words are those of the locale's language, and the template's labels stay", async () => {
  const editor = await open({ locale: "de-CH" });
  editor.set("city", "x".repeat(1051));
  editor.set("template.fields.12", "viel");
  // One or the other apostrophe, by the version of Intl's data.
  assert.deepEqual(editor.validate("PATCH").map(({ message }) => message.replaceAll("'", "’")), [
    "Kürzen Sie dies um 1’001 Zeichen: 1’051 statt höchstens 50.", "Geben Sie einen Betrag ein, wie 1’234.50.",
  ]);
  const told = (key) => editor.fields.filter((field) => field.key === key).map(({ label, section }) => [label, section]);
  assert.deepEqual([told("city"), told("template.fields.12")], [[["Ort", "Adresse"]], [["Budget", "Eigene Felder"]]]);
  assert.match(editor.response(403, {}, "").message, /^Ihr Konto darf diesen Kunden nicht ändern\./);
  editor.free();
  const check = (locale) => checkBody({ api: "json-v2", method: "PATCH", body: '{"company":1,"name":""}', ...(locale && { locale }) });
  const said = await Promise.all(["ar", "fr-CA", "pl", undefined].map(async (locale) => (await check(locale)).map(({ message }) => message)));
  assert.deepEqual(said, [
    ["أدخل اسمًا. لكل عميل اسم."], ["Saisissez un nom. Chaque client en a un."],
    ["Enter a name. Every customer has one."], ["Enter a name. Every customer has one."],
  ]);
});

test("a response: adopted, refused, or not understood", async () => {
  const editor = await open({ etag: '"1"' });
  editor.set("city", "Zug");
  assert.equal(editor.request().headers["If-Match"] ?? editor.request().headers["if-match"], '"1"');
  const refused = editor.response(400, { "Content-Type": "application/json" }, '{"city":["No such city."]}');
  assert.deepEqual([refused.kind, refused.issues.map(({ field, code, message }) => [field, code, message])], ["invalid", [["city", "server", "No such city."]]]);
  assert.deepEqual(editor.response(429, { "retry-after": "7" }, ""), { kind: "throttled", retryAfterSeconds: 7 });
  assert.deepEqual(editor.response(412, {}, "").kind, "conflict");
  assert.equal(editor.response(200, {}, "<!doctype html>").kind, "unavailable");
  assert.deepEqual(editor.dirty, ["city"], "nothing was adopted");
  assert.deepEqual(editor.response(200, {}, RECORD.replace("Oakland", "Zug")), { kind: "saved" });
  assert.deepEqual(editor.dirty, []);
  editor.free();
});

test("rebase, snapshot and restore keep mine and report the clash", async () => {
  const editor = await open();
  editor.set("city", "Zug");
  const snapshot = editor.snapshot();
  const clash = [{ field: "city", label: "City", loaded: "Oakland", mine: "Zug", theirs: "Bern" }];
  const theirs = RECORD.replace("Oakland", "Bern").replace("Brightwater", "Clearwater");
  assert.deepEqual(editor.rebase(theirs), clash);
  assert.deepEqual([editor.get("name"), editor.get("city"), editor.dirty], ["Clearwater", "Zug", ["city"]]);
  editor.free();
  const later = await open({ record: theirs });
  assert.deepEqual(later.restore(snapshot), clash);
  assert.equal(later.get("city"), "Zug");
  for (const foreign of ["", "{}", "[]", snapshot.replace("42", "43")]) thrown(() => later.restore(foreign));
  later.free();
});

test("lone surrogates are kept for get, told as an issue, and never sent", async () => {
  const editor = await open();
  editor.set("city", "Z\ud800g");
  assert.equal(editor.get("city"), "Z\ud800g");
  assert.deepEqual(editor.validate().map(({ field, code }) => [field, code]), [["city", "invalid_character"]]);
  thrown(() => editor.request());
  assert.equal(editor.changes[0].after, "Z\ud800g");
  editor.free();
});

test("what cannot be: unknown fields and APIs, hidden fields, unreadable records, freed editors", async () => {
  const editor = await open({ fields: { city: "hidden", name: "readonly" } });
  assert.match(thrown(() => editor.set("nowhere", "x")).message, /nowhere/);
  assert.match(thrown(() => editor.get("nowhere")).message, /nowhere/);
  for (const key of ["city", "name"]) thrown(() => editor.set(key, "x"));
  thrown(() => editor.setImage("name", new Uint8Array()));
  thrown(() => editor.setLookups({ templates: "no JSON" }));
  editor.free();
  editor.free();
  for (const call of [() => editor.fields, () => editor.get("name"), () => editor.set("name", "x"), () => editor.request(), () => editor.undo()]) {
    assert.match(thrown(call).message, /freed/);
  }
  await assert.rejects(createEditor({ api: "json-v2", id: 1, record: "no JSON" }), EditorError);
  await assert.rejects(createEditor({ api: "xml", id: 1, record: "{}" }), EditorError);
  await assert.rejects(checkBody({ api: "xml", method: "PUT", body: "{}" }), EditorError);
});

test("checkBody rules as a server would", async () => {
  const check = async (body, more = {}) => (await checkBody({ api: "json-v2", method: "PATCH", body, ...more })).map(({ field, code }) => [field, code]);
  assert.deepEqual(await check('{"company":1,"city":"Zug"}'), []);
  assert.deepEqual(await check('{"city":"Zug"}'), [["company", "required"]]);
  assert.deepEqual(await check(`{"company":1,"name":"${"x".repeat(51)}"}`), [["name", "too_long"]]);
  assert.deepEqual(await check('{"company":1,"template":{"id":3,"fields":[{"id":99,"value":1}]}}', { lookups: { templates: TEMPLATES } }), [["template.fields.99", "unknown_field"]]);
  const [issue] = await checkBody({ api: "json-v2", method: "PATCH", body: '{"company":1,"name":""}' });
  assert.equal(issue.message, "Enter a name. Every customer has one.");
});

test("a handle that belongs to a form: free does nothing, and after the form is gone every call throws", async () => {
  const { HandleEditor, release } = await source("internal/editor.ts");
  const calls = [];
  const handle = {
    call: (args) => {
      const [name, ...rest] = JSON.parse(args);
      if (name === "undo") throw new WebAssembly.RuntimeError("unreachable");
      if (name === "dirty") return '["","city"]';
      calls.push([name, ...rest]);
      return '[""]';
    },
    free: () => calls.push("free"),
  };
  const failures = [];
  const held = { handle, failed: (error) => failures.push(error) };
  const editor = new HandleEditor(held, false, (key) => key);
  editor.free();
  editor.set("city", "Zug");
  assert.deepEqual([editor.dirty, calls], [["city"], [["set", "city", "Zug"]]]);
  assert.throws(() => editor.undo(), WebAssembly.RuntimeError);
  assert.equal(failures.length, 1, "the form hears of a trap");
  release(held);
  release(held);
  assert.deepEqual(calls.slice(1), ["free"]);
  assert.throws(() => editor.dirty, { name: "EditorError", message: "dirty: this editor has been freed" });
});
