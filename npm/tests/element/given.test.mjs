/** What a host gives by property: odd values as JavaScript has them, and a record that counts until a save. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openForm } from "../harness/form.mjs";

/** Reads of customers so far. */
const reads = (requests) => requests.filter(({ method, path }) => method === "GET" && /customers?\/\d/.test(path)).map(({ path }) => path);

/** An element of its own with these properties, once it is ready. */
async function given(page, properties) {
  await page.evaluate(async (properties) => {
    document.querySelector("customer-edit").remove();
    const element = Object.assign(document.createElement("customer-edit"), { company: 1, getToken: () => "demo-token", ...properties });
    element.seen = window.seen = [];
    for (const name of ["ready", "saved", "error", "conflict"]) element.addEventListener(`customer-${name}`, ({ type, detail }) => element.seen.push({ type, detail }));
    const over = new Promise((resolve) => ["ready", "error"].forEach((end) => element.addEventListener(`customer-${end}`, resolve, { once: true })));
    document.querySelector("main").append(element);
    await over;
  }, properties);
}
const RECORD = '{"id": 1, "name": "Alpenrose", "city": "Oakland", "phone": "1"}';

test("what is undefined in fieldPolicy, settings, messages and lookups is not given", async (t) => {
  const { page, form } = await openForm(t);
  const loaded = await page.evaluate(async () => {
    const element = Object.assign(document.createElement("customer-edit"), {
      customerId: "2", company: 1, getToken: () => "demo-token",
      fieldPolicy: { fax: undefined, phone: null, mobile: 1, city: "readonly" },
      settings: { clearTextAs: undefined, paths: { countries: undefined, categories: null } },
      messages: { "label.fax": undefined, "label.name": null },
      lookups: { countries: undefined, categories: null },
    });
    document.body.append(element);
    await Promise.race([element.load(), new Promise((resolve) => setTimeout(resolve, 5000))]);
    const fields = element.editor?.fields ?? [];
    element.remove();
    return { busy: element.busy, readonly: fields.filter(({ readonly }) => readonly).map(({ key }) => key), fax: fields.find(({ key }) => key === "fax")?.label };
  });
  assert.deepEqual([loaded.busy, loaded.readonly.includes("city"), loaded.readonly.includes("fax"), loaded.fax], [false, true, false, "Fax"]);

  await page.evaluate(() => (document.querySelector("customer-edit").fieldPolicy = { city: undefined, name: "hidden" }));
  await form.control("name").waitFor({ state: "detached" });
  await form.control("city").fill("Herisau");
  assert.equal((await form.save()).type, "customer-saved");
});

test("an object without a JSON form is refused where it is set, and the form goes on", async (t) => {
  const { page, form } = await openForm(t);
  const refused = await page.evaluate(() => {
    const element = document.querySelector("customer-edit");
    const circle = {};
    circle.itself = circle;
    const why = (name, value) => {
      try {
        element[name] = value;
        return "taken";
      } catch (error) {
        return [error.name, element[name]];
      }
    };
    return [why("record", { id: 1n }), why("record", circle), why("lookups", { countries: circle }), why("lookups", { countries: [1n] })];
  });
  assert.deepEqual(refused, Array.from({ length: 4 }, () => ["TypeError", null]));
  await form.control("city").fill("Herisau");
  await form.element.evaluate((element) => element.load());
  assert.equal((await form.save()).type, "customer-saved");
});

test("one that was set before the class was there is reported, and the element loads without", async (t) => {
  const { page, errors } = await openForm(t);
  const loaded = await page.evaluate(async () => {
    const plain = Object.assign(document.createElement("customer-late"), { record: { id: 1n }, customerId: "2", company: 1, getToken: () => "demo-token" });
    document.body.append(plain);
    (await import("/pkg/element.js")).define("customer-late");
    await plain.load();
    return [plain.record, plain.editor.get("name")];
  });
  assert.deepEqual(loaded, [null, "Librairie des Quais"]);
  assert.equal(errors.length, 1);
  assert.match(errors[0], /BigInt/);
});

test("a record counts until a save: then a load asks the server, so that nothing that was saved goes back", async (t) => {
  const { page, form, server, requests, stored } = await openForm(t);
  const before = requests.length;
  const answer = await fetch(`${server.url}/api/v2/customer/1/?company=1`, { headers: { authorization: "Bearer demo-token" } });
  await given(page, { customerId: "1", record: await answer.text() });
  assert.deepEqual(reads(requests.slice(before)), []);
  await form.element.evaluate((element) => element.load());
  assert.deepEqual(reads(requests.slice(before)), [], "used instead of loading");
  await form.control("city").fill("Zürich");
  assert.equal((await form.save()).type, "customer-saved");
  await form.element.evaluate((element) => element.load());
  assert.equal(reads(requests.slice(before)).length, 1);
  assert.equal(await form.control("city").inputValue(), "Zürich");
  await form.element.evaluate((element) => (element.method = "PUT"));
  await form.control("fax").fill("1");
  assert.equal((await form.save()).type, "customer-saved");
  assert.equal((await stored(1)).city, "Zürich", "what the record said once is not written back");

  // Moved for longer than a task: the same.
  await form.element.evaluate(async (element) => {
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 20));
    document.querySelector("main").append(element);
    await element.load();
  });
  assert.equal(await form.control("city").inputValue(), "Zürich");
});

test("set again, the same text too, it counts again; with load() right after it, nothing is asked", async (t) => {
  const { page, form, requests } = await openForm(t);
  const before = requests.length;
  await given(page, { customerId: "1", record: RECORD });
  const cities = await form.element.evaluate(async (element, record) => {
    const shown = [];
    const note = () => shown.push(element.editor.get("city"));
    note();
    element.record = record.replace("Oakland", "Berkeley");
    await element.load();
    note();
    element.editor.set("phone", "2");
    element.record = record.replace("Oakland", "Berkeley");
    await element.load();
    note();
    element.record = record;
    await element.load();
    note();
    return [...shown, element.dirty];
  }, RECORD);
  assert.deepEqual(cities, ["Oakland", "Berkeley", "Berkeley", "Oakland", ["phone"]]);
  assert.deepEqual(reads(requests.slice(before)), []);
  assert.equal(await form.element.evaluate(async (element) => (await element.save()).kind), "saved");
  await form.element.evaluate((element) => element.load());
  assert.equal(await form.control("city").inputValue(), "Appenzell");
  assert.equal(reads(requests.slice(before)).length, 1);
});

test("without a customer-id there is nobody to ask: the record stays what is loaded", async (t) => {
  const { page, form, requests } = await openForm(t);
  const before = requests.length;
  await given(page, { record: RECORD });
  await form.control("city").fill("Zürich");
  await form.element.evaluate((element) => element.load());
  assert.deepEqual([await form.control("city").inputValue(), await form.dirty()], ["Zürich", ["city"]]);
  assert.deepEqual(requests.slice(before), []);
});

test("a record that arrives while a save is under way is older than its answer: no later load brings it back", async (t) => {
  const { page, form } = await openForm(t, { server: { latency: 150 } });
  await form.control("city").fill("Zürich");
  const saving = form.save();
  await page.waitForFunction(() => document.querySelector("customer-edit").busy);
  await form.element.evaluate((element, record) => { element.record = record; }, RECORD);
  assert.equal((await saving).type, "customer-saved");
  await form.element.evaluate((element) => element.load());
  assert.equal(await form.control("city").inputValue(), "Zürich");
});

for (const record of ['{"id": 2, "name": "Another", "city": "Oakland"}', { id: 2, name: "Another", city: "Oakland" }]) {
  test(`a record of another customer is not shown under this id (${typeof record})`, async (t) => {
    const { page, form, requests } = await openForm(t);
    const before = requests.length;
    await given(page, { customerId: "1", record });
    assert.equal(await form.control("city").inputValue(), "Appenzell");
    assert.equal(reads(requests.slice(before)).length, 1);
    // The id moves on, and the record of before is still set.
    await page.evaluate(async () => {
      const element = document.querySelector("customer-edit");
      element.customerId = "3";
      await element.load();
    });
    assert.notEqual(await form.control("city").inputValue(), "Oakland");
  });
}
