/** `element.editor`: a second handle to the editor that the form shows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { writes } from "../harness/browser.mjs";
import { openForm } from "../harness/form.mjs";
import { keepInstance } from "../harness/memory.mjs";

const changes = (page) => page.evaluate(() => window.seen.filter(({ type }) => type === "customer-change").map(({ detail }) => detail));

test("what is set through it shows in the form, fires customer-change, and is saved", async (t) => {
  const { page, form, requests } = await openForm(t);
  const said = await form.element.evaluate((element) => {
    const { editor } = element;
    editor.set("city", "Herisau");
    return { same: editor === element.editor, get: editor.get("city"), dirty: [editor.dirty, element.dirty], fields: editor.fields.length > 10, body: editor.request("PATCH").body };
  });
  assert.deepEqual(said, { same: true, get: "Herisau", dirty: [["city"], ["city"]], fields: true, body: '{"company":1,"city":"Herisau"}' });
  assert.equal(await form.control("city").inputValue(), "Herisau");
  assert.deepEqual(await changes(page), [{ field: "city", dirty: ["city"], valid: true }]);
  await form.element.getByText("1 unsaved change").first().waitFor();
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(writes(requests).map(({ body }) => body), ['{"company":1,"city":"Herisau"}']);
});

test("what a person types is read through it; undo goes through both", async (t) => {
  const { form } = await openForm(t);
  await form.control("city").fill("Herisau");
  const city = await form.element.evaluate(({ editor }) => [editor.get("city"), editor.undo(), editor.get("city")]);
  assert.deepEqual(city, ["Herisau", true, "Appenzell"]);
  assert.equal(await form.control("city").inputValue(), "Appenzell");
});

test("an issue made through it is the form's; snapshot and restore as well", async (t) => {
  const { form } = await openForm(t);
  const said = await form.element.evaluate((element) => {
    const { editor } = element;
    editor.set("name", "");
    const wrong = [editor.validate(), element.issues].map((issues) => issues.map(({ field, code }) => `${field} ${code}`));
    const snapshot = editor.snapshot();
    editor.reset();
    const clean = element.dirty;
    editor.restore(snapshot);
    return { wrong, clean, dirty: element.dirty, valid: element.valid };
  });
  assert.deepEqual(said, { wrong: [["name required"], ["name required"]], clean: [], dirty: ["name"], valid: false });
  assert.equal(await form.control("name").inputValue(), "");
});

test("it is null until something is loaded, and throws once its form is gone", async (t) => {
  const { page } = await openForm(t);
  const said = await page.evaluate(async () => {
    const { EditorError } = await import("/pkg/index.js");
    const call = (editor) => {
      try {
        return editor.dirty;
      } catch (error) {
        return error instanceof EditorError ? error.message : String(error);
      }
    };
    const element = Object.assign(document.createElement("customer-edit"), { customerId: "2", company: 1, getToken: () => "demo-token" });
    const apart = element.editor;
    document.body.append(element);
    const early = element.editor;
    await element.load();
    const first = element.editor;
    first.free();
    first.set("city", "Rezé");
    const kept = [call(first), first === element.editor];
    await element.load();
    const again = [call(first), first === element.editor];
    element.customerId = "3";
    await element.load();
    const other = [call(first), first === element.editor, call(element.editor)];
    const second = element.editor;
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { apart, early, kept, again, other, left: [call(second), element.editor] };
  });
  const gone = "dirty: this editor has been freed";
  assert.deepEqual(said, {
    apart: null, early: null, kept: [["city"], true], again: [["city"], true], other: [gone, false, []], left: [gone, null],
  });
});

test("after a trap the old one throws, and the restarted form has another with what was typed", async (t) => {
  const { page, form } = await openForm(t, { before: (page) => page.addInitScript(keepInstance) });
  await form.control("city").fill("Herisau");
  const said = await form.element.evaluate((element) => {
    const { editor } = element;
    const first = editor.get("city");
    window.old = editor;
    setTimeout(() => window.instance.exports.__wbindgen_free(0xfffffff0, 8, 8));
    return first;
  });
  assert.equal(said, "Herisau");
  await form.element.getByRole("button", { name: "Restart the form" }).click();
  await form.control("city").waitFor();
  await page.waitForFunction(() => document.querySelector("customer-edit").dirty.length === 1);
  const after = await form.element.evaluate(({ editor }) => {
    try {
      return [editor.get("city"), window.old.get("city")];
    } catch (error) {
      return [editor.get("city"), error.message];
    }
  });
  assert.deepEqual(after, ["Herisau", "get: this editor has been freed"]);
});
