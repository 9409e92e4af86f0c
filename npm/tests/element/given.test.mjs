/** What a host gives by property: odd values as JavaScript has them, and a record that counts for one load. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openForm } from "../harness/form.mjs";

test("what is undefined in fieldPolicy, settings, messages and lookups is not given", async (t) => {
  const { page, form } = await openForm(t);
  const loaded = await page.evaluate(async () => {
    const element = Object.assign(document.createElement("customer-edit"), {
      customerId: "2", company: 1, getToken: () => "demo-token",
      fieldPolicy: { fax: undefined, phone: null, mobile: 1, city: "readonly" },
      settings: { clearTextAs: undefined, paths: { countries: undefined, categories: null } },
      messages: { "label.fax": undefined, "label.name": null },
      lookups: { countries: undefined, categories: null },
    });
    document.body.append(element);
    await Promise.race([element.load(), new Promise((resolve) => setTimeout(resolve, 5000))]);
    const fields = element.editor?.fields ?? [];
    element.remove();
    return { busy: element.busy, readonly: fields.filter(({ readonly }) => readonly).map(({ key }) => key), fax: fields.find(({ key }) => key === "fax")?.label };
  });
  assert.deepEqual([loaded.busy, loaded.readonly.includes("city"), loaded.readonly.includes("fax"), loaded.fax], [false, true, false, "Fax"]);

  await page.evaluate(() => (document.querySelector("customer-edit").fieldPolicy = { city: undefined, name: "hidden" }));
  await form.control("name").waitFor({ state: "detached" });
  await form.control("city").fill("Herisau");
  assert.equal((await form.save()).type, "customer-saved");
});

test("an object without a JSON form is refused where it is set, and the form goes on", async (t) => {
  const { page, form } = await openForm(t);
  const refused = await page.evaluate(() => {
    const element = document.querySelector("customer-edit");
    const circle = {};
    circle.itself = circle;
    const why = (name, value) => {
      try {
        element[name] = value;
        return "taken";
      } catch (error) {
        return [error.name, element[name]];
      }
    };
    return [why("record", { id: 1n }), why("record", circle), why("lookups", { countries: circle }), why("lookups", { countries: [1n] })];
  });
  assert.deepEqual(refused, Array.from({ length: 4 }, () => ["TypeError", null]));
  await form.control("city").fill("Herisau");
  await form.element.evaluate((element) => element.load());
  assert.equal((await form.save()).type, "customer-saved");
});

test("one that was set before the class was there is reported, and the element loads without", async (t) => {
  const { page, errors } = await openForm(t);
  const loaded = await page.evaluate(async () => {
    const plain = Object.assign(document.createElement("customer-late"), { record: { id: 1n }, customerId: "2", company: 1, getToken: () => "demo-token" });
    document.body.append(plain);
    (await import("/pkg/element.js")).define("customer-late");
    await plain.load();
    return [plain.record, plain.editor.get("name")];
  });
  assert.deepEqual(loaded, [null, "Librairie des Quais"]);
  assert.equal(errors.length, 1);
  assert.match(errors[0], /BigInt/);
});
