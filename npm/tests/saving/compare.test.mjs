/** Servers that give no ETag: comparing before a write, and what an answer shows to have changed. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { askedAbout, forgetLog, otherEdits } from "../harness/admin.mjs";
import { addForm, changedColumns, storedRow } from "../harness/form.mjs";
import { takeStation } from "../harness/stations.mjs";

/** The server's answers about a customer, without the ETag. */
const withoutEtag = (page) => page.route(/\/api\/v2\/customer\/\d+\/?(\?|$)/, async (route) => {
  const response = await route.fetch();
  const { etag, ...headers } = response.headers();
  await route.fulfill({ response, headers });
});

async function open(t, { etag = false, ...settings } = {}) {
  const { page, server: { url } } = await takeStation(t);
  if (!etag) await withoutEtag(page);
  const form = await addForm(page, { settings });
  await forgetLog(url);
  return {
    form,
    before: await storedRow(url, 1),
    stored: () => storedRow(url, 1),
    asked: () => askedAbout(url, 1),
    others: (changes) => otherEdits(url, 1, changes),
  };
}

const radio = (form, key, choice) => form.element.locator(`input[type=radio][data-field="${key}"][value="${choice}"]`);

describe("without an ETag", { concurrency: 4, timeout: 60_000 }, () => {
  test("compareBeforeWrite reads once before it writes", async (t) => {
    const { form, asked, before, stored } = await open(t, { compareBeforeWrite: true });
    await form.control("city").fill("Herisau");
    assert.equal((await form.save()).type, "customer-saved");
    assert.deepEqual(await asked(), ["GET", "PATCH stored"]);
    assert.deepEqual(changedColumns(before, await stored()), ["city"]);
  });

  test("an ETag needs no such read", async (t) => {
    const { form, asked } = await open(t, { compareBeforeWrite: true, etag: true });
    await form.control("city").fill("Herisau");
    assert.equal((await form.save()).type, "customer-saved");
    assert.deepEqual(await asked(), ["PATCH stored"]);
  });

  test("compareBeforeWrite merges what did not clash", async (t) => {
    const { form, asked, before, stored, others } = await open(t, { compareBeforeWrite: true });
    await form.control("city").fill("Herisau");
    await others({ phone: "+41 71 000 00 00" });
    assert.equal((await form.save()).type, "customer-saved");
    assert.deepEqual(await asked(), ["GET", "PATCH stored"]);
    assert.deepEqual(changedColumns(before, await stored()).sort(), ["city", "phone"]);
    assert.equal(await form.control("phone").inputValue(), "+41 71 000 00 00");
  });

  test("compareBeforeWrite asks about what did, and writes nothing until then", async (t) => {
    const { form, asked, stored, others } = await open(t, { compareBeforeWrite: true });
    await form.control("city").fill("Herisau");
    await others({ city: "Gais" });
    assert.equal((await form.save()).type, "customer-conflict");
    await form.chooser.waitFor();
    assert.deepEqual(await asked(), ["GET"]);
    assert.equal((await stored()).city, "Gais");
    await form.act("all-mine").click();
    assert.equal((await form.save()).type, "customer-saved");
    assert.equal((await stored()).city, "Herisau");
  });

  test("without it: a save tells what else had changed, and can send it again", async (t) => {
    const { form, before, stored, others, asked } = await open(t);
    await form.control("city").fill("Herisau");
    await others({ phone: "+41 71 000 00 00" });
    const { type, detail } = await form.save();
    assert.equal(type, "customer-conflict");
    assert.deepEqual(detail.conflicts.map(({ field, mine, theirs }) => ({ field, mine, theirs })), [
      { field: "phone", mine: before.phone, theirs: "+41 71 000 00 00" },
    ]);
    assert.match(await form.status.innerText(), /^Saved 1 change/);
    assert.match(await form.sentence.innerText(), /Saved 1 change.*Phone/s);
    await form.act("choose").click();
    await form.chooser.waitFor();
    const words = await form.chooser.innerText();
    for (const text of ["Saved, and something else changed", before.phone, "+41 71 000 00 00"]) assert.ok(words.includes(text), words);
    assert.equal(await radio(form, "phone", "theirs").isChecked(), true);
    assert.equal(await form.saveButton.getAttribute("aria-disabled"), "true");

    await radio(form, "phone", "mine").check({ force: true });
    assert.equal(await form.saveButton.innerText(), "Send 1 again");
    assert.equal((await form.save()).type, "customer-saved");
    assert.deepEqual(changedColumns(before, await stored()), ["city"]);
    assert.deepEqual((await asked()).filter((line) => line.startsWith("PATCH")), ["PATCH stored", "PATCH stored"]);
  });

  test("what is typed after it was told stays, whatever is sent again for another field", async (t) => {
    const { form, before, stored, others } = await open(t);
    await form.control("city").fill("Herisau");
    await others({ phone: "+41 71 000 00 00", "template": { id: 3, fields: [{ id: 11, value: "CH-ALP-02" }] } });
    assert.equal((await form.save()).type, "customer-conflict");
    await form.control("phone").fill("+41 71 111 11 11");
    await form.act("choose").click();
    await radio(form, "template.fields.11", "mine").check({ force: true });
    assert.equal((await form.save()).type, "customer-saved");
    const row = await stored();
    assert.equal(row["template.fields.11"], before["template.fields.11"]);
    const unsaved = (await form.dirty()).includes("phone");
    assert.equal(await form.control("phone").inputValue(), "+41 71 111 11 11");
    assert.equal(row.phone, unsaved ? "+41 71 000 00 00" : "+41 71 111 11 11");
  });

  test("without it: what else had changed can be kept", async (t) => {
    const { form, before, stored, others, asked } = await open(t);
    await form.control("city").fill("Herisau");
    await others({ phone: "+41 71 000 00 00" });
    assert.equal((await form.save()).type, "customer-conflict");
    await form.act("choose").click();
    await form.act("back").click();
    await form.chooser.waitFor({ state: "detached" });
    assert.deepEqual(await form.dirty(), []);
    assert.equal(await form.control("phone").inputValue(), "+41 71 000 00 00");
    assert.deepEqual(await asked(), ["PATCH stored"]);
    assert.deepEqual(changedColumns(before, await stored()).sort(), ["city", "phone"]);
  });
});
