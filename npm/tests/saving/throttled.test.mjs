/** A server that takes so many calls and no more: everything lands, in order, and every wait is announced. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { askedAbout, forgetLog, otherEdits, served, setFaults } from "../harness/admin.mjs";
import { addForm, openForm, openPage, storedRow } from "../harness/form.mjs";
import { startServer } from "../harness/server.mjs";

const SAVES = 20;
/** What `--rate 5/3` can tell at most: its window, and a second more where a date is rounded up. */
const LONGEST = 4;

/** Starts a save; comes back when it is over, or stands in line. Says whether it does. */
function startSave(form) {
  return form.element.evaluate(async (element) => {
    let over = false;
    element.outcome = element.save().finally(() => (over = true));
    const waits = () => element.shadowRoot.querySelector("[data-act=stop]") !== null;
    while (!over && !waits()) await new Promise((resolve) => setTimeout(resolve, 5));
    return waits();
  });
}

const seconds = (said) => said.flatMap((text) => [...text.matchAll(/(\d+) seconds?\b/g)].map(([, count]) => Number(count)));

describe("429", { concurrency: 4, timeout: 60_000 }, () => {
  for (const how of ["seconds", "date", "sentence"]) {
    test(`twenty saves of two forms at five calls in three seconds, told by ${how}`, async (t) => {
      const server = await startServer({ rate: "5/3", args: ["--retry-after", how] });
      t.after(() => server.stop());
      const { page } = await openPage(t, server);
      const forms = [await addForm(page, { name: "first", id: 1 }), await addForm(page, { name: "second", id: 2 })];
      await forgetLog(server.url);

      const asked = [];
      const waited = [];
      for (let nth = 0; nth < SAVES; nth += 1) {
        const form = forms[nth % 2];
        // The last save of this form, and its announcement.
        await form.element.evaluate((element) => element.outcome);
        const from = (await form.said()).length;
        await form.control("city").fill(`City ${nth}`);
        asked.push(`/api/v2/customer/${1 + (nth % 2)}`);
        if (await startSave(form)) waited.push({ form, from });
      }
      for (const form of forms) assert.deepEqual(await form.element.evaluate((element) => element.outcome), { kind: "saved" });

      const lines = await served(server.url);
      assert.deepEqual(lines.filter(({ stored }) => stored).map(({ path }) => path), asked);
      for (const [at, form] of forms.entries()) {
        assert.equal((await storedRow(server.url, at + 1)).city, `City ${SAVES - 2 + at}`);
        const events = (await form.seen()).map(({ type }) => type);
        assert.equal(events.filter((type) => type === "customer-saved").length, SAVES / 2);
        assert.ok(!events.includes("customer-error"), "a wait is no failure");
      }

      const refused = lines.filter(({ status }) => status === 429).length;
      assert.ok(refused > 0, "the limit was never met");
      assert.ok(waited.length >= refused / 2, `${refused} refusals, ${waited.length} waits`);
      for (const { form, from } of waited) {
        const said = (await form.said()).slice(from);
        assert.ok(said.length >= 2, `beginning and end: ${JSON.stringify(said)}`);
        assert.match(said[0], /\d/);
      }
      const told = seconds((await Promise.all(forms.map((form) => form.said()))).flat());
      assert.ok(told.length > 0 && Math.max(...told) <= LONGEST, `told: ${told}`);
    });
  }

  test("what is typed while a save waits goes along with it", async (t) => {
    const { server, form, stored } = await openForm(t);
    await setFaults(server.url, { fault: "429", seconds: 2, method: "PATCH", count: 1 });
    await form.control("city").fill("Herisau");
    assert.equal(await startSave(form), true);
    assert.match(await form.status.innerText(), /Waiting to save/);
    assert.match(await form.sentence.locator(".ce-time").innerText(), /^0:0[12]$/);
    assert.match(await form.saveButton.innerText(), /^Saving in 0:0[12]$/);
    assert.equal(await form.saveButton.getAttribute("aria-disabled"), "true");
    await form.control("phone").fill("+41 71 000 00 00");
    assert.deepEqual(await form.element.evaluate((element) => element.outcome), { kind: "saved" });
    const row = await stored();
    assert.deepEqual([row.city, row.phone], ["Herisau", "+41 71 000 00 00"]);
    assert.deepEqual((await form.seen()).at(-1).detail.changed, ["city", "phone"]);
    assert.match(await form.status.innerText(), /^Saved 2 changes/);
    assert.deepEqual(await form.dirty(), []);
    assert.equal(await form.sentence.count(), 0);
  });

  test("one pause for all forms of the account: nobody else asks while it lasts", async (t) => {
    const { server, page, form } = await openForm(t, { name: "first" });
    const other = await addForm(page, { name: "other", id: 2 });
    await forgetLog(server.url);
    await setFaults(server.url, { fault: "429", seconds: 2, method: "PATCH", count: 1 });
    await form.control("city").fill("Herisau");
    await other.control("city").fill("Rezé");
    assert.equal(await startSave(form), true);
    assert.equal(await startSave(other), true);
    for (const { element } of [form, other]) assert.deepEqual(await element.evaluate((element) => element.outcome), { kind: "saved" });
    const lines = (await served(server.url)).map(({ path, status }) => `${path.at(-1)} ${status}`);
    assert.deepEqual(lines, ["1 429", "1 200", "2 200"]);
  });

  test("a wait can be called off: nothing is sent, and everything typed stays", async (t) => {
    const { server, form } = await openForm(t);
    await forgetLog(server.url);
    await setFaults(server.url, { fault: "429", seconds: 75, method: "PATCH" });
    await form.control("city").fill("Herisau");
    assert.equal(await startSave(form), true);
    assert.match(await form.sentence.locator(".ce-time").innerText(), /^1:1\d$/);
    await form.act("stop").click();
    assert.deepEqual(await form.element.evaluate((element) => element.outcome), { kind: "throttled", retryAfterSeconds: 75 });
    const { type, detail } = (await form.seen()).at(-1);
    assert.deepEqual([type, detail.kind, detail.status], ["customer-error", "throttled", 429]);
    assert.equal(await form.control("city").inputValue(), "Herisau");
    assert.deepEqual(await form.dirty(), ["city"]);
    assert.deepEqual(await askedAbout(server.url, 1), ["PATCH"]);
  });

  test("a clash that turns up while a save stands in line is asked about", async (t) => {
    const { server, form, stored } = await openForm(t);
    await forgetLog(server.url);
    await setFaults(server.url, { fault: "429", seconds: 2, method: "GET", count: 1 });
    await form.element.evaluate((element) => void (element.loaded = element.load()));
    while (!(await served(server.url)).some(({ status }) => status === 429)) await new Promise((resolve) => setTimeout(resolve, 5));
    await form.control("city").fill("Herisau");
    await form.element.evaluate((element) => void (element.outcome = element.save()));
    await otherEdits(server.url, 1, { city: "Gais" });
    assert.deepEqual(await form.element.evaluate((element) => element.outcome), { kind: "conflict" });
    assert.equal((await stored()).city, "Gais");
    await form.chooser.waitFor();
    assert.equal(await form.control("city").inputValue(), "Herisau");
  });

  test("a form that opens waits as well, says so, and then opens by itself", async (t) => {
    const server = await startServer({ args: ["--fault", "429,seconds=2,method=GET,count=1"] });
    t.after(() => server.stop());
    const { page } = await openPage(t, server);
    const opened = addForm(page);
    await page.locator("customer-edit .ce-blank .ce-time").waitFor();
    await page.locator("customer-edit [data-act=stop]").waitFor();
    const form = await opened;
    assert.equal(await form.control("city").inputValue(), "Appenzell");
    assert.deepEqual((await form.seen()).map(({ type }) => type), ["customer-ready"]);
  });
});
