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

/**
 * Runs in the page: saves in turn, each asked for once the one before is over or stands in line; a form asks again once
 * its last save is over. Gives for each save how it ended, and what was said since it was asked for if it had to wait.
 */
async function saveInTurn(count) {
  const forms = [...document.querySelectorAll("customer-edit")];
  const asked = [];
  for (let nth = 0; nth < count; nth += 1) {
    const element = forms[nth % forms.length];
    await element.outcome;
    const city = element.shadowRoot.querySelector("[name=city]");
    city.value = `City ${nth}`;
    city.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    const save = { from: element.said.length, element, over: false, waited: false };
    asked.push(save);
    element.outcome = element.save().then(async (outcome) => {
      save.over = true;
      save.outcome = outcome;
      save.said = () => element.said.slice(save.from).filter(Boolean);
      // That the wait is over is announced in a task of its own.
      while (save.waited && save.said().length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    });
    while (!save.over && !save.waited) {
      save.waited = element.shadowRoot.querySelector("[data-act=stop]") !== null;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
  await Promise.all(forms.map(({ outcome }) => outcome));
  return asked.map(({ element, waited, outcome, said }) => ({ id: element.customerId, waited, outcome, said: said() }));
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

      const saves = await page.evaluate(saveInTurn, SAVES);
      for (const { outcome } of saves) assert.deepEqual(outcome, { kind: "saved" });

      const lines = await served(server.url);
      assert.deepEqual(lines.filter(({ stored }) => stored).map(({ path }) => path), saves.map(({ id }) => `/api/v2/customer/${id}`));
      for (const [at, form] of forms.entries()) {
        assert.equal((await storedRow(server.url, at + 1)).city, `City ${SAVES - 2 + at}`);
        const events = (await form.seen()).map(({ type }) => type);
        assert.equal(events.filter((type) => type === "customer-saved").length, SAVES / 2);
        assert.ok(!events.includes("customer-error"), "a wait is no failure");
      }

      const refused = lines.filter(({ status }) => status === 429).length;
      assert.ok(refused > 0, "the limit was never met");
      const waits = saves.filter(({ waited }) => waited);
      assert.ok(waits.length >= refused / 2, `${refused} refusals, ${waits.length} waits`);
      for (const { said } of waits) {
        const begins = said.findIndex((text) => seconds([text]).length > 0);
        assert.ok(begins >= 0 && said.length > begins + 1, `beginning and end: ${JSON.stringify(said)}`);
      }
      const told = seconds(saves.flatMap(({ said }) => said));
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
    assert.match(await form.sentence.locator(".ce-time").innerText(), /^1:\d\d$/);
    await form.act("stop").click();
    const { kind, retryAfterSeconds } = await form.element.evaluate((element) => element.outcome);
    assert.equal(kind, "throttled");
    assert.ok(retryAfterSeconds > 10 && retryAfterSeconds <= 75, String(retryAfterSeconds));
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
