/** The examples, installed as somebody who copied them would have them, on the reference server. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { test } from "node:test";
import { served, setFaults } from "./harness/admin.mjs";
import { newPage, writes } from "./harness/browser.mjs";
import { storedRow } from "./harness/form.mjs";
import { editAndSave } from "./harness/host.mjs";
import { project, run } from "./harness/package.mjs";
import { startServer } from "./harness/server.mjs";

const example = (name) => project(new URL(`../../examples/${name}/`, import.meta.url), { name: `example-${name}` });

test("plain: a page that loads, edits and saves, under the strictest policy", async (t) => {
  const { folder } = await example("plain");
  const server = await startServer({ site: folder });
  t.after(() => server.stop());
  await editAndSave(t, { server, url: server.url }, async (page) => {
    assert.equal(await page.locator("#status").innerText(), "Saved: city");
  });
});

let built;
/** Types are checked and the example is built once; a server of its own for each test. */
async function dashboard(t) {
  built ??= (async () => {
    const { folder } = await example("dashboard");
    await run("npm", ["run", "types", "--silent"], { cwd: folder });
    await run("npm", ["run", "build", "--silent"], { cwd: folder });
    return join(folder, "dist");
  })();
  const server = await startServer({ site: await built });
  t.after(() => server.stop());
  return server;
}

test("dashboard: types, list, form, health, and a row that follows a save", async (t) => {
  const server = await dashboard(t);
  const { page, requests, errors } = await newPage(t, { viewport: { width: 1400, height: 900 } });
  await page.goto(server.url);

  const rows = page.locator(".row");
  const form = page.locator("customer-edit");
  const score = page.locator(".ring");
  await form.locator("[name=city]").waitFor();
  assert.equal(await rows.count(), 40);
  assert.equal(await rows.first().getAttribute("aria-current"), "true");
  assert.equal(await score.getAttribute("aria-label"), "80 of 100");

  // What is typed counts at once; what is missing is one click away.
  await form.locator("[name=website]").fill("");
  await page.getByText("−10 once you save").waitFor();
  await page.locator("button.signal", { hasText: "Website" }).click();
  assert.equal(await form.evaluate(({ shadowRoot }) => shadowRoot.activeElement?.name), "website");
  await form.locator("[name=city]").fill("Herisau");

  // The list's own read is held back: the row must be right before it.
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route("**/api/v2/customer/1/?*", async (route) => {
    await held;
    await route.continue();
  });
  await form.locator('button[part~="button-primary"]').click();
  await rows.first().getByText("Saved just now").waitFor();
  assert.deepEqual(writes(requests).map(({ method, body }) => [method, body]), [["PATCH", '{"company":1,"city":"Herisau","website":null}']]);
  assert.equal(await rows.first().locator(".score").innerText(), "80");
  release();
  await rows.first().locator(".score", { hasText: "70" }).waitFor();
  assert.equal((await storedRow(server.url, 1)).city, "Herisau");

  // A draft stays with its customer.
  await form.locator("[name=city]").fill("Trogen");
  await page.getByRole("searchbox").fill("nantes");
  assert.equal(await rows.count(), 1);
  await rows.first().click();
  await form.locator('[name=city]').filter({ visible: true }).waitFor();
  await page.waitForFunction(() => document.querySelector("customer-edit").editor?.get("city") === "Nantes");
  assert.equal(await score.getAttribute("aria-label"), "90 of 100");
  await page.getByRole("searchbox").fill("");
  assert.equal(await rows.first().locator(".row__place").innerText(), "Saved just now");
  await rows.first().click();
  await page.waitForFunction(() => document.querySelector("customer-edit").editor?.get("city") === "Trogen");
  assert.deepEqual(errors, []);
});

test("dashboard: what goes wrong is said, and on a narrow screen all is there", async (t) => {
  const server = await dashboard(t);
  const { page } = await newPage(t, { viewport: { width: 380, height: 800 } });
  await page.route("**/api/v2/customer/?*", (route) => route.fulfill({ status: 500 }));
  await page.goto(`${server.url}/#2`);
  await page.locator("customer-edit [name=city]").waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 380, `${width} px wide`);
  await page.getByRole("status").filter({ hasText: "The server answered 500." }).waitFor();
});

const ENV = { ACCOUNT_TOKEN: "demo-token", SECRET: "a secret of this test, of 32 characters" };
const SAME_ORIGIN = { "sec-fetch-site": "same-origin" };
const JSON_TYPE = { "content-type": "application/json" };

/** The service on a reference server, and somebody who asks it without a browser. */
async function forwarder(t) {
  const { folder } = await example("forwarder");
  const server = await startServer();
  t.after(() => server.stop());
  const url = await start(t, folder, { ...ENV, API: server.url });
  const token = await (await fetch(`${url}/session/token`, { headers: SAME_ORIGIN })).text();
  const { port } = new URL(url);
  /** By a request whose target and Host are as given. */
  const raw = async (path, headers = {}, method = "GET", body = "") => {
    const request = ask({ port, host: "127.0.0.1", path, method, headers: { authorization: `Bearer ${token}`, ...headers, "content-length": Buffer.byteLength(body) } });
    const [reply] = await once(request.end(body), "response");
    return { status: reply.statusCode, headers: reply.headers, text: (await reply.setEncoding("utf8").toArray()).join("") };
  };
  return { server, url, token, raw, folder };
}
const PATH = "/api/v2/customer/1";

test("forwarder: a form behind it, a body that it refuses, tokens that end", async (t) => {
  const { server, url, token, raw, folder } = await forwarder(t);
  await editAndSave(t, { server, url });

  const before = await served(server.url);
  const patch = (body, by = token) => raw(PATH, { ...JSON_TYPE, authorization: `Bearer ${by}` }, "PATCH", JSON.stringify(body));
  assert.doesNotMatch(token, /demo-token/);
  for (const bad of ["", "demo-token", `${token}x`, "demo-user.1.x", token.replace("demo-user", "other")]) {
    assert.equal((await patch({ company: 1, city: "Trogen" }, bad)).status, 401, bad);
  }
  const wrong = { company: 1, name: "", contact_person: { name: "A", email: "x" }, template: { id: 3, fields: [null, { id: 11, value: "a" }, { id: 12, value: "12.505" }] } };
  const refused = await patch(wrong);
  assert.equal(refused.status, 400);
  const errors = JSON.parse(refused.text);
  for (const field of ["name", "contact_person.email", "template.fields.12"]) assert.equal(errors[field]?.length, 1, `${field}: ${refused.text}`);
  // The form takes each of them to its field.
  const { createEditor } = await import(new URL("../dist/headless.js", import.meta.url));
  const editor = await createEditor({ api: "json-v2", id: 1, company: 1, record: '{"id": 1, "name": "A"}' });
  editor.set("name", "B");
  editor.request("PATCH");
  const { issues } = editor.response(400, refused.headers, refused.text);
  assert.deepEqual(issues.map(({ field }) => field).slice(0, 2), ["name", "contact_person.email"]);

  assert.equal((await patch("no object")).status, 400);
  const asked = (await served(server.url)).slice(before.length);
  assert.deepEqual(asked.filter(({ method }) => method !== "GET"), [], "nothing of it reached the API");

  const stale = await run(process.execPath, ["--input-type=module", "--eval", 'import { issue } from "./tokens.js"; process.stdout.write(issue("demo-user", -1));'], {
    cwd: folder, env: { ...process.env, ...ENV },
  });
  assert.equal((await patch({ company: 1, city: "Trogen" }, stale.stdout)).status, 401);
  assert.equal((await patch({ company: 1, city: "Trogen" })).status, 200);
  assert.equal((await storedRow(server.url, 1)).city, "Trogen");
});

test("forwarder: whoever asks names a path, never the host that the account's token goes to", async (t) => {
  const { raw } = await forwarder(t);
  const heard = [];
  const other = createServer((request, response) => {
    heard.push(request.url);
    response.end();
  }).listen(0, "127.0.0.1");
  await once(other, "listening");
  t.after(() => other.close());
  const path = `${PATH}/?company=1`;
  for (const wanted of [`//127.0.0.1:${other.address().port}${path}`, `http://127.0.0.1:${other.address().port}${path}`, path]) {
    assert.equal(JSON.parse((await raw(wanted)).text).id, 1, wanted);
  }
  assert.deepEqual(heard, []);
});

test("forwarder: what is not the form's business is refused, and never reaches the API", async (t) => {
  const { server, raw, token } = await forwarder(t);
  const body = '{"company":1,"city":"Trogen"}';
  // JSON to one reader, a form with another city to the other.
  const twoFaced = '{"company":1,"x":"&company=1&city=Trogen&"}';
  const refused = {
    [`GET ${PATH}/`]: 403,
    [`GET ${PATH}/?company=2`]: 403,
    [`GET ${PATH}/?company=1&company=2`]: 403,
    "GET /api/v2/customer/?company=1": 403,
    "GET /api/v1.0/customers/1": 403,
    "GET /admin/log": 404,
    "GET /file:/etc/hostname.js": 404,
    "GET /pkg/file:/etc/hostname.js": 404,
    "GET /..%2fserver.js": 404,
    [`DELETE ${PATH}`]: 405,
    "PATCH /api/v2/customer/..%2fcategory%2f1": 405,
    "PATCH /api/v2/category/1": 405,
    [`PATCH ${PATH}?company=2`]: 405,
  };
  for (const [line, status] of Object.entries(refused)) {
    const [method, path] = line.split(" ");
    assert.equal((await raw(path, JSON_TYPE, method, method === "GET" ? "" : body)).status, status, line);
  }
  assert.equal((await raw(PATH, { "content-type": "application/x-www-form-urlencoded" }, "PATCH", twoFaced)).status, 415);
  assert.equal((await raw(PATH, JSON_TYPE, "PATCH", '{"company":2,"company":1,"city":"Trogen"}')).status, 400);
  assert.equal((await raw("//", JSON_TYPE)).status, 400);
  for (const company of ["2", "[1]", '"1"', "null"]) {
    assert.equal((await raw(PATH, JSON_TYPE, "PATCH", `{"company":${company},"city":"Trogen","template":{"id":3,"fields":[]}}`)).status, 403, company);
  }
  assert.equal((await raw(`${PATH}/?company=1`, { host: "evil.example" })).status, 421);
  for (const site of [{}, { "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "none" }]) assert.equal((await raw("/session/token", site)).status, 403);
  assert.deepEqual(await served(server.url), []);
  assert.ok(token);
});

test("forwarder: a template list that the API throttles comes back as the throttling that it is", async (t) => {
  const { server, raw } = await forwarder(t);
  assert.equal((await raw("/api/v2/customer/999", JSON_TYPE, "PATCH", '{"company":1,"city":"Trogen"}')).status, 404, "no customer of this company");
  await setFaults(server.url, { fault: "429", seconds: 7, path: "/api/v2/custom-field-template" });
  const { status, headers } = await raw(PATH, JSON_TYPE, "PATCH", '{"company":1,"template":{"id":3,"fields":[{"id":12,"value":1}]}}');
  assert.deepEqual([status, headers["retry-after"]], [429, "7"]);
});

test("forwarder: what the API says of the templates, or of the account's token, is not said of the customer or of who is signed in", async (t) => {
  const { folder } = await example("forwarder");
  const asked = [];
  const answers = {
    "/api/v2/custom-form-template/?company=1": [200, [{ id: 3, name: "A", is_active: true, fields: [{ id: 12, name: "B", data_type: "number", is_active: true, order: 1 }] }]],
    [PATH]: [200, { id: 1, name: "A" }],
    [`${PATH}/?company=1`]: [200, { id: 1, name: "A" }],
  };
  const api = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const [status, body] = answers[request.url] ?? [404, { detail: "Not found." }];
    request.resume().on("end", () => response.writeHead(status, JSON_TYPE).end(JSON.stringify(body)));
  }).listen(0, "127.0.0.1");
  await once(api, "listening");
  t.after(() => api.close());
  const url = await start(t, folder, { ...ENV, API: `http://127.0.0.1:${api.address().port}` });
  const token = await (await fetch(`${url}/session/token`, { headers: SAME_ORIGIN })).text();
  const headers = { ...JSON_TYPE, authorization: `Bearer ${token}` };
  const patch = async (value) => {
    const body = JSON.stringify({ company: 1, template: { id: 3, fields: [{ id: 12, value }] } });
    return (await fetch(url + PATH, { method: "PATCH", headers, body })).status;
  };
  // Some accounts have them at the other address.
  assert.deepEqual([await patch(12), await patch("x")], [200, 400]);
  assert.equal(asked.filter((line) => line.startsWith("PATCH")).length, 1);

  // What is asked is read there as it is read here.
  await fetch(`${url}${PATH}/?company=1&x=;company=2`, { headers });
  assert.equal(asked.at(-1), `GET ${PATH}/?company=1&x=%3Bcompany%3D2`);

  answers[PATH] = [401, { detail: "Invalid token." }];
  assert.equal(await patch(12), 502);
});

test("forwarder: without templates to check by nothing is written, and nobody is told that the customer is gone", async (t) => {
  const { folder } = await example("forwarder");
  const asked = [];
  const api = createServer((request, response) => {
    asked.push(request.method);
    response.writeHead(404, JSON_TYPE).end('{"detail":"Not found."}');
  }).listen(0, "127.0.0.1");
  await once(api, "listening");
  t.after(() => api.close());
  const url = await start(t, folder, { ...ENV, API: `http://127.0.0.1:${api.address().port}` });
  const token = await (await fetch(`${url}/session/token`, { headers: SAME_ORIGIN })).text();
  const body = '{"company":1,"template":{"id":3,"fields":[]}}';
  const { status } = await fetch(url + PATH, { method: "PATCH", headers: { ...JSON_TYPE, authorization: `Bearer ${token}` }, body });
  assert.deepEqual([status, asked], [502, ["GET", "GET"]]);
});

test("forwarder: without what it needs it does not start", async () => {
  const { folder } = await example("forwarder");
  for (const [missing, env] of Object.entries({ ACCOUNT_TOKEN: { ACCOUNT_TOKEN: "" }, SECRET: { SECRET: "" }, API: { API: "http://127.0.0.1:1/prefix" } })) {
    await assert.rejects(run(process.execPath, ["server.js"], { cwd: folder, env: { ...process.env, ...ENV, ...env }, timeout: 10_000 }), new RegExp(`${missing}: `));
  }
});

async function start(t, folder, env) {
  const service = spawn(process.execPath, ["server.js"], { cwd: folder, env: { ...process.env, PORT: "0", ...env }, stdio: ["ignore", "pipe", "inherit"] });
  t.after(async () => {
    service.kill();
    await once(service, "close");
  });
  const [line] = await once(createInterface({ input: service.stdout }), "line");
  return /http:\S+?(?=\/$)/.exec(line)[0];
}
