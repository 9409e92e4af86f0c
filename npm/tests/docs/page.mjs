/** A portal on https://portal.example with the package in node_modules, and an API on https://api.example.com: the names that the documents use. */
import assert from "node:assert/strict";
import { extname, join } from "node:path";
import { build } from "esbuild";
import { newPage } from "../harness/browser.mjs";
import { changedColumns, storedRow } from "../harness/form.mjs";
import { startServer } from "../harness/server.mjs";
import { checking, claims, rootPath } from "./blocks.mjs";

const IMPORTS = Object.fromEntries(["", "/element", "/headless"].map((entry) => [`customer-edit${entry}`, `/node_modules/customer-edit/dist/${entry.slice(1) || "index"}.js`]));
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const ELEMENT = '<customer-edit api="json-v2" base-url="https://api.example.com" customer-id="1" company="1"></customer-edit>';
const START = 'import "customer-edit"; document.querySelector("customer-edit").getToken = () => "demo-token";';
const dist = rootPath("npm/dist");

/** Markup as it stands in a page, with the element and its script where the block has none; then a person edits and saves. */
export async function runPage(t, { code }) {
  const opened = await open(t, { body: code });
  await editAndSave(opened);
}

/** A style sheet of the page. What it says must hold inside: `--ce-…` and parts are its only ways in. */
export async function runStyle(t, { code }) {
  const { page, errors } = await open(t, { body: `<style>${code}</style>` });
  const known = await page.evaluate(async () => {
    const manifest = await (await fetch("/node_modules/customer-edit/dist/custom-elements.json")).json();
    const [{ cssParts, cssProperties }] = manifest.modules.flatMap(({ declarations }) => declarations ?? []).filter(({ tagName }) => tagName === "customer-edit");
    return [...cssParts, ...cssProperties].map(({ name }) => name);
  });
  const used = [...code.matchAll(/--ce-[a-z-]+(?=:)|(?<=::part\()[a-z-]+/g)].map(([name]) => name);
  assert.deepEqual(used.filter((name) => !known.includes(name)), []);
  assert.deepEqual(errors, []);
}

/** A script of a page whose form is loaded; `form` is the element. What it claims with `// →` is held against what is. */
export async function runScript(t, { code, flags }) {
  const loads = /^import "customer-edit";/m.test(code) || flags.includes("bundled");
  const script = checking(code);
  const { page, errors } = await open(t, { script: flags.includes("bundled") ? await bundled(script) : script, start: !loads });
  await page.waitForFunction(() => window.done);
  assert.deepEqual(errors, []);
  assert.equal(await page.evaluate(() => window.checked), claims(code));
}

/** A component, rendered as the page's only content. */
export async function runComponent(t, { code }, host) {
  const entry = `${code}\nimport { createRoot } from "react-dom/client";\ncreateRoot(document.getElementById("root")!).render(<Customer />);`;
  const script = await bundled(entry, { loader: "tsx", resolveDir: host.folder, jsx: "automatic" });
  const opened = await open(t, { body: '<div id="root"></div>', script, element: false, start: false });
  await editAndSave(opened);
}

async function editAndSave({ page, errors, server }) {
  const before = await storedRow(server.url, 1);
  const form = page.locator("customer-edit");
  await form.locator('[name="city"]').fill("Herisau");
  const saved = form.evaluate((element) => new Promise((resolve) => {
    for (const end of ["saved", "invalid", "conflict", "error"]) element.addEventListener(`customer-${end}`, ({ type, detail }) => resolve([type, JSON.stringify(detail)]));
  }));
  await form.locator('button[part~="button-primary"]').click();
  assert.deepEqual(await saved, ["customer-saved", '{"id":"1","changed":["city"]}']);
  assert.deepEqual(changedColumns(before, await storedRow(server.url, 1)), ["city"]);
  assert.deepEqual(errors, []);
}

async function bundled(contents, options = {}) {
  const { resolveDir = rootPath("npm"), loader = "js", ...more } = options;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir, loader },
    bundle: true, format: "esm", write: false, outdir: "/", publicPath: "/assets", loader: { ".wasm": "file" }, assetNames: "[name]",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error", ...more,
  });
  return outputFiles.find(({ path }) => path.endsWith(".js")).text;
}

async function open(t, { body = "", script = "", element = true, start = true }) {
  // The page is closed first, then its server.
  const opened = await newPage(t);
  const server = await startServer();
  t.after(() => server.stop());
  const { page, errors } = opened;
  const has = { element: /<customer-edit\b/.test(body), script: /import "customer-edit"/.test(body) };
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>portal</title><link rel="icon" href="data:,">
    <script type="importmap">${JSON.stringify({ imports: IMPORTS })}</script></head><body>${body}
    ${element && !has.element ? ELEMENT : ""}${start && !has.script ? `<script type="module">${START}</script>` : ""}</body></html>`;
  await page.addInitScript(() => {
    window.checked = 0;
    window.same = (actual, expected) => {
      window.checked += 1;
      const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
      if (is !== should) console.error(`is ${is}, should be ${should}`);
    };
    for (const failed of ["error", "unhandledrejection"]) addEventListener(failed, () => { window.done = true; });
  });
  const file = (name) => ({ path: join(dist, name), contentType: TYPES[extname(name)] });
  const files = { "/": { body: html, contentType: "text/html" }, "/session/token": { body: "demo-token" }, "/assets/script.js": { body: script && `${script}\nwindow.done = true;`, contentType: "text/javascript" } };
  await page.context().route("https://portal.example/**", (route) => {
    const { pathname } = new URL(route.request().url());
    const [, inside] = /^\/(?:node_modules\/customer-edit\/dist|assets)\/(.+)$/.exec(pathname) ?? [];
    return route.fulfill(files[pathname] ?? (inside ? file(inside === "customer-edit.js" ? "index.js" : inside) : { status: 404 }));
  });
  await page.context().route("https://api.example.com/**", (route) => forward(route, server.url));
  await page.goto("https://portal.example/");
  const shown = () => page.waitForFunction(() => document.querySelector("customer-edit")?.editor || window.done);
  if (start || has.script) await shown();
  if (script) {
    await page.evaluate(() => {
      window.form = document.querySelector("customer-edit");
      // A script that only loads the package says nothing of a token, and may see the 401 before it is over.
      if (form) form.getToken ??= () => "demo-token";
      const script = document.createElement("script");
      script.type = "module";
      script.src = "/assets/script.js";
      document.body.append(script);
    });
    await shown();
  }
  return { ...opened, page, errors, server };
}

async function forward(route, api) {
  const { pathname, search } = new URL(route.request().url());
  const reply = await route.fetch({ url: api + pathname + search }).catch(() => null);
  // A form may be reading while its page is closed; one that is open complains of an answer that it did not get.
  if (!reply) return route.abort().catch(() => {});
  const headers = { ...reply.headers(), "access-control-allow-origin": "*", "access-control-expose-headers": "etag, retry-after" };
  return route.fulfill({ response: reply, headers }).catch(() => {});
}
