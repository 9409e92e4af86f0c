/**
 * The token is in the Authorization header of requests to `base-url`, and nowhere else that anything can look at: through a
 * session of every fault, with a draft that is kept and a language that is fetched.
 */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { forgetLog, otherEdits, served, setFaults, clearFaults } from "./harness/admin.mjs";
import { openForm } from "./harness/form.mjs";
import { keepInstance } from "./harness/memory.mjs";

const TOKEN = "kx7-unmistakable-Q2";
/** The reference server takes it, beside that of other persons. */
const SERVER = { args: ["--token", "demo-token=1", "--token", `${TOKEN}=1`] };

/** What a test adds up while the page lives: console, errors, requests, answers. */
function listen(page, heard) {
  page.on("console", (message) => heard.push(["console", message.text()]));
  page.on("pageerror", (error) => heard.push(["pageerror", `${error} ${error.stack}`]));
  page.context().on("request", (request) => {
    const { authorization, ...headers } = request.headers();
    heard.push(["request", JSON.stringify([request.method(), request.url(), headers, request.postData()])]);
    heard.push(["authorized", authorization ? new URL(request.url()).origin : ""]);
    heard.push(["authorization", authorization ?? ""]);
  });
}

/** Runs in the page: all that a script of the host, a tool or the next person at the machine can read. */
function observable(token) {
  const [kinds, found] = [new Set(), []];
  const see = (what, value) => {
    kinds.add(what);
    const text = typeof value === "string" ? value : JSON.stringify(value) ?? "";
    if (text.includes(token)) found.push([what, text.slice(0, 200)]);
  };
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) see("text", node.data);
    for (const { name, value } of node.attributes ?? []) see(`attribute ${name}`, value);
    if ("value" in node) see("value", String(node.value));
    for (const child of [...node.childNodes, ...(node.shadowRoot ? [node.shadowRoot] : [])]) walk(child);
  };
  walk(document);
  for (const [name, storage] of Object.entries({ sessionStorage, localStorage })) see(name, { ...storage });
  see("address", location.href);
  see("history", history.state);
  see("cookie", document.cookie);
  see("window name", window.name);
  see("entries", performance.getEntries().map(({ name }) => name));
  see("globals", Object.keys(window));
  for (const element of document.querySelectorAll("customer-edit")) {
    see("events", element.seen);
    see("said", element.said);
    for (let held = element; held !== HTMLElement.prototype; held = Object.getPrototypeOf(held)) {
      for (const name of Object.getOwnPropertyNames(held)) {
        // The host's own function is the host's.
        if (name === "getToken") continue;
        const value = element[name];
        if (typeof value !== "function") see(`element.${name}`, name === "editor" ? "" : value);
      }
    }
    see("form value", [...new FormData(document.createElement("form"))]);
    if (!element.editor) continue;
    see("snapshot", element.editor.snapshot());
    see("changes", element.editor.changes);
    try {
      see("preview", element.preview());
    } catch (error) {
      see("preview's error", [error.message, error.stack, error.issues]);
    }
  }
  const memory = new Uint8Array(window.instance.exports.memory.buffer);
  see("the module's memory", new TextDecoder("latin1").decode(memory));
  return { kinds: [...kinds], found };
}

async function search(page, heard, when) {
  const { kinds, found } = await page.evaluate(observable, TOKEN);
  for (const kind of ["text", "value", "sessionStorage", "events", "snapshot", "the module's memory"]) assert.ok(kinds.includes(kind), `${when}: no ${kind}`);
  const said = heard.filter(([what, text]) => !what.startsWith("authoriz") && text.includes(TOKEN));
  assert.deepEqual([...found, ...said], [], when);
}

test("through a session of faults the token is in the Authorization header alone", async (t) => {
  const heard = [];
  const { page, form, server } = await openForm(t, {
    server: SERVER,
    token: TOKEN,
    attributes: { "draft-key": "drafts", review: "" },
    settings: { timeoutSeconds: 2 },
    before: async (page) => {
      await page.addInitScript(keepInstance);
      listen(page, heard);
    },
  });
  const { url } = server;
  await form.element.evaluate((element) => (element.review = false));
  await search(page, heard, "loaded");
  const path = "/api/v2/customer/1";
  const faults = [
    { fault: "401" }, { fault: "401", count: 1 }, { fault: "403" }, { fault: "405" }, { fault: "409" }, { fault: "500" }, { fault: "503" }, { fault: "broken-json" },
    { fault: "truncated-json" },
    { fault: "drop-before", bytes: 0 }, { fault: "drop-after", bytes: 7 }, { fault: "hang-before" },
  ];
  let nth = 0;
  for (const fault of faults) {
    await setFaults(url, { ...fault, path, method: "PATCH" });
    await form.control("city").fill(`City ${(nth += 1)}`);
    await form.element.evaluate((element) => Promise.race([element.save(), new Promise((resolve) => setTimeout(resolve, 2_500))]));
    await search(page, heard, JSON.stringify(fault));
    await clearFaults(url);
  }
  await setFaults(url, { fault: "401", path, method: "GET" });
  await form.element.evaluate((element) => element.load());
  await search(page, heard, "a load without rights");
  await clearFaults(url);
  await form.element.evaluate((element) => element.load());
  // Refused by the rules; by the server; a clash; another language; throttled.
  await form.control("name").fill("");
  await form.element.evaluate((element) => element.save());
  await form.element.evaluate((element) => element.reset());
  await form.control("name").fill("Librairie des Quais");
  await form.element.evaluate((element) => element.save());
  await form.element.evaluate((element) => element.reset());
  await form.control("city").fill("Mine");
  await otherEdits(url, 1, { city: "Theirs" });
  await form.element.evaluate((element) => element.save());
  await search(page, heard, "a clash");
  await form.element.evaluate((element) => { element.reset(); element.locale = "de"; });
  await setFaults(url, { fault: "429", path, count: 1 });
  await form.control("city").fill("Wieder");
  await form.element.evaluate((element) => { element.outcome = element.save(); });
  await search(page, heard, "throttled");
  // The search finds what is there.
  await form.element.evaluate((element, token) => { element.said.push(token); }, TOKEN);
  await assert.rejects(search(page, heard, "a leak"));
  await page.goto(`${url}/empty.html`);
  const left = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  assert.ok(!left.includes(TOKEN));
  // It was sent, to the one origin, in the one form.
  const sent = new Set(heard.filter(([what]) => what === "authorization").map(([, value]) => value));
  assert.deepEqual([...sent].sort(), ["", `Bearer ${TOKEN}`]);
  assert.deepEqual([...new Set(heard.filter(([what, origin]) => what === "authorized" && origin).map(([, origin]) => origin))], [url]);
  assert.ok(!JSON.stringify(await served(url)).includes(TOKEN), "the server's log of addresses");
  await forgetLog(url);
});

test("what a host's getToken does wrong is told without the token", async (t) => {
  const heard = [];
  const { page, form } = await openForm(t, {
    server: SERVER,
    token: TOKEN,
    settings: { timeoutSeconds: 2 },
    before: async (page) => {
      await page.addInitScript(keepInstance);
      listen(page, heard);
    },
  });
  const wrong = [
    () => { throw new Error("no: kx7-unmistakable-Q2"); },
    () => Promise.reject(new Error("no: kx7-unmistakable-Q2")),
    // No header takes it, and the browser's own error repeats it.
    () => "kx7-unmistakable-Q2\nX-Injected: 1",
    () => "kx7-unmistakable-Q2\u{1f512}",
    () => ({ toString: () => "kx7-unmistakable-Q2\0" }),
  ];
  for (const [nth, getToken] of wrong.entries()) {
    await form.element.evaluate((element, source) => { element.getToken = new Function(`return (${source})`)(); }, String(getToken));
    await form.control("city").fill(`City ${nth}`);
    const outcome = await form.element.evaluate((element) => element.save());
    assert.notEqual(outcome.kind, "saved", String(getToken));
    await search(page, heard, String(getToken));
  }
  assert.deepEqual(heard.filter(([what, text]) => what === "request" && /x-injected/i.test(text)), []);
});

test("on another origin the token goes to base-url alone", async (t) => {
  const asked = [];
  const other = createServer((request, response) => {
    asked.push([request.method, request.headers.authorization ?? ""]);
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "authorization, content-type", "access-control-allow-methods": "PATCH", "content-type": "application/json" };
    response.writeHead(200, headers).end(request.method === "OPTIONS" ? "" : '{"id":1,"name":"Acme","city":"Oakland","category":{"id":7,"name":"Retail"}}');
  }).listen(0, "127.0.0.1");
  await once(other, "listening");
  t.after(() => other.close());
  const base = `http://127.0.0.1:${other.address().port}`;
  const heard = [];
  const { form, page } = await openForm(t, {
    token: TOKEN,
    context: { permissions: ["local-network-access"] },
    attributes: { "base-url": base },
    before: async (page) => {
      await page.addInitScript(keepInstance);
      listen(page, heard);
    },
  });
  await form.element.evaluate((element) => { element.locale = "fr"; });
  await form.control("city").fill("Bern");
  await form.save();
  await page.waitForLoadState("networkidle");
  const origins = heard.filter(([what, origin]) => what === "authorized" && origin).map(([, origin]) => origin);
  assert.deepEqual([...new Set(origins)], [base]);
  assert.ok(asked.filter(([method]) => method === "OPTIONS").every(([, authorization]) => authorization === ""), "no preflight carries it");
  assert.ok(asked.some(([method, authorization]) => method === "PATCH" && authorization === `Bearer ${TOKEN}`));
});
