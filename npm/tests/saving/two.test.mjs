/** Two forms edit one customer: what does not clash lands, what clashes is asked. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { askedAbout, forgetLog } from "../harness/admin.mjs";
import { addForm, changedColumns, openPage, storedRow } from "../harness/form.mjs";
import { takeStation } from "../harness/stations.mjs";

/** Anna and Ben have opened customer 1, on one page or each on one; every test starts from here. */
async function both(t, { pages = 1 } = {}) {
  const first = await takeStation(t);
  const { server } = first;
  const second = pages === 1 ? first : await openPage(t, server);
  const anna = await addForm(first.page, { name: "anna" });
  const ben = await addForm(second.page, { name: "ben" });
  await forgetLog(server.url);
  const before = await storedRow(server.url, 1);
  return {
    anna, ben, before,
    row: () => storedRow(server.url, 1),
    changed: async () => changedColumns(before, await storedRow(server.url, 1)).sort(),
    asked: () => askedAbout(server.url, 1),
    errors: () => [first, second].flatMap(({ errors }) => errors).filter((error) => !/status of 412/.test(error)),
  };
}

async function type(form, texts) {
  for (const [key, text] of Object.entries(texts)) await form.control(key).fill(text);
}

const radio = (form, key, choice) => form.element.locator(`input[type=radio][data-field="${key}"][value="${choice}"]`);
const rows = (form) => form.chooser.getByRole("radiogroup");
const last = async (form) => (await form.seen()).at(-1);

/** Anna has saved `hers`; Ben saves `his` over what he had loaded, and meets the chooser. */
async function clash(t, hers, his) {
  const two = await both(t);
  await type(two.anna, hers);
  assert.equal((await two.anna.save()).type, "customer-saved");
  await type(two.ben, his);
  const outcome = two.ben.element.evaluate((element) => new Promise((resolve) => {
    element.addEventListener("customer-save", () => resolve(element.late), { once: true });
    element.late = element.save();
  }));
  assert.deepEqual(await outcome, { kind: "conflict" });
  await two.ben.chooser.waitFor();
  return two;
}

describe("two forms, one customer", { concurrency: 4, timeout: 60_000 }, () => {
  for (const pages of [1, 2]) {
    test(`disjoint edits both land, without a question: ${pages === 1 ? "one page" : "two pages"}`, async (t) => {
      const { anna, ben, changed, row, asked, errors } = await both(t, { pages });
      await type(anna, { city: "Herisau" });
      await type(ben, { phone: "+41 71 000 00 00" });
      assert.equal((await anna.save()).type, "customer-saved");
      assert.equal((await ben.save()).type, "customer-saved");
      assert.deepEqual(await changed(), ["city", "phone"]);
      assert.equal((await row()).city, "Herisau");
      assert.equal(await ben.control("city").inputValue(), "Herisau", "untouched fields follow the server");
      assert.deepEqual(await ben.dirty(), []);
      assert.deepEqual(await asked(), ["PATCH stored", "PATCH", "GET", "PATCH stored"]);
      assert.deepEqual(errors(), []);
    });
  }

  test("custom fields merge one by one", async (t) => {
    const { anna, ben, changed } = await both(t);
    await type(anna, { "template.fields.11": "CH-ALP-02" });
    await type(ben, { "template.fields.12": "52500" });
    assert.equal((await anna.save()).type, "customer-saved");
    assert.equal((await ben.save()).type, "customer-saved");
    assert.deepEqual(await changed(), ["template.fields.11", "template.fields.12"]);
  });

  test("agreeing edits vanish, and what is left of them is sent alone", async (t) => {
    const { anna, ben, changed, asked } = await both(t);
    await type(anna, { city: "Herisau" });
    await type(ben, { city: "Herisau" });
    assert.equal((await anna.save()).type, "customer-saved");
    assert.equal((await ben.save()).type, "customer-saved");
    assert.deepEqual(await ben.dirty(), []);
    assert.deepEqual(await asked(), ["PATCH stored", "PATCH", "GET"], "the row says it already");

    await type(anna, { city: "Teufen" });
    await type(ben, { city: "Teufen", phone: "+41 71 000 00 00" });
    assert.equal((await anna.save()).type, "customer-saved");
    assert.equal((await ben.save()).type, "customer-saved");
    assert.deepEqual(await changed(), ["city", "phone"]);
  });

  test("a clash asks: mine, theirs and loaded stand side by side, nothing is chosen and nothing is sent", async (t) => {
    const { ben, row, asked } = await clash(t, { city: "Herisau" }, { city: "Teufen", phone: "+41 71 000 00 00" });
    const { type: event, detail } = await last(ben);
    assert.equal(event, "customer-conflict");
    assert.deepEqual(detail.conflicts.map(({ field, loaded, mine, theirs }) => ({ field, loaded, mine, theirs })), [
      { field: "city", loaded: "Appenzell", mine: "Teufen", theirs: "Herisau" },
    ]);
    assert.equal(await rows(ben).count(), 1);
    const words = await rows(ben).first().innerText();
    for (const text of ["Appenzell", "Teufen", "Herisau"]) assert.ok(words.includes(text), words);
    assert.equal(await ben.chooser.locator("input[type=radio]:checked").count(), 0);
    assert.equal(await ben.saveButton.getAttribute("aria-disabled"), "true");
    const before = (await asked()).length;
    await ben.saveButton.click({ force: true });
    await ben.chooser.waitFor();
    assert.equal((await asked()).length, before);
    assert.equal((await row()).city, "Herisau");
  });

  const CHOICES = { mine: "Teufen", theirs: "Herisau", loaded: "Appenzell" };
  for (const [choice, expected] of Object.entries(CHOICES)) {
    test(`a clash, ${choice} chosen: it lands with what did not clash`, async (t) => {
      const { ben, row, changed } = await clash(t, { city: "Herisau" }, { city: "Teufen", phone: "+41 71 000 00 00" });
      await radio(ben, "city", choice).check({ force: true });
      assert.equal(await ben.saveButton.getAttribute("aria-disabled"), null);
      assert.equal((await ben.save()).type, "customer-saved");
      await ben.chooser.waitFor({ state: "detached" });
      const stored = await row();
      assert.deepEqual([stored.city, stored.phone], [expected, "+41 71 000 00 00"]);
      assert.equal(await ben.control("city").inputValue(), expected);
      assert.deepEqual(await ben.dirty(), []);
      assert.deepEqual(await changed(), choice === "loaded" ? ["phone"] : ["city", "phone"]);
    });
  }

  const HERS = { city: "Herisau", "template.fields.12": "1" };
  const HIS = { city: "Teufen", "template.fields.12": "52500" };
  const AT_ONCE = { mine: ["Teufen", "52500"], theirs: ["Herisau", "1"], loaded: ["Appenzell", "25000.00"] };
  for (const [choice, expected] of Object.entries(AT_ONCE)) {
    test(`two clashes at once: all ${choice}`, async (t) => {
      const { ben, row, asked } = await clash(t, HERS, HIS);
      assert.equal(await rows(ben).count(), 2);
      await ben.act(`all-${choice}`).click();
      assert.equal(await ben.chooser.locator(`input[type=radio][value=${choice}]:checked`).count(), 2);
      const before = (await asked()).length;
      await ben.saveButton.click();
      await ben.chooser.waitFor({ state: "detached" });
      await ben.idle();
      const stored = await row();
      assert.equal(stored.city, expected[0]);
      assert.equal(Number(stored["template.fields.12"]), Number(expected[1]));
      assert.deepEqual(await ben.dirty(), []);
      if (choice === "theirs") assert.equal((await asked()).length, before, "there is nothing to send");
    });
  }

  test("one mine, one theirs: the button says it, and each field gets its own", async (t) => {
    const { ben, row } = await clash(t, HERS, HIS);
    await radio(ben, "city", "mine").check({ force: true });
    assert.equal(await ben.saveButton.getAttribute("aria-disabled"), "true");
    await radio(ben, "template.fields.12", "theirs").check({ force: true });
    assert.equal(await ben.saveButton.innerText(), "Save 1, keep 1 of theirs");
    assert.equal((await ben.save()).type, "customer-saved");
    const stored = await row();
    assert.deepEqual([stored.city, Number(stored["template.fields.12"])], ["Teufen", 1]);
  });

  test("back to editing keeps mine and leaves the question open: the next Save asks again", async (t) => {
    const { ben, row, asked } = await clash(t, { city: "Herisau" }, { city: "Teufen" });
    await ben.act("back").click();
    await ben.chooser.waitFor({ state: "detached" });
    assert.equal(await ben.control("city").inputValue(), "Teufen");
    await ben.saveButton.click();
    await ben.chooser.waitFor();
    assert.equal((await row()).city, "Herisau");
    assert.ok(!(await asked()).slice(1).includes("PATCH stored"));
    await ben.act("all-mine").click();
    assert.equal((await ben.save()).type, "customer-saved");
    assert.equal((await row()).city, "Teufen");
  });

  test("a third edit while the chooser is open is asked about as well", async (t) => {
    const { anna, ben, row } = await clash(t, { city: "Herisau" }, { city: "Teufen" });
    await type(anna, { city: "Gais" });
    assert.equal((await anna.save()).type, "customer-saved");
    await ben.act("all-mine").click();
    assert.equal((await ben.save()).type, "customer-conflict");
    await ben.chooser.waitFor();
    assert.match(await rows(ben).first().innerText(), /Gais/);
    assert.equal((await row()).city, "Gais");
  });

  test("load() merges: what did not clash follows, what clashes is asked", async (t) => {
    const { anna, ben, row } = await both(t);
    await type(anna, { city: "Herisau", phone: "+41 71 000 00 00" });
    assert.equal((await anna.save()).type, "customer-saved");
    await type(ben, { city: "Teufen" });
    await ben.element.evaluate((element) => element.load());
    await ben.act("choose").click();
    await ben.chooser.waitFor();
    assert.match(await rows(ben).first().innerText(), /Herisau/);
    await radio(ben, "city", "mine").check({ force: true });
    assert.equal((await ben.save()).type, "customer-saved");
    const stored = await row();
    assert.deepEqual([stored.city, stored.phone], ["Teufen", "+41 71 000 00 00"]);
    assert.equal(await ben.control("phone").inputValue(), "+41 71 000 00 00");
  });
});
