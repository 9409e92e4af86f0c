/** The demo's panel of faults: what it sets, what it shows of them, and that the page lives on. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openDemo } from "./harness/demo.mjs";
import { storedRow } from "./harness/form.mjs";

test("a save that the panel makes fail once is seen from both sides, and clearing ends it", async (t) => {
  const { page, faults, city, save, set, line } = await openPanel(t);
  await set({ fault: "500", method: "WRITE", count: "1" });
  assert.deepEqual(await faults(), [{ fault: "500", stored: false, method: "WRITE", count: 1, seed: 0, struck: 0 }]);
  await line("#faults", "The server fails (500), saves, once", "not yet").waitFor();

  await city.fill("Herisau");
  await save.click();
  await line("#requests", "PATCH", "500").waitFor();
  await line("#served", "PATCH", "500 · not stored", "struck: 500").waitFor();
  await line("#faults", "struck 1 of 1").waitFor();
  assert.equal(await city.inputValue(), "Herisau");

  await page.locator("#faults-clear").click();
  await page.locator("#faults-note", { hasText: "Nothing goes wrong" }).waitFor();
  assert.equal(await page.locator("#faults > *").count(), 0);
  assert.deepEqual(await faults(), []);
});

test("as long as the fault stands the form says so and keeps what was typed; once cleared, the save lands", async (t) => {
  const { page, city, save, set, line } = await openPanel(t);
  await set({ fault: "500", method: "WRITE", count: "" });
  await city.fill("Herisau");
  await save.click();
  await line("#events", "error").waitFor();
  await page.locator('customer-edit [part~="banner"]').first().waitFor();
  assert.equal(await city.inputValue(), "Herisau");

  await page.locator("#faults-clear").click();
  await page.locator("#faults:empty").waitFor({ state: "attached" });
  await save.click();
  await page.locator("#row-note", { hasText: "Changed: city." }).waitFor();
  await line("#served", "PATCH", "200 · stored").waitFor();
});

test("parameters are asked for where they mean something, and only these are sent", async (t) => {
  const { page, faults, set, field } = await openPanel(t);
  for (const [kind, shown] of [
    ["latency", ["ms", "method"]],
    ["drop-after", ["bytes", "method"]],
    ["429", ["seconds", "retry_after", "method"]],
    ["hang-before", ["method"]],
    ["other-edit", ["field", "value"]],
  ]) {
    await field("fault").selectOption(kind);
    const visible = await page.locator("#fault :is(input, select):visible").evaluateAll((controls) => controls.map(({ name }) => name));
    assert.deepEqual(visible, ["fault", ...shown, "count"], kind);
  }

  await set({ fault: "latency", ms: "7", method: "", count: "3" });
  assert.deepEqual(await faults(), [{ fault: "latency", ms: 7, count: 3, seed: 0, struck: 0 }]);
  await set({ fault: "drop-after", bytes: "", method: "GET", count: "1" });
  assert.deepEqual(await faults(), [{ fault: "drop-after", method: "GET", count: 1, seed: 0, struck: 0 }]);
  await set({ fault: "429", seconds: "2", retry_after: "sentence", method: "WRITE", count: "" });
  assert.deepEqual(await faults(), [{ fault: "429", seconds: 2, retry_after: "sentence", method: "WRITE", seed: 0, struck: 0 }]);
  await set({ fault: "other-edit", field: "phone", value: "+41 71 555 01 02", count: "1" });
  assert.deepEqual(await faults(), [{ fault: "other-edit", changes: { phone: "+41 71 555 01 02" }, count: 1, seed: 0, struck: 0 }]);
});

test("another person's edit is stored by the time the save is answered", async (t) => {
  const { server, city, save, set, line } = await openPanel(t);
  await set({ fault: "other-edit", field: "phone", value: "+41 71 555 01 02", count: "1" });
  await city.fill("Herisau");
  await save.click();
  await line("#served", "PATCH", "struck: other-edit").waitFor();
  await line("#faults", "phone “+41 71 555 01 02”, before a save, once", "struck 1 of 1").waitFor();
  assert.equal((await storedRow(server.url, 1)).phone, "+41 71 555 01 02");
});

test("faults of the command line are told in words too, and every kind of the server is on offer", async (t) => {
  const { page, server, line } = await openPanel(t, [
    "--fault", "latency,ms=1,to=2,method=get,path=/api/v2/country/,probability=0.5",
    "--fault", "429,seconds=3,retry_after=date,method=post,count=2",
  ]);
  await line("#faults", "The answer comes late, 1 to 2 ms, GET of /api/v2/country/, 50 % of them, until cleared").waitFor();
  await line("#faults", "Too many requests (429), 3 s, told by date, POST, 2 times", "not yet").waitFor();

  const refused = await fetch(`${server.url}/admin/faults`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: '{"fault":"?"}',
  });
  const known = [...(await refused.json()).detail.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  const offered = await page.locator("#fault select[name=fault] option").evaluateAll((options) => options.map(({ value }) => value));
  assert.deepEqual(offered.sort(), known.sort());
});

test("the panel is usable by keyboard and no wider than a telephone", async (t) => {
  const { page, errors, faults, field, line } = await openPanel(t, [], { viewport: { width: 320, height: 640 } });
  await field("fault").selectOption("429");
  await field("seconds").fill("9");
  await field("seconds").press("Enter");
  await line("#faults", "Too many requests (429), 9 s, told in seconds, saves, once").waitFor();
  assert.equal((await faults())[0].seconds, 9);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assert.deepEqual(errors, []);
});

/** The demo page with its form loaded. */
async function openPanel(t, args = [], context = {}) {
  const opened = await openDemo(t, { path: "/#customer=1", server: { args }, context });
  const { page, server } = opened;
  const field = (name) => page.locator(`#fault [name="${name}"]`);
  const form = page.locator("customer-edit");
  const city = form.locator('[name="city"]');
  await city.waitFor();
  return {
    ...opened,
    field,
    city,
    save: form.locator('button[part~="button-primary"]'),
    /** What the server has, behind the panel's back. */
    faults: async () => (await (await fetch(`${server.url}/admin/faults`)).json()).faults,
    /** A line of a list that has all of these words. */
    line: (list, ...words) => words.reduce(
      (found, hasText) => found.filter({ hasText }),
      page.locator(`${list} > li`),
    ).first(),
    /** Fills in the panel and sends it. */
    async set({ fault, ...parameters }) {
      await field("fault").selectOption(fault);
      for (const [name, value] of Object.entries(parameters)) {
        const control = field(name);
        if (await control.evaluate(({ tagName }) => tagName === "SELECT")) await control.selectOption(value);
        else await control.fill(value);
      }
      await Promise.all([
        page.waitForResponse((answer) => answer.url().endsWith("/admin/faults") && answer.request().method() === "POST"),
        page.locator("#fault button:not([type])").click(),
      ]);
    },
  };
}
