/** Second thoughts: undo, redo, discard with a way back, and a page that is not left by mistake. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setFaults } from "../harness/admin.mjs";
import { openForm } from "../harness/form.mjs";

const disabled = (button) => button.getAttribute("aria-disabled");

/** Closes the page as a person does; says whether it asked, and stays on it. */
async function leaves(page) {
  let asked = false;
  page.once("dialog", (dialog) => {
    asked = dialog.type() === "beforeunload";
    return dialog.dismiss();
  });
  const closed = page.waitForEvent("close").then(() => true);
  await page.close({ runBeforeUnload: true });
  const gone = await Promise.race([closed, page.waitForEvent("dialog").then(() => false)]);
  assert.equal(gone, !asked);
  return gone;
}

describe("second thoughts", { concurrency: 4, timeout: 60_000 }, () => {
  test("undo and redo go over every edit, one field's typing at a time", async (t) => {
    const { form } = await openForm(t);
    const texts = async () => [await form.control("city").inputValue(), await form.control("phone").inputValue()];
    const [city, phone] = await texts();
    assert.deepEqual([await disabled(form.act("undo")), await disabled(form.act("redo"))], ["true", "true"]);
    await form.control("city").fill("");
    await form.control("city").pressSequentially("Gais");
    await form.control("phone").fill("1");
    assert.equal(await disabled(form.act("undo")), null);
    await form.act("undo").click();
    assert.deepEqual(await texts(), ["Gais", phone]);
    await form.act("undo").click();
    assert.deepEqual(await texts(), [city, phone]);
    assert.deepEqual(await form.dirty(), []);
    await form.act("redo").click();
    await form.act("redo").click();
    assert.deepEqual(await texts(), ["Gais", "1"]);
    assert.equal(await disabled(form.act("redo")), "true");
    assert.deepEqual(await form.dirty(), ["city", "phone"]);
  });

  test("by keyboard, outside of text fields; inside, the browser's own undo", async (t) => {
    const { page, form } = await openForm(t);
    await form.control("city").fill("Gais");
    await form.control("phone").fill("1");
    await form.saveButton.focus();
    await page.keyboard.press("Control+z");
    assert.deepEqual(await form.dirty(), ["city"]);
    await page.keyboard.press("Control+Shift+z");
    assert.deepEqual(await form.dirty(), ["city", "phone"]);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+y");
    assert.deepEqual(await form.dirty(), ["city", "phone"]);
  });

  test("a save begins a new history", async (t) => {
    const { form } = await openForm(t);
    await form.control("city").fill("Gais");
    assert.equal((await form.save()).type, "customer-saved");
    assert.equal(await disabled(form.act("undo")), "true");
    assert.equal(await form.element.evaluate((element) => element.undo()), false);
    assert.equal(await form.control("city").inputValue(), "Gais");
  });

  test("discard has a way back", async (t) => {
    const { form, requests } = await openForm(t);
    const before = requests.length;
    await form.control("city").fill("Gais");
    await form.control("phone").fill("1");
    await form.act("discard").click();
    assert.deepEqual(await form.dirty(), []);
    assert.equal(await form.control("city").inputValue(), "Appenzell");
    assert.match(await form.sentence.innerText(), /Discarded 2 changes/);
    assert.equal((await form.seen()).filter(({ type }) => type === "customer-cancel").length, 1);
    await form.sentence.locator("[data-act=undo]").click();
    assert.deepEqual(await form.dirty(), ["city", "phone"]);
    assert.deepEqual([await form.control("city").inputValue(), await form.control("phone").inputValue()], ["Gais", "1"]);
    assert.equal(requests.length, before);
  });

  test("one field's revert can be undone", async (t) => {
    const { form } = await openForm(t);
    await form.control("city").fill("Gais");
    await form.control("phone").fill("1");
    await form.element.getByRole("button", { name: /^Revert City/ }).click();
    assert.deepEqual(await form.dirty(), ["phone"]);
    await form.act("undo").click();
    assert.deepEqual(await form.dirty(), ["city", "phone"]);
    assert.equal(await form.control("city").inputValue(), "Gais");
  });

  test("a page with changes asks before it goes, and one without does not", async (t) => {
    const { page, form } = await openForm(t);
    await form.control("city").click();
    await page.keyboard.type("!");
    assert.equal(await leaves(page), false);
    assert.deepEqual(await form.dirty(), ["city"]);
    await form.act("undo").click();
    assert.equal(await leaves(page), true);
  });

  test("a page asks as long as a save is not known to be stored, and no longer", async (t) => {
    const { server, page, form } = await openForm(t, { settings: { timeoutSeconds: 1 } });
    const path = "/api/v2/customer/1";
    await form.control("city").click();
    await page.keyboard.type("!");
    await setFaults(server.url, { fault: "hang-after", path, method: "PATCH" }, { fault: "500", path, method: "GET" });
    await form.saveButton.click();
    assert.equal(await leaves(page), false);
    await form.sentence.filter({ hasText: /not known/i }).waitFor();
    assert.equal(await leaves(page), false);
    await setFaults(server.url);
    const from = (await form.seen()).findIndex(({ type }) => type === "customer-error") + 1;
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    assert.equal((await form.over(from)).type, "customer-saved");
    assert.equal(await leaves(page), true);
  });

  test("a form that has left the page asks no more", async (t) => {
    const { page, form } = await openForm(t);
    await form.control("city").click();
    await page.keyboard.type("!");
    await page.evaluate(async () => {
      const element = document.querySelector("customer-edit");
      element.remove();
      while (element.shadowRoot.querySelector("input")) await new Promise((resolve) => setTimeout(resolve, 5));
    });
    assert.equal(await leaves(page), true);
  });
});
