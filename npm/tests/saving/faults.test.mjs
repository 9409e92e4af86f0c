/** One fault at a time: what is said, what stays typed, and what it costs. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { askedAbout, clearFaults, forgetLog, otherEdits, setFaults } from "../harness/admin.mjs";
import { addForm, changedColumns, storedRow } from "../harness/form.mjs";
import { takeStation } from "../harness/stations.mjs";

const PARALLEL = { concurrency: 4, timeout: 60_000 };
/** Short where nothing is ever answered; long enough elsewhere for a machine that has much to do. */
const settingsFor = ({ fault } = {}) => ({ timeoutSeconds: /^(hang|latency)/.test(fault) ? 1.5 : 30 });
const PATH = { path: "/api/v2/customer/1" };
const PATCH = { ...PATH, method: "PATCH" };
const GET = { ...PATH, method: "GET" };

/** A form at customer 1, with nothing in the log. */
async function open(t, fault) {
  const { page, server: { url } } = await takeStation(t);
  const form = await addForm(page, { settings: settingsFor(fault) });
  await forgetLog(url);
  return {
    url, page, form,
    before: await storedRow(url, 1),
    stored: () => storedRow(url, 1),
    asked: () => askedAbout(url, 1),
    faults: (...faults) => setFaults(url, ...faults),
    clear: () => clearFaults(url),
    others: (changes) => otherEdits(url, 1, changes),
    online: () => page.evaluate(() => window.dispatchEvent(new Event("online"))),
    /** Starts a save with a new city; `outcome()` waits for its promise. */
    async saveCity(city = "Herisau") {
      await form.control("city").fill(city);
      await form.element.evaluate((element) => void (element.outcome = element.save()));
    },
    outcome: () => form.element.evaluate((element) => element.outcome),
    errors: async () => (await form.seen()).filter(({ type }) => type === "customer-error").map(({ detail }) => detail),
  };
}

const banner = (form) => form.sentence.first().innerText();

const NOT_STORED = ["PATCH", "GET", "PATCH stored"];
const STORED = ["PATCH stored", "GET"];
/** What can meet a write once, and what is asked until it is saved. */
const ONCE = {
  "a connection cut before it is stored": [{ fault: "drop-before", bytes: 0 }, NOT_STORED],
  "a body cut in the middle, nothing stored": [{ fault: "drop-before", bytes: 7 }, NOT_STORED],
  "a connection cut after it is stored": [{ fault: "drop-after", bytes: 0 }, STORED],
  "a body cut in the middle, stored": [{ fault: "drop-after", bytes: 60 }, STORED],
  "no answer, nothing stored": [{ fault: "hang-before" }, NOT_STORED],
  "no answer, stored": [{ fault: "hang-after" }, STORED],
  "an answer after the time limit": [{ fault: "latency", ms: 60_000 }, STORED],
  "500, nothing stored": [{ fault: "500" }, NOT_STORED],
  "500, stored": [{ fault: "500", stored: true }, STORED],
  "a gateway's 503, nothing stored": [{ fault: "503" }, NOT_STORED],
  "a gateway's 503, stored": [{ fault: "503", stored: true }, STORED],
  "a gateway's 504, stored": [{ fault: "504", stored: true }, STORED],
  "an answer that is no JSON": [{ fault: "broken-json" }, STORED],
  "JSON that ends early": [{ fault: "truncated-json" }, STORED],
  "409": [{ fault: "409" }, NOT_STORED],
  "401": [{ fault: "401" }, ["PATCH", "PATCH stored"]],
  "429": [{ fault: "429" }, ["PATCH", "PATCH stored"]],
};

describe("a write meets a fault once: saved, stored once, and nobody is bothered", PARALLEL, () => {
  for (const [what, [fault, asked]] of Object.entries(ONCE)) {
    test(what, async (t) => {
      const form = await open(t, fault);
      await form.faults({ ...fault, ...PATCH, count: 1 });
      await form.saveCity();
      assert.deepEqual(await form.outcome(), { kind: "saved" });
      assert.deepEqual(await form.asked(), asked);
      assert.deepEqual(changedColumns(form.before, await form.stored()), ["city"]);
      assert.match(await form.form.status.innerText(), /^Saved 1 change/);
      assert.deepEqual((await form.form.seen()).map(({ type }) => type).slice(-1), ["customer-saved"]);
      assert.deepEqual(await form.errors(), []);
      assert.equal(await form.form.sentence.count(), 0);
      assert.deepEqual(await form.form.dirty(), []);
    });
  }

  test("an ETag that is out of date", async (t) => {
    const form = await open(t);
    await form.faults({ fault: "stale-etag", ...GET, count: 1 });
    await form.form.element.evaluate((element) => element.load());
    await form.saveCity();
    assert.deepEqual(await form.outcome(), { kind: "saved" });
    assert.deepEqual(await form.asked(), ["GET", ...NOT_STORED]);
  });

  test("another person's edit elsewhere, in the same moment", async (t) => {
    const form = await open(t);
    await form.faults({ fault: "other-edit", changes: { phone: "+41 71 000 00 00" }, ...PATCH, count: 1 });
    await form.saveCity();
    assert.deepEqual(await form.outcome(), { kind: "saved" });
    assert.deepEqual(await form.asked(), NOT_STORED);
    assert.deepEqual(changedColumns(form.before, await form.stored()).sort(), ["city", "phone"]);
    assert.equal(await form.form.control("phone").inputValue(), "+41 71 000 00 00");
  });

  test("an answer that is too large to read", async (t) => {
    const form = await open(t);
    let answered = 0;
    await form.page.route("**/api/v2/customer/1", (route) => {
      answered += 1;
      return answered > 1 ? route.continue() : route.fulfill({ contentType: "application/json", body: `{"id":1,"name":"${"x".repeat(5_000_000)}"}` });
    });
    await form.saveCity();
    assert.deepEqual(await form.outcome(), { kind: "saved" });
    assert.deepEqual(await form.asked(), ["GET", "PATCH stored"]);
  });
});

/** What can meet every write: the event's kind, what is asked, the sentence. */
const LASTING = {
  "cut connections": [{ fault: "drop-before", bytes: 0 }, "network", ["PATCH", "GET", "PATCH", "GET"], /nothing was changed/i],
  "no answers": [{ fault: "hang-before" }, "network", ["PATCH", "GET", "PATCH", "GET"], /nothing was changed/i],
  "500": [{ fault: "500" }, "unavailable", ["PATCH", "GET", "PATCH", "GET"], /nothing was changed/i],
  "a gateway's 503": [{ fault: "503" }, "unavailable", ["PATCH", "GET", "PATCH", "GET"], /nothing was changed/i],
  "401": [{ fault: "401" }, "unauthorized", ["PATCH", "PATCH"], /signed? in/i],
  "403": [{ fault: "403" }, "forbidden", ["PATCH"], /not saved/i],
  "405": [{ fault: "405" }, "not_allowed", ["PATCH"], /whole record/i],
};

describe("every write fails: it is said, nothing is changed, and what was typed can be saved later", PARALLEL, () => {
  for (const [what, [fault, kind, asked, sentence]] of Object.entries(LASTING)) {
    test(what, async (t) => {
      const form = await open(t, fault);
      await form.faults({ ...fault, ...PATCH });
      await form.saveCity();
      const outcome = await form.outcome();
      assert.equal(outcome.kind, kind === "network" ? "unavailable" : kind);
      assert.deepEqual((await form.errors()).map(({ kind }) => kind), [kind]);
      assert.match(await banner(form.form), sentence);
      assert.match(await form.form.status.innerText(), /Not saved|unsaved/);
      assert.deepEqual(await form.asked(), asked);
      assert.deepEqual(changedColumns(form.before, await form.stored()), []);
      assert.equal(await form.form.control("city").inputValue(), "Herisau");
      assert.deepEqual(await form.form.dirty(), ["city"]);

      await form.clear();
      assert.equal((await form.form.save()).type, "customer-saved");
      assert.deepEqual(changedColumns(form.before, await form.stored()), ["city"]);
    });
  }

  test("409 to everything: it ends, and says that the record keeps changing", async (t) => {
    const form = await open(t);
    await form.faults({ fault: "409", ...PATCH });
    await form.saveCity();
    assert.equal((await form.outcome()).kind, "conflict");
    assert.deepEqual(await form.asked(), ["PATCH", "GET", "PATCH", "GET", "PATCH", "GET", "PATCH"]);
    assert.match(await banner(form.form), /nothing was overwritten/i);
    assert.equal(await form.form.control("city").inputValue(), "Herisau");
    await form.clear();
    assert.equal((await form.form.save()).type, "customer-saved");
  });

  test("405 to PATCH: the whole record goes by PUT, after review", async (t) => {
    const form = await open(t);
    await form.faults({ fault: "405", ...PATCH });
    await form.saveCity();
    assert.equal((await form.outcome()).kind, "not_allowed");
    await form.form.element.getByRole("button", { name: "Replace the whole record" }).click();
    await form.form.chooser.waitFor();
    assert.match(await form.form.chooser.innerText(), /PUT\s+\/api\/v2\/customer\/1/);
    assert.equal((await form.form.save()).type, "customer-saved");
    assert.deepEqual(await form.asked(), ["PATCH", "PUT stored"]);
    assert.deepEqual(changedColumns(form.before, await form.stored()), ["city"]);
  });
});

/** A write without an answer, and a record that cannot be read afterwards. */
const LOST = { stored: { fault: "hang-after", ...PATCH }, absent: { fault: "hang-before", ...PATCH } };

async function inDoubt(form, lost) {
  await form.faults(lost, { fault: "500", ...GET });
  await form.saveCity();
  assert.equal((await form.outcome()).kind, "unavailable");
  assert.match(await banner(form.form), /not known/i);
  assert.match(await form.form.status.innerText(), /Not known yet/);
  assert.equal((await form.errors()).length, 1);
}

describe("not known whether it was stored", PARALLEL, () => {
  test("stored: found out by itself, and told", async (t) => {
    const form = await open(t, LOST.stored);
    await inDoubt(form, LOST.stored);
    await form.form.control("phone").fill("+41 71 000 00 00");
    const from = (await form.form.seen()).length;
    // Nobody says that the network is back: it looks again by its own clock.
    await form.clear();
    const { type, detail } = await form.form.over(from);
    assert.deepEqual([type, detail.changed], ["customer-saved", ["city"]]);
    assert.match(await form.form.status.innerText(), /1 unsaved change|Saved/);
    assert.deepEqual(await form.form.dirty(), ["phone"]);
    assert.equal((await form.asked()).filter((line) => line === "PATCH stored").length, 1);
    assert.doesNotMatch((await form.form.sentence.allInnerTexts()).join(), /not known/i);
  });

  test("not stored: said so, with a way to save again", async (t) => {
    const form = await open(t, LOST.stored);
    await inDoubt(form, LOST.absent);
    await form.clear();
    await form.online();
    await form.form.sentence.filter({ hasText: /nothing was changed/i }).waitFor();
    assert.deepEqual(changedColumns(form.before, await form.stored()), []);
    assert.equal(await form.form.control("city").inputValue(), "Herisau");
    const from = (await form.form.seen()).length;
    await form.form.sentence.getByRole("button").click();
    assert.equal((await form.form.over(from)).type, "customer-saved");
    assert.deepEqual(changedColumns(form.before, await form.stored()), ["city"]);
  });

  test("not stored, and somebody else was there: asked", async (t) => {
    const form = await open(t, LOST.stored);
    await inDoubt(form, LOST.absent);
    await form.others({ city: "Gais" });
    const from = (await form.form.seen()).length;
    await form.clear();
    await form.online();
    assert.equal((await form.form.over(from)).type, "customer-conflict");
    await form.form.chooser.waitFor();
    assert.equal((await form.stored()).city, "Gais");
    await form.form.act("all-mine").click();
    assert.equal((await form.form.save()).type, "customer-saved");
    assert.equal((await form.stored()).city, "Herisau");
  });

  for (const [what, lost] of Object.entries(LOST)) {
    test(`Save looks it up before it sends anything: ${what}`, async (t) => {
      const form = await open(t, lost);
      await inDoubt(form, lost);
      await form.form.control("phone").fill("+41 71 000 00 00");
      await form.clear();
      await forgetLog(form.url);
      await form.form.saveButton.click();
      await form.page.waitForFunction(() => document.querySelector("customer-edit").dirty.length === 0);
      const asked = await form.asked();
      assert.equal(asked[0], "GET", asked.join());
      assert.equal(asked.filter((line) => line.startsWith("PATCH")).length, 1, asked.join());
      assert.deepEqual(changedColumns(form.before, await form.stored()).sort(), ["city", "phone"]);
    });
  }

  test("sent twice by the browser, refused the second time: found out by itself", async (t) => {
    const form = await open(t);
    // Without a head Chromium sends it again; the ETag is another one by then.
    await inDoubt(form, { fault: "drop-after", ...PATCH, count: 1 });
    const from = (await form.form.seen()).length;
    await form.clear();
    await form.online();
    assert.equal((await form.form.over(from)).type, "customer-saved");
    assert.equal((await form.asked()).filter((line) => line === "PATCH stored").length, 1);
    assert.deepEqual(await form.form.dirty(), []);
  });

  test("the network is gone and comes back", async (t) => {
    const form = await open(t);
    await form.page.context().setOffline(true);
    await form.saveCity();
    assert.equal((await form.outcome()).kind, "unavailable");
    assert.equal(await form.form.control("city").inputValue(), "Herisau");
    await form.page.context().setOffline(false);
    await form.form.sentence.filter({ hasText: /nothing was changed/i }).waitFor();
    assert.equal((await form.form.save()).type, "customer-saved");
    assert.deepEqual(changedColumns(form.before, await form.stored()), ["city"]);
  });
});

/** What can meet a read: whether it is tried again. */
const READS = {
  "a connection cut": [{ fault: "drop-before", bytes: 0 }, true],
  "a body cut in the middle": [{ fault: "drop-after", bytes: 60 }, true],
  "no answer": [{ fault: "hang-before" }, true],
  "500": [{ fault: "500" }, true],
  "a gateway's 503": [{ fault: "503" }, true],
  "a gateway's 504": [{ fault: "504" }, true],
  "an answer that is no JSON": [{ fault: "broken-json" }, true],
  "JSON that ends early": [{ fault: "truncated-json" }, true],
  "403": [{ fault: "403" }, false],
  "405": [{ fault: "405" }, false],
};
const asks = (count) => Array(count).fill("GET");

/** A form that opens on a server which has the fault already. */
async function opens(t, fault, until) {
  const { page, server: { url } } = await takeStation(t);
  await setFaults(url, { ...fault, ...GET });
  return { url, form: await addForm(page, { settings: settingsFor(fault), until }), asked: () => askedAbout(url, 1) };
}

describe("opening meets a fault", PARALLEL, () => {
  for (const [what, [fault, again]] of Object.entries(READS)) {
    if (again) {
      test(`${what}, three times: tried again until it opens`, async (t) => {
        const { form, asked } = await opens(t, { ...fault, count: 3 }, "customer-ready");
        assert.equal(await form.control("city").inputValue(), "Appenzell");
        assert.deepEqual(await asked(), asks(4));
        assert.deepEqual((await form.seen()).map(({ type }) => type), ["customer-ready"]);
      });
    }
    test(`${what}, always: ${again ? "given up after three more" : "said once"}, and tried again on request`, async (t) => {
      const { url, form, asked } = await opens(t, fault, "customer-error");
      assert.deepEqual(await asked(), asks(again ? 4 : 1));
      assert.match(await banner(form), /\w+ \w+ \w+/);
      await clearFaults(url);
      await form.sentence.getByRole("button").click();
      await form.control("city").waitFor();
    });
  }

  test("401: the token is asked for once more, and then it is said", async (t) => {
    const { form, asked } = await opens(t, { fault: "401" }, "customer-error");
    assert.deepEqual(await asked(), asks(2));
    const { kind, status } = (await form.seen()).at(-1).detail;
    assert.deepEqual([kind, status], ["load", 401]);
    assert.match(await banner(form), /sign/i);
  });

  test("load() that fails keeps what was typed, and the record that was there", async (t) => {
    const form = await open(t);
    await form.form.control("city").fill("Herisau");
    await form.faults({ fault: "500", ...GET });
    await form.form.element.evaluate((element) => element.load());
    assert.equal((await form.errors()).length, 1);
    assert.deepEqual(await form.asked(), asks(4));
    assert.equal(await form.form.control("city").inputValue(), "Herisau");
    await form.clear();
    assert.equal((await form.form.save()).type, "customer-saved");
  });
});
