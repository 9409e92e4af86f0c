/** Too much of everything: a clear error, or a form that stays usable. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./server.mjs";

/** A machine that is busy with other tests has long tasks of its own; ours alone are far below. */
const GENEROUS = 10_000;

const quiet = async (form, most = GENEROUS) => {
  const { longest, ran, polluted, fatal } = await form.calm();
  assert.deepEqual([ran, polluted, fatal], [[], 0, []]);
  assert.ok(longest < most, `${longest} ms`);
};

const editable = async ({ form }) => {
  await form.control("city").fill("Bern");
  const saved = await form.save();
  assert.equal(saved.type, "customer-saved", JSON.stringify(saved));
};

test("a record of 10 MB is not read, with its length told and without", async (t) => {
  const record = `{"id":1,"name":"Acme","more":"${"x".repeat(10_000_000)}"}`;
  const streamed = (_, response) => {
    response.setHeader("content-type", "application/json");
    response.write(record.slice(0, 100));
    response.end(record.slice(100));
  };
  const form = await open(t, { customer: record }, { until: "customer-error" });
  const other = await form.beside({ customer: streamed });
  for (const { sentence } of [form.form, other]) assert.match(await sentence.textContent(), /larger than any customer could be/);
  await quiet(form);
});

test("a record of 3.9 MB opens, and a change of it is small", async (t) => {
  const form = await open(t, { customer: `{"id":1,"name":"Acme","city":"Oakland","more":"${"x".repeat(3_900_000)}"}` });
  await form.form.control("city").fill("Bern");
  assert.equal(await form.form.element.evaluate((element) => element.preview().body), '{"company":1,"city":"Bern"}');
  await quiet(form);
});

test("5,000 custom fields open, and typing into one is no work for the others", async (t) => {
  const kinds = ["text", "money", "number", "date"];
  const fields = Array.from({ length: 5_000 }, (_, n) => ({ id: n + 1, name: `Field ${n}`, data_type: kinds[n % 4], is_active: true, order: n }));
  const form = await open(t, {
    customer: '{"id":1,"name":"Acme","city":"Oakland","template":{"id":3,"fields":{"Field 0":"x"}}}',
    "custom-field-template": JSON.stringify([{ id: 3, name: "Long", is_active: true, fields }]),
  });
  await form.page.evaluate(() => (window.loaded = performance.now()));
  await form.form.control("template.fields.1").fill("changed");
  await form.form.control("city").fill("Bern");
  assert.deepEqual(await form.form.dirty(), ["city", "template.fields.1"]);
  await form.form.element.evaluate((element) => element.focusField("template.fields.5000"));
  await form.form.control("template.fields.5000").fill("2026-11-22");
  await quiet(form);
});

test("a list of 100,000 entries opens; the chosen one is there by its name", async (t) => {
  // As short as entries can be: more would be too large to be read at all.
  const list = Array.from({ length: 100_000 }, (_, n) => `{"id":${n + 1},"name":"C${n + 1}"}`).join(",");
  const form = await open(t, {
    customer: '{"id":1,"name":"Acme","city":"Oakland","category":{"id":99999,"name":"C99999"}}',
    update: '{"id":1,"name":"Acme","city":"Bern","category":{"id":99999,"name":"C99999"}}',
    category: `[${list}]`,
  });
  const category = form.form.control("category");
  const shown = await category.evaluate(({ selectedOptions, value }) => selectedOptions?.[0].textContent ?? value);
  assert.equal(shown, "C99999");
  const isSelect = await category.evaluate(({ localName }) => localName === "select");
  await (isSelect ? category.focus() : category.click());
  const rows = form.form.element.locator("[name=category] option, [role=option]");
  await rows.nth(1).waitFor({ state: "attached" });
  t.diagnostic(`${await rows.count()} rows are built`);
  // A native list has every row at once.
  await quiet(form, isSelect ? Infinity : GENEROUS);
  await form.page.evaluate(() => (window.loaded = performance.now()));
  if (isSelect) await category.selectOption("77");
  else await category.fill("C77");
  assert.deepEqual(await form.form.dirty(), ["category"]);
  assert.match(await form.form.element.evaluate((element) => element.preview().body), /"category":77/);
  await form.form.element.evaluate((element) => element.reset());
  await editable(form);
  t.diagnostic("and once it is there:");
  await quiet(form, isSelect ? Infinity : GENEROUS);
});

test("a list that is larger than any list is an error of that list, and the rest can be edited", async (t) => {
  const form = await open(t, { category: (_, response) => response.end(`[${'{"id":1,"name":"Category"},'.repeat(400_000)}{}]`) });
  await form.form.control("category").focus();
  await editable(form);
  await quiet(form);
});

test("a list that pages for ever ends, and pages are asked of this origin only", async (t) => {
  let page = 0;
  const form = await open(t, {
    category: (_, response) => {
      page += 1;
      response.end(JSON.stringify({ count: 1e9, next: `https://elsewhere.example/api/v2/category/?company=1&page=${page}`, results: [{ id: page, name: `C${page}` }] }));
    },
  });
  await form.form.control("category").focus();
  await form.form.control("category").press("ArrowDown");
  const pagesAsked = () => form.asked.filter(({ url }) => url.startsWith("/api/v2/category")).length;
  for (let before = -1; pagesAsked() !== before; ) {
    before = pagesAsked();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  assert.equal(pagesAsked(), 200);
  await editable(form);
  await quiet(form);
});

test("a refusal of 20,000 fields with long sentences is told in short, and Save stays", async (t) => {
  const refusal = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`field_${n}`, ["x".repeat(100)]]));
  refusal.city = ["y".repeat(100_000)];
  const form = await open(t, {
    update: (_, response) => response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify(refusal)),
  });
  await form.form.control("city").fill("Bern");
  const { type, detail } = await form.form.save();
  assert.equal(type, "customer-invalid");
  assert.ok(detail.issues.every(({ message }) => message.length <= 300));
  assert.equal(await form.form.control("city").inputValue(), "Bern");
  assert.equal(await form.form.saveButton.isEnabled(), true);
  t.diagnostic(`${detail.issues.length} issues`);
  await quiet(form);
});
