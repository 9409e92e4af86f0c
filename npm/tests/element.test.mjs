/** The element as a host meets it: properties at any time, one load, moves, and leaving. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openForm } from "./harness/form.mjs";

const reads = (requests) => requests.filter(({ method }) => method === "GET").map(({ path }) => path);

test("importing the package in Node does nothing", async () => {
  const site = process.env.CUSTOMER_SITE ?? new URL("../../target/site", import.meta.url).pathname;
  const { CustomerEditElement, define } = await import(`file://${site}/pkg/index.js`);
  assert.equal(typeof CustomerEditElement, "function");
  define("x-y");
});

test("properties set before the class is there count, and attributes reflect them", async (t) => {
  const { page, requests } = await openForm(t);
  const before = requests.length;
  const seen = await page.evaluate(async () => {
    const plain = document.createElement("customer-late");
    plain.customerId = "2";
    plain.company = 1;
    plain.readonly = true;
    plain.getToken = () => "demo-token";
    const ready = new Promise((resolve) => plain.addEventListener("customer-ready", resolve, { once: true }));
    document.body.append(plain);
    (await import("/pkg/element.js")).define("customer-late");
    await ready;
    return { id: plain.getAttribute("customer-id"), own: Object.keys(plain), readonly: plain.matches(":state(readonly)") };
  });
  assert.deepEqual(seen, { id: "2", own: [], readonly: true });
  assert.deepEqual(reads(requests).slice(before), ["/api/v2/customer/2/?company=1"]);
});

test("enumerated attributes fall back to their default", async (t) => {
  const { page } = await openForm(t, { attributes: { method: "patch", theme: "purple", company: "one" }, until: "customer-error" });
  assert.deepEqual(
    await page.locator("customer-edit").evaluate(({ method, theme, density, company, locale, draftKey }) => ({ method, theme, density, company, locale, draftKey })),
    { method: "auto", theme: "page", density: "normal", company: null, locale: "en", draftKey: "" },
  );
});

test("appending and load() at once ask once; several new ids in one task load the last", async (t) => {
  const { page, requests } = await openForm(t);
  const before = requests.length;
  await page.evaluate(async () => {
    const second = document.createElement("customer-edit");
    second.getToken = () => "demo-token";
    second.company = 1;
    second.customerId = "2";
    document.body.append(second);
    await second.load();
    second.customerId = "3";
    second.customerId = "4";
    await second.load();
  });
  const records = reads(requests).slice(before).filter((path) => /^\/api\/v2\/customer\//.test(path));
  assert.deepEqual(records, ["/api/v2/customer/2/?company=1", "/api/v2/customer/4/?company=1"]);
});

test("moving the element keeps the draft and asks for nothing", async (t) => {
  const { page, form, requests } = await openForm(t);
  await form.control("city").fill("Herisau");
  const before = requests.length;
  await page.evaluate(async () => {
    const element = document.querySelector("customer-edit");
    element.remove();
    await Promise.resolve();
    document.body.append(element);
    await new Promise((resolve) => setTimeout(resolve, 50));
  });
  assert.equal(await form.control("city").inputValue(), "Herisau");
  assert.equal(requests.length, before);
});

test("leaving the page empties the element; save() then says so", async (t) => {
  const { page } = await openForm(t);
  const after = await page.evaluate(async () => {
    const element = document.querySelector("customer-edit");
    element.remove();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const outcome = await element.save();
    return { left: element.shadowRoot.querySelectorAll("input").length, kind: outcome.kind, dirty: element.dirty };
  });
  assert.deepEqual(after, { left: 0, kind: "unavailable", dirty: [] });
});

test("states and validity follow the draft; a form's reset and a disabled fieldset reach it", async (t) => {
  const { page, form } = await openForm(t);
  const state = (name) => form.element.evaluate((element, name) => element.matches(`:state(${name})`), name);
  await form.control("name").fill("");
  assert.deepEqual([await state("dirty"), await state("invalid")], [true, true]);
  assert.equal(await form.element.evaluate((element) => element.matches(":invalid")), true);
  await page.evaluate(async () => {
    const [outer, fieldset] = [document.createElement("form"), document.createElement("fieldset")];
    outer.append(fieldset);
    document.body.append(outer);
    fieldset.append(document.querySelector("customer-edit"));
    outer.reset();
    fieldset.disabled = true;
  });
  await form.element.getByText("Alpenrose Käserei AG").nth(1).waitFor();
  assert.deepEqual([await state("dirty"), await state("invalid"), await state("readonly")], [false, false, true]);
  assert.equal(await form.control("name").count(), 0);
});

test("preview() throws an EditorError with the issues", async (t) => {
  const { page, form } = await openForm(t);
  await form.control("name").fill("");
  const thrown = await page.evaluate(async () => {
    const { EditorError } = await import("/pkg/index.js");
    try {
      document.querySelector("customer-edit").preview();
    } catch (error) {
      return { known: error instanceof EditorError, issues: error.issues.map(({ field, code }) => ({ field, code })) };
    }
  });
  assert.deepEqual(thrown, { known: true, issues: [{ field: "name", code: "required" }] });
});

test("without a customer the element says so and asks for nothing", async (t) => {
  const { page, requests, form } = await openForm(t);
  const before = requests.length;
  await page.evaluate(() => (document.querySelector("customer-edit").customerId = ""));
  await form.element.locator(".ce-blank", { hasText: "No customer was named" }).waitFor();
  assert.equal(requests.length, before);
});

test("another version that was first is reported, and left alone", async (t) => {
  const { page } = await openForm(t);
  const said = page.waitForEvent("console", (message) => message.type() === "warning");
  await page.evaluate(async () => {
    customElements.define("customer-other", class extends HTMLElement { static version = "0.0.1"; });
    (await import("/pkg/element.js")).define("customer-other");
  });
  assert.match((await said).text(), /<customer-other> is already version 0\.0\.1/);
});

test("null and undefined, as plain JavaScript and template engines give them, are nothing given", async (t) => {
  const { page, requests } = await openForm(t);
  const before = requests.length;
  const given = await page.evaluate(async () => {
    const element = document.createElement("customer-edit");
    const names = ["api", "baseUrl", "customerId", "company", "method", "locale", "theme", "density", "draftKey"];
    const look = () => Object.fromEntries(names.map((name) => [name, element[name]]));
    const fresh = JSON.stringify(look());
    const odd = [];
    for (const nothing of [null, undefined]) {
      for (const name of names) element[name] = nothing;
      odd.push(JSON.stringify(look()) === fresh, element.getAttributeNames());
    }
    document.body.append(element);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return [odd, element.shadowRoot.textContent];
  });
  assert.deepEqual(given[0], [true, [], true, []]);
  assert.match(given[1], /No customer was named/);
  assert.equal(requests.length, before);
});

test("--ce-columns is at most so many: what has no place in the grid is fewer", async (t) => {
  const { form } = await openForm(t, { context: { viewport: { width: 1600, height: 900 } } });
  const columns = (count) => form.element.evaluate((element, count) => {
    element.style.setProperty("--ce-columns", String(count));
    const rows = new Map();
    for (const field of element.shadowRoot.querySelectorAll(".ce-field")) {
      const { top, left } = field.getBoundingClientRect();
      rows.set(Math.round(top), (rows.get(Math.round(top)) ?? new Set()).add(Math.round(left)));
    }
    return Math.max(...[...rows.values()].map(({ size }) => size));
  }, count);
  await form.control("city").waitFor();
  const most = [];
  for (const count of [1, 2, 3, 4, 5, 6]) most.push(await columns(count));
  most.forEach((is, at) => assert.ok(is <= at + 1, `${is} of at most ${at + 1}`));
  assert.deepEqual(most.slice(0, 3), [1, 2, 3]);
  assert.ok(most[3] >= 3 && most[4] >= 3, most.join());
});
