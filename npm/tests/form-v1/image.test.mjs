/** The picture: chosen, dropped or pasted, checked before anything leaves, sent with what changed, and stored as it was. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";
import { forgetLog, served, setFaults } from "../harness/admin.mjs";
import { writes } from "../harness/browser.mjs";
import { changedColumns } from "../harness/form.mjs";
import { openV1, readV1 } from "../harness/form-v1.mjs";
import { bmp, GIF, PNG, sizeOfBmp, SVG } from "../harness/images.mjs";

const LIMIT = 2 * 1024 * 1024;

const file = (name, buffer) => ({ name, mimeType: "application/octet-stream", buffer });
const picked = (form) => form.element.locator(".ce-picture__name");
const error = (form) => form.element.locator('[part~="field"]:has([name="imageFile"]) [part~="error"]');

/** Chooses a file, and waits until the form has read it. */
async function choose(form, name, bytes) {
  await form.control("imageFile").setInputFiles(file(name, bytes));
  await picked(form).filter({ hasText: name.replace(/\s+/g, " ") }).waitFor();
}

/** What the form says that it sends, read as a server would: an entry per part. */
async function partsSent(form) {
  const [headers, base64] = await form.element.evaluate((element) => {
    const { request } = element.seen.findLast(({ type }) => type === "customer-save").detail;
    const { body } = request;
    return [request.headers, btoa(Array.from(body, (byte) => String.fromCharCode(byte)).join(""))];
  });
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")[1];
  const bytes = Buffer.from(base64, "base64");
  return { type, bytes, parts: [...(await new Response(bytes, { headers: { "content-type": type } }).formData())] };
}

const fetched = async (url) => {
  const answer = await fetch(url);
  assert.equal(answer.status, 200, url);
  return Buffer.from(await answer.arrayBuffer());
};

/** The picture of a customer and its copies, as anybody can have them. */
async function copies(url, id) {
  const { logo } = await readV1(url, id);
  const whole = new URL(logo, url).href;
  return Promise.all(["", "small_", "medium_"].map((copy) => fetched(whole.replace(/[^/]+$/, (name) => copy + name))));
}

test("multipart carries the picture and what changed, tells how far it is, and the stored file is the same", async (t) => {
  const { url, page, form, requests, errors, stored } = await openV1(t);
  const before = await stored();
  const bytes = bmp(300, 200);
  await choose(form, "shop window.bmp", bytes);
  await form.control("billingCity").fill("Créteil");
  assert.deepEqual(await form.dirty(), ["billingCity", "imageFile"]);

  await form.element.evaluate((element) => {
    element.steps = [];
    new MutationObserver(() => {
      const progress = element.shadowRoot.querySelector("progress");
      const button = element.shadowRoot.querySelector('button[part~="button-primary"]');
      if (progress?.hasAttribute("value")) element.steps.push([progress.value, button.textContent, progress.checkVisibility()]);
    }).observe(element.shadowRoot, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 120_000 });
  t.after(() => session.detach());
  assert.equal((await form.save()).type, "customer-saved");
  const steps = (await form.element.evaluate((element) => element.steps)).filter(([value]) => value > 0 && value < 100);
  assert.ok(steps.length > 1, "the bar stood between nothing and all");
  for (const [value, text, visible] of steps) assert.ok(visible && text.includes(String(Math.floor(value))), `${value}: ${text}`);
  assert.deepEqual(await form.element.locator("progress").count(), 0);

  const [post, ...more] = writes(requests);
  assert.deepEqual([post.method, post.path, more], ["POST", "/api/v1.0/customers/1", []]);
  const { type, parts } = await partsSent(form);
  assert.match(type, /^multipart\/form-data;\s*boundary=/);
  assert.equal(post.headers["content-type"], type);
  assert.deepEqual(parts.map(([name]) => name), ["billingCity", "imageFile"]);
  const [[, city], [, image]] = parts;
  assert.equal(city, "Créteil");
  assert.deepEqual([image.name, image.type], ["shop window.bmp", "image/bmp"]);
  assert.ok(bytes.equals(Buffer.from(await image.arrayBuffer())));
  // The token goes where tokens go, and nowhere else.
  assert.equal(post.headers.authorization, "Bearer demo-token");
  assert.ok(![post.url, ...parts.map(([, value]) => String(value))].join().includes("demo-token"));

  const after = await stored();
  assert.deepEqual(changedColumns(before, after).filter((column) => !column.startsWith("image.")), ["billing_city"]);
  assert.deepEqual([after["image.mime"], after["image.bytes"]], ["image/bmp", bytes.length]);
  const [whole, small, medium] = await copies(url, 1);
  assert.ok(whole.equals(bytes));
  assert.deepEqual([small, medium].map(sizeOfBmp).map(([width]) => width), [64, 256]);
  assert.deepEqual(await form.dirty(), []);
  const shown = form.element.locator("img.ce-picture");
  assert.match(await shown.getAttribute("src"), /\/small_[^/]+$/);
  await page.waitForFunction((image) => image.complete && image.naturalWidth === 64, await shown.elementHandle());
  assert.deepEqual(errors, []);
});

test("what can be told before a byte leaves is told then", async (t) => {
  const { form, requests, stored } = await openV1(t, { id: 2 });
  const before = await stored();
  const refused = [
    ["large.bmp", bmp(10, 10, LIMIT + 1), "Choose an image of at most 2 MB."],
    ["drawing.png", SVG, /^Choose a PNG, JPEG, GIF or BMP picture\./],
    ["nothing.png", Buffer.alloc(0), /^Choose a PNG, JPEG, GIF or BMP picture\./],
    ["half.png", PNG.subarray(0, 5), /^Choose a PNG, JPEG, GIF or BMP picture\./],
  ];
  for (const [name, bytes, sentence] of refused) {
    await choose(form, name, bytes);
    assert.equal((await form.save()).type, "customer-invalid");
    const said = (await error(form).innerText()).trim();
    if (typeof sentence === "string") assert.equal(said, sentence);
    else assert.match(said, sentence);
    assert.equal(await form.control("imageFile").getAttribute("aria-invalid"), "true");
  }
  assert.deepEqual(requests.filter(({ method }) => method !== "GET"), []);
  assert.deepEqual(changedColumns(before, await stored()), []);

  await choose(form, "just right.bmp", bmp(10, 10, LIMIT));
  assert.equal((await form.save()).type, "customer-saved");
  assert.equal((await stored())["image.bytes"], LIMIT);
});

test("dropped on its place, pasted anywhere but into a text", async (t) => {
  const { page, form } = await openV1(t, { id: 3 });
  const bring = (target, kind, name, bytes) => target.evaluate((node, [kind, name, bytes]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], name));
    const init = { bubbles: true, composed: true, cancelable: true };
    const event = kind === "paste" ? new ClipboardEvent(kind, { ...init, clipboardData: data }) : new DragEvent(kind, { ...init, dataTransfer: data });
    return !node.dispatchEvent(event);
  }, [kind, name, [...bytes]]);

  const place = form.control("imageFile");
  assert.equal(await bring(place, "dragover", "a.png", PNG), true, "the browser does not open it instead");
  assert.equal(await bring(place, "drop", "dropped.png", PNG), true);
  await picked(form).filter({ hasText: "dropped.png" }).waitFor();
  assert.equal(await bring(form.control("isActive"), "paste", "pasted.gif", GIF), true);
  await picked(form).filter({ hasText: "pasted.gif" }).waitFor();
  assert.equal(await bring(form.control("name"), "paste", "cell.png", PNG), false, "a text takes texts");
  await page.waitForTimeout(50);
  assert.equal(await picked(form).innerText(), "pasted.gif");
  assert.deepEqual(await form.dirty(), ["imageFile"]);
});

test("a choice is taken back by its button, and by undo and redo", async (t) => {
  const { form, requests, stored } = await openV1(t, { id: 4 });
  const before = await stored();
  await choose(form, "one.png", PNG);
  await form.element.getByRole("button", { name: "Undo this choice" }).click();
  assert.deepEqual(await form.dirty(), []);
  await choose(form, "one.png", PNG);
  assert.deepEqual(await form.dirty(), ["imageFile"], "the same file can be chosen again");
  await form.act("undo").click();
  assert.deepEqual(await form.dirty(), []);
  await form.act("redo").click();
  assert.deepEqual(await form.dirty(), ["imageFile"]);
  await form.element.getByRole("button", { name: "Undo this choice" }).click();
  assert.deepEqual(await form.element.evaluate((element) => element.save()), { kind: "saved" });
  assert.deepEqual(writes(requests), []);
  assert.deepEqual(changedColumns(before, await stored()), []);
});

const NAMES = {
  'a "quoted" name.png': "quotes",
  "two\r\nlines\n.png": "line breaks",
  "Ünïcode 写真 📷.png": "other scripts",
  "'; filename=x.png; name=\"name\"": "what looks like a header",
  "100%22 %0D.png": "what looks like escapes",
};
for (const [name, what] of Object.entries(NAMES)) {
  test(`a file name with ${what} stays one file's name`, async (t) => {
    const { form, stored } = await openV1(t, { id: 5 });
    const before = await stored();
    await form.control("imageFile").setInputFiles(file(name, PNG));
    await form.element.locator("canvas.ce-picture").waitFor();
    assert.equal((await form.save()).type, "customer-saved");
    const { bytes, parts } = await partsSent(form);
    assert.deepEqual(parts.map(([name, { size }]) => [name, size]), [["imageFile", PNG.length]]);
    // As browsers write it: https://html.spec.whatwg.org/#multipart-form-data
    const written = name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
    const head = bytes.subarray(0, bytes.indexOf("\r\n\r\n")).toString();
    assert.ok(head.includes(`name="imageFile"; filename="${written}"`), head);
    assert.equal((await stored())["image.bytes"], PNG.length);
    assert.deepEqual(changedColumns(before, await stored()).filter((column) => !column.startsWith("image.")), []);
  });
}

test("where the host sends by itself, the bar has no percentage", async (t) => {
  const { form, stored } = await openV1(t, { id: 6 });
  await form.element.evaluate((element) => {
    element.values = new Set();
    element.methods = [];
    element.fetcher = async (request) => {
      element.methods.push(request.method);
      if (request.method === "POST") await new Promise((resolve) => setTimeout(resolve, 100));
      return fetch(request);
    };
    new MutationObserver(() => {
      const progress = element.shadowRoot.querySelector("progress");
      if (progress) element.values.add(progress.getAttribute("value"));
    }).observe(element.shadowRoot, { subtree: true, childList: true, attributes: true });
  });
  await choose(form, "one.gif", GIF);
  assert.equal((await form.save()).type, "customer-saved");
  const [values, methods] = await form.element.evaluate((element) => [[...element.values], element.methods]);
  assert.deepEqual([values, methods.filter((method) => method === "POST")], [[null], ["POST"]]);
  assert.deepEqual([(await stored())["image.mime"], (await stored())["image.bytes"]], ["image/gif", GIF.length]);
});

test("a token that has run out is asked for anew, and the picture goes again", async (t) => {
  const { url, form, requests, stored } = await openV1(t, { id: 10 });
  await setFaults(url, { fault: "401", path: "/api/v1.0/customers/10", method: "POST", count: 1 });
  await choose(form, "one.png", PNG);
  assert.equal((await form.save()).type, "customer-saved");
  assert.equal(writes(requests).length, 2);
  assert.equal((await stored())["image.bytes"], PNG.length);
});

for (const [what, id, first] of [["the first picture", 14, false], ["in the place of another", 15, true]]) {
  test(`an upload that loses its answer is looked up: ${what}`, async (t) => {
    const { url, form, stored } = await openV1(t, { id });
    if (first) {
      await choose(form, "first.gif", GIF);
      assert.equal((await form.save()).type, "customer-saved");
    }
    const path = `/api/v1.0/customers/${id}`;
    await setFaults(url, { fault: "drop-after", bytes: 0, path, method: "POST", count: 1 });
    await forgetLog(url);
    await choose(form, "one.png", PNG);
    await form.control("fax").fill("14");
    assert.equal((await form.save()).type, "customer-saved");
    assert.deepEqual([(await stored()).fax, (await stored())["image.bytes"]], ["14", PNG.length]);
    assert.equal((await served(url)).filter((line) => line.path === path && line.stored).length, 1);
    assert.deepEqual(await form.dirty(), []);
  });
}

test("an upload with an answer of no status there is, is a lost one", async (t) => {
  const answers = (page) => page.route("**/api/v1.0/customers/17", (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 999, body: "no" }) : route.continue());
  const { form, stored } = await openV1(t, { id: 17, before: answers, settings: { timeoutSeconds: 600 } });
  const before = await stored();
  await choose(form, "one.png", PNG);
  const { type, detail } = await form.save();
  assert.deepEqual([type, detail.kind], ["customer-error", "network"]);
  assert.deepEqual(await form.dirty(), ["imageFile"]);
  assert.deepEqual(changedColumns(before, await stored()), []);
});

test("an upload that is sent elsewhere is not taken for stored, and has no token with it", async (t) => {
  const heard = [];
  const elsewhere = createServer((request, response) => {
    const CORS = { "access-control-allow-origin": "*", "access-control-allow-headers": "*, authorization", "access-control-allow-methods": "*" };
    if (request.method !== "OPTIONS") heard.push([request.method, request.headers.authorization]);
    request.resume().on("end", () => response.writeHead(200, { ...CORS, "content-type": "application/json" }).end('{"id":16,"name":"Stolen"}'));
  }).listen(0, "127.0.0.1");
  await once(elsewhere, "listening");
  t.after(() => elsewhere.close());
  const there = `http://127.0.0.1:${elsewhere.address().port}/`;
  const redirect = (page) => page.route("**/api/v1.0/customers/16", (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 307, headers: { location: there } }) : route.continue());
  const { form, stored } = await openV1(t, { id: 16, context: { permissions: ["local-network-access"] }, before: redirect });
  const before = await stored();
  await choose(form, "one.png", PNG);
  const { type, detail } = await form.save();
  assert.equal(type, "customer-error");
  assert.match(detail.message, /another address/);
  assert.deepEqual(await form.dirty(), ["imageFile"]);
  assert.equal(await form.control("name").inputValue(), before.name);
  assert.deepEqual(heard.filter(([, authorization]) => authorization), []);
  assert.deepEqual(changedColumns(before, await stored()), []);
});
