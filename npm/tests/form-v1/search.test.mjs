/** The search for a parent: as one types, page by page, and only the last one counts. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openV1 } from "../harness/form-v1.mjs";

async function open(t, more) {
  const opened = await openV1(t, { id: 3, ...more });
  const { form, requests } = opened;
  const rows = form.element.locator('.ce-option:not([data-none]) bdi');
  return {
    ...opened,
    control: form.control("parentCustomer"),
    rows,
    names: () => rows.allTextContents(),
    note: form.element.locator(".ce-options__note"),
    searches: () => requests.filter(({ path }) => path.includes("name=")).map(({ path }) => decodeURIComponent(path.split("name=")[1].split("&")[0])),
  };
}

test("what is typed is searched for, not each key", async (t) => {
  const { control, rows, searches, names } = await open(t);
  await control.fill("");
  await control.pressSequentially("LUMIÈRE", { delay: 5 });
  await rows.filter({ hasText: "Lumière Ouest" }).waitFor();
  assert.deepEqual((await names()).sort(), ["Groupe Lumière", "Lumière Est", "Lumière Nord", "Lumière Ouest", "Lumière Sud"]);
  assert.ok(searches().length < 7 && searches().at(-1) === "*LUMIÈRE*", searches().join());
});

test("what an address gives a meaning is looked for as it is", async (t) => {
  const { control, rows, searches, note } = await open(t);
  for (const [text, name] of [["é & f", "Été & fils"], ['O\'Brien "The"', 'O\'Brien "The" Grocer'], ["日本", "日本酒商店"]]) {
    await control.fill(text);
    await rows.filter({ hasText: name }).waitFor();
    assert.equal(await rows.count(), 1);
    assert.equal(searches().at(-1), `*${text}*`);
  }
  for (const text of ["100%", "x?max=1&name=", "../regions"]) {
    await control.fill(text);
    await note.filter({ hasText: "No name has this in it." }).waitFor();
    assert.equal(await rows.count(), 0);
  }
});

test("page by page, by the button and by the keyboard", async (t) => {
  const PAGES = { 0: [100, 120], 20: [120, 140], 40: [140, 143] };
  const { control, rows, form, requests } = await open(t, {
    before: (page) => page.route("**/api/v1.0/customers?name=*", (route) => {
      const offset = Number(new URL(route.request().url()).searchParams.get("offset"));
      const [from, to] = PAGES[offset];
      const data = Array.from({ length: to - from }, (_, n) => ({ id: from + n, name: `Shop ${from + n}` }));
      const next = to < 143 ? `/api/v1.0/customers?name=*shop*&max=20&offset=${to - 100}` : null;
      return route.fulfill({ json: { paging: { total: 43, max: 20, offset, previous: null, next }, data } });
    }),
  });
  await control.fill("shop");
  const more = form.element.locator('[data-act="more"]');
  await more.waitFor();
  assert.equal(await rows.count(), 20);
  await more.click();
  await rows.nth(39).waitFor({ state: "attached" });
  assert.equal(await control.evaluate((control) => control.getRootNode().activeElement === control), true);
  await control.press("End");
  await control.press("ArrowDown");
  await rows.nth(42).waitFor({ state: "attached" });
  assert.equal(await more.count(), 0);
  assert.equal(new Set(await rows.allTextContents()).size, 43);
  assert.deepEqual(requests.filter(({ path }) => path.includes("name=")).map(({ path }) => new URL(path, "http://host").searchParams.get("offset")), [null, "20", "40"]);
});

test("an answer that comes after a newer search is called off, and shown nowhere", async (t) => {
  const called = [];
  let late;
  const { page, control, rows, names } = await open(t, {
    before: (page) => page.route("**/api/v1.0/customers?name=*", async (route) => {
      const json = { paging: { next: null }, data: [{ id: 15, name: "Late Café" }] };
      if (route.request().url().includes("caf")) await new Promise((resolve) => { late = () => resolve(route.fulfill({ json }).catch(() => {})); });
      else await route.continue();
    }),
  });
  page.on("requestfailed", (request) => called.push(new URL(request.url()).search));
  const asked = page.waitForRequest((request) => request.url().includes("caf"));
  await control.fill("caf");
  await asked;
  await control.fill("ouest");
  await rows.filter({ hasText: "Lumière Ouest" }).waitFor();
  late();
  await page.waitForTimeout(100);
  assert.deepEqual(await names(), ["Lumière Ouest"]);
  // The one for everything, that opening the list began, may have been called off too.
  assert.equal(called.filter((search) => search.includes("caf")).length, 1);
});

test("a search that fails says so, and the next one goes", async (t) => {
  const { page, control, rows, note } = await open(t);
  await page.route("**/api/v1.0/customers?name=*", (route) => route.fulfill({ status: 500, body: "{}" }));
  await control.fill("nobody");
  await note.filter({ hasText: "could not be loaded" }).waitFor();
  await page.unrouteAll();
  await control.fill("ouest");
  await rows.filter({ hasText: "Lumière Ouest" }).waitFor();
  assert.equal(await note.count(), 0);
});
