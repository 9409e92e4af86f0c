/** The table of rules in the element, in Chromium: typed into the field's own control. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "../harness/form.mjs";
import { startServer } from "../harness/server.mjs";
import { APIS, differences, expectedOf, tableOf } from "./table.mjs";

for (const api of APIS) {
  test(`${api}: what is typed leaves as it should, or shows what is wrong`, async (t) => {
    const table = await tableOf(api);
    const server = await startServer();
    t.after(() => server.stop());
    const { page, errors } = await openPage(t, server);
    const results = await page.evaluate(play, table);
    const { cases } = table;
    assert.deepEqual(differences(cases, results.map(({ found }) => found), cases.map((row) => expectedOf(api, row))), []);
    // What shows at the control, as far as it is this one that is wrong.
    const marked = cases.map(({ issue, on, field }) => issue !== null && on === field);
    assert.deepEqual(differences(cases, results.map(({ marked }) => marked), marked), []);
    // A date control takes only dates, a line no line ends, a checkbox two values, a chooser what it offers.
    const typed = results.filter(({ byControl }) => byControl).length;
    assert.ok(typed > cases.length * 0.8, `${typed} of ${cases.length} could be typed`);
    assert.deepEqual(errors, []);
  });
}

/** Runs in the page: one form per locale, all cases one after the other. */
async function play({ api, id, method, record, lookups, cases }) {
  await import("/pkg/index.js");
  const forms = new Map();
  const { port1, port2 } = new MessageChannel();
  port1.start();
  /** Until every effect has run. */
  const tick = () => new Promise((resolve) => {
    port1.addEventListener("message", resolve, { once: true });
    port2.postMessage(null);
  });
  const open = async (locale) => {
    const element = Object.assign(document.createElement("customer-edit"), { api, customerId: String(id), company: 1, locale, record, lookups });
    const ready = new Promise((resolve) => element.addEventListener("customer-ready", resolve, { once: true }));
    document.querySelector("main").append(element);
    await ready;
    return element;
  };
  const type = (element, key, text) => {
    const control = element.shadowRoot.querySelector(`[name="${CSS.escape(key)}"]`);
    if (!control) throw new Error(`no control ${key} for ${text}`);
    control.focus();
    // A search is chosen from, and so is a list while what is typed may be the beginning of a name.
    const name = text.trim().toLowerCase();
    const part = ({ label }) => label.toLowerCase().includes(name) && label.toLowerCase() !== name;
    const chosen = control.role === "combobox" && name !== "" && key !== "country"
      && (key === "parentCustomer" || element.editor.fields.find((field) => field.key === key).options?.some(part));
    const fits = chosen ? false : control.type === "checkbox" ? ["true", "false"].includes(text) : ((control.value = text), control.value === text);
    if (!fits) {
      element.editor.set(key, text);
      return false;
    }
    if (control.type === "checkbox") control.checked = text === "true";
    control.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    control.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
    return true;
  };
  const results = [];
  for (const { locale, field, typed, with: before } of cases) {
    if (!forms.has(locale)) forms.set(locale, await open(locale));
    const element = forms.get(locale);
    element.editor.reset();
    for (const [key, text] of before) type(element, key, text);
    await tick();
    const byControl = type(element, field, typed);
    element.shadowRoot.activeElement?.blur();
    await tick();
    const control = element.shadowRoot.querySelector(`[name="${CSS.escape(field)}"]`);
    const issues = element.issues;
    results.push({
      byControl,
      found: issues.length > 0 ? issues.map(({ field, code }) => [field, code]) : element.preview(method).body,
      marked: control.getAttribute("aria-invalid") === "true",
    });
  }
  return results;
}
