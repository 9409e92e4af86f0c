/**
 * Lists by the combobox pattern of the ARIA Authoring Practices (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/), by
 * real keys: a category and a country of json-v2, a parent customer (searched for) and a currency of form-v1.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { openV1 } from "./harness/form-v1.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const COUNTRY = { api: "json-v2", id: 1, key: "country", typed: "united", chosen: "United States of America", value: "840", other: "Portugal" };
const CATEGORY = { api: "json-v2", id: 1, key: "category", typed: "retail", chosen: "Retail", value: "7", other: "Public sector" };
const PARENT = { api: "form-v1", id: 3, key: "parentCustomer", typed: "est", chosen: "Lumière Est", value: "18", other: "Lumière Ouest" };
const CURRENCY = { api: "form-v1", id: 1, key: "currency", typed: "swiss", chosen: "CHF · Swiss Franc", value: "CHF", other: "EUR · Euro" };

/** A form with the means to see one of its comboboxes as assistive technology does. */
async function open(t, { api, id, key }, more = {}) {
  const opened = await openV1(t, { api, id, ...more });
  const { form, page } = opened;
  const control = form.control(key);
  const rows = form.element.locator(".ce-option");
  /** What the control says of itself and of the row that the keyboard is on; every promise of it is looked at. */
  const state = () => control.evaluate((control) => {
    const root = control.getRootNode();
    const [listId, activeId] = ["aria-controls", "aria-activedescendant"].map((name) => control.getAttribute(name));
    const list = listId === null ? null : root.getElementById(listId);
    const active = activeId === null ? null : root.getElementById(activeId);
    const selected = [...root.querySelectorAll('[role=option][aria-selected="true"]')];
    const box = active?.getBoundingClientRect();
    const frame = list?.getBoundingClientRect();
    return {
      expanded: control.getAttribute("aria-expanded"),
      lists: root.querySelectorAll("[role=listbox]").length,
      listed: list?.getAttribute("role") === "listbox" && (list.getAttribute("aria-label") ?? "") !== "",
      active: active && active.querySelector("bdi").textContent,
      sound: activeId === null ? selected.length === 0
        : selected.length === 1 && selected[0] === active && list.contains(active) && active.role === "option",
      inView: !active || (box.height > 0 && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1 && box.bottom <= innerHeight + 1),
      place: active && [active.getAttribute("aria-posinset"), active.getAttribute("aria-setsize")].map(Number),
      focused: root.activeElement === control,
      shown: control.value,
    };
  });
  const closed = async () => {
    const { expanded, lists, active, focused } = await state();
    assert.deepEqual({ expanded, lists, active, focused }, { expanded: "false", lists: 0, active: null, focused: true });
  };
  /** The row that the keyboard is on. */
  const active = async () => {
    const now = await state();
    assert.ok(now.expanded === "true" && now.lists === 1 && now.listed && now.sound && now.inView && now.focused, JSON.stringify(now));
    return now.active;
  };
  /** Goes down to a row by its name. */
  const goTo = async (name) => {
    const { place: [, count] } = await state();
    for (let steps = 0; (await active()) !== name && steps < count; steps += 1) await control.press("ArrowDown");
    assert.equal(await active(), name);
  };
  const held = () => form.element.evaluate((element, key) => element.editor.get(key), key);
  /** Waits for the list, or for what a search found. */
  const listed = (name) => rows.filter({ hasText: name }).first().waitFor({ state: "attached" });
  return { ...opened, page, control, rows, state, closed, active, goTo, held, listed };
}

for (const field of [COUNTRY, CATEGORY, PARENT, CURRENCY]) {
  const { key, typed, chosen, value, other } = field;

  test(`${key}: typing filters, Enter takes the row, and the keyboard stays`, async (t) => {
    const { form, control, rows, state, goTo, closed, held, listed } = await open(t, field);
    const shown = await control.inputValue();
    await control.focus();
    await closed();
    await control.fill("");
    await control.pressSequentially(typed);
    await listed(chosen);
    const names = await rows.locator("bdi").allTextContents();
    assert.ok(names.length < 20 && names.every((name) => name.toLowerCase().includes(typed)), names.join());
    await goTo(chosen);
    assert.ok((await form.said()).some((said) => said === `${names.length} ${names.length === 1 ? "choice" : "choices"}`), JSON.stringify(await form.said()));
    await control.press("Enter");
    await closed();
    assert.deepEqual([await held(), await control.inputValue()], [value, chosen]);
    assert.deepEqual(await form.dirty(), [key]);
    assert.deepEqual((await form.seen()).filter(({ type }) => type !== "customer-ready" && type !== "customer-change"), [], "Enter was the list's, not the form's");

    await form.act("undo").click();
    assert.deepEqual([(await state()).shown, await form.dirty()], [shown, []]);
  });

  test(`${key}: arrows, Home, End, Page Up and Page Down move, and Escape leaves everything as it was`, async (t) => {
    const { form, control, closed, active, held, listed, state, rows } = await open(t, field);
    const [loaded, shown] = [await held(), await control.inputValue()];
    await control.focus();
    await control.press("ArrowDown");
    await listed(other);
    assert.equal(await active(), shown, "it begins where the field is");
    await control.press("Home");
    const first = await active();
    assert.equal((await state()).place[0], 1);
    await control.press("ArrowUp");
    const last = await active();
    assert.notEqual(last, first);
    assert.equal((await state()).place[0], (await state()).place[1]);
    await control.press("Home");
    await control.press("End");
    assert.equal(await active(), last);
    await control.press("ArrowDown");
    assert.equal(await active(), first);
    await control.press("ArrowDown");
    assert.equal((await state()).place[0], 2);
    await control.press("PageDown");
    const count = (await state()).place[1];
    assert.equal((await state()).place[0], Math.min(12, count));
    await control.press("PageUp");
    assert.equal((await state()).place[0], Math.max(1, Math.min(12, count) - 10));
    assert.equal(await rows.count() <= count, true);
    await control.press("Escape");
    await closed();
    assert.deepEqual([await held(), await control.inputValue(), await form.dirty()], [loaded, shown, []]);
  });

  test(`${key}: Tab takes the row and goes on`, async (t) => {
    const { form, control, goTo, held, listed, state } = await open(t, field);
    await control.focus();
    await control.fill(typed);
    await listed(chosen);
    await goTo(chosen);
    await control.press("Tab");
    const { expanded, lists, focused } = await state();
    assert.deepEqual({ expanded, lists, focused }, { expanded: "false", lists: 0, focused: false });
    assert.deepEqual([await held(), await control.inputValue()], [value, chosen]);
    assert.deepEqual(await form.element.evaluate((element) => element.issues), []);
  });

  test(`${key}: the whole name is enough, and a name that is none is kept and refused`, async (t) => {
    const { form, page, control, held, listed } = await open(t, field);
    await control.fill(chosen);
    await listed(chosen);
    await control.press("Escape");
    await form.control("name").focus();
    assert.deepEqual([await held(), await control.inputValue()], [value, chosen]);
    await control.fill("Ruritania & sons");
    await control.press("Escape");
    await form.control("name").focus();
    assert.equal(await control.inputValue(), "Ruritania & sons");
    assert.equal((await form.save()).type, "customer-invalid");
    assert.equal(await control.getAttribute("aria-invalid"), "true");
    const described = await control.evaluate((control) => control.getAttribute("aria-describedby").split(" ").map((id) => control.getRootNode().getElementById(id)?.textContent).join());
    assert.match(described, /Choose one of/);
    assert.equal(await page.locator("[role=listbox]").count(), 0);
  });

  test(`${key}: a mouse picks, and the keyboard stays in the control`, async (t) => {
    const { control, closed, held, rows, state, listed } = await open(t, field);
    await control.click();
    await listed(await control.inputValue());
    await control.pressSequentially(typed);
    await rows.filter({ hasText: chosen }).first().click();
    await closed();
    assert.deepEqual([await held(), await control.inputValue()], [value, chosen]);
    await control.click();
    assert.equal((await state()).expanded, "true");
    await control.click();
    await closed();
  });

  test(`${key}: axe finds nothing in an open list`, async (t) => {
    const { page, control, active, listed } = await open(t, field);
    await control.focus();
    await control.press("ArrowDown");
    await listed(other);
    await active();
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run("customer-edit"));
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
  });
}

test("Alt and an arrow open and close", async (t) => {
  const { control, state, active, closed, listed } = await open(t, COUNTRY);
  await control.focus();
  await control.press("Alt+ArrowDown");
  await listed("Portugal");
  assert.deepEqual([(await state()).expanded, (await state()).lists, (await state()).active], ["true", 1, null]);
  await control.press("ArrowDown");
  assert.ok(await active());
  await control.press("Alt+ArrowUp");
  await closed();
});

for (const { api, id, key, list, path, loaded } of [
  { api: "json-v2", id: 1, key: "country", list: "countries", path: "/api/v2/country/", loaded: "Switzerland" },
  { api: "form-v1", id: 1, key: "categoryId", list: "categories", path: "/api/v1.0/customerCategories", loaded: "Retail" },
]) {
  test(`${key}: the keyboard stays on its row when the list arrives`, async (t) => {
    let answer;
    const waiting = new Promise((resolve) => { answer = resolve; });
    const { form, control, active, rows, state } = await open(t, { api, id, key }, {
      context: {},
      before: (page) => page.route("**/api/late*", async (route) => {
        await waiting;
        await route.continue({ url: route.request().url().replace("/api/late", path) });
      }),
      settings: { paths: { [list]: "/api/late" } },
    });
    await control.focus();
    await control.press("ArrowDown");
    assert.equal(await active(), loaded);
    assert.equal(await rows.count(), 2);
    answer();
    await rows.nth(2).waitFor({ state: "attached" });
    assert.equal(await active(), loaded);
    await control.press("Enter");
    assert.equal((await state()).shown, loaded);
    // By its name alone before the list was there, by its id since: no change.
    assert.deepEqual(await form.dirty(), []);
  });
}

test("a name that was typed before its list came is chosen when it comes", async (t) => {
  let answer;
  const held = new Promise((resolve) => { answer = resolve; });
  const { form, control, held: value } = await open(t, { ...CATEGORY, api: "form-v1", key: "categoryId" }, {
    context: {},
    before: (page) => page.route("**/api/v1.0/late*", async (route) => {
      await held;
      await route.continue({ url: route.request().url().replace("late", "customerCategories") });
    }),
    settings: { paths: { categories: "/api/v1.0/late" } },
  });
  await control.fill("wholesale");
  await form.control("name").focus();
  answer();
  await form.element.evaluate(async (element) => {
    while (element.editor.get("categoryId") !== "2" && performance.now() < 20_000) await new Promise((resolve) => setTimeout(resolve, 20));
  });
  assert.deepEqual([await value(), await control.inputValue()], ["2", "Wholesale"]);
  assert.deepEqual(await form.element.evaluate((element) => element.issues), []);
});

test("Escape in a dialogue closes the list, and the next one the dialogue", async (t) => {
  const { page, control, closed, listed } = await open(t, COUNTRY, {
    context: {},
    before: (page) => page.evaluate(() => {
      const main = document.querySelector("main");
      const dialog = document.createElement("dialog");
      main.before(dialog);
      dialog.append(main);
      dialog.showModal();
    }),
  });
  const shown = () => page.evaluate(() => document.querySelector("dialog").open);
  await control.focus();
  await control.press("ArrowDown");
  await listed("Portugal");
  await control.press("Escape");
  await closed();
  assert.equal(await shown(), true);
  await control.press("Escape");
  assert.equal(await shown(), false);
});

test("where there is no room under it, the list is above its control, and in the window", async (t) => {
  const { control, listed, form, active } = await open(t, CURRENCY, { context: { viewport: { width: 1000, height: 700 } } });
  const boxes = async () => [await control.boundingBox(), await form.element.locator(".ce-popup").boundingBox()];
  // The bar of actions stands over the end of the window.
  await control.evaluate((control) => {
    control.scrollIntoView({ block: "start" });
    scrollBy(0, -10);
    control.focus({ preventScroll: true });
  });
  await control.press("ArrowDown");
  await listed("Euro");
  let [field, list] = await boxes();
  assert.ok(list.y >= field.y + field.height && list.y + list.height <= 700, JSON.stringify([field, list]));
  await control.press("Escape");
  await control.evaluate((control) => {
    control.blur();
    scrollBy(0, control.getBoundingClientRect().bottom - innerHeight + 120);
    control.focus({ preventScroll: true });
  });
  await control.press("ArrowDown");
  await listed("Euro");
  [field, list] = await boxes();
  assert.ok(list.y + list.height <= field.y && list.y >= 0, JSON.stringify([field, list]));
  await active();
});

test("five thousand entries: no key holds the page up", async (t) => {
  const { form, page, control, rows, active, held } = await open(t, { ...CATEGORY, api: "form-v1", key: "categoryId" });
  await form.element.evaluate((element) => {
    const data = Array.from({ length: 5000 }, (_, n) => ({ id: n + 1, name: `Category ${n + 1} of the Société d'Été` }));
    element.lookups = { categories: { data } };
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: "longtask" });
  });
  await page.waitForTimeout(300);
  const longest = async () => {
    await page.waitForTimeout(100);
    return page.evaluate(() => [window.longest, (window.longest = 0)][0]);
  };
  await control.focus();
  t.diagnostic(`setting: ${await longest()} ms`);
  const measured = {};
  for (const key of ["ArrowDown", "End", "Home", "PageDown", "Escape"]) {
    await control.press(key);
    measured[key] = await longest();
  }
  await control.fill("");
  for (const key of "category 4321") {
    await control.press(key === " " ? "Space" : key);
    measured[`typed ${key}`] = await longest();
  }
  assert.equal(await rows.count(), 1);
  assert.equal(await active(), "Category 4321 of the Société d'Été");
  await control.press("Enter");
  measured.Enter = await longest();
  assert.equal(await held(), "4321");
  t.diagnostic(`longest task in ms: ${JSON.stringify(measured)}`);
  for (const [key, ms] of Object.entries(measured)) assert.ok(ms < 500, `${key}: ${ms} ms`);
});

test("a finger gets the system's own list", async (t) => {
  const context = { hasTouch: true, isMobile: true, viewport: { width: 400, height: 800 } };
  for (const [api, key, value] of [["json-v2", "category", "7"], ["form-v1", "categoryId", "2"], ["form-v1", "currency", "CHF"]]) {
    const { form, control, held } = await open(t, { api, id: 1, key }, { context });
    assert.equal(await control.evaluate((control) => control.localName), "select", key);
    await control.focus();
    await control.locator(`option[value="${value}"]`).waitFor({ state: "attached" });
    await control.selectOption(value);
    assert.equal(await held(), value);
    assert.deepEqual(await form.dirty(), [key]);
  }
});
