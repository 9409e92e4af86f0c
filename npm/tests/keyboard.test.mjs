/** The whole job by keyboard alone: open, edit every kind of field, be wrong, mend it, review, go back, send. Real keys, no pointer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { writes } from "./harness/browser.mjs";
import { changedColumns, openForm } from "./harness/form.mjs";

/** What has the keyboard, in words that do not depend on how the page is built. */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement?.shadowRoot?.activeElement;
  return element ? { name: element.getAttribute("name"), tag: element.localName, text: element.textContent.trim(), invalid: element.getAttribute("aria-invalid") } : null;
});

function keys(page) {
  const press = (key) => page.keyboard.press(key);
  return {
    press,
    type: (text) => page.keyboard.type(text),
    /** Tab until a control or a button has the keyboard; never out of the form. */
    async to(wanted, key = "Tab") {
      for (let at = 0; at < 120; at += 1) {
        await press(key);
        const now = await focused(page);
        assert.ok(now, `left the form on the way to ${wanted}`);
        if (now.name === wanted || now.text === wanted) return now;
      }
      assert.fail(`Tab never reached ${wanted}`);
    },
    async over(name, text) {
      await this.to(name);
      await press("Control+a");
      await page.keyboard.type(text);
    },
    /** One of a list by its first letters: a native list takes it at once, a filtering one at Enter. */
    async choose(name, letters) {
      const { tag } = await this.to(name);
      // The list comes once somebody is there.
      await page.waitForFunction((letters) => {
        const { options } = document.activeElement.shadowRoot.activeElement;
        return !options || [...options].some(({ text }) => text.trim().startsWith(letters));
      }, letters);
      await page.keyboard.type(letters);
      if (tag !== "select") await press("Enter");
    },
  };
}

test("every kind of field is edited, an error mended, the changes reviewed and stored, without a pointer", async (t) => {
  const { page, form, requests, errors, stored } = await openForm(t, { attributes: { review: "" } });
  const before = await stored();
  await page.evaluate(() => {
    window.pointed = 0;
    for (const kind of ["pointerdown", "mousedown", "touchstart"]) addEventListener(kind, () => (window.pointed += 1), true);
  });
  const keyboard = keys(page);

  await keyboard.over("name", "Alpenrose Molkerei AG");
  await keyboard.choose("category", "W");
  await keyboard.over("contact_person.email", "ursina");
  await keyboard.choose("contact_person.type", "Billing");
  await keyboard.choose("country", "Germany");
  await keyboard.over("phone", "+49 30 555 01 10");
  await keyboard.over("website", "https://molkerei.example");
  await keyboard.to("msa_signed");
  await keyboard.press("Space");
  await keyboard.to("msa_signed_date");
  // The native control takes month, day and year one after the other.
  await keyboard.type("05022024");
  await keyboard.over("general_description", "Hard cheese.");
  await keyboard.press("Enter");
  await keyboard.type("And soft cheese.");
  await keyboard.over("template.fields.11", "CH-ALP-02");
  await keyboard.over("template.fields.12", "52,500.5");
  await keyboard.over("template.fields.14", "45");
  await keyboard.to("template.fields.15");
  await keyboard.type("12312028");

  // Saved with an error in it: the summary has the keyboard, its link leads to the field, the error is told with it.
  await keyboard.press("Control+s");
  await form.summary.waitFor();
  assert.match((await focused(page)).text, /There is 1 problem/);
  await keyboard.press("Tab");
  assert.match((await focused(page)).text, /e-mail/);
  await keyboard.press("Enter");
  assert.deepEqual(await focused(page), { name: "contact_person.email", tag: "input", text: "", invalid: "true" });
  await keyboard.press("End");
  await keyboard.type("@molkerei.example");
  assert.equal((await focused(page)).invalid, null);
  assert.deepEqual(writes(requests), []);

  // Enter saves, and asks first. Escape goes back to where it was, and once more.
  await keyboard.press("Enter");
  await form.element.locator("[part=review]").waitFor();
  assert.match((await focused(page)).text, /^Review 14 changes$/);
  await keyboard.press("Escape");
  await form.control("city").waitFor();
  assert.equal((await focused(page)).text, "Save 14 changes");
  await keyboard.press("Enter");
  await form.element.locator("[part=review]").waitFor();
  const from = (await form.seen()).length;
  await keyboard.to("Send 14 changes");
  await keyboard.press("Enter");
  assert.equal((await form.over(from)).type, "customer-saved");

  const after = await stored();
  const changed = Object.fromEntries(changedColumns(before, after).map((column) => [column, after[column]]));
  const { category, country, ...texts } = changed;
  assert.ok(category && country);
  assert.deepEqual(texts, {
    "name": "Alpenrose Molkerei AG",
    "contact_email": "ursina@molkerei.example",
    "contact_type": "billing",
    "phone": "+49 30 555 01 10",
    "website": "https://molkerei.example",
    "msa_signed": 1,
    "msa_signed_date": "2024-05-02",
    "general_description": "Hard cheese.\nAnd soft cheese.",
    "template.fields.11": "CH-ALP-02",
    "template.fields.12": "52500.50",
    "template.fields.14": "45",
    "template.fields.15": "2028-12-31",
  });
  assert.equal(writes(requests).length, 1);
  assert.deepEqual(await page.evaluate(() => window.pointed), 0);
  assert.deepEqual(errors, []);
});

test("undo and redo outside text fields, from anywhere save; a way out of the form at both ends", async (t) => {
  const { page, form } = await openForm(t);
  const keyboard = keys(page);
  await keyboard.over("city", "Herisau");
  await keyboard.to("nda_signed");
  await keyboard.press("Space");
  assert.deepEqual(await form.dirty(), ["city", "nda_signed"]);
  await keyboard.press("Control+z");
  await keyboard.press("Control+z");
  assert.deepEqual(await form.dirty(), []);
  await keyboard.press("Control+Shift+z");
  assert.deepEqual(await form.dirty(), ["city"]);
  // No trap: Tab leaves the form forwards, Shift+Tab backwards.
  for (const key of ["Tab", "Shift+Tab"]) {
    let steps = 0;
    do await keyboard.press(key);
    while ((await focused(page)) && (steps += 1) < 120);
    assert.ok(steps < 120, key);
  }
});
