/** The size budget: what fails it, what does not, and that it weighs what a page requests. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { lowered, report, weigh } from "../scripts/budget.mjs";
import { filesOf } from "../scripts/first-load.mjs";
import { openForm } from "./harness/form.mjs";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const script = fileURLToPath(new URL("../scripts/budget.mjs", import.meta.url));

/** A package of an entry, a chunk, a module, and one chunk that is loaded later. */
async function folder(t) {
  const path = await mkdtemp(join(tmpdir(), "budget-"));
  t.after(() => rm(path, { recursive: true }));
  await writeFile(join(path, "index.js"), 'import{a}from"./chunk-A.js";import("./later.js");');
  await writeFile(join(path, "chunk-A.js"), 'export const a=new URL("./module.wasm",import.meta.url);');
  await writeFile(join(path, "later.js"), "export {}");
  await writeFile(join(path, "module.wasm"), randomBytes(50_000));
  return path;
}

/** What it weighs, and a budget that this is so many percent above. */
async function budgetOf(path, percent) {
  const [{ brotli }] = await weigh(path, { all: { entry: "index.js", brotli: 1e9 } });
  return { brotli, budget: { all: { entry: "index.js", brotli: Math.round(brotli / (1 + percent / 100)) } } };
}

test("2.1 % over the budget fails", async (t) => {
  const path = await folder(t);
  const { budget } = await budgetOf(path, 2.1);
  const [group] = await weigh(path, budget);
  assert.match(group.fault, /^\d+ bytes are 2\.1 % more than the budget of \d+$/);
});

test("1.9 % over the budget passes", async (t) => {
  const path = await folder(t);
  const { budget } = await budgetOf(path, 1.9);
  const [group] = await weigh(path, budget);
  assert.equal(group.fault, undefined);
});

test("a missing file fails, and is named", async (t) => {
  const path = await folder(t);
  await rm(join(path, "module.wasm"));
  const [group] = await weigh(path, { all: { entry: "index.js", brotli: 1e9 } });
  assert.match(group.fault, /module\.wasm is missing$/);
});

test("a size that fell is told, and lowers the budget when asked to; one that grew raises none", async (t) => {
  const path = await folder(t);
  const { brotli, budget } = await budgetOf(path, -5);
  const groups = await weigh(path, budget);
  assert.match(report(groups)[0], new RegExp(`; ${budget.all.brotli - brotli} less than the budget: cargo x build --lower-budget$`));
  assert.deepEqual(lowered(budget, groups), { all: { entry: "index.js", brotli } });
  const over = { all: { entry: "index.js", brotli: 10 } };
  assert.deepEqual(lowered(over, await weigh(path, over)), over);
});

test("what is loaded later is told beside it and not counted", async (t) => {
  const path = await folder(t);
  const [before] = await weigh(path, { all: { entry: "index.js", brotli: 1e9 } });
  await writeFile(join(path, "later.js"), randomBytes(10_000));
  const [group] = await weigh(path, { all: { entry: "index.js", brotli: 1e9 } });
  assert.equal(group.brotli, before.brotli);
  assert.ok(group.lazy > 9_000, String(group.lazy));
});

test("the script itself ends with 1 when a group is over", async (t) => {
  const path = await folder(t);
  const file = join(path, "budget.json");
  const run = async (percent) => {
    await writeFile(file, JSON.stringify((await budgetOf(path, percent)).budget));
    return new Promise((resolve) => execFile(process.execPath, [script, path, file], (error) => resolve(error?.code ?? 0)));
  };
  assert.equal(await run(2.1), 1);
  assert.equal(await run(1.9), 0);
});

test("the groups are entries that the package exports, or that those import when they are needed", async () => {
  const budget = JSON.parse(await readFile(new URL("../../bench/budget.json", import.meta.url), "utf8"));
  const { exports } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  const exported = Object.values(exports).flatMap(({ default: file }) => (file?.endsWith(".js") ? [file.replace("./dist/", "")] : []));
  const all = await Promise.all(exported.map((entry) => filesOf(dist, entry, { lazy: true })));
  const entries = all.flat().map((file) => `./dist/${file}`);
  for (const { entry } of Object.values(budget)) assert.ok(entries.includes(`./dist/${entry}`), entry);
});

test("a page requests what the budget weighs, and nothing else", async (t) => {
  const requested = [];
  const before = async (page) => {
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith("/pkg/")) requested.push(pathname.slice("/pkg/".length));
    });
  };
  await openForm(t, { before });
  assert.deepEqual(requested.sort(), (await filesOf(dist, "index.js")).sort());
});
