/** form-v1 beside the element's other abilities: another locale, review, kept drafts, a host's policy, two forms at once. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { writes } from "../harness/browser.mjs";
import { addForm, changedColumns } from "../harness/form.mjs";
import { openV1, paramsOf } from "../harness/form-v1.mjs";
import { PNG } from "../harness/images.mjs";

test("numbers are typed as the locale has them, and sent as plain decimals", async (t) => {
  const { form, requests, stored } = await openV1(t, { id: 2, attributes: { locale: "de" } });
  assert.equal((await form.control("creditLimit").inputValue()).replaceAll(".", ""), "123456789012345,67");
  await form.control("creditLimit").fill("1.234.567,891");
  await form.control("billingLat").fill("-45,5");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(paramsOf(writes(requests)[0].body), { billingLat: "-45.5", creditLimit: "1234567.891" });
  assert.deepEqual([(await stored()).credit_limit, (await stored()).billing_lat], ["1234567.891", "-45.5"]);
});

test("a review shows a picture by its file's name, and nothing leaves before it is agreed to", async (t) => {
  const { form, requests, stored } = await openV1(t, { id: 5, attributes: { review: "" } });
  await form.control("imageFile").setInputFiles({ name: "front.png", mimeType: "image/png", buffer: PNG });
  await form.element.locator(".ce-picture__name", { hasText: "front.png" }).waitFor();
  await form.control("billingCity").fill("Carouge");
  await form.saveButton.click();
  await form.chooser.waitFor();
  const words = await form.chooser.innerText();
  for (const text of ["front.png", "Genève", "Carouge"]) assert.ok(words.includes(text), words);
  assert.deepEqual(writes(requests), []);
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual([(await stored()).billing_city, (await stored())["image.bytes"]], ["Carouge", PNG.length]);
});

test("a kept draft comes back without its picture, hidden texts included", async (t) => {
  const { page, form } = await openV1(t, { id: 1, attributes: { "draft-key": "kept" } });
  await form.control("fax").fill("12");
  await form.control("isSameAddress").click();
  await form.control("city").fill("Lyon");
  await form.control("isSameAddress").click();
  await form.control("imageFile").setInputFiles({ name: "front.png", mimeType: "image/png", buffer: PNG });
  await form.element.locator(".ce-picture__name", { hasText: "front.png" }).waitFor();
  await page.evaluate(() => document.querySelector("main").replaceChildren());
  const again = await addForm(page, { api: "form-v1", id: 1, attributes: { "draft-key": "kept" } });
  assert.deepEqual(await again.dirty(), ["fax"]);
  assert.equal(await again.control("fax").inputValue(), "12");
  await again.control("isSameAddress").click();
  assert.equal(await again.control("city").inputValue(), "Lyon");
});

test("what a host hides or locks is not edited and not sent", async (t) => {
  const { form, requests, stored } = await openV1(t, { id: 15 });
  const before = await stored();
  await form.element.evaluate((element) => { element.fieldPolicy = { imageFile: "readonly", paymentTypes: "readonly", customerRiskColor: "hidden" }; });
  await form.control("customerRiskColor").waitFor({ state: "detached" });
  assert.equal(await form.element.locator('input[name="imageFile"], [name="paymentTypes"]').count(), 0);
  await form.element.getByText("Bank transfer").waitFor();
  await form.control("fax").fill("15");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(writes(requests).map(({ body }) => body), ["fax=15"]);
  assert.deepEqual(changedColumns(before, await stored()), ["fax"]);
});

test("both APIs on one page, each with its module", async (t) => {
  const { page, form, requests, stored } = await openV1(t, { id: 14, name: "second" });
  const other = await addForm(page, { name: "first", id: 2 });
  requests.length = 0;
  await form.control("fax").fill("14");
  await other.control("city").fill("Herisau");
  // One mouse: the clicks come one after the other, and the saves are under way together.
  const from = await Promise.all([form, other].map(async ({ seen }) => (await seen()).length));
  for (const { saveButton } of [form, other]) await saveButton.click();
  const over = await Promise.all([form, other].map((each, at) => each.over(from[at])));
  assert.deepEqual(over.map(({ type }) => type), ["customer-saved", "customer-saved"]);
  assert.deepEqual(writes(requests).map(({ method, body }) => [method, body]).sort(), [["PATCH", '{"company":1,"city":"Herisau"}'], ["POST", "fax=14"]]);
  assert.equal((await stored()).fax, "14");
});

test("from one API to the other in the same element", async (t) => {
  const { page, form } = await openV1(t, { id: 10 });
  const to = (api, id) => form.element.evaluate((element, [api, id]) => new Promise((resolve) => {
    element.addEventListener("customer-ready", ({ detail }) => resolve(detail.id), { once: true });
    Object.assign(element, { api, customerId: id, company: api === "json-v2" ? 1 : null });
  }), [api, id]);
  assert.equal(await to("json-v2", "1"), "1");
  assert.equal(await form.control("imageFile").count(), 0);
  await form.control("city").waitFor();
  assert.equal(await to("form-v1", "11"), "11");
  await form.control("imageFile").waitFor();
  assert.equal(await form.control("name").inputValue(), "Nobody in particular");
  assert.equal(await page.locator("customer-edit").count(), 1);
});

test("a given record is of this customer by its id or its reference, else it is fetched", async (t) => {
  const { page, requests } = await openV1(t, { id: 2 });
  const names = await page.evaluate(async () => {
    const shown = [];
    for (const [customerId, record] of [["3", { id: 3 }], ["A-3", { id: 3, reference: "A-3" }], ["3", { id: 4, reference: "3" }], ["3", {}], ["3", { id: 4, reference: "B" }]]) {
      const element = Object.assign(document.createElement("customer-edit"), { api: "form-v1", getToken: () => "demo-token", customerId, record: { ...record, name: "Given" } });
      document.querySelector("main").append(element);
      await element.load();
      shown.push(element.editor.get("name") === "Given");
      element.remove();
    }
    return shown;
  });
  assert.deepEqual(names, [true, true, true, true, false]);
  assert.deepEqual(requests.filter(({ path }) => path.startsWith("/api/v1.0/customers/")).map(({ path }) => path), ["/api/v1.0/customers/3"]);
});
