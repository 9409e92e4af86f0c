/** The examples, installed as somebody who copied them would have them, on the reference server. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { test } from "node:test";
import { served } from "./harness/admin.mjs";
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

test("forwarder: a form behind it, a body that it refuses, tokens that end", async (t) => {
  const { folder } = await example("forwarder");
  const server = await startServer();
  t.after(() => server.stop());
  const url = await start(t, folder, { API: server.url, SECRET: "a secret of this test" });
  await editAndSave(t, { server, url });

  const before = await served(server.url);
  const send = (method, body, token) => fetch(`${url}/api/v2/customer/1`, {
    method, body: JSON.stringify(body), headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
  });
  const token = await (await fetch(`${url}/session/token`)).text();
  assert.doesNotMatch(token, /demo-token/);
  for (const bad of [undefined, "demo-token", `${token}x`, "demo-user.1.x", token.replace("demo-user", "other")]) {
    assert.equal((await send("PATCH", { company: 1, city: "Trogen" }, bad)).status, 401, bad);
  }
  const refused = await send("PATCH", { company: 1, name: "", contact_person: { name: "A", email: "x" }, template: { id: 3, fields: [{ id: 11, value: "a" }, { id: 12, value: "12.505" }] } }, token);
  assert.equal(refused.status, 400);
  const { name, contact_person: person, template } = await refused.json();
  assert.deepEqual([name.length, person.email.length, template.fields[0], template.fields[1].value.length], [1, 1, {}, 1]);
  assert.equal((await send("PATCH", "no object", token)).status, 400);
  assert.equal((await send("DELETE", {}, token)).status, 405);
  const asked = (await served(server.url)).slice(before.length);
  assert.deepEqual(asked.filter(({ method }) => method !== "GET"), [], "nothing of it reached the API");
  assert.equal((await fetch(`${url}/..%2fserver.js`)).status, 404);
  assert.equal((await fetch(`${url}/session/token`, { headers: { "sec-fetch-site": "cross-site" } })).status, 403);

  const stale = await run(process.execPath, ["--input-type=module", "--eval", 'import { issue } from "./tokens.js"; process.stdout.write(issue("demo-user", -1));'], {
    cwd: folder, env: { ...process.env, SECRET: "a secret of this test" },
  });
  assert.equal((await send("PATCH", { company: 1, city: "Trogen" }, stale.stdout)).status, 401);
  assert.equal((await send("PATCH", { company: 1, city: "Trogen" }, token)).status, 200);
  assert.equal((await storedRow(server.url, 1)).city, "Trogen");
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
