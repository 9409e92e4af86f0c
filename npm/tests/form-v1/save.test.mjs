/** form-v1 from key press to stored row: only what changed leaves, as form parameters. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { served, setFaults } from "../harness/admin.mjs";
import { writes } from "../harness/browser.mjs";
import { changedColumns } from "../harness/form.mjs";
import { edits, openV1, paramsOf } from "../harness/form-v1.mjs";

const bodies = (requests) => writes(requests).map(({ body }) => body);

test("a text is one parameter, and a reload shows it", async (t) => {
  const { form, requests, errors, stored } = await openV1(t);
  const before = await stored();
  await form.control("billingCity").fill("Saint-Étienne & fils");
  assert.equal((await form.save()).type, "customer-saved");

  const [post, ...more] = writes(requests);
  assert.deepEqual(more, []);
  assert.deepEqual([post.method, post.path], ["POST", "/api/v1.0/customers/1"]);
  assert.equal(post.body, "billingCity=Saint-%C3%89tienne+%26+fils");
  assert.match(post.headers["content-type"], /^application\/x-www-form-urlencoded\b/);
  assert.equal(post.headers.authorization, "Bearer demo-token");

  const after = await stored();
  assert.deepEqual(changedColumns(before, after), ["billing_city"]);
  assert.equal(after.billing_city, "Saint-Étienne & fils");
  await form.element.evaluate((element) => element.load());
  assert.equal(await form.control("billingCity").inputValue(), "Saint-Étienne & fils");
  assert.deepEqual(errors, []);
});

test("a number that no double holds survives a load, an edit elsewhere and a save, and its own edit", async (t) => {
  const { form, requests, stored } = await openV1(t, { id: 2 });
  assert.equal(await form.control("creditLimit").inputValue(), "123456789012345.67");
  const before = await stored();
  await form.control("billingCity").fill("Villeurbanne");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(bodies(requests), ["billingCity=Villeurbanne"]);
  assert.deepEqual(changedColumns(before, await stored()), ["billing_city"]);
  assert.equal((await stored()).credit_limit, "123456789012345.67");
  assert.equal(await form.control("creditLimit").inputValue(), "123456789012345.67");

  requests.length = 0;
  await form.control("creditLimit").fill("0.00000000000000000000000012345678901234567891");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(bodies(requests), ["creditLimit=0.00000000000000000000000012345678901234567891"]);
  assert.equal((await stored()).credit_limit, "0.00000000000000000000000012345678901234567891");
});

test("several kinds at once: texts, switches, choices, lists, a colour and a country", async (t) => {
  const { form, requests, stored } = await openV1(t, { id: 15 });
  const before = await stored();
  await form.control("comment").fill("Ring twice.\nThen wait.");
  await form.control("isActive").click();
  await form.choose("categoryId", "Wholesale");
  // As it is chosen: by its code from the list, by the name that was typed.
  await form.control("billingCountry").fill("Côte d'Ivoire");
  await form.control("currency").fill("CHF");
  await form.element.getByRole("checkbox", { name: "Card" }).click();
  await form.control("customerRiskColor").fill("#1A2B3c");
  await form.control("billingLat").fill("-33.9");
  await form.control("onHold").click();
  await form.control("onHoldReason").fill("Three reminders");
  assert.equal((await form.save()).type, "customer-saved");
  const [body] = bodies(requests);
  assert.deepEqual(paramsOf(body), {
    isActive: "false", categoryId: "2", comment: "Ring twice.\nThen wait.", billingCountry: "Côte d'Ivoire", billingLat: "-33.9", currency: "CHF",
    paymentTypes: '[{"id":7},{"id":9},{"id":10}]', customerRiskColor: "#1A2B3c", onHold: "true", onHoldReason: "Three reminders",
  });
  const after = await stored();
  assert.deepEqual(changedColumns(before, after).sort(), [
    "billing_country", "billing_lat", "category_id", "comment", "currency", "customer_risk_color", "is_active", "on_hold",
    "on_hold_reason", "payment_types",
  ]);
  assert.deepEqual([after.is_active, after.category_id, after.currency, after.payment_types], [0, 2, "CHF", "7,9,10"]);
});

test("a cleared text is an empty parameter, a cleared list an empty one", async (t) => {
  const { form, requests, stored } = await openV1(t, { id: 16 });
  await form.control("billingCountry").fill("");
  await form.element.getByRole("checkbox", { name: "Bank transfer" }).click();
  await form.control("name").fill("");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(bodies(requests), ["name=&billingCountry=&paymentTypes=%5B%5D"]);
  const { name, billing_country: country, payment_types: types } = await stored();
  assert.deepEqual([name || null, country || null, types], [null, null, ""]);
});

test("keepTexts: a server that ignores empty parameters is not asked to clear one", async (t) => {
  const { form, requests, stored } = await openV1(t, { id: 18, settings: { keepTexts: true } });
  const before = await stored();
  await form.control("billingCity").fill("");
  assert.equal((await form.save()).type, "customer-invalid");
  assert.equal(await form.control("billingCity").getAttribute("aria-invalid"), "true");
  assert.deepEqual(writes(requests), []);
  await form.control("billingCity").fill("Colmar");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(changedColumns(before, await stored()), ["billing_city"]);
});

test("without a change nothing is sent", async (t) => {
  const { form, requests } = await openV1(t, { id: 5 });
  await form.control("billingCountry").fill("Switzerland");
  await form.control("creditLimit").fill("0.10");
  assert.deepEqual(await form.dirty(), [], "the code and the name are one country, and the numbers are one");
  assert.deepEqual(await form.element.evaluate((element) => element.save()), { kind: "saved" });
  assert.deepEqual(writes(requests), []);
});

for (const [external, id, path] of [["LUM-O", 20, "LUM-O"], ["A/7 ü", 7, "A%2F7%20%C3%BC"]]) {
  test(`by its external id ${external}`, async (t) => {
    const { form, requests, stored } = await openV1(t, { id: external });
    const before = await stored(id);
    await form.control("phone").fill("+33 2 98 00 00 00");
    const { type, detail } = await form.save();
    assert.deepEqual([type, detail.changed], ["customer-saved", ["phone"]]);
    assert.deepEqual(writes(requests).map(({ path, body }) => [path, body]), [
      [`/api/v1.0/customers/reference/${path}`, "phone=%2B33+2+98+00+00+00"],
    ]);
    assert.deepEqual(changedColumns(before, await stored(id)), ["phone"]);
  });
}

test("an account's own paths", async (t) => {
  const paths = { customerByExternalId: "/api/v1.0/customers/by-key/{id}", paymentTypes: "/api/v1.0/ways-to-pay" };
  const moved = async (page) => {
    await page.route("**/api/v1.0/customers/by-key/*", (route) => route.continue({ url: route.request().url().replace("by-key", "reference") }));
    await page.route("**/api/v1.0/ways-to-pay*", (route) => route.continue({ url: route.request().url().replace("ways-to-pay", "paymentTypes") }));
  };
  const { form, requests, stored } = await openV1(t, { id: "LUM-N", settings: { paths }, before: moved });
  await form.control("paymentTypes").first().waitFor();
  await form.control("fax").fill("12");
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(writes(requests).map(({ path }) => path), ["/api/v1.0/customers/by-key/LUM-N"]);
  assert.equal((await stored(3)).fax, "12");
});

for (const withCredentials of [true, false]) {
  test(`cookies ${withCredentials ? "go along where the host says so" : "stay where nobody says so"}`, async (t) => {
    const { page, form, url } = await openV1(t, { id: 14, settings: { withCredentials } });
    await page.context().addCookies([{ name: "visit", value: "42", url }]);
    const asked = page.waitForRequest((request) => request.method() === "POST");
    await form.control("fax").fill(String(withCredentials));
    assert.equal((await form.save()).type, "customer-saved");
    const { cookie } = await (await asked).allHeaders();
    assert.equal(cookie, withCredentials ? "visit=42" : undefined);
    await page.context().clearCookies();
  });
}

const asked = async (url, id) => {
  const lines = (await served(url)).filter(({ path }) => path === `/api/v1.0/customers/${id}`);
  return lines.map(({ method, stored }) => (stored ? `${method} stored` : method));
};

test("somebody else's edit of another field is taken in before the write", async (t) => {
  const { url, form, requests, stored } = await openV1(t, { id: 10 });
  const before = await stored();
  await form.control("phone").fill("+44 20 0000");
  await edits(url, 10, { fax: "77" });
  assert.equal((await form.save()).type, "customer-saved");
  assert.deepEqual(requests.map(({ method, headers }) => [method, headers["if-match"]]), [["GET", undefined], ["POST", undefined]]);
  assert.deepEqual(bodies(requests), ["phone=%2B44+20+0000"]);
  assert.deepEqual(changedColumns(before, await stored()).sort(), ["fax", "phone"]);
  assert.equal(await form.control("fax").inputValue(), "77");
  assert.deepEqual(await form.dirty(), []);
});

test("somebody else's edit of the same field is asked about, and not overwritten until then", async (t) => {
  const { url, form, requests, stored } = await openV1(t, { id: 13 });
  await form.control("billingCity").fill("Porto");
  await edits(url, 13, { billingCity: "Faro" });
  const { type, detail } = await form.save();
  assert.equal(type, "customer-conflict");
  assert.deepEqual(detail.conflicts.map(({ field, loaded, mine, theirs }) => [field, loaded, mine, theirs]), [["billingCity", "Lisboa", "Porto", "Faro"]]);
  await form.chooser.waitFor();
  assert.deepEqual(writes(requests), []);
  assert.equal((await stored()).billing_city, "Faro");
  await form.act("all-mine").click();
  assert.equal((await form.save()).type, "customer-saved");
  assert.equal((await stored()).billing_city, "Porto");
});

test("an edit between the comparison and the write is told with the answer", async (t) => {
  const { url, form, stored } = await openV1(t, { id: 4 });
  await form.control("billingCity").fill("Cannes");
  await setFaults(url, { fault: "other-edit", changes: { mobile: "06" }, path: "/api/v1.0/customers/4", method: "POST", count: 1 });
  const { type, detail } = await form.save();
  assert.equal(type, "customer-conflict", "saved, and something else has changed");
  assert.deepEqual(detail.conflicts.map(({ field, theirs }) => [field, theirs]), [["mobile", "06"]]);
  const { billing_city: city, mobile } = await stored();
  assert.deepEqual([city, mobile], ["Cannes", "06"]);
  assert.deepEqual(await asked(url, 4), ["GET", "GET", "POST stored"]);
});

test("a write whose answer is lost is looked up, and not sent twice", async (t) => {
  const { url, form, stored } = await openV1(t, { id: 17 });
  await setFaults(url, { fault: "drop-after", bytes: 0, path: "/api/v1.0/customers/17", method: "POST", count: 1 });
  await form.control("billingCity").fill("Nantes");
  assert.equal((await form.save()).type, "customer-saved");
  assert.equal((await stored()).billing_city, "Nantes");
  const lines = await asked(url, 17);
  assert.equal(lines.filter((line) => line === "POST stored").length, 1, lines.join());
});
