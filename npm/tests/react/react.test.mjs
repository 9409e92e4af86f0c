/** `customer-edit/react` as installed, in React 18 and 19, in development mode so that React complains of what it dislikes. */
import assert from "node:assert/strict";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { build } from "esbuild";
import { newPage, writes } from "../harness/browser.mjs";
import { storedRow } from "../harness/form.mjs";
import { editAndSave } from "../harness/host.mjs";
import { held, keepInstance } from "../harness/memory.mjs";
import { project } from "../harness/package.mjs";
import { startServer } from "../harness/server.mjs";

const fixture = new URL("./fixture/", import.meta.url);
const MIB = 1 << 20;

for (const version of ["18.3.1", "19.3.1"]) {
  describe(`React ${version}`, () => {
    let host;
    before(async () => {
      host = await project(fixture, { name: `react-${version}`, dependencies: { "react": version, "react-dom": version } });
      await bundle(host.folder, ["client.tsx", "mounts.tsx"], { platform: "browser" });
      await bundle(host.folder, ["server.tsx"], { platform: "node", packages: "external" });
      const dist = join(host.folder, "dist");
      await copyFile(join(host.folder, "node_modules/customer-edit/dist/customer_edit.wasm"), join(dist, "customer_edit.wasm"));
      const page = await readFile(join(host.folder, "index.html"), "utf8");
      await writeFile(join(dist, "index.html"), page);
      await writeFile(join(dist, "mounts.html"), page.replace("client.js", "mounts.js"));
      const { stdout } = await host.node(["dist/server.js"]);
      await writeFile(join(dist, "rendered.html"), page.replace('<div id="root">', `<div id="root">${stdout.trim()}`));
    });

    /** The page in a browser; `ask` runs there and gives props per render. */
    async function open(t, { path = "", ask } = {}) {
      const server = await startServer({ site: join(host.folder, "dist") });
      t.after(() => server.stop());
      const opened = await newPage(t);
      const { page } = opened;
      await page.addInitScript(keepInstance);
      if (ask) await page.addInitScript(ask);
      await page.goto(`${server.url}/${path}`);
      const log = () => page.locator("#log li").allInnerTexts();
      return { ...opened, server, form: page.locator("customer-edit"), log };
    }

    test("StrictMode: loads once, typed handlers, ref, and a save", async (t) => {
      const { page, form, log, requests, errors, server } = await open(t);
      await form.locator("[name=name]").waitFor();
      const reads = () => requests.filter(({ path }) => /^\/api\/v2\/customer\/\d/.test(path)).map(({ method, path }) => `${method} ${path}`);
      assert.deepEqual(reads(), ["GET /api/v2/customer/1/?company=1"]);
      assert.deepEqual(await log(), ['ready {"id":"1"}']);
      assert.deepEqual(await form.evaluate(({ className, dataset, outerHTML }) => ({ className, host: dataset.host, record: /record|getToken/i.test(outerHTML) })), {
        className: "form", host: "react", record: false,
      });

      // A policy written in place, and changed by the host: the field is opened without a reload.
      assert.equal(await form.locator("[name=city]").count(), 0);
      await page.locator("#unlock").click();
      await form.locator("[name=city]").fill("Herisau");
      await page.locator("#dirty", { hasText: /^city$/ }).waitFor();
      await page.locator("#save").click();
      await page.locator("#log", { hasText: "saved" }).waitFor();
      assert.deepEqual((await log()).map((line) => line.split(" ")[0]).filter((type, index, all) => type !== all[index - 1]), ["ready", "change", "save", "saved"]);
      assert.equal((await log()).at(-1), 'saved {"id":"1","changed":["city"]}');
      assert.deepEqual(writes(requests).map(({ body }) => body), ['{"company":1,"city":"Herisau"}']);
      assert.equal((await storedRow(server.url, 1)).city, "Herisau");

      await page.locator("#other").click();
      await page.locator("#log", { hasText: 'ready {"id":"2"}' }).waitFor();
      assert.deepEqual(reads().filter((read) => read.startsWith("GET")).slice(1), ["GET /api/v2/customer/2/?company=1"]);
      assert.deepEqual(errors, []);
    });

    test("a record given as a new object per render changes nothing", async (t) => {
      const ask = () => {
        window.ask = () => ({
          record: { id: 1, name: "Alpenrose", city: "Appenzell", state: null },
          lookups: { categories: [], countries: [] },
          messages: { "label.name": "Company name" },
          fieldPolicy: {},
        });
      };
      const { page, form, log, requests, errors } = await open(t, { ask });
      await form.locator("[name=city]").fill("Herisau");
      const control = await form.locator("[name=city]").elementHandle();
      for (let round = 0; round < 20; round += 1) await page.locator("#again").click();
      assert.equal(await page.locator("main").getAttribute("data-renders"), "20");
      assert.equal(await control.inputValue(), "Herisau");
      assert.equal(await control.evaluate((node) => node.isConnected), true);
      assert.deepEqual((await log()).filter((line) => line.startsWith("ready")), ['ready {"id":"1"}']);
      assert.deepEqual(requests, []);
      assert.deepEqual(errors, []);
    });

    test("a prop that goes away gets its default back; one never given is left alone", async (t) => {
      const ask = () => {
        window.given = { readonly: true, method: "PUT", messages: { "label.name": "Company name" } };
        window.ask = () => window.given;
      };
      const { page, form } = await open(t, { ask });
      await form.getByText("Company name").first().waitFor();
      const look = () => form.evaluate(({ readonly, method, messages, theme }) => ({ readonly, method, messages, theme }));
      assert.deepEqual(await look(), { readonly: true, method: "PUT", messages: { "label.name": "Company name" }, theme: "page" });
      await page.evaluate(() => {
        document.querySelector("customer-edit").theme = "dark";
        window.given = { readonly: undefined };
      });
      await page.locator("#unlock").click();
      await form.locator("[name=name]").waitFor();
      assert.deepEqual(await look(), { readonly: false, method: "auto", messages: {}, theme: "dark" });
    });

    test("a server renders the plain tag, and the browser hydrates it without complaint", async (t) => {
      const rendered = await readFile(join(host.folder, "dist/rendered.html"), "utf8");
      assert.match(rendered, /<customer-edit data-host="react" class="form"><\/customer-edit>/);
      const ask = () => {
        window.ask = () => ({ fieldPolicy: {} });
      };
      const server = await startServer({ site: join(host.folder, "dist") });
      t.after(() => server.stop());
      await editAndSave(t, { server, url: `${server.url}/rendered.html` }, undefined, ask);
    });

    test("100 mounts leave nothing behind", async (t) => {
      const { page, errors } = await open(t, { path: "mounts.html" });
      await page.evaluate(() => window.mounts(20));
      const before = await held(page);
      await page.evaluate(() => window.mounts(100));
      const after = await held(page);
      assert.ok(after.total - before.total < MIB / 4, `grew from ${JSON.stringify(before)} to ${JSON.stringify(after)}`);
      assert.deepEqual(errors, []);
    });
  });
}

async function bundle(folder, entries, options) {
  await build({
    absWorkingDir: folder,
    entryPoints: entries,
    outdir: "dist",
    bundle: true,
    format: "esm",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"development"' },
    logLevel: "warning",
    ...options,
  });
}
