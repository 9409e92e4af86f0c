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

test("busy is a state while the module comes, while it loads and while it saves", async (t) => {
  const { page, form } = await openForm(t, { server: { latency: 300 } });
  const busy = () => form.element.evaluate((element) => [element.busy, element.matches(":state(busy)")]);
  assert.deepEqual(await busy(), [false, false]);
  await form.control("city").fill("Herisau");
  const saving = form.save();
  await page.waitForFunction(() => document.querySelector("customer-edit").busy);
  assert.deepEqual(await busy(), [true, true]);
  await saving;
  assert.deepEqual(await busy(), [false, false]);

  const loading = await page.evaluate(async () => {
    const element = Object.assign(document.createElement("customer-edit"), { customerId: "2", company: 1, getToken: () => "demo-token" });
    const states = [];
    const note = () => states.push([element.busy, element.matches(":state(busy)")].join());
    document.body.append(element);
    const over = new Promise((resolve) => element.addEventListener("customer-ready", resolve, { once: true }));
    for (let done = false; !done;) {
      note();
      done = await Promise.race([over.then(() => true), new Promise((resolve) => setTimeout(() => resolve(false), 5))]);
    }
    note();
    element.customerId = "";
    await Promise.resolve();
    await Promise.resolve();
    note();
    return states.filter((state, at) => state !== states[at - 1]);
  });
  assert.deepEqual(loading, ["true,true", "false,false"]);
});

const focused = (page) => page.evaluate(() => {
  const { activeElement } = document;
  return activeElement.shadowRoot?.activeElement?.name ?? activeElement.id;
});

test("a submit that its issues stop shows them, and the keyboard is at the first", async (t) => {
  const { page, form, errors } = await inForm(t);
  const shown = () => form.element.locator("[aria-invalid=true]").evaluateAll((controls) => controls.map(({ name }) => name));
  await form.control("contact_person.email").fill("");
  await form.control("name").fill("");
  await form.element.evaluate((element) => element.focusField("city"));
  // Only asking is not submitting.
  assert.deepEqual(await page.evaluate(() => [document.forms[0].checkValidity(), document.querySelector("customer-edit").matches(":invalid")]), [false, true]);
  await page.waitForTimeout(50);
  assert.equal(await focused(page), "city");
  assert.equal(await form.summary.count(), 0);

  await page.locator("form > button").click();
  await form.summary.waitFor();
  assert.deepEqual(await shown(), ["name", "contact_person.email"]);
  assert.equal(await focused(page), "name");
  assert.equal(await page.evaluate(() => window.submits), 0);
  assert.deepEqual(await page.evaluate(() => window.seen.filter(({ type }) => type === "customer-invalid")), []);
  // From the same field once more, and by code.
  await page.evaluate(() => document.forms[0].requestSubmit());
  await page.waitForTimeout(50);
  assert.equal(await focused(page), "name");

  await form.control("name").fill("Alpenrose");
  await form.control("contact_person.email").fill("a@example.com");
  await page.locator("form > button").click();
  assert.equal(await page.evaluate(() => window.submits), 1);
  assert.deepEqual(errors, []);
});

test("a control of the page that comes first, and is wrong too, has the keyboard", async (t) => {
  const { page, form } = await inForm(t);
  await page.evaluate(() => document.forms[0].prepend(Object.assign(document.createElement("input"), { id: "own", required: true })));
  await form.control("name").fill("");
  await page.locator("form > button").click();
  await page.waitForTimeout(50);
  assert.equal(await focused(page), "own");
});

test("what nobody touched and a PUT would be refused for is shown as well; what has no control, in the summary", async (t) => {
  const { page, form } = await inForm(t);
  await form.element.evaluate(async (element) => {
    element.method = "PUT";
    element.record = { id: 1, name: "Alpenrose", city: "Gais", contact_person: { name: "", email: "a@example.com" } };
    await element.load();
  });
  await page.locator("form > button").click();
  await form.summary.waitFor();
  assert.equal(await page.evaluate(() => window.submits), 0);
  assert.equal(await focused(page), "contact_person.name");
  await form.element.evaluate(async (element) => {
    element.fieldPolicy = { "contact_person.name": "hidden" };
    element.record = { id: 1, name: "Alpenrose", city: "Gais", contact_person: null };
    await element.load();
    element.editor.set("contact_person.email", "a@example.com");
  });
  await page.locator("form > button").click();
  await form.summary.waitFor();
  await page.waitForTimeout(50);
  assert.equal(await form.element.evaluate((element) => element.shadowRoot.activeElement?.part.contains("summary")), true);
});
