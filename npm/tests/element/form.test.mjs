/** The element inside a `<form>`: it takes part in validity, reset and disabled, and submits no value. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openForm } from "../harness/form.mjs";

async function inForm(t) {
  const opened = await openForm(t);
  await opened.page.evaluate(() => {
    const [form, fieldset, button] = ["form", "fieldset", "button"].map((tag) => document.createElement(tag));
    form.append(fieldset, button);
    fieldset.append(document.querySelector("customer-edit"));
    document.body.append(form);
    window.submits = 0;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      window.submits += 1;
    });
  });
  await opened.form.control("city").waitFor();
  return opened;
}

const outer = (page) => page.evaluate(() => {
  const [form] = document.forms;
  return { elements: [...form.elements].map(({ localName }) => localName), valid: form.checkValidity(), data: [...new FormData(form)], matches: document.querySelector("customer-edit").matches(":invalid") };
});

test("it is one of the form's elements, submits nothing, and holds up a form while it is wrong", async (t) => {
  const { page, form } = await inForm(t);
  assert.deepEqual(await outer(page), { elements: ["fieldset", "customer-edit", "button"], valid: true, data: [], matches: false });
  await form.control("name").fill("");
  await form.control("city").focus();
  assert.deepEqual(await outer(page), { elements: ["fieldset", "customer-edit", "button"], valid: false, data: [], matches: true });
  await form.control("name").fill("Alpenrose");
  assert.equal((await outer(page)).valid, true);
});

test("return in one of its controls does not submit the page's form", async (t) => {
  const { page, form } = await inForm(t);
  await form.control("city").fill("Herisau");
  await form.control("city").press("Enter");
  await page.waitForTimeout(50);
  assert.equal(await page.evaluate(() => window.submits), 0);
});

test("reset brings the loaded record back, and can be undone", async (t) => {
  const { page, form } = await inForm(t);
  const city = await form.control("city").inputValue();
  await form.control("city").fill("Herisau");
  await page.evaluate(() => document.forms[0].reset());
  assert.equal(await form.control("city").inputValue(), city);
  assert.deepEqual(await form.element.evaluate((element) => [element.dirty, element.undo(), element.dirty]), [[], true, ["city"]]);
});

test("a disabled fieldset locks it and keeps the draft; :state() follows", async (t) => {
  const { page, form } = await inForm(t);
  await form.control("city").fill("Herisau");
  const disabled = (on) => page.evaluate((on) => (document.querySelector("fieldset").disabled = on), on);
  const states = () => form.element.evaluate((element) => ["dirty", "invalid", "busy", "readonly"].filter((state) => element.matches(`:state(${state})`)));
  assert.deepEqual(await states(), ["dirty"]);
  await disabled(true);
  await form.control("city").waitFor({ state: "detached" });
  assert.deepEqual(await states(), ["dirty", "readonly"]);
  assert.deepEqual(await form.element.evaluate(({ readonly, dirty }) => [readonly, dirty]), [false, ["city"]]);
  await disabled(false);
  assert.equal(await form.control("city").inputValue(), "Herisau");
  assert.deepEqual(await states(), ["dirty"]);
});

test("busy is a state while it loads and while it saves", async (t) => {
  const { page, form } = await openForm(t, { server: { latency: 300 } });
  const busy = () => form.element.evaluate((element) => [element.busy, element.matches(":state(busy)")]);
  assert.deepEqual(await busy(), [false, false]);
  await form.control("city").fill("Herisau");
  const saving = form.save();
  await page.waitForFunction(() => document.querySelector("customer-edit").busy);
  assert.deepEqual(await busy(), [true, true]);
  await saving;
  assert.deepEqual(await busy(), [false, false]);
});
