/** The demo's switch between the two APIs: list, form, log and stored row go along, and unsaved work is asked about. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { writes } from "./harness/browser.mjs";
import { openDemo } from "./harness/demo.mjs";
import { storedRow } from "./harness/form.mjs";
import { PNG } from "./harness/images.mjs";

async function open(t, path) {
  const { page, requests, errors, server } = await openDemo(t, { path });
  const form = page.locator("customer-edit");
  return {
    page, requests, errors, form,
    radio: (api) => page.locator(`#api input[value="${api}"]`),
    control: (key) => form.locator(`[name="${key}"]`),
    save: form.locator('button[part~="button-primary"]'),
    /** The list of customers, or one entry of it. */
    list: (hasText) => page.locator("#customers a", { hasText }),
    note: (hasText) => page.locator("#row-note", { hasText }),
    hash: () => page.evaluate(() => location.hash),
    row: (id) => storedRow(server.url, id, "form-v1"),
  };
}

test("the switch opens a customer of the other API, a save shows what was stored, and back again", async (t) => {
  const { page, requests, errors, radio, control, save, list, note, hash, row } = await open(t, "/#customer=1");
  await control("city").waitFor();
  const before = await list().count();
  assert.equal(await page.locator("#method").isVisible(), true);

  await radio("form-v1").check();
  await control("billingCity").waitFor();
  await list("Boulangerie Petit").waitFor();
  assert.match(await hash(), /^#api=form-v1&customer=\d+$/, "the first of the list");
  assert.equal(await page.locator("#customers [aria-current=page]").count(), 1);
  assert.equal(await page.locator("#method").isVisible(), false, "there is but one method");
  await list("Boulangerie Petit").click();
  await note("As stored now").waitFor();
  await page.waitForFunction(() => document.querySelector("customer-edit").editor?.get("reference") === "C-001");
  requests.length = 0;
  await control("name").fill("Boulangerie Grand");
  await save.click();
  await note("Changed: name.").waitFor();
  assert.deepEqual(writes(requests).map(({ method, path, body }) => [method, path, body]), [["POST", "/api/v1.0/customers/1", "name=Boulangerie+Grand"]]);
  const logged = page.locator("#requests > *", { hasText: "POST" }).first();
  await logged.filter({ hasText: "name=Boulangerie+Grand" }).filter({ hasText: "saved" }).waitFor();
  assert.equal((await row(1)).name, "Boulangerie Grand");
  await list("Boulangerie Grand").waitFor();
  assert.ok((await page.locator("#row tr").first().innerText()).includes("Boulangerie Grand"), "what changed stands first");

  await radio("json-v2").check();
  await control("city").waitFor();
  await page.waitForFunction((count) => document.querySelectorAll("#customers a").length === count, before);
  assert.match(await hash(), /^#customer=\d+$/);
  assert.equal(await page.locator("#method").isVisible(), true);
  assert.equal(await list("Boulangerie Grand").count(), 0);
  assert.deepEqual(errors, []);
});

test("a picture goes by the element itself: the log has its readable part, the row the file", async (t) => {
  const { page, errors, control, save, note, row, form } = await open(t, "/#api=form-v1&customer=10");
  await control("imageFile").setInputFiles({ name: "front.png", mimeType: "image/png", buffer: PNG });
  await form.locator(".ce-picture__name", { hasText: "front.png" }).waitFor();
  await note("As stored now").waitFor();
  await save.click();
  await note("image.file").waitFor();
  const logged = await page.locator("#requests > *", { hasText: "POST" }).first().innerText();
  assert.match(logged, /filename="front\.png"/);
  assert.match(logged, /\d+ bytes in all/);
  assert.equal((await row(10))["image.bytes"], PNG.length);
  assert.deepEqual(errors, []);
});

test("unsaved work is asked about before the switch", async (t) => {
  const { page, errors, radio, control, hash } = await open(t, "/#api=form-v1&customer=5");
  await control("billingCity").fill("Carouge");
  const answers = [false, true];
  const asked = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    return answers.shift() ? dialog.accept() : dialog.dismiss();
  });
  // Not check(): it insists that the choice stands, and the page takes it back.
  await radio("json-v2").click();
  await page.waitForFunction(() => location.hash === "#api=form-v1&customer=5");
  assert.equal(await radio("form-v1").isChecked(), true);
  assert.equal(await control("billingCity").inputValue(), "Carouge");
  await radio("json-v2").click();
  await control("city").waitFor();
  assert.match(await hash(), /^#customer=\d+$/);
  assert.deepEqual(asked, ["Leave 1 unsaved change behind?", "Leave 1 unsaved change behind?"]);
  assert.deepEqual(errors, []);
});

test("the row is of the customer that is open: of the other API's first one nothing has changed, and a late answer is nobody's", async (t) => {
  const { page, errors, control, note } = await open(t, "/#customer=1");
  const go = (hash) => page.evaluate((hash) => { location.hash = hash; }, hash);
  await note("As stored now").waitFor();
  await go("#api=form-v1&customer=1");
  await control("billingCity").waitFor();
  await page.locator("#row tr", { hasText: "billing_city" }).waitFor();
  assert.match(await note().innerText(), /^As stored now/);

  let late;
  await page.route("**/admin/customer/2", (route) => new Promise((resolve) => { late = () => resolve(route.continue()); }));
  await go("#customer=2");
  await control("city").waitFor();
  await go("#customer=3");
  const { name } = await storedRow(new URL(page.url()).origin, 3);
  await page.locator("#row tr", { hasText: name }).first().waitFor();
  const row = await page.locator("#row").innerText();
  const answered = page.waitForResponse("**/admin/customer/2");
  late();
  await answered;
  await page.waitForTimeout(100);
  assert.equal(await page.locator("#row").innerText(), row);
  assert.match(await note().innerText(), /^As stored now/);
  assert.deepEqual(errors, []);
});

test("the page asks before it is left, by the element, and only while something is unsaved", async (t) => {
  const { page, control } = await open(t, "/#customer=1");
  const asks = () => page.evaluate(() => {
    const leaving = new Event("beforeunload", { cancelable: true });
    dispatchEvent(leaving);
    return leaving.defaultPrevented;
  });
  await control("city").waitFor();
  assert.equal(await asks(), false);
  await control("city").fill("Herisau");
  assert.equal(await asks(), true);
});
