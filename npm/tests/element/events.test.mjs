/** Which events come, in which order, and that the page shows what they say by then. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { writes } from "../harness/browser.mjs";
import { openForm } from "../harness/form.mjs";

/** What was dispatched since the form was ready, runs of one type as one. */
async function types(page) {
  const seen = await page.evaluate(() => window.seen.map(({ type }) => type.slice("customer-".length)));
  return seen.slice(1).filter((type, index, all) => type !== all[index - 1]);
}

test("a save: change, save, saved, each once the page shows it", async (t) => {
  const { page, form } = await openForm(t);
  await page.evaluate(() => {
    const element = document.querySelector("customer-edit");
    const note = (name, look) => element.addEventListener(name, (event) => (window[name] ??= look(event)));
    note("customer-change", ({ detail }) => ({ detail, dirty: element.dirty, state: element.matches(":state(dirty)"), mark: !!element.shadowRoot.querySelector("[data-dirty] [name=city]") }));
    note("customer-save", ({ detail }) => ({ method: detail.request.method, path: detail.request.path, body: detail.request.body, headers: Object.keys(detail.request.headers).map((name) => name.toLowerCase()) }));
    note("customer-saved", ({ detail }) => ({ detail, dirty: element.dirty, busy: element.busy, state: element.matches(":state(dirty)"), mark: !!element.shadowRoot.querySelector("[data-dirty]") }));
  });
  await form.control("city").fill("Herisau");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(await types(page), ["change", "save", "saved"]);
  const noted = await page.evaluate(() => ["customer-change", "customer-save", "customer-saved"].map((name) => window[name]));
  assert.deepEqual(noted[0], { detail: { field: "city", dirty: ["city"], valid: true }, dirty: ["city"], state: true, mark: true });
  const { headers, ...request } = noted[1];
  assert.deepEqual(request, { method: "PATCH", path: "/api/v2/customer/1", body: '{"company":1,"city":"Herisau"}' });
  assert.equal(headers.includes("authorization"), false, "the token is nobody's business");
  assert.deepEqual(noted[2], { detail: { id: "1", changed: ["city"] }, dirty: [], busy: false, state: false, mark: false });
});

test("ready comes when the record is there to be typed into", async (t) => {
  const { page } = await openForm(t);
  const shown = await page.evaluate(async () => {
    const element = Object.assign(document.createElement("customer-edit"), { customerId: "2", company: 1, getToken: () => "demo-token" });
    const ready = new Promise((resolve) => element.addEventListener("customer-ready", ({ detail }) => resolve([detail, !!element.shadowRoot.querySelector("[name=name]").value, element.busy]), { once: true }));
    document.body.append(element);
    return ready;
  });
  assert.deepEqual(shown, [{ id: "2" }, true, false]);
});

test("a locally invalid save fires invalid only; one without changes fires none", async (t) => {
  const { page, form, requests } = await openForm(t);
  assert.deepEqual(await page.evaluate(() => document.querySelector("customer-edit").save()), { kind: "saved" });
  assert.deepEqual(await types(page), []);
  await form.control("name").fill("");
  const outcome = await page.evaluate(() => document.querySelector("customer-edit").save());
  assert.deepEqual([outcome.kind, outcome.issues.map(({ field, code }) => [field, code])], ["invalid", [["name", "required"]]]);
  assert.deepEqual(await types(page), ["change", "invalid"]);
  assert.deepEqual(writes(requests), []);
});

test("preventDefault() on customer-save stops the request", async (t) => {
  const { page, form, requests } = await openForm(t);
  await form.control("city").fill("Herisau");
  const outcome = await page.evaluate(() => {
    const element = document.querySelector("customer-edit");
    element.addEventListener("customer-save", (event) => event.preventDefault(), { once: true });
    return element.save();
  });
  assert.deepEqual(outcome, { kind: "cancelled" });
  assert.deepEqual(await types(page), ["change", "save"]);
  assert.deepEqual(writes(requests), []);
  assert.equal(await form.control("city").inputValue(), "Herisau");
  assert.equal((await form.save()).type, "customer-saved");
});

for (const [status, end] of [[400, "invalid"], [500, "error"], [404, "error"]]) {
  test(`a save that meets ${status}: save, then ${end}, and nothing else`, async (t) => {
    const { page, form } = await openForm(t);
    await page.route("**/api/v2/customer/1", (route) => route.fulfill({ status, contentType: "application/json", body: '{"city":["No."]}' }));
    await form.control("city").fill("Herisau");
    await form.save();
    assert.deepEqual(await types(page), ["change", "save", end]);
  });
}

test("setting a property from the host fires no change event", async (t) => {
  const { page, form } = await openForm(t);
  await form.control("city").fill("Herisau");
  const before = (await page.evaluate(() => window.seen)).length;
  await page.evaluate(async () => {
    const element = document.querySelector("customer-edit");
    const host = {
      method: "PUT", locale: "de", readonly: true, theme: "dark", density: "compact", lookups: { categories: [] },
      fieldPolicy: { fax: "hidden", city: "readonly" }, settings: { clearTextAs: "empty" }, messages: { "label.city": "Town" },
      getToken: () => "demo-token", fetcher: (request) => fetch(request),
    };
    for (const [name, value] of Object.entries(host)) {
      element[name] = value;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    element.readonly = false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  assert.deepEqual((await page.evaluate(() => window.seen)).slice(before), []);
  assert.deepEqual(await form.element.evaluate(({ dirty }) => dirty), ["city"]);
});
