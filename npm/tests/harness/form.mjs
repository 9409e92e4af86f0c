/** `<customer-edit>` on an empty page, on a reference server of its own: tests that need no demo page. */
import { newPage } from "./browser.mjs";
import { startServer } from "./server.mjs";

const EMPTY = "<!doctype html><html lang='en'><title>test</title><link rel='icon' href='data:,'><main></main></html>";
/** After one of these a save or a load is over. */
const OUTCOMES = ["customer-saved", "customer-invalid", "customer-conflict", "customer-error"];

/**
 * @param {import("node:test").TestContext} t cleans up when the test ends
 * @param {object} [options]
 * @param {"json-v2" | "form-v1"} [options.api] default "json-v2"
 * @param {number | string} [options.id] the customer's
 * @param {Record<string, string>} [options.attributes] of the element, over the usual ones
 * @param {object} [options.settings] the element's property
 * @param {string} [options.token] what getToken answers
 * @param {Parameters<typeof startServer>[0]} [options.server]
 * @param {(page: import("playwright-core").Page) => Promise<void>} [options.before] routes to set, before anything loads
 * @param {"customer-ready" | "customer-error"} [options.until] the event that ends the load
 * @param {string} [options.csp] the page's Content-Security-Policy; without it, none
 */
export async function openForm(t, options = {}) {
  const { id = 1, api } = options;
  const server = await startServer(options.server);
  t.after(() => server.stop());
  const opened = await openPage(t, server, options);
  const form = await addForm(opened.page, options);
  await opened.page.evaluate(() => (window.seen = document.querySelector("customer-edit").seen));
  return { ...opened, server, form, stored: (which = id) => storedRow(server.url, which, api) };
}

/** An empty page of a server; options as of {@link openForm}. */
export async function openPage(t, server, { context, csp, before } = {}) {
  const opened = await newPage(t, context);
  await opened.page.route("**/empty.html", (route) => route.fulfill({
    contentType: "text/html",
    body: EMPTY,
    headers: csp ? { "Content-Security-Policy": csp } : {},
  }));
  await before?.(opened.page);
  await opened.page.goto(`${server.url}/empty.html`);
  return opened;
}

/**
 * One more element at the end of an empty page, loaded. `name` is its HTML id; other options as of {@link openForm}.
 *
 * @returns {Promise<ReturnType<typeof formOf>>}
 */
export async function addForm(page, { api = "json-v2", name, id = 1, attributes, settings = {}, token = "demo-token", until = "customer-ready" } = {}) {
  const tenant = api === "json-v2" && { company: "1" };
  const all = { api, "customer-id": String(id), ...tenant, ...(name && { id: name }), ...attributes };
  await page.evaluate(mount, { attributes: all, settings, token, until });
  return formOf(page, name ? `customer-edit#${name}` : "customer-edit");
}

/** Runs in the page. Events and what the live region said are kept in order on the element, to be read from the test. */
async function mount({ attributes, settings, token, until }) {
  const element = document.createElement("customer-edit");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.getToken = () => token;
  element.settings = settings;
  element.seen = [];
  for (const name of ["ready", "change", "invalid", "save", "saved", "conflict", "error", "cancel"]) {
    element.addEventListener(`customer-${name}`, ({ type, detail }) => element.seen.push({ type, detail }));
  }
  const over = new Promise((resolve) => element.addEventListener(until, resolve, { once: true }));
  document.querySelector("main").append(element);
  await import("/pkg/index.js");
  element.said = [];
  new MutationObserver(() => {
    const text = element.shadowRoot.querySelector(".ce-sr[role=status]")?.textContent.trim() ?? "";
    if (text && text !== element.said.at(-1)) element.said.push(text);
    if (!text && element.said.at(-1)) element.said.push("");
  }).observe(element.shadowRoot, { subtree: true, childList: true, characterData: true });
  await over;
}

/** What a person sees and does. */
function formOf(page, selector) {
  const element = page.locator(selector);
  const seen = () => element.evaluate((element) => element.seen);
  return {
    element,
    /** The native control of a field. */
    control: (key) => element.locator(`[name="${key}"]`),
    /** Picks an entry of a field's list, by its name. */
    async choose(key, name) {
      await element.locator(`[name="${key}"]`).click();
      await element.getByRole("option", { name, exact: true }).click();
    },
    /** The button that saves. */
    saveButton: element.locator('button[part~="button-primary"]'),
    /** The button of an act, such as "undo". */
    act: (name) => element.locator(`[data-act="${name}"]`).first(),
    /** Sentences about what happened to a load or a save. */
    sentence: element.locator(":is(.ce-banner, .ce-blank)"),
    /** What stopped the last save, all of it. */
    summary: element.locator('[part~="summary"]'),
    /** The line that says how things stand. */
    status: element.locator(".ce-status"),
    /** Where clashes are shown. */
    chooser: element.locator('[part~="review"]'),
    /** The events so far. */
    seen,
    /** What the live region said so far, one after the other. */
    said: async () => (await element.evaluate((element) => element.said)).filter(Boolean),
    /** Fields with unsaved changes. */
    dirty: () => element.evaluate((element) => element.dirty),
    /** Waits until nothing is under way. */
    idle: () => element.evaluate(async (element) => {
      while (element.busy) await new Promise((resolve) => setTimeout(resolve, 10));
    }),
    /** Waits for the next event that ends a save, from the `from`th on; gives it. */
    async over(from) {
      const over = ([selector, from, outcomes]) =>
        document.querySelector(selector).seen.slice(from).find(({ type }) => outcomes.includes(type));
      return (await page.waitForFunction(over, [selector, from, OUTCOMES])).jsonValue();
    },
    /** Clicks Save and waits until it is over; gives the outcome's event. */
    async save() {
      const from = (await seen()).length;
      await element.locator('button[part~="button-primary"]').click();
      return this.over(from);
    },
  };
}

/**
 * The row as the database has it; decimals are text there, so no digit is lost on the way. Of form-v1 with
 * `payment_types` as a text and what is told of the picture as `image.file` and so on.
 */
export async function storedRow(url, id, api = "json-v2") {
  const answer = await fetch(`${url}/admin/${api === "form-v1" ? "v1/" : ""}customer/${id}`);
  if (!answer.ok) throw new Error(`no stored row ${id}: ${answer.status}`);
  const { customer, custom_values: values = [], payment_types: types, image } = await answer.json();
  return {
    ...customer,
    ...Object.fromEntries(values.map(({ field_id: field, value }) => [`template.fields.${field}`, value])),
    ...(types && { payment_types: types.join() }),
    ...Object.fromEntries(Object.entries(image ?? {}).map(([name, value]) => [`image.${name}`, value])),
  };
}

/** Columns in which two rows differ. */
export function changedColumns(before, after) {
  const columns = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...columns].filter((column) => before[column] !== after[column]);
}
