/** A draft under `draft-key` outlives the page, without the token, and goes with the save. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openForm } from "../harness/form.mjs";

const stored = (page, key = "draft") => page.evaluate((key) => sessionStorage.getItem(key), key);
const attributes = { "draft-key": "draft" };

test("a draft survives a reload, and is dropped after a save", async (t) => {
  const { page, form } = await openForm(t, { id: 2, attributes });
  assert.equal(await stored(page), null);
  await form.control("city").fill("Rezé");
  await form.control("name").fill("");
  const snapshot = await stored(page);
  assert.deepEqual(JSON.parse(snapshot).fields.map(({ key, text }) => [key, text]), [["city", "Rezé"], ["name", ""]]);
  assert.ok(!snapshot.includes("demo-token"));

  const again = await reopen(page, 2);
  assert.equal(await again.control("city").inputValue(), "Rezé");
  assert.equal(await again.control("name").inputValue(), "", "what is invalid is kept as well");
  assert.match(await again.element.locator(".ce-banner").innerText(), /2 unsaved changes are back/);
  await again.element.evaluate((element) => element.undo());
  await again.control("name").fill("Librairie des Quais");
  const outcome = await again.element.evaluate((element) => element.save());
  assert.deepEqual(outcome, { kind: "saved" });
  assert.equal(await stored(page), null);
});

test("another customer's draft under the same key makes way and comes back", async (t) => {
  const { page, form } = await openForm(t, { id: 2, attributes });
  await form.control("city").fill("Rezé");
  await change(page, 3);
  assert.deepEqual(await form.element.evaluate((element) => element.dirty), [], "the other customer is untouched");
  await form.control("city").fill("Osaka");
  assert.equal(JSON.parse(await stored(page)).id, "3");
  await change(page, 2);
  assert.equal(await form.control("city").inputValue(), "Rezé");
  await change(page, 3);
  assert.equal(await form.control("city").inputValue(), "Osaka");
});

const ELSEWHERE = { "another company": { company: 2 }, "another server": { baseUrl: "/staging" } };
for (const [what, place] of Object.entries(ELSEWHERE)) {
  test(`the draft of ${what}'s customer of the same number makes way and comes back`, async (t) => {
    const { page, form, server } = await openForm(t, { id: 2, attributes });
    const answer = (route) => route.fetch({ url: server.url + new URL(route.request().url()).pathname.replace("/staging", "") + "?company=1" });
    for (const pattern of ["**/staging/**", "**/*company=2"]) await page.route(pattern, async (route) => route.fulfill({ response: await answer(route) }));
    const here = Object.fromEntries(Object.keys(place).map((name) => [name, name === "company" ? 1 : ""]));
    const move = (to) => form.element.evaluate(async (element, to) => {
      Object.assign(element, to);
      await element.load();
    }, to);
    const loaded = await form.control("fax").inputValue();
    await form.control("fax").fill("1");
    await move(place);
    assert.deepEqual([await form.control("fax").inputValue(), await form.dirty()], [loaded, []]);
    await form.control("fax").fill("2");
    await move(here);
    assert.deepEqual([await form.control("fax").inputValue(), await form.dirty()], ["1", ["fax"]]);
    await move(place);
    assert.deepEqual([await form.control("fax").inputValue(), await form.dirty()], ["2", ["fax"]]);
    await form.element.evaluate((element) => element.reset());
    await move(here);
    await form.element.evaluate((element) => element.reset());
    assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
  });
}

test("a draft of an earlier version, which says nothing of company and server, is of this place", async (t) => {
  const { page, form } = await openForm(t, { id: 2, attributes });
  const old = (id, text) => JSON.stringify({ version: 1, api: "json-v2", id, template: null, fields: [{ key: "city", text, loaded: "Nantes" }] });
  await page.evaluate(([two, three]) => {
    sessionStorage.setItem("draft", three);
    sessionStorage.setItem("draft json-v2 2", two);
  }, [old("2", "Rezé"), old("3", "Osaka")]);
  await form.element.evaluate((element) => {
    element.company = null;
    element.company = 1;
    return element.load();
  });
  assert.equal(await form.control("city").inputValue(), "Rezé");
  await form.control("city").fill("Vertou");
  await change(page, 3);
  assert.equal(await form.control("city").inputValue(), "Osaka");
  await form.element.evaluate((element) => element.reset());
  await change(page, 2);
  assert.equal(await form.control("city").inputValue(), "Vertou");
  await form.element.evaluate((element) => element.reset());
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage)), []);
});

test("without a key nothing is kept", async (t) => {
  const { page, form } = await openForm(t, { id: 2 });
  await form.control("city").fill("Rezé");
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
});

async function change(page, id) {
  await page.evaluate((id) => {
    const element = document.querySelector("customer-edit");
    const ready = new Promise((resolve) => element.addEventListener("customer-ready", resolve, { once: true }));
    element.customerId = String(id);
    return ready;
  }, id);
}

/** The same page once more, as after a crash of the network or a mistaken reload. */
async function reopen(page, id) {
  await page.reload();
  await page.evaluate(async (id) => {
    const element = Object.assign(document.createElement("customer-edit"), { getToken: () => "demo-token" });
    for (const [name, value] of Object.entries({ api: "json-v2", "customer-id": id, company: 1, "draft-key": "draft" })) element.setAttribute(name, value);
    const ready = new Promise((resolve) => element.addEventListener("customer-ready", resolve, { once: true }));
    document.querySelector("main").append(element);
    await import("/pkg/index.js");
    await ready;
  }, id);
  const element = page.locator("customer-edit");
  return { element, control: (key) => element.locator(`[name="${key}"]`) };
}
