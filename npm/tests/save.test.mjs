/** From key press to stored row. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { writes } from "./harness/browser.mjs";
import { changedColumns, openForm } from "./harness/form.mjs";

test("a new city travels as a PATCH of nothing else, and a reload shows it", async (t) => {
  const { page, form, requests, errors, stored } = await openForm(t);
  const before = await stored();
  await form.control("city").fill("Herisau");
  assert.equal((await form.save()).type, "customer-saved");

  const [patch, ...more] = writes(requests);
  assert.deepEqual(more, []);
  assert.equal(patch.method, "PATCH");
  assert.equal(patch.path, "/api/v2/customer/1");
  assert.equal(patch.body, '{"company":1,"city":"Herisau"}');
  assert.equal(patch.headers["content-type"], "application/json");

  const after = await stored();
  assert.deepEqual(changedColumns(before, after), ["city"]);
  assert.equal(after.city, "Herisau");

  await page.evaluate(() => document.querySelector("customer-edit").load());
  assert.equal(await form.control("city").inputValue(), "Herisau");
  assert.deepEqual(errors, []);
});

test("money keeps every digit from the control to the database", async (t) => {
  const { form, requests, stored } = await openForm(t);
  const before = await stored();
  await form.control("template.fields.12").fill("999999999999997.77");
  assert.equal((await form.save()).type, "customer-saved");
  assert.equal(
    writes(requests)[0].body,
    '{"company":1,"template":{"id":3,"fields":[{"id":12,"value":999999999999997.77}]}}',
  );
  const after = await stored();
  assert.deepEqual(changedColumns(before, after), ["template.fields.12"]);
  assert.equal(after["template.fields.12"], "999999999999997.77");
});

const AWKWARD = {
  5: "an inactive custom field with a value",
  8: "money that no double holds",
  12: "empty strings beside nulls",
  13: "a template with 60 fields",
  31: "members that the reference does not know",
  34: "a contact person with such members",
  42: "inactive custom fields and unknown members together",
};
for (const [id, what] of Object.entries(AWKWARD)) {
  test(`a PUT leaves every other column as it was: ${what}`, async (t) => {
    const { form, requests, stored } = await openForm(t, { id, attributes: { method: "PUT" } });
    const before = await stored();
    await form.control("city").fill("Herisau");
    assert.deepEqual((await form.save()).type, "customer-saved");
    assert.deepEqual(writes(requests).map(({ method }) => method), ["PUT"]);
    assert.deepEqual(changedColumns(before, await stored()), ["city"]);
  });
}

test("a save without changes sends nothing", async (t) => {
  const { page, form, requests } = await openForm(t);
  await form.control("city").fill("Herisau");
  await form.control("city").fill("Appenzell");
  const outcome = await page.evaluate(() => document.querySelector("customer-edit").save());
  assert.deepEqual(outcome, { kind: "saved" });
  assert.deepEqual(writes(requests), []);
});

test("what the server refuses is shown at its field, and what was typed stays", async (t) => {
  const { form, requests, stored } = await openForm(t);
  const before = await stored();
  // Unique per account: only the server knows.
  await form.control("name").fill("Librairie des Quais");
  assert.equal((await form.save()).type, "customer-invalid");
  assert.equal(writes(requests).length, 1);
  assert.equal(await form.control("name").getAttribute("aria-invalid"), "true");
  assert.equal(await form.control("name").inputValue(), "Librairie des Quais");
  assert.deepEqual(changedColumns(before, await stored()), []);
});

const UNRESOLVED = [
  { id: 9, key: "country", label: "Country", what: "a country that the list does not have" },
  { id: 14, key: "template.fields.Pallet scheme", label: "Pallet scheme", what: "a key that the template does not have" },
];
for (const { id, key, label, what } of UNRESOLVED) {
  test(`${what} refuses a PUT by name, and allows a PATCH of another field`, async (t) => {
    const { page, form, requests, stored } = await openForm(t, { id });
    const before = await stored();
    await form.control("city").fill("Herisau");
    const refused = await page.evaluate(() => document.querySelector("customer-edit").save("PUT"));
    assert.equal(refused.kind, "invalid");
    assert.deepEqual(refused.issues.map(({ field, code }) => [field, code]), [[key, "unresolved"]]);
    assert.match(await form.summary.innerText(), new RegExp(`^${label}: `, "m"));
    assert.deepEqual(writes(requests), []);

    assert.equal((await form.save()).type, "customer-saved");
    assert.deepEqual(writes(requests).map(({ method }) => method), ["PATCH"]);
    assert.deepEqual(changedColumns(before, await stored()), ["city"]);
  });
}
