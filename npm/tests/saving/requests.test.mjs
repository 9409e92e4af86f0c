/** What opening, editing and saving cost, counted by the server. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { forgetLog, served } from "../harness/admin.mjs";
import { addForm, openForm, openPage } from "../harness/form.mjs";
import { startServer } from "../harness/server.mjs";

const asked = async (url) => (await served(url)).map(({ method, path }) => `${method} ${path}`);

test("open, change the city, save: three requests; with the template at hand, two", async (t) => {
  const { server, page, form } = await openForm(t);
  await form.control("city").fill("Herisau");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(await asked(server.url), [
    "GET /api/v2/customer/1/", "GET /api/v2/custom-field-template/3/", "PATCH /api/v2/customer/1",
  ]);

  await forgetLog(server.url);
  const second = await addForm(page, { name: "second" });
  await second.control("city").fill("Teufen");
  assert.equal((await second.save()).type, "customer-saved");
  assert.deepEqual(await asked(server.url), ["GET /api/v2/customer/1/", "PATCH /api/v2/customer/1"]);
});

test("whoever watches the network sees what was answered as answered", async (t) => {
  const ends = { done: 0, cancelled: [] };
  const { page, form } = await openForm(t, {
    before: async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send("Network.enable");
      const asked = new Map();
      session.on("Network.requestWillBeSent", ({ requestId, request: { method, url } }) => url.includes("/api/") && asked.set(requestId, `${method} ${url}`));
      session.on("Network.loadingFinished", ({ requestId }) => { if (asked.has(requestId)) ends.done += 1; });
      session.on("Network.loadingFailed", ({ requestId }) => { if (asked.has(requestId)) ends.cancelled.push(asked.get(requestId)); });
    },
  });
  for (const city of ["A", "B", "C", "D", "E", "F"]) {
    await form.control("city").fill(city);
    assert.equal((await form.save()).type, "customer-saved");
    await form.element.evaluate((element) => element.load());
  }
  await page.waitForLoadState("networkidle");
  assert.deepEqual(ends, { done: 2 + 6 * 2, cancelled: [] });
});

test("ten forms opened at once: ten records, no template and no list twice, even when all want the countries", async (t) => {
  const server = await startServer();
  t.after(() => server.stop());
  const { page } = await openPage(t, server);
  const forms = await Promise.all(Array.from({ length: 10 }, (_, at) => addForm(page, { name: `form-${at}`, id: at + 1 })));
  const opened = await asked(server.url);
  const records = opened.filter((line) => line.startsWith("GET /api/v2/customer/"));
  assert.equal(records.length, 10);
  assert.deepEqual(opened.length, new Set(opened).size, opened.join("\n"));
  assert.ok(opened.filter((line) => !records.includes(line)).every((line) => line.includes("template")), "lists are not asked for unasked");

  await forgetLog(server.url);
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("customer-edit")) element.focusField("country");
  });
  const listed = ({ editor }) => (editor.fields.find(({ key }) => key === "country").options ?? []).length > 50;
  for (const form of forms) await page.waitForFunction(listed, await form.element.elementHandle());
  assert.deepEqual(await asked(server.url), ["GET /api/v2/country/"]);
});

test("a save without changes, and one that the rules refuse, cost nothing", async (t) => {
  const { server, form } = await openForm(t);
  await forgetLog(server.url);
  assert.deepEqual(await form.element.evaluate((element) => element.save()), { kind: "saved" });
  await form.control("name").fill("");
  assert.equal((await form.save()).type, "customer-invalid");
  assert.deepEqual(await asked(server.url), []);
});
