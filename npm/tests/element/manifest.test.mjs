/** custom-elements.json against the running element: what it says is there, and what is there it says. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openForm } from "../harness/form.mjs";

const manifest = JSON.parse(await readFile(new URL("../../dist/custom-elements.json", import.meta.url), "utf8"));
const declaration = manifest.modules.flatMap(({ declarations }) => declarations).find(({ customElement }) => customElement);
const sorted = (values) => [...values].sort();
const names = (items) => sorted(items.map(({ name }) => name));
const own = declaration.members.filter((member) => !member.static);

/** What the platform calls, not a host. */
const CALLBACKS = ["connectedCallback", "disconnectedCallback", "attributeChangedCallback", "formResetCallback", "formDisabledCallback"];

/** A value other than the default for every writable property. */
const VALUES = {
  api: "form-v1", baseUrl: "/base", customerId: "7", company: 2, method: "PUT", locale: "de", readonly: true, theme: "dark",
  density: "compact", review: true, draftKey: "key",
  // Not reflected: objects and callbacks.
  getToken: null, fetcher: null, record: null, lookups: null, fieldPolicy: {}, settings: {}, messages: {},
};

test("it is schema 2, and names the tag, the class and where they are defined", async () => {
  assert.match(manifest.schemaVersion, /^2\./);
  assert.deepEqual([declaration.tagName, declaration.name, declaration.superclass.name], ["customer-edit", "CustomerEditElement", "HTMLElement"]);
  const definitions = manifest.modules.flatMap(({ path, exports }) => exports.filter(({ kind }) => kind === "custom-element-definition").map(({ name }) => [path, name]));
  assert.deepEqual(definitions, [["dist/index.js", "customer-edit"]]);
  for (const { path } of manifest.modules) await readFile(new URL(`../../${path}`, import.meta.url));
});

test("everything documented has a sentence", () => {
  const { members, attributes, events, cssParts, cssProperties, cssStates } = declaration;
  for (const item of [...members, ...attributes, ...events, ...cssParts, ...cssProperties, ...cssStates]) {
    assert.match(item.description ?? "", /\w{2}.*\./s, `${item.name}: ${item.description}`);
  }
  for (const { name, type } of events) assert.match(type.text, /^CustomEvent<.+>$/s, name);
});

test("properties, methods and attributes", async (t) => {
  const { page } = await openForm(t);
  const real = await page.evaluate((values) => {
    const element = document.createElement("customer-edit");
    const proto = Object.getPrototypeOf(element);
    const described = Object.entries(Object.getOwnPropertyDescriptors(proto)).filter(([name]) => name !== "constructor");
    const reflected = {};
    for (const [name, value] of Object.entries(values)) {
      const before = new Set(element.getAttributeNames());
      element[name] = value;
      const [attribute] = element.getAttributeNames().filter((name) => !before.has(name));
      if (!attribute) continue;
      // And back: what the attribute says is what the property gives.
      const text = element.getAttribute(attribute);
      const other = document.createElement("customer-edit");
      other.setAttribute(attribute, text);
      reflected[name] = other[name] === value ? attribute : `${attribute} reads as ${other[name]}`;
    }
    return {
      writable: described.filter(([, { set }]) => set).map(([name]) => name),
      readable: described.filter(([, { get, set }]) => get && !set).map(([name]) => name),
      methods: described.filter(([, { value }]) => typeof value === "function").map(([name]) => name),
      statics: Object.getOwnPropertyNames(proto.constructor).filter((name) => !["length", "name", "prototype", "formAssociated", "observedAttributes"].includes(name)),
      observed: proto.constructor.observedAttributes,
      reflected,
    };
  }, VALUES);

  const fields = own.filter(({ kind }) => kind === "field");
  assert.deepEqual(names(fields.filter(({ readonly }) => !readonly)), sorted(real.writable));
  assert.deepEqual(sorted(Object.keys(VALUES)), sorted(real.writable));
  assert.deepEqual(names(fields.filter(({ readonly }) => readonly)), sorted(real.readable));
  assert.deepEqual(names(own.filter(({ kind }) => kind === "method")), sorted(real.methods.filter((name) => !CALLBACKS.includes(name))));
  assert.deepEqual(names(declaration.members.filter((member) => member.static)), sorted(real.statics));

  const documented = Object.fromEntries(declaration.attributes.map(({ name, fieldName }) => [fieldName, name]));
  assert.deepEqual(documented, real.reflected);
  const attributes = new Set(Object.values(documented));
  assert.deepEqual(real.observed.filter((name) => !attributes.has(name)), []);
});

test("custom properties are those that the style sheets read", async (t) => {
  const { form } = await openForm(t);
  const read = await form.element.evaluate(({ shadowRoot }) => {
    const css = shadowRoot.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\n");
    return [...new Set([...css.matchAll(/var\(\s*(--(?!ce-_)[\w-]+)/g)].map(([, name]) => name))];
  });
  assert.deepEqual(names(declaration.cssProperties), sorted(read));
});

test("parts, events and states across everything that a form goes through", async (t) => {
  const { page, form, server } = await openForm(t, {
    before: (page) => page.addInitScript(watchEverything),
    server: { latency: 150 },
  });
  // A list on its way.
  await form.control("country").focus();
  await form.element.locator("[part~=hint]").first().waitFor();
  // Change, refuse, undo it all.
  await form.control("name").fill("");
  await form.saveButton.click();
  await form.summary.waitFor();
  await form.element.getByRole("button", { name: "Discard" }).first().click();
  await page.waitForFunction(() => window.all.events.has("customer-cancel"));
  // Save.
  await form.control("city").fill("Herisau");
  assert.equal((await form.save()).type, "customer-saved");
  // Somebody else saves first.
  await form.control("city").fill("Urnäsch");
  const headers = { "authorization": "Bearer demo-token", "content-type": "application/json" };
  const other = await fetch(`${server.url}/api/v2/customer/1`, { method: "PATCH", headers, body: '{"company":1,"city":"Gais"}' });
  assert.equal(other.status, 200);
  assert.equal((await form.save()).type, "customer-conflict");
  await form.element.getByRole("button", { name: "All mine" }).click();
  // Once more, with a review before it.
  await page.evaluate(() => (document.querySelector("customer-edit").review = true));
  await form.saveButton.click();
  await page.waitForFunction(() => !document.querySelector("customer-edit").busy);
  // A load that fails, with what is said of it.
  await page.evaluate(() => (document.querySelector("customer-edit").customerId = "999"));
  await page.waitForFunction(() => window.all.events.has("customer-error"));
  await page.evaluate(() => (document.querySelector("customer-edit").readonly = true));

  const seen = await page.evaluate(() => {
    window.all.look();
    return Object.fromEntries(Object.entries(window.all).filter(([, value]) => value instanceof Set).map(([name, values]) => [name, [...values]]));
  });
  assert.deepEqual(sorted(seen.parts), names(declaration.cssParts));
  assert.deepEqual(sorted(seen.events), names(declaration.events));
  assert.deepEqual(sorted(seen.states), names(declaration.cssStates));
  assert.deepEqual(seen.wrong, []);
});

/** Runs in the page first: notes every part, event and state of any form. */
function watchEverything() {
  const all = { parts: new Set(), events: new Set(), states: new Set(), wrong: new Set() };
  all.look = (root = document.querySelector("customer-edit")?.shadowRoot) => {
    for (const node of root?.querySelectorAll("[part]") ?? []) for (const part of node.part) all.parts.add(part);
  };
  window.all = all;
  const { attachShadow, dispatchEvent } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    new MutationObserver(() => all.look(root)).observe(root, { subtree: true, childList: true, attributes: true });
    return root;
  };
  EventTarget.prototype.dispatchEvent = function (event) {
    if (event.type.startsWith("customer-")) {
      all.events.add(event.type);
      if (!event.bubbles || !event.composed || event.cancelable !== (event.type === "customer-save")) all.wrong.add(event.type);
    }
    return dispatchEvent.call(this, event);
  };
  const { add } = CustomStateSet.prototype;
  CustomStateSet.prototype.add = function (state) {
    all.states.add(state);
    return add.call(this, state);
  };
}
