/** One `<customer-edit>` on an empty page, on a reference server of its own: tests that need no demo page. */
import { newPage } from "./browser.mjs";
import { startServer } from "./server.mjs";

const EMPTY = "<!doctype html><html lang='en'><title>test</title><link rel='icon' href='data:,'><main></main></html>";
/** After one of these a save or a load is over. */
const OUTCOMES = ["customer-saved", "customer-invalid", "customer-conflict", "customer-error"];

/**
 * @param {import("node:test").TestContext} t cleans up when the test ends
 * @param {object} [options]
 * @param {number | string} [options.id] the customer's
 * @param {Record<string, string>} [options.attributes] of the element, over the usual ones
 * @param {string} [options.token] what getToken answers
 * @param {Parameters<typeof startServer>[0]} [options.server]
 * @param {(page: import("playwright-core").Page) => Promise<void>} [options.before] routes to set, before anything loads
 * @param {"customer-ready" | "customer-error"} [options.until] the event that ends the load
 * @param {string} [options.csp] the page's Content-Security-Policy; without it, none
 */
export async function openForm(t, options = {}) {
  const { id = 1, attributes, token = "demo-token", until = "customer-ready" } = options;
  const server = await startServer(options.server);
  t.after(() => server.stop());
  const opened = await newPage(t, options.context);
  const { page } = opened;
  await page.route("**/empty.html", (route) => route.fulfill({
    contentType: "text/html",
    body: EMPTY,
    headers: options.csp ? { "Content-Security-Policy": options.csp } : {},
  }));
  await options.before?.(page);
  await page.goto(`${server.url}/empty.html`);
  const all = { "api": "json-v2", "customer-id": String(id), "company": "1", ...attributes };
  await page.evaluate(mount, { attributes: all, token, until });
  return { ...opened, server, form: formOf(page), stored: (which = id) => storedRow(server.url, which) };
}

/** Runs in the page. Events are kept in order, to be read from the test. */
async function mount({ attributes, token, until }) {
  const element = document.createElement("customer-edit");
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.getToken = () => token;
  window.seen = [];
  for (const name of ["ready", "change", "invalid", "save", "saved", "conflict", "error", "cancel"]) {
    element.addEventListener(`customer-${name}`, ({ type, detail }) => window.seen.push({ type, detail }));
  }
  const over = new Promise((resolve) => element.addEventListener(until, resolve, { once: true }));
  document.querySelector("main").append(element);
  await import("/pkg/index.js");
  await over;
}

/** What a person sees and does. */
function formOf(page) {
  const element = page.locator("customer-edit");
  return {
    element,
    /** The native control of a field. */
    control: (key) => element.locator(`[name="${key}"]`),
    /** The button that saves. */
    saveButton: element.locator('button[part~="button-primary"]'),
    /** Sentences about what happened to a load or a save. */
    sentence: element.locator(":is(.ce-banner, .ce-blank)"),
    /** What stopped the last save, all of it. */
    summary: element.locator('[part~="summary"]'),
    /** Clicks Save and waits until it is over; gives the outcome's event. */
    async save() {
      const before = await page.evaluate(() => window.seen.length);
      await element.locator('button[part~="button-primary"]').click();
      await page.waitForFunction(
        ([from, outcomes]) => window.seen.slice(from).some(({ type }) => outcomes.includes(type)),
        [before, OUTCOMES],
      );
      const since = (await page.evaluate(() => window.seen)).slice(before);
      return since.find(({ type }) => OUTCOMES.includes(type));
    },
  };
}

/** The row as the database has it; numbers of custom fields are text there, so no digit is lost on the way. */
export async function storedRow(url, id) {
  const answer = await fetch(`${url}/admin/customer/${id}`);
  if (!answer.ok) throw new Error(`no stored row ${id}: ${answer.status}`);
  const { customer, custom_values: values } = await answer.json();
  return { ...customer, ...Object.fromEntries(values.map(({ field_id: field, value }) => [`template.fields.${field}`, value])) };
}

/** Columns in which two rows differ. */
export function changedColumns(before, after) {
  const columns = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...columns].filter((column) => before[column] !== after[column]);
}
