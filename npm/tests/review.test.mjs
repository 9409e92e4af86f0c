/** Before and after, once more before a save leaves. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { writes } from "./harness/browser.mjs";
import { changedColumns, openForm } from "./harness/form.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds in the page, shadow roots included. */
async function violations(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run("customer-edit"));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`);
}

/** The words of what has the keyboard. */
const focused = (page) => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.textContent);

test("a review shows before and after; back sends nothing, a yes sends once", async (t) => {
  const { page, form, requests, errors, stored } = await openForm(t, { attributes: { review: "" } });
  const before = await stored();
  const panel = form.element.locator("[part=review]");
  await form.control("city").fill("Herisau");
  await form.control("template.fields.12").fill("52500");
  await form.saveButton.click();
  await panel.waitFor();
  assert.equal(await form.control("city").isVisible(), false);
  const rows = await panel.locator("tbody tr").allInnerTexts();
  assert.match(rows[0], /^City\s*Address\s+Appenzell\s+Herisau/);
  assert.equal(rows.length, 2);
  assert.match(await panel.innerText(), /PATCH\s+\/api\/v2\/customer\/1/);
  assert.equal(await focused(page), "Review 2 changes");
  assert.deepEqual(await violations(page), []);

  await form.element.getByRole("button", { name: "Back to editing" }).click();
  await panel.waitFor({ state: "detached" });
  assert.equal(await form.control("city").inputValue(), "Herisau");
  assert.equal(await focused(page), "Save 2 changes");
  assert.deepEqual(writes(requests), []);

  await form.saveButton.click();
  await panel.waitFor();
  assert.equal((await form.save()).type, "customer-saved");
  assert.equal(writes(requests).length, 1);
  assert.deepEqual(changedColumns(before, await stored()).sort(), ["city", "template.fields.12"]);
  assert.deepEqual(errors, []);
});

test("by keyboard alone: Enter asks, Escape leaves, Tab reaches the yes", async (t) => {
  const { page, form, requests } = await openForm(t, { attributes: { review: "" } });
  const panel = form.element.locator("[part=review]");
  await form.control("city").fill("Herisau");
  await form.control("city").press("Enter");
  await panel.waitFor();
  await page.keyboard.press("Control+s");
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  assert.equal(await focused(page), "Save 1 change");
  await page.keyboard.press("Enter");
  await panel.waitFor();
  assert.deepEqual(writes(requests), []);
  // Past the row's revert and the way back.
  const stops = [];
  for (let i = 0; i < 3; i += 1) {
    await page.keyboard.press("Tab");
    stops.push(await focused(page));
  }
  assert.deepEqual(stops, ["", "Back to editing", "Send 1 change"]);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => window.seen.some(({ type }) => type === "customer-saved"));
  assert.equal(writes(requests).length, 1);
});

test("a PUT that empties is reviewed unasked, and goes only with the tick", async (t) => {
  const { page, form, requests, stored } = await openForm(t, { attributes: { method: "PUT" } });
  const before = await stored();
  const panel = form.element.locator("[part=review]");
  await form.control("city").fill("");
  await form.saveButton.click();
  await panel.waitFor();
  assert.equal(await form.saveButton.innerText(), "Replace record, empty 1 field");
  assert.equal(await panel.getByRole("checkbox").isChecked(), false);
  assert.deepEqual(await violations(page), []);
  // aria-disabled: it can be reached and pressed, and says by moving what is missing.
  await form.saveButton.click({ force: true });
  assert.equal(await panel.getByRole("checkbox").evaluate((box) => box.matches(":focus")), true);
  assert.deepEqual(writes(requests), []);
  await page.keyboard.press("Space");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(writes(requests).map(({ method }) => method), ["PUT"]);
  const after = await stored();
  assert.deepEqual(changedColumns(before, after), ["city"]);
  assert.equal(after.city, null);
});

test("Review shows what a save would send where no review is asked for, and sends it from there", async (t) => {
  const { form, requests } = await openForm(t);
  const panel = form.element.locator("[part=review]");
  const review = form.act("review");
  assert.equal(await review.getAttribute("aria-disabled"), "true");
  await review.press("Enter");
  assert.equal(await panel.count(), 0, "there is nothing to review");
  await form.control("city").fill("Herisau");
  await review.click();
  await panel.waitFor();
  assert.match(await panel.innerText(), /Review 1 change[^]*PATCH[^]*Appenzell[^]*Herisau/);
  assert.deepEqual(writes(requests), []);
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(writes(requests).map(({ method }) => method), ["PATCH"]);
  // Where every save is reviewed, Save does the same.
  await form.element.evaluate((element) => { element.review = true; });
  await form.control("city").fill("Gais");
  assert.equal(await review.count(), 0);
});
