/**
 * Every code block of README and docs, as a reader would run it.
 *
 * | language | how |
 * |---|---|
 * | `html` | in a page; then a person edits and saves |
 * | `js page` | a script of a page whose form is loaded; `form` is the element |
 * | `js page bundled` | the same, through esbuild |
 * | `js` | a program in Node, in a project that has installed the package |
 * | `tsx` | type-checked, then its `Customer` rendered; then a person edits and saves |
 * | `css` | in a page: properties and parts must be the element's |
 * | `json` | has to be JSON |
 * | `sh` | run; what begins with cargo by commands.mjs |
 * | `text` | not run; the one in docs is a policy, which element/policy.test.mjs holds a form to |
 *
 * A line `expression; // → value` claims something, and is held to it. https://api.example.com is the reference server.
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { before, describe, test } from "node:test";
import { blocksOf, checking, documents, LANGUAGES, rootPath } from "./docs/blocks.mjs";
import { runComponent, runPage, runScript, runStyle } from "./docs/page.mjs";
import { runNode, runShell } from "./docs/programs.mjs";
import { project, run } from "./harness/package.mjs";

/** Blocks of an API whose module this build has not. They run as soon as it has. */
const isBuilt = ({ flags }) => !flags.includes("form-v1") || existsSync(rootPath("npm/dist/customer_edit_form_v1.wasm"));
const blocks = (await Promise.all((await documents()).map(blocksOf))).flat().filter(isBuilt);
let node;
let react;
before(async () => {
  node = await project(new URL("./hosts/fixtures/node/", import.meta.url), { name: "docs-node" });
  react = await project(new URL("./react/fixture/", import.meta.url), { name: "docs-react", dependencies: { "@types/react": "19.3.0", "@types/react-dom": "19.3.0" } });
});

const RUN = {
  html: runPage,
  css: runStyle,
  js: (t, block) => (block.flags.includes("page") ? runScript(t, block) : runNode(t, block, node)),
  tsx: (t, block) => runComponent(t, block, react),
  json: (_, { code }) => JSON.parse(code),
  sh: runShell,
};

test("every block says what it is in", () => {
  assert.deepEqual(blocks.filter(({ language }) => !LANGUAGES.includes(language)).map(({ name }) => name), []);
  assert.ok(blocks.length > 20, `${blocks.length} blocks`);
});

// Mostly waiting for a browser: several at a time.
describe("blocks", { concurrency: 4 }, () => {
  for (const block of blocks.filter(({ language }) => Object.hasOwn(RUN, language))) {
    test(`${block.name}: ${[block.language, ...block.flags].join(" ")}`, (t) => RUN[block.language](t, block));
  }
});

test("components are typed as their readers would have them", async () => {
  const files = [];
  for (const { name, code } of blocks.filter(({ language }) => language === "tsx")) {
    files.push(`${name.replaceAll(/\W/g, "-")}.tsx`);
    await writeFile(join(react.folder, files.at(-1)), code);
  }
  const options = { strict: true, noEmit: true, skipLibCheck: true, jsx: "react-jsx", module: "ESNext", moduleResolution: "bundler", target: "ES2022", lib: ["ES2022", "DOM", "DOM.Iterable"], types: [] };
  await writeFile(join(react.folder, "tsconfig.docs.json"), JSON.stringify({ compilerOptions: options, files }));
  await run(rootPath("npm/node_modules/.bin/tsc"), ["--project", "tsconfig.docs.json", "--pretty", "false"], { cwd: react.folder });
});

test("the README's picture of a record and its requests is true", async () => {
  const svg = await readFile(rootPath("docs/images/requests.svg"), "utf8");
  const drawn = (name) => [...svg.matchAll(new RegExp(`<text class="${name}(?: hot)?"[^>]*>([^<]*)</text>`, "g"))].map(([, text]) => text).join("\n");
  const { createEditor } = await import(new URL("../dist/headless.js", import.meta.url));
  const lookups = {
    countries: [{ code: "756", name: "Switzerland" }],
    templates: [{ id: 3, name: "Key account", fields: [{ id: 12, name: "Budget", data_type: "money", order: 1 }] }],
  };
  const editor = await createEditor({ api: "json-v2", id: 42, company: 1, record: drawn("record"), lookups });
  const [key, value] = drawn("draft").split(": ");
  editor.set(key, value);
  const compact = (json) => json.replaceAll(/\s*\n\s*|(?<=[:{[,]) | (?=[}\]])/g, "");
  assert.equal(editor.request("PATCH").body, compact(drawn("patch")));
  const whole = editor.request("PUT").body;
  const members = Object.entries(JSON.parse(drawn("put")));
  for (const [name, value] of members) assert.deepEqual(JSON.parse(whole)[name], value, name);
  assert.ok(whole.includes("999999999999998.99"));
  const others = Object.entries(JSON.parse(whole)).filter(([name]) => !members.some(([drawn]) => drawn === name));
  assert.deepEqual(others.filter(([, value]) => value !== null), [], "null for each field that is empty");
});

test("what the documents link to is there", async () => {
  const missing = [];
  for (const file of await documents()) {
    const text = await readFile(rootPath(file), "utf8");
    for (const [, link] of text.matchAll(/(?:\]\(|(?:src|srcset)=")([^)"\s]+)/g)) {
      if (/^(https?:|#|data:|\/)/.test(link) || link.endsWith(".js")) continue;
      const [path] = link.split("#");
      if (!existsSync(join(dirname(rootPath(file)), path))) missing.push(`${file}: ${link}`);
    }
  }
  assert.deepEqual(missing, []);
});

test("a claim that does not hold fails", () => {
  const seen = [];
  new Function("same", checking("const a = 1 + 1; // → 3\n[a]; // → [2]"))((actual, expected) => seen.push([actual, expected]));
  assert.deepEqual(seen, [[2, 3], [[2], [2]]]);
});
