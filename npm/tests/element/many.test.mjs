/** Several elements on a page, and elements that come and go. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { writes } from "../harness/browser.mjs";
import { changedColumns, openForm } from "../harness/form.mjs";
import { held, keepInstance } from "../harness/memory.mjs";

const MIB = 1 << 20;

test("two elements with different customers do not influence each other", async (t) => {
  const { page, requests, stored, errors } = await openForm(t);
  await page.evaluate(async () => {
    const other = Object.assign(document.createElement("customer-edit"), { id: "other", customerId: "2", company: 1, locale: "de", getToken: () => "demo-token" });
    document.body.append(other);
    await other.load();
    other.addEventListener("customer-change", () => (window.told = (window.told ?? 0) + 1));
  });
  const [first, other] = [page.locator("customer-edit").first(), page.locator("#other")];
  const look = (element) => element.evaluate((element) => ({ dirty: element.dirty, valid: element.valid, busy: element.busy, states: ["dirty", "invalid"].filter((state) => element.matches(`:state(${state})`)) }));
  const clean = { dirty: [], valid: true, busy: false, states: [] };

  const names = [await stored(1), await stored(2)].map(({ name }) => name);
  await first.locator("[name=name]").fill("");
  await first.locator("[name=city]").fill("Herisau");
  assert.deepEqual(await look(other), clean);
  assert.equal(await other.locator("[name=name]").inputValue(), names[1]);
  assert.equal(await page.evaluate(() => window.told), undefined);
  assert.deepEqual(await first.evaluate((element) => [element.undo(), element.dirty]), [true, ["name"]]);
  assert.equal(await other.evaluate((element) => element.undo()), false);

  // Numbers are read in each element's own locale.
  await first.evaluate((element) => element.reset());
  await first.locator('[name="template.fields.12"]').fill("1,234.50");
  assert.match(await first.evaluate((element) => element.preview().body), /"value":1234\.50?\b/);
  await other.locator("[name=city]").fill("Rezé");
  const before = [await stored(1), await stored(2)];
  await other.evaluate((element) => element.save("PUT"));
  assert.deepEqual(writes(requests).map(({ method, path }) => `${method} ${path}`), ["PUT /api/v2/customer/2"]);
  assert.deepEqual(changedColumns(before[1], await stored(2)), ["city"]);
  assert.deepEqual(changedColumns(before[0], await stored(1)), []);
  assert.deepEqual((await look(first)).dirty, ["template.fields.12"]);

  // One leaves: the other goes on.
  await first.evaluate((element) => element.remove());
  await other.locator("[name=city]").fill("Nantes");
  assert.deepEqual((await look(other)).dirty, ["city"]);
  assert.deepEqual(errors, []);
});

test("leaving aborts what is under way and asks for nothing more", async (t) => {
  const { page } = await openForm(t, { server: { latency: 400 } });
  const failed = [];
  page.on("requestfailed", (request) => failed.push(`${new URL(request.url()).pathname} ${request.failure().errorText}`));
  const after = await page.evaluate(async () => {
    const element = Object.assign(document.createElement("customer-edit"), { customerId: "2", company: 1, getToken: () => "demo-token" });
    const events = [];
    for (const name of ["ready", "error"]) element.addEventListener(`customer-${name}`, ({ type }) => events.push(type));
    document.body.append(element);
    const load = element.load();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const busy = element.busy;
    element.remove();
    await load;
    await new Promise((resolve) => setTimeout(resolve, 600));
    return { busy, after: element.busy, events };
  });
  assert.deepEqual(after, { busy: true, after: false, events: [] });
  assert.deepEqual(failed, ["/api/v2/customer/2/ net::ERR_ABORTED"]);
});

test("300 mounts and unmounts: less than 1 MiB more than after 50", async (t) => {
  const { page, errors } = await openForm(t, { before: (page) => page.addInitScript(keepInstance) });
  await page.evaluate(() => {
    window.cycles = async (count) => {
      for (let cycle = 0; cycle < count; cycle += 1) {
        const element = Object.assign(document.createElement("customer-edit"), { customerId: "1", company: 1, getToken: () => "demo-token" });
        document.querySelector("main").append(element);
        if (cycle % 5 === 4) {
          // Away again before anything has arrived.
          await new Promise((resolve) => setTimeout(resolve, cycle % 3));
        } else {
          await new Promise((resolve) => element.addEventListener("customer-ready", resolve, { once: true }));
          const city = element.shadowRoot.querySelector("[name=city]");
          city.value = "Herisau";
          city.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
          if (element.dirty.length !== 1) throw new Error("the typing was not heard");
        }
        element.remove();
        await new Promise((resolve) => setTimeout(resolve));
      }
    };
  });
  await page.evaluate(() => window.cycles(50));
  const before = await held(page);
  await page.evaluate(() => window.cycles(250));
  const after = await held(page);
  t.diagnostic(`after 50: ${JSON.stringify(before)}, after 300: ${JSON.stringify(after)}`);
  assert.ok(after.total - before.total < MIB, `grew by ${after.total - before.total} bytes`);
  assert.deepEqual(errors, []);
});
