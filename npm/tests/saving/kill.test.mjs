/** The server dies in the middle of a save and comes back: "saved" or "not saved, nothing changed", never in doubt. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { served, setFaults } from "../harness/admin.mjs";
import { addForm, changedColumns, openPage, storedRow } from "../harness/form.mjs";
import { startServer } from "../harness/server.mjs";

const PATCH = { method: "PATCH", path: "/api/v2/customer/1" };
/** Where a save can stand when the server dies; `stored`: what the file then has. */
const MOMENTS = {
  "before it is stored": { fault: { fault: "hang-before", ...PATCH }, stored: false },
  "once it is stored, before the answer": { fault: { fault: "latency", ms: 600_000, ...PATCH }, stored: true },
};

/** A form on a server whose file outlives it. The time limit is long: it is the death that ends the request. */
async function open(t) {
  const folder = await mkdtemp(join(tmpdir(), "customer-"));
  const db = join(folder, "customers.sqlite");
  let server = await startServer({ db });
  t.after(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });
  const { page, context } = await openPage(t, server);
  const form = await addForm(page, { settings: { timeoutSeconds: 60 } });
  const { url } = server;
  return {
    page, context, form, url,
    row: () => storedRow(url, 1),
    revision: async () => (await (await fetch(`${url}/admin/customer/1`)).json()).revision,
    kill: () => server.kill(),
    restart: async () => (server = await startServer({ db, port: Number(new URL(url).port) })),
  };
}

/** A save that has reached the server, and hangs there. */
async function saveThatHangs({ form, url }, { fault, stored }) {
  await setFaults(url, fault);
  await form.control("city").fill("Herisau");
  await form.element.evaluate((element) => void (element.outcome = element.save()));
  const arrived = (line) => line.method === "PATCH" && line.faults.length > 0 && line.stored === stored;
  while (!(await served(url)).some(arrived)) await new Promise((resolve) => setTimeout(resolve, 5));
}

const banner = (form) => form.sentence.first().innerText();

describe("SIGKILL in the middle of a save", { concurrency: 4, timeout: 60_000 }, () => {
  for (const [when, moment] of Object.entries(MOMENTS)) {
    test(`${when}, and it is back at once: saved, once`, async (t) => {
      const opened = await open(t);
      const { form, row, revision, kill, restart } = opened;
      const [before, first] = [await row(), await revision()];
      await saveThatHangs(opened, moment);
      await kill();
      await restart();
      assert.deepEqual(await form.element.evaluate((element) => element.outcome), { kind: "saved" });
      assert.match(await form.status.innerText(), /^Saved/);
      assert.deepEqual(changedColumns(before, await row()), ["city"]);
      assert.equal(await revision(), first + 1, "stored once");
      assert.deepEqual(await form.dirty(), []);
      assert.equal(await form.control("city").inputValue(), "Herisau");
    });

    test(`${when}, and it stays away: not known at first, found out later`, async (t) => {
      const opened = await open(t);
      const { page, form, row, revision, kill, restart } = opened;
      const [before, first] = [await row(), await revision()];
      await saveThatHangs(opened, moment);
      await kill();
      const outcome = await form.element.evaluate((element) => element.outcome);
      assert.equal(outcome.kind, "unavailable");
      assert.match(await form.status.innerText(), /Not known yet/);
      assert.match(await banner(form), /not (yet )?known/i);
      assert.equal(await form.control("city").inputValue(), "Herisau");
      // The form goes on meanwhile.
      await form.control("phone").fill("+41 71 000 00 00");

      await restart();
      await page.evaluate(() => window.dispatchEvent(new Event("online")));
      if (moment.stored) {
        assert.equal((await form.over((await eventsBefore(form)))).type, "customer-saved");
        assert.deepEqual(changedColumns(before, await row()), ["city"]);
        assert.deepEqual(await form.dirty(), ["phone"]);
      } else {
        await form.sentence.filter({ hasText: /nothing was changed/i }).waitFor();
        assert.match(await banner(form), /Not saved/);
        assert.deepEqual(changedColumns(before, await row()), []);
        assert.equal(await form.control("city").inputValue(), "Herisau");
        assert.deepEqual((await form.dirty()).sort(), ["city", "phone"]);
      }
      assert.equal(await form.control("phone").inputValue(), "+41 71 000 00 00");

      // And what is left can be saved.
      assert.equal((await form.save()).type, "customer-saved");
      assert.deepEqual(changedColumns(before, await row()).sort(), ["city", "phone"]);
      assert.equal(await revision(), first + (moment.stored ? 2 : 1));
    });
  }

  test("while it reads again: the record comes once it is back, and nothing typed is lost", async (t) => {
    const { form, url, kill, restart } = await open(t);
    await form.control("city").fill("Herisau");
    await setFaults(url, { fault: "hang-before", method: "GET" });
    await form.element.evaluate((element) => void (element.loaded = element.load()));
    while (!(await served(url)).some(({ faults }) => faults.length > 0)) await new Promise((resolve) => setTimeout(resolve, 5));
    await kill();
    await restart();
    await form.element.evaluate((element) => element.loaded);
    assert.equal(await form.control("city").inputValue(), "Herisau");
    assert.ok(!(await form.seen()).some(({ type }) => type === "customer-error"));
    assert.equal((await form.save()).type, "customer-saved");
  });
});

/** The place after the failure that was told. */
async function eventsBefore(form) {
  return (await form.seen()).findIndex(({ type }) => type === "customer-error") + 1;
}
