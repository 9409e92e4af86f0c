/** Whatever goes wrong: a sentence on the page, and nothing typed is lost. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openForm } from "./harness/form.mjs";

const API = "**/api/v2/customer/1**";
const html = { status: 200, contentType: "text/html", body: "<!doctype html><h1>Sign in</h1>" };
const large = { status: 200, contentType: "application/json", body: JSON.stringify({ id: 1, name: "x".repeat(5_000_000) }) };

/** What can meet a load or a save, as a route. */
const FAULTS = {
  "a server that is down": (route) => route.abort("connectionrefused"),
  "HTML instead of JSON": (route) => route.fulfill(html),
  "a body of 5 MB": (route) => route.fulfill(large),
  "JSON that ends early": (route) => route.fulfill({ ...large, body: '{"id": 1, "name": "Al' }),
  "a wrong token": (route) => route.fulfill({ status: 401, contentType: "application/json", body: '{"detail":"Invalid token."}' }),
  "a forbidden record": (route) => route.fulfill({ status: 403, contentType: "application/json", body: '{"detail":"No."}' }),
  "a missing customer": (route) => route.fulfill({ status: 404, contentType: "application/json", body: '{"detail":"Not found."}' }),
  "a broken server": (route) => route.fulfill({ status: 500, contentType: "text/plain", body: "Traceback (most recent call last)" }),
  "an empty answer to a load": (route) => route.fulfill({ status: 200, body: "" }),
};

async function assertSentence(form) {
  const sentence = form.sentence.first();
  await sentence.waitFor({ state: "visible" });
  const text = (await sentence.innerText()).trim();
  assert.match(text, /\w+ \w+ \w+/, `no sentence: ${text}`);
  assert.ok(text.length < 600, `${text.length} characters`);
  assert.doesNotMatch(text, /<|Traceback|undefined|\[object|JsValue/, text);
}

for (const [what, fault] of Object.entries(FAULTS)) {
  test(`loading meets ${what}`, async (t) => {
    const { form } = await openForm(t, {
      until: "customer-error",
      before: (page) => page.route(API, fault),
    });
    await assertSentence(form);
  });
}

for (const [what, fault] of Object.entries(FAULTS).filter(([what]) => !what.endsWith("to a load"))) {
  test(`saving meets ${what}`, async (t) => {
    const { page, form, stored } = await openForm(t);
    await page.route(API, fault);
    await form.control("city").fill("Herisau");
    assert.equal((await form.save()).type, "customer-error");
    await assertSentence(form);
    assert.equal(await form.control("city").inputValue(), "Herisau");

    // And once it works again, what was typed can still be saved.
    await page.unroute(API);
    assert.equal((await form.save()).type, "customer-saved");
    assert.equal((await stored()).city, "Herisau");
  });
}

test("a real wrong token and a real missing customer say so", async (t) => {
  const wrong = await openForm(t, { token: "nobody", until: "customer-error" });
  await assertSentence(wrong.form);
  const missing = await openForm(t, { id: 4040, until: "customer-error" });
  await assertSentence(missing.form);
});

test("a load that failed can be tried again", async (t) => {
  const { page, form } = await openForm(t, {
    until: "customer-error",
    before: (page) => page.route(API, (route) => route.abort("connectionrefused")),
  });
  await page.unroute(API);
  await form.element.getByRole("button").first().click();
  await form.control("city").waitFor();
  assert.equal(await form.control("city").inputValue(), "Appenzell");
});
