/** When the WebAssembly module does not come, or stops: a sentence, a way on, and what was typed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openForm } from "./harness/form.mjs";
import { keepInstance } from "./harness/memory.mjs";

const WASM = "**/customer_edit.wasm";

const FAULTS = {
  "is missing": [{ status: 404, body: "" }, /missing on the server \(status 404\)/],
  "comes as a web page": [{ status: 200, contentType: "text/html", body: "<!doctype html>" }, /as “text\/html”/],
  "is damaged": [{ status: 200, contentType: "application/wasm", body: "\0asm" }, /arrived damaged/],
};

for (const [what, [answer, sentence]] of Object.entries(FAULTS)) {
  test(`a module that ${what} is explained, and tried again on request`, async (t) => {
    const { page, form } = await openForm(t, {
      until: "customer-error",
      before: (page) => page.route(WASM, (route) => route.fulfill(answer)),
    });
    assert.match(await form.sentence.innerText(), sentence);
    assert.deepEqual((await page.evaluate(() => window.seen)).map(({ type, detail }) => [type, detail.kind]), [["customer-error", "fatal"]]);
    await page.unroute(WASM);
    await form.element.getByRole("button", { name: "Try again" }).click();
    await form.control("city").waitFor();
  });
}

test("a module that cannot be reached is explained", async (t) => {
  const { form } = await openForm(t, { until: "customer-error", before: (page) => page.route(WASM, (route) => route.abort()) });
  assert.match(await form.sentence.innerText(), /could not be fetched/);
});

test("a server that knows no .wasm still serves one", async (t) => {
  const { form } = await openForm(t, {
    before: (page) => page.route(WASM, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, headers: { "content-type": "application/octet-stream" } });
    }),
  });
  await form.control("city").waitFor();
});

test("the module is fetched once for all elements of a page", async (t) => {
  let fetched = 0;
  const { page } = await openForm(t, {
    before: (page) => page.route(WASM, (route) => { fetched += 1; return route.continue(); }),
  });
  await page.evaluate(async () => {
    const others = ["2", "3"].map((id) => Object.assign(document.createElement("customer-edit"), { customerId: id, company: 1, getToken: () => "demo-token" }));
    document.body.append(...others);
    await Promise.all(others.map((other) => other.load()));
  });
  assert.equal(fetched, 1);
});

test("after a trap what was typed is filled in again, in every form of the page", async (t) => {
  const { page, form } = await openForm(t, { before: (page) => page.addInitScript(keepInstance) });
  await page.evaluate(async () => {
    const other = Object.assign(document.createElement("customer-edit"), { id: "other", customerId: "2", company: 1, getToken: () => "demo-token" });
    document.body.append(other);
    await other.load();
  });
  const [first, other] = [page.locator("customer-edit").first(), page.locator("#other")];
  await first.locator("[name=city]").fill("Herisau");
  await first.locator('[name="template.fields.12"]').fill("999999999999997.77");
  await first.locator("[name=nda_signed]").click();
  await other.locator("[name=city]").fill("Rezé");
  await page.evaluate(() => setTimeout(() => window.instance.exports.__wbindgen_free(0xfffffff0, 8, 8)));

  await first.getByText("Your 3 unsaved changes are kept").waitFor();
  await other.getByText("Your 1 unsaved change is kept").waitFor();
  await first.getByRole("button", { name: "Restart the form" }).click();
  await other.getByRole("button", { name: "Restart the form" }).click();
  await first.getByText("3 unsaved changes").first().waitFor();
  await other.getByText("1 unsaved change").first().waitFor();
  assert.equal(await other.locator("[name=city]").inputValue(), "Rezé");
  assert.equal(
    await first.evaluate((element) => element.preview().body),
    '{"company":1,"city":"Herisau","nda_signed":false,"template":{"id":3,"fields":[{"id":12,"value":999999999999997.77}]}}',
  );
  assert.equal((await form.element.count()), 2);
});
