/**
 * WCAG 2.2, 3.3.1 and 3.3.3: what is wrong is named in text at its field, and the text says how to mend it: what it proposes is
 * typed, and must be accepted. 3.3.4: before a whole record is replaced it is shown, can be taken back, and waits for a yes.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { writes } from "../harness/browser.mjs";
import { openForm } from "../harness/form.mjs";

const EMAIL = /[\w.]+@[\w.]+\w/;
const NUMBER = /[\d\u0660-\u0669][\d\u0660-\u0669.,\u066b\u066c\u202f\u00a0]*[\d\u0660-\u0669]/;
/** By how many characters a text is too long: the first number in the sentence, in whatever digits. */
const first = (sentence) => Number(/[\d\u0660-\u0669]+/.exec(sentence)[0].replace(/[\u0660-\u0669]/g, (digit) => digit.charCodeAt(0) - 0x660));
/** Field, a wrong text, and what in the sentence is to be typed instead. */
const WRONG = [
  ["contact_person.email", "nobody", (sentence) => EMAIL.exec(sentence)?.[0]],
  ["template.fields.12", "1;2", (sentence) => NUMBER.exec(sentence)?.[0]],
  ["template.fields.14", "many", (sentence) => NUMBER.exec(sentence)?.[0]],
  ["city", "x".repeat(57), (sentence) => "x".repeat(57 - first(sentence))],
  ["name", "", () => "Alpenrose"],
];

/** A field as assistive technology has it. */
const told = (control) => control.evaluate((control) => {
  const root = control.getRootNode();
  const ids = (control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
  const errors = ids.map((id) => root.getElementById(id)).filter((element) => element?.matches("[part~=error]"));
  return {
    invalid: control.getAttribute("aria-invalid"),
    label: root.querySelector(`label[for="${control.id}"] bdi`).textContent,
    error: errors.map((element) => (element.checkVisibility() ? element.textContent.trim() : "")).join(),
    // Not by colour alone.
    sign: errors.every((element) => element.querySelector("svg")?.checkVisibility()),
  };
});

for (const locale of ["en", "fr", "ar-EG"]) {
  test(`${locale}: each error is at its field, in words, and what they propose is accepted`, async (t) => {
    const { page, form, errors } = await openForm(t, { attributes: { locale } });
    for (const [key, wrong] of WRONG) {
      await form.control(key).fill(wrong);
      await form.control(key).blur();
    }
    await form.saveButton.click();
    await form.summary.waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.getAttribute("part")), "summary");
    const links = form.summary.locator("a");
    assert.equal(await links.count(), WRONG.length);
    const list = await links.allInnerTexts();

    for (const [key, , mended] of WRONG) {
      const { invalid, label, error, sign } = await told(form.control(key));
      assert.deepEqual([invalid, sign], ["true", true], key);
      assert.ok(error.length > 8, `${key}: ${error}`);
      const at = list.findIndex((line) => line.includes(label) && line.includes(error));
      assert.ok(at >= 0, `${label}: ${error} is not among ${list.join(" / ")}`);
      await form.summary.locator("a", { hasText: list[at] }).press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.shadowRoot.activeElement.name), key);
      const instead = mended(error);
      assert.ok(instead, `${key}: nothing to type in ${error}`);
      await form.control(key).fill(instead);
      assert.deepEqual([await form.control(key).getAttribute("aria-invalid"), (await told(form.control(key))).error], [null, ""], `${key}: ${instead}`);
      list.splice(at, 1);
    }
    assert.equal(await form.summary.count(), 0);
    assert.deepEqual(errors, []);
  });
}

test("a whole record goes only after it was shown, taken back where wanted, and agreed to; a discard can be taken back", async (t) => {
  const { form, requests } = await openForm(t, { attributes: { method: "PUT" } });
  await form.control("city").fill("Herisau");
  await form.control("phone").fill("");
  await form.saveButton.click();
  const review = form.element.locator("[part=review]");
  await review.waitFor();
  assert.match(await review.innerText(), /empty 1 field[^]*Appenzell[^]*Herisau/);
  // A yes without the tick goes nowhere.
  await form.saveButton.press("Enter");
  assert.deepEqual(writes(requests), []);
  // The change that empties is taken back here, and nothing is left to be agreed to.
  await review.locator('[data-act="revert-in-review"]').nth(1).click();
  await review.locator("input[type=checkbox]").waitFor({ state: "detached" }).catch(() => {});
  assert.equal(await form.control("phone").inputValue(), "+41 71 555 01 10");
  await form.element.locator('[data-act="back"]').click();
  await form.element.locator('[data-act="discard"]').click();
  assert.deepEqual(await form.dirty(), []);
  await form.element.locator('[part~="banner"] [data-act="undo"]').click();
  assert.deepEqual(await form.dirty(), ["city"]);
  assert.deepEqual(writes(requests), []);
});
