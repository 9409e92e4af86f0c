/** The whole flow under a strict Content-Security-Policy, without and with Trusted Types: no violation. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { blocksOf } from "../docs/blocks.mjs";
import { openForm } from "../harness/form.mjs";

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'";

for (const csp of [STRICT, `${STRICT}; require-trusted-types-for 'script'`]) {
  const what = csp === STRICT ? "a strict policy" : "with Trusted Types required as well";
  test(`nothing in a form's life violates ${what}`, async (t) => {
    const { page, form, server, errors } = await openForm(t, {
      csp,
      before: (page) => page.addInitScript(() => {
        window.violations = [];
        addEventListener("securitypolicyviolation", ({ violatedDirective, sample }) => window.violations.push(`${violatedDirective}: ${sample}`));
      }),
    });
    // Every kind of control, a refusal, undoing it, and saving both ways.
    await form.control("name").fill("");
    await form.saveButton.click();
    await form.summary.waitFor();
    await page.evaluate(() => document.querySelector("customer-edit").reset());
    await form.control("city").fill("Herisau");
    await form.control("nda_signed").click();
    await form.control("template.fields.12").fill("12.50");
    await form.control("country").focus();
    await page.waitForLoadState("networkidle");
    assert.equal((await form.save()).type, "customer-saved");
    await page.evaluate(() => (document.querySelector("customer-edit").method = "PUT"));
    await form.control("city").fill("Gais");
    assert.equal((await form.save()).type, "customer-saved");
    // A clash, a failure and its notice, another customer, reading only, a trip around the page.
    await form.control("city").fill("Urnäsch");
    const headers = { "authorization": "Bearer demo-token", "content-type": "application/json" };
    await fetch(`${server.url}/api/v2/customer/1`, { method: "PATCH", headers, body: '{"company":1,"city":"Teufen"}' });
    await form.save();
    await page.evaluate(async () => {
      const element = document.querySelector("customer-edit");
      element.readonly = true;
      element.customerId = "13";
      await element.load();
      element.customerId = "999";
      await element.load();
      element.remove();
      await new Promise((resolve) => setTimeout(resolve, 20));
      element.customerId = "2";
      document.body.append(element);
      await element.load();
    });
    assert.deepEqual(await page.evaluate(() => window.violations), []);
    // What the server refused on purpose is all that the console may complain of.
    assert.deepEqual(errors.filter((error) => !/status of (404|412)/.test(error)), []);
  });
}

test("the policy that docs/tokens-and-proxies.md names is enough", async (t) => {
  const [{ code }, ...more] = (await blocksOf("docs/tokens-and-proxies.md")).filter(({ language }) => language === "text");
  assert.deepEqual(more, []);
  const { form, errors } = await openForm(t, { csp: code.replace("https://api.example.com", "") });
  await form.control("city").fill("Herisau");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(errors, []);
});

test("a violation would be noticed", async (t) => {
  const { page } = await openForm(t, { csp: `${STRICT}; require-trusted-types-for 'script'` });
  const noticed = await page.evaluate(async () => {
    const violation = new Promise((resolve) => addEventListener("securitypolicyviolation", ({ violatedDirective }) => resolve(violatedDirective), { once: true }));
    try {
      document.createElement("template").innerHTML = "<p>";
    } catch {
      // That is the point.
    }
    return violation;
  });
  assert.equal(noticed, "require-trusted-types-for");
});
