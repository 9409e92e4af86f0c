/** What one field says about another: in the form before anything leaves, and in the server's words for who sends it all the same. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { writes } from "../harness/browser.mjs";
import { changedColumns } from "../harness/form.mjs";
import { edits, openV1, paramsOf, post } from "../harness/form-v1.mjs";

const bodies = (requests) => writes(requests).map(({ body }) => paramsOf(body));
const error = (form, key) => form.element.locator(`[part~="field"]:has([name="${key}"]) [part~="error"]`);
const missing = (key) => ({ error: "missing_param", error_description: `${key} parameter is missing` });
const ITSELF = { error: "not_found", error_description: "The customer cannot be a subcustomer of itself." };

/** Saves what the form itself refuses: the sentence stands at the field, and nothing was written. */
async function refusedHere({ form, requests }, key, code) {
  const { type, detail } = await form.save();
  assert.equal(type, "customer-invalid");
  assert.deepEqual(detail.issues.map(({ field, code }) => [field, code]), [[key, code]]);
  assert.equal(await form.control(key).getAttribute("aria-invalid"), "true");
  assert.equal((await error(form, key).innerText()).trim(), detail.issues[0].message);
  assert.deepEqual(writes(requests), []);
}

/** Searches for a customer and picks it. */
async function pickParent(form, text, name) {
  await form.control("parentCustomer").fill(text);
  await form.element.getByRole("option", { name, exact: true }).click();
}

test("a part of another customer says of which", async (t) => {
  const opened = await openV1(t, { id: 1 });
  const { url, form, requests, stored } = opened;
  const before = await stored();
  assert.equal(await form.control("parentCustomer").isVisible(), false);
  await form.control("isSubCustomer").click();
  assert.equal(await form.control("parentCustomer").isVisible(), true);
  await refusedHere(opened, "parentCustomer", "required");
  assert.deepEqual(await post(url, 1, { isSubCustomer: "true" }), { status: 400, said: missing("parentCustomer") });
  assert.deepEqual(changedColumns(before, await stored()), []);

  await pickParent(form, "groupe", "Groupe Lumière");
  await form.control("billWithParent").click();
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(bodies(requests), [{ isSubCustomer: "true", parentCustomer: "2", billWithParent: "true" }]);
  const after = await stored();
  assert.deepEqual([after.is_sub_customer, after.parent_customer, after.bill_with_parent], [1, 2, 1]);

  // Off again: the parent stays stored, and nothing of it is sent.
  requests.length = 0;
  await form.control("isSubCustomer").click();
  assert.equal(await form.control("parentCustomer").isVisible(), false);
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(bodies(requests), [{ isSubCustomer: "false" }]);
  assert.equal((await stored()).parent_customer, 2);
});

test("a parent that was loaded goes along with the switch", async (t) => {
  const { form, requests, stored } = await openV1(t, { id: 8 });
  assert.equal(await form.control("parentCustomer").isVisible(), false);
  await form.control("isSubCustomer").click();
  assert.equal(await form.control("parentCustomer").inputValue(), "Groupe Lumière");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(bodies(requests), [{ isSubCustomer: "true", parentCustomer: "2" }]);
  assert.equal((await stored()).is_sub_customer, 1);
});

test("nobody is a part of itself, nor of a part of itself", async (t) => {
  const opened = await openV1(t, { id: 2 });
  const { url, form, requests, stored } = opened;
  await form.control("isSubCustomer").click();
  await pickParent(form, "groupe", "Groupe Lumière");
  await refusedHere(opened, "parentCustomer", "self_reference");
  for (const parentCustomer of ["2", "HQ-LUM"]) {
    assert.deepEqual(await post(url, 2, { isSubCustomer: "true", parentCustomer }), { status: 404, said: ITSELF });
  }
  // Over another: only the server knows, and says the same.
  await pickParent(form, "nord", "Lumière Nord");
  const { type, detail } = await form.save();
  assert.equal(type, "customer-invalid");
  assert.deepEqual(detail.issues.map(({ field, code }) => [field, code]), [["parentCustomer", "server"]]);
  assert.match(await error(form, "parentCustomer").innerText(), /cannot be a subcustomer of itself/);
  assert.equal((await stored()).parent_customer, null);
  await pickParent(form, "est", "Lumière Est");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(bodies(requests).at(-1), { isSubCustomer: "true", parentCustomer: "18" });
  assert.equal((await stored()).parent_customer, 18);
});

test("a way of counting days needs the days", async (t) => {
  const opened = await openV1(t, { id: 20 });
  const { url, form, requests, stored } = opened;
  await form.control("dueDateConfigType").selectOption("2");
  await refusedHere(opened, "dueDateConfigNumber", "required");
  assert.deepEqual(await post(url, 20, { dueDateConfigType: "2" }), { status: 400, said: missing("dueDateConfigNumber") });
  await form.control("dueDateConfigNumber").fill("45");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(bodies(requests), [{ dueDateConfigType: "2", dueDateConfigNumber: "45" }]);
  const row = await stored();
  assert.deepEqual([row.due_date_config_type, row.due_date_config_number].map(String), ["2", "45"]);

  // Also where the days alone are taken away.
  requests.length = 0;
  await form.control("dueDateConfigNumber").fill("");
  await refusedHere(opened, "dueDateConfigNumber", "required");
  assert.deepEqual(await post(url, 20, { dueDateConfigNumber: "" }), { status: 400, said: missing("dueDateConfigNumber") });
  // And the days go along with another way of counting them.
  await form.act("undo").click();
  await form.control("dueDateConfigType").selectOption("1");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(bodies(requests), [{ dueDateConfigType: "1", dueDateConfigNumber: "45" }]);
});

const SHIPPING = ["address", "postalCode", "city", "country", "latitude", "longitude"];

test("a shipping address that is the billing address is out of sight, kept, and not sent", async (t) => {
  const { url, form, requests, stored } = await openV1(t, { id: 1 });
  const before = await stored();
  for (const key of SHIPPING) assert.equal(await form.control(key).isVisible(), false, key);
  await form.control("isSameAddress").click();
  for (const key of SHIPPING) assert.equal(await form.control(key).isVisible(), true, key);
  await form.control("city").fill("Lyon");
  await form.control("latitude").fill("1000");
  await form.control("isSameAddress").click();
  assert.equal(await form.control("city").isVisible(), false);
  assert.deepEqual(await form.dirty(), []);
  await form.control("phone").fill("1");
  assert.equal((await form.save()).type, "customer-saved", "what is out of sight is not checked");
  assert.deepEqual(bodies(requests), [{ phone: "1" }]);
  assert.deepEqual(changedColumns(before, await stored()), ["phone"]);

  requests.length = 0;
  await form.control("isSameAddress").click();
  assert.equal(await form.control("city").inputValue(), "Lyon", "what was typed is still there");
  await refusedHere({ form, requests }, "latitude", "above_max");
  await form.control("latitude").fill("45.75");
  assert.equal((await form.save()).type, "customer-saved");
  const address = { address: before.billing_address, postalCode: "75009", city: "Lyon", country: "FR", latitude: "45.75", longitude: "2.3401" };
  assert.deepEqual(bodies(requests), [{ isSameAddress: "false", ...address }]);
  const after = await stored();
  assert.deepEqual([after.is_same_address, after.city, after.postal_code, after.latitude, after.longitude], [0, "Lyon", "75009", "45.75", "2.3401"]);

  // For a server it is the same: what means nothing is not looked at.
  await edits(url, 1, { isSameAddress: "true" });
  await edits(url, 1, { city: "Nowhere", latitude: "1000" });
  assert.deepEqual([(await stored()).city, (await stored()).latitude], ["Lyon", "45.75"]);
  const { status, said } = await post(url, 1, { isSameAddress: "false", latitude: "1000" });
  assert.deepEqual([status, said], [400, { error: "save_failed", error_description: "Failed to save instance." }]);
});

test("switching it off and on again leaves a shipping address as it was", async (t) => {
  const { form, requests, stored } = await openV1(t, { id: 5 });
  const before = await stored();
  await form.control("isSameAddress").click();
  assert.equal((await form.save()).type, "customer-saved");
  await form.control("isSameAddress").click();
  await form.control("fax").fill("5");
  const { type } = await form.save();
  assert.ok(["customer-saved", "customer-conflict"].includes(type), type);
  assert.deepEqual(bodies(requests)[0], { isSameAddress: "true" });
  assert.equal((await stored()).fax, "5");
  assert.equal((await stored()).is_same_address, before.is_same_address);
});
