/** WCAG 2.2, 4.1.3: what happens without the keyboard going there is said in a live region that was there before. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { otherEdits, setFaults } from "../harness/admin.mjs";
import { openForm } from "../harness/form.mjs";

/** Both live regions, the line that says how things stand and the one for the ear alone, as they are before anything is said. */
const listen = (form) => form.element.evaluate((element) => {
  const regions = [...element.shadowRoot.querySelectorAll("[role=status]")];
  element.regions = regions;
  element.told = [];
  for (const region of regions) {
    new MutationObserver(() => {
      const text = region.textContent.trim();
      if (text && text !== element.told.at(-1)) element.told.push(text);
    }).observe(region, { subtree: true, childList: true, characterData: true });
  }
  const told = (region) => region.checkVisibility({ visibilityProperty: true }) && !region.closest("[inert], [aria-hidden=true]");
  return { count: regions.length, told: regions.every(told) };
});
const told = async (form) => (await form.element.evaluate((element) => element.told)).join(" | ");
const sameRegions = (form) => form.element.evaluate((element) =>
  element.regions.every((region, at) => region === element.shadowRoot.querySelectorAll("[role=status]")[at]));
const keyboardAt = (page) => page.evaluate(() => document.activeElement.shadowRoot?.activeElement?.name ?? null);

async function opened(t, options) {
  const all = await openForm(t, options);
  assert.deepEqual(await listen(all.form), { count: 2, told: true });
  return all;
}
/** Saves with the keyboard in a field; what was said meanwhile, and where the keyboard is then. */
async function saved({ page, form }, text = "Herisau") {
  await form.control("city").fill(text);
  const from = (await form.seen()).length;
  await page.keyboard.press("Control+s");
  await form.over(from);
  return told(form);
}

test("saving and saved, with the keyboard where it was", async (t) => {
  const all = await opened(t);
  await setFaults(all.server.url, { fault: "latency", ms: 300, method: "PATCH" });
  assert.match(await saved(all), /Saving….*Saved 1 change/);
  assert.equal(await keyboardAt(all.page), "city");
  assert.ok(await sameRegions(all.form));
});

test("a wait for one's turn: its begin and its end, not each second", async (t) => {
  const all = await opened(t);
  await setFaults(all.server.url, { fault: "429", seconds: 2, method: "PATCH", count: 1 });
  const said = await saved(all);
  assert.match(said, /Too many requests\. Saving again in \d seconds?\..*Saved 1 change/);
  assert.equal(said.match(/Saving again in/g).length, 1, said);
  assert.equal(await keyboardAt(all.page), "city");
});

test("a failure, a clash, a discard and its way back are each said", async (t) => {
  const all = await opened(t);
  const { form, server } = all;
  await setFaults(server.url, { fault: "403", method: "PATCH", count: 1 });
  assert.match(await saved(all), /Not saved/);
  await form.element.locator('[data-act="discard"]').click();
  await form.element.locator('[part~="banner"] [data-act="undo"]').waitFor();
  assert.match(await told(form), /Discarded 1 change/);
  await form.element.locator('[part~="banner"] [data-act="undo"]').click();
  await otherEdits(server.url, 1, { city: "Gais" });
  const said = await saved(all, "Teufen");
  assert.match(said, /1 field in conflict|Somebody else/);
  assert.ok(await sameRegions(form));
});
