/** The demo page as a newcomer meets it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { writes } from "./harness/browser.mjs";
import { openDemo } from "./harness/demo.mjs";

test("the page opens a customer, with nothing wrong in the console", async (t) => {
  const { page, answer, errors } = await openDemo(t);
  assert.equal(answer.status(), 200);
  await page.locator('customer-edit [name="name"]').waitFor();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(errors, []);
});

test("changing the city and saving sends that alone, and the stored row shows it", async (t) => {
  const { page, requests, errors } = await openDemo(t, { path: "/#customer=1" });
  const city = page.locator('customer-edit [name="city"]');
  await city.fill("Herisau");
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "PATCH"),
    page.locator('customer-edit button[part~="button-primary"]').click(),
  ]);
  assert.equal(answer.status(), 200);
  assert.deepEqual(writes(requests).map(({ body }) => body), ['{"company":1,"city":"Herisau"}']);
  await page.locator("#row-note", { hasText: "Changed: city." }).waitFor();

  await page.reload();
  await city.waitFor();
  assert.equal(await city.inputValue(), "Herisau");
  assert.deepEqual(errors, []);
});
