/** Run by `cargo x test --only trunk`: the inner loop of Trunk.toml works in a browser, with the API behind its proxy. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { newPage } from "./harness/browser.mjs";
import { startServer } from "./harness/server.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** The proxy's backend in Trunk.toml. */
const API_PORT = 8081;

test("trunk serve builds the page, serves it and passes the API on", { timeout: 900_000 }, async (t) => {
  const server = await startServer({ port: API_PORT });
  t.after(() => server.stop());
  const url = await trunkServe(t);

  const { page, errors } = await newPage(t);
  await page.goto(`${url}/#customer=1`);
  await page.locator('customer-edit [name="city"]').fill("Herisau");
  await page.locator('customer-edit button[part~="button-primary"]').click();
  await page.locator("#row-note", { hasText: "Changed: city." }).waitFor();
  assert.deepEqual(errors, []);

  assert.equal((await fetch(`${url}/pkg/missing.js`)).status, 404);
  assert.equal((await fetch(`${url}/api/v2/customer/1/?company=1`)).status, 401);
});

/** Starts `trunk serve` on a free port and waits for its first build, which may compile everything. */
async function trunkServe(t) {
  const port = await freePort();
  const args = ["serve", "--offline", "--port", String(port), "--dist", "target/trunk-serve"];
  const trunk = spawn(process.env.TRUNK ?? "trunk", args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  trunk.stdout.on("data", (data) => said.push(data));
  trunk.stderr.on("data", (data) => said.push(data));
  const ended = once(trunk, "close").then(([code]) => {
    throw new Error(`trunk ended (${code}): ${Buffer.concat(said)}`);
  });
  t.after(async () => {
    trunk.kill("SIGINT");
    await ended.catch(() => {});
  });
  const url = `http://127.0.0.1:${port}`;
  await Promise.race([answers(url), ended]);
  return url;
}

async function answers(url) {
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === 200) return;
    await pause(200);
  }
}

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}
