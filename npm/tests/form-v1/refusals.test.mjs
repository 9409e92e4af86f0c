/** What the server refuses stands at its field, or in the summary where no field is known; and the next Save goes. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { writes } from "../harness/browser.mjs";
import { openV1, post } from "../harness/form-v1.mjs";
import { bmp, PNG } from "../harness/images.mjs";

const row = (form, key) => form.element.locator(`[part~="field"]:has([name="${key}"])`);
const POST = (route) => route.request().method() === "POST";

/** Saves and expects the sentence at the field (or, without one, in the summary), where people find it. */
async function refused({ form }, field, sentence) {
  const { type, detail } = await form.save();
  assert.equal(type, "customer-invalid");
  assert.deepEqual(detail.issues.map(({ field, code }) => [field, code]), [[field, "server"]]);
  assert.ok(detail.issues[0].message.includes(sentence), detail.issues[0].message);
  assert.ok((await form.summary.innerText()).includes(sentence));
  if (field === null) return;
  assert.ok((await row(form, field).locator('[part~="error"]').innerText()).includes(sentence));
  assert.equal(await form.element.locator(`[name="${field}"][aria-invalid="true"], [aria-invalid="true"]:has([name="${field}"])`).count() > 0, true, field);
}

/** Every body of the reference, word for word; and each with `error` left out, or in another status that means the same. */
const DOCUMENTED = [
  [400, "missing_param", "reference parameter is missing", "reference"],
  [400, "not_unique", "reference already used", "reference"],
  [400, undefined, "The type of parameter payment type id you provided is not valid for this request.", "paymentTypes"],
  [400, "save_failed", "Failed to save instance.", null],
  [400, "exceeded_file_size", "image size should not exceed 2Mo", "imageFile"],
  [400, "unsupported_file_type", "image format not supported.", "imageFile"],
  [404, undefined, "The payment type with the id 999 doesn't exist.", "paymentTypes"],
  [404, "not_found", "The customer cannot be a subcustomer of itself.", "parentCustomer"],
  [404, "not_found", "The parent customer with the id 188911 doesn't exist.", "parentCustomer"],
];

/** By field: an edit of it, so that its next one is another. */
const EDITS = {
  reference: (form, n) => form.control("reference").fill(`R-${n}`),
  paymentTypes: (form) => form.control("paymentTypes").first().click(),
  parentCustomer: async (form, n) => {
    const [text, name] = n % 2 ? ["est", "Lumière Est"] : ["ouest", "Lumière Ouest"];
    await form.control("parentCustomer").fill(text);
    await form.element.getByRole("option", { name, exact: true }).click();
  },
  imageFile: async (form, n) => {
    await form.control("imageFile").setInputFiles({ name: `${n}.png`, mimeType: "image/png", buffer: PNG });
    await form.element.locator(".ce-picture__name", { hasText: `${n}.png` }).waitFor();
  },
  null: (form, n) => form.control("billingCity").fill(`City ${n}`),
};

describe("documented refusals", () => {
  for (const [status, error, sentence, field] of DOCUMENTED) {
    test(`${status} ${sentence}`, async (t) => {
      const opened = await openV1(t, { id: 3 });
      const { page, form, requests, errors } = opened;
      await page.route("**/api/v1.0/customers/3", (route) => (POST(route)
        ? route.fulfill({ status, json: { ...(error && { error }), error_description: sentence } })
        : route.continue()));
      await EDITS[field](form, 1);
      await form.control("fax").fill(sentence.slice(0, 20));
      await refused(opened, field, sentence);
      assert.equal(writes(requests).length, 1);
      assert.equal(await form.control("fax").inputValue(), sentence.slice(0, 20), "what was typed stays");
      assert.deepEqual(await form.element.evaluate((element) => element.valid), true);

      // Nothing was mended, and the same Save goes once the server takes it.
      await page.unrouteAll();
      assert.equal((await form.save()).type, "customer-saved");
      assert.equal(writes(requests).length, 2);
      assert.deepEqual(await form.dirty(), []);
      assert.equal(await form.element.locator('[part~="error"]:visible').count(), 0);
      assert.deepEqual(errors.filter((error) => !/status of 40[04]/.test(error)), []);
    });
  }

  test("500 is nobody's fault here: said as it is, and tried again by the person", async (t) => {
    const { page, form } = await openV1(t, { id: 3 });
    await page.route("**/api/v1.0/customers/3", (route) => (POST(route)
      ? route.fulfill({ status: 500, json: { error: "server_error", error_description: "Oops! Something went wrong..." } })
      : route.continue()));
    await form.control("fax").fill("500");
    const { type, detail } = await form.save();
    assert.deepEqual([type, detail.kind], ["customer-error", "unavailable"]);
    assert.equal(await form.control("fax").inputValue(), "500");
    await page.unrouteAll();
    assert.equal((await form.save()).type, "customer-saved");
  });

  test("404 for the customer itself is no field's", async (t) => {
    const { page, form } = await openV1(t, { id: 3 });
    await form.control("fax").fill("404");
    const json = { error: "not_found", error_description: "The customer with the id 3 doesn't exist." };
    await page.route("**/api/v1.0/customers/3", (route) => route.fulfill({ status: 404, json }));
    const { type, detail } = await form.save();
    assert.deepEqual([type, detail.kind], ["customer-error", "not_found"]);
    assert.equal(await form.control("fax").inputValue(), "404");
  });

  for (const [what, body] of [["a web page", "<!doctype html><h1>Bad Request</h1>"], ["nothing", ""], ["an object that says nothing", "{}"]]) {
    test(`400 with ${what}`, async (t) => {
      const { page, form } = await openV1(t, { id: 3 });
      await page.route("**/api/v1.0/customers/3", (route) => (POST(route)
        ? route.fulfill({ status: 400, contentType: body.startsWith("<") ? "text/html" : "application/json", body })
        : route.continue()));
      await form.control("fax").fill(what);
      const { type } = await form.save();
      assert.ok(["customer-invalid", "customer-error"].includes(type), type);
      await page.unrouteAll();
      assert.equal((await form.save()).type, "customer-saved");
    });
  }
});

describe("the server's own refusals", () => {
  test("a reference that another customer has", async (t) => {
    const opened = await openV1(t, { id: 5 });
    const { form, stored } = opened;
    await form.control("reference").fill("C-001");
    await form.control("fax").fill("55");
    await refused(opened, "reference", "already used");
    assert.equal((await stored()).fax, null, "all or nothing");
    await form.control("reference").fill("C-005-b");
    assert.equal((await form.save()).type, "customer-saved");
    assert.deepEqual([(await stored()).reference, (await stored()).fax], ["C-005-b", "55"]);
  });

  test("a currency that the organisation does not bill in", async (t) => {
    const opened = await openV1(t, { id: 10 });
    const { form, stored } = opened;
    await form.control("currency").fill("JPY");
    await form.control("name").focus();
    await refused(opened, "currency", "JPY doesn't exist");
    await form.control("currency").fill("USD");
    await form.control("name").focus();
    assert.equal((await form.save()).type, "customer-saved");
    assert.equal((await stored()).currency, "USD");
  });

  test("a payment type that is gone by now", async (t) => {
    const json = { paging: { total: 2, max: 20, offset: 0, previous: null, next: null }, data: [{ id: 7, name: "Cash" }, { id: 999, name: "Shells" }] };
    const opened = await openV1(t, { id: 11, settings: { paths: { paymentTypes: "/api/v1.0/shells" } }, before: (page) => page.route("**/api/v1.0/shells*", (route) => route.fulfill({ json })) });
    const { form, stored } = opened;
    await form.element.getByRole("checkbox", { name: "Shells" }).click();
    await refused(opened, "paymentTypes", "The payment type with the id 999 doesn't exist.");
    await form.element.getByRole("checkbox", { name: "Shells" }).click();
    await form.element.getByRole("checkbox", { name: "Cash" }).click();
    assert.equal((await form.save()).type, "customer-saved");
    assert.equal((await stored()).payment_types, "7");
  });

  test("a file that begins as a picture and is none", async (t) => {
    const opened = await openV1(t, { id: 14 });
    const { form, stored } = opened;
    const broken = Buffer.concat([PNG.subarray(0, 8), Buffer.from("and nothing of one")]);
    const bring = (name, buffer) => form.control("imageFile").setInputFiles({ name, mimeType: "image/png", buffer });
    await bring("broken.png", broken);
    await form.element.locator(".ce-picture__name", { hasText: "broken.png" }).waitFor();
    await refused(opened, "imageFile", "image format not supported");
    await bring("whole.bmp", bmp(3, 2));
    await form.element.locator(".ce-picture__name", { hasText: "whole.bmp" }).waitFor();
    assert.equal((await form.save()).type, "customer-saved");
    assert.equal((await stored())["image.mime"], "image/bmp");
  });

  test("each in its documented words, for who asks without a form", async (t) => {
    const { url } = await openV1(t, { id: 16 });
    const file = (bytes) => {
      const data = new FormData();
      data.set("imageFile", new Blob([bytes]), "a.png");
      return data;
    };
    const said = async (params) => {
      const { status, said } = await post(url, 16, params);
      return [status, said.error, said.error_description];
    };
    assert.deepEqual(await said({ reference: "C-001" }), [400, "not_unique", "reference already used"]);
    assert.deepEqual(await said({ paymentTypes: '[{"id":999}]' }), [404, undefined, "The payment type with the id 999 doesn't exist."]);
    assert.deepEqual(await said({ paymentTypes: '[{"id":"x"}]' }), [400, undefined, "The type of parameter payment type id you provided is not valid for this request."]);
    assert.deepEqual(await said({ isSubCustomer: "true", parentCustomer: "188911" }), [404, "not_found", "The parent customer with the id 188911 doesn't exist."]);
    assert.deepEqual(await said({ isSubCustomer: "true", parentCustomer: "16" }), [404, "not_found", "The customer cannot be a subcustomer of itself."]);
    assert.deepEqual(await said({ customerRiskColor: "red" }), [400, "save_failed", "Failed to save instance."]);
    assert.deepEqual(await said(file(bmp(10, 10, 2 * 1024 * 1024 + 1))), [400, "exceeded_file_size", "image size should not exceed 2Mo"]);
    assert.deepEqual(await said(file(Buffer.from("<svg/>"))), [400, "unsupported_file_type", "image format not supported."]);
  });
});
