/** What every host page must be able to do: load customer 1, edit it, and save. */
import assert from "node:assert/strict";
import { newPage, writes } from "./browser.mjs";
import { changedColumns, storedRow } from "./form.mjs";

/**
 * Opens the page, changes the city, saves, and looks at what left the browser and what was stored; then reads on in German.
 *
 * @param {import("node:test").TestContext} t
 * @param {{ server: { url: string }, url: string }} where the reference server, and the page
 * @param {(page: import("playwright-core").Page, errors: string[]) => Promise<void>} [look] once it is saved
 * @param {() => void} [first] runs in the page before its scripts
 */
export async function editAndSave(t, { server, url }, look = async () => {}, first = () => {}) {
  const { page, requests, errors } = await newPage(t);
  await page.addInitScript(first);
  const modules = [];
  page.on("request", (request) => {
    if (new URL(request.url()).pathname.endsWith(".wasm")) modules.push(request.url());
  });
  const before = await storedRow(server.url, 1);
  await page.goto(url);
  const form = page.locator("customer-edit");
  await form.locator('[name="city"]').fill("Herisau");
  const saved = form.evaluate((element) => new Promise((resolve) => {
    for (const end of ["saved", "invalid", "conflict", "error"]) element.addEventListener(`customer-${end}`, ({ type }) => resolve(type));
  }));
  await form.locator('button[part~="button-primary"]').click();
  assert.equal(await saved, "customer-saved");

  assert.deepEqual(writes(requests).map(({ method, body }) => [method, body]), [["PATCH", '{"company":1,"city":"Herisau"}']]);
  const after = await storedRow(server.url, 1);
  assert.deepEqual(changedColumns(before, after), ["city"]);
  assert.equal(after.city, "Herisau");
  assert.equal(modules.length, 1, modules.join());
  // A language is one more file that the host's build has to carry along.
  await form.evaluate((element) => { element.locale = "de"; });
  await form.locator('[part~="label"]', { hasText: "Postleitzahl" }).waitFor();
  await look(page, errors);
  assert.deepEqual(errors, []);
}
