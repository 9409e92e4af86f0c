/**
 * Our own figures, without peers: what the element costs in headless Chromium at several numbers of custom fields.
 *
 *   node bench/figures.mjs --entry DIR --out figures.json [--sizes 20,1000,5000] [--loads 5]
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { brotliCompressSync } from "node:zlib";
import { fields, middle, record } from "./form.mjs";

const { values: options } = parseArgs({
  options: { entry: { type: "string" }, out: { type: "string" }, sizes: { type: "string", default: "20,1000,5000" }, loads: { type: "string", default: "5" } },
});
const { chromium } = createRequire(new URL("../npm/package.json", import.meta.url))("playwright-core");
const KEYS = 60, CYCLES = 200;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

/** The entry's files by address, compressed once: nothing but the page is at work while it is measured. */
async function filesOf(folder) {
  const files = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const body = await readFile(path);
    const name = path.slice(resolve(folder).length).replaceAll("\\", "/");
    files.set(name, { raw: body.length, text: name.endsWith(".html") ? String(body) : "", body: brotliCompressSync(body), type: TYPES[extname(path)] ?? "text/plain" });
  }
  return files;
}

function page(html, n) {
  const data = { spec: JSON.stringify({ n, fields: fields(n) }), record: record(n) };
  const tags = Object.entries(data).map(([id, json]) => `<script type="application/json" id="bench-${id}">${json.replaceAll("<", "\\u003c")}</script>`);
  return brotliCompressSync(html.replace("<!--bench-data-->", () => tags.join("")));
}

const files = await filesOf(options.entry);
const sizes = options.sizes.split(",").map(Number);
const pages = new Map(sizes.map((n) => [String(n), page(files.get("/index.html").text, n)]));
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  const file = files.get(pathname);
  const body = pathname === "/" ? pages.get(searchParams.get("n")) : file?.body;
  if (pathname === "/blank") return response.setHeader("Content-Type", "text/html").end("<!doctype html>");
  if (!body) return response.writeHead(404).end();
  response.writeHead(200, { "Content-Type": file?.type ?? "text/html", "Content-Encoding": "br" }).end(body);
}).listen(0, "127.0.0.1");
await new Promise((done) => server.once("listening", done));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run"],
});

/** A fresh context with an empty cache, its renderer started before the clock. */
async function open(n) {
  const context = await browser.newContext({ locale: "en", viewport: { width: 1200, height: 900 } });
  const tab = await context.newPage();
  const cdp = await context.newCDPSession(tab);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  await tab.addInitScript(watch, `custom_fields.cf_${n - 1}`);
  const requested = [];
  await tab.goto(`${origin}/blank`);
  tab.on("response", (answer) => requested.push(new URL(answer.url()).pathname));
  await tab.goto(`${origin}/?n=${n}`);
  const ready = await tab.evaluate(() => window.ready);
  return { context, tab, cdp, ready, requested };
}

/** Runs in the page before anything else: the memory of the module, and the moment at which the last field takes input. */
function watch(last) {
  if (location.pathname === "/blank") return;
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...args) => {
    const result = await instantiate(...args);
    window.memory = (result.instance ?? result).exports.memory;
    return result;
  };
  window.ready = new Promise((resolve) => {
    const look = () => (window.bench?.el(last) ? resolve(performance.now()) : setTimeout(look));
    look();
  });
}

const metrics = async ({ cdp }) => Object.fromEntries((await cdp.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));

/** Of V8 and of the module, in bytes, after everything that can be let go of has been. */
async function heap({ tab, cdp }) {
  for (let i = 0; i < 3; i += 1) await cdp.send("HeapProfiler.collectGarbage");
  const { usedSize } = await cdp.send("Runtime.getHeapUsage");
  return usedSize + (await tab.evaluate(() => window.memory.buffer.byteLength));
}

/** Real key presses; the clock stops when the preview says what was typed and layout is done. */
async function keys(session, n) {
  const { tab } = session;
  const key = middle(n);
  await tab.evaluate((key) => { const control = window.bench.el(key); control.scrollIntoView(); control.focus(); control.select(); }, key);
  await tab.keyboard.press("Delete");
  const times = [], before = await metrics(session);
  let typed = "";
  for (let i = 0; i < KEYS; i += 1) {
    // The limit of 50 code points is crossed once, so that an error appears as well.
    const letter = String.fromCharCode(97 + (i % 26));
    typed += letter;
    await tab.evaluate((wanted) => {
      window.shown = new Promise((resolve) => {
        let start;
        window.addEventListener("keydown", () => (start = performance.now()), { capture: true, once: true });
        const preview = document.getElementById("bench-patch");
        const watcher = new MutationObserver(() => {
          if (!preview.textContent.includes(wanted)) return;
          watcher.disconnect();
          void document.body.offsetHeight;
          resolve(performance.now() - start);
        });
        watcher.observe(preview, { childList: true, characterData: true, subtree: true });
      });
    }, JSON.stringify(typed));
    await tab.keyboard.press(letter);
    times.push(await tab.evaluate(() => window.shown));
  }
  const after = await metrics(session);
  const per100 = (...names) => (names.reduce((sum, name) => sum + after[name] - before[name], 0) * 1000 * 100) / KEYS;
  return { times, script: per100("ScriptDuration"), layout: per100("LayoutDuration", "RecalcStyleDuration") };
}

/** Bytes that so many mounts leave behind. */
async function growth(session) {
  const cycle = (count) => session.tab.evaluate(async (count) => {
    const pause = () => new Promise((done) => setTimeout(done));
    for (let i = 0; i < count; i += 1) {
      window.bench.unmount();
      await pause();
      await window.bench.mount();
      await pause();
    }
  }, count);
  await cycle(5);
  const before = await heap(session);
  await cycle(CYCLES);
  return (await heap(session)) - before;
}

const quantile = (values, part) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
const results = {};
let first;
for (const n of sizes) {
  const loads = [];
  let session;
  for (let i = 0; i < Number(options.loads); i += 1) {
    await session?.context.close();
    session = await open(n);
    loads.push(session.ready);
  }
  first ??= session.requested.filter((name) => files.has(name));
  const mebibytes = (await heap(session)) / 2 ** 20;
  const { times, script, layout } = await keys(session, n);
  results[n] = {
    "cold, last field there, ms": quantile(loads, 0.5),
    "key press, p50, ms": quantile(times, 0.5),
    "key press, p95, ms": quantile(times, 0.95),
    "script per 100 keys, ms": script,
    "style and layout per 100 keys, ms": layout,
    "JavaScript heap + WebAssembly memory, MiB": mebibytes,
    [`growth over ${CYCLES} mounts, KiB`]: n === sizes[0] ? (await growth(session)) / 1024 : null,
  };
  await session.context.close();
}
await browser.close();
server.close();
const weighed = first.map((name) => ({ name, raw: files.get(name).raw, brotli: files.get(name).body.length }));
await writeFile(options.out, JSON.stringify({ date: new Date().toISOString(), sizes, files: weighed, results }, null, 1));
