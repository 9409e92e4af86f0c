/** What is published: the list of files, what package.json says of them, and what the field's own linters say. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { packed, packedFiles, run } from "../harness/package.mjs";

const npm = new URL("../../", import.meta.url);
const bin = (name) => fileURLToPath(new URL(`node_modules/.bin/${name}`, npm));
const manifest = JSON.parse(await readFile(new URL("package.json", npm), "utf8"));

test("npm and Cargo say the same version", async () => {
  const cargo = await readFile(new URL("../Cargo.toml", npm), "utf8");
  const [, version] = /\[workspace\.package\][^[]*?\nversion = "([^"]+)"/.exec(cargo);
  assert.equal(manifest.version, version);
});

test("the archive holds what it should and nothing else", async () => {
  const files = await packedFiles();
  // Shared code is split off into chunks, whose names change with their content.
  const [chunks, named] = [files.filter((file) => /^dist\/chunk-[A-Z0-9]{8}\.js$/.test(file)), files.filter((file) => !/\/chunk-/.test(file))];
  assert.equal(chunks.length, 2, chunks.join());
  assert.deepEqual(named, [
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "THIRD-PARTY-NOTICES.txt",
    "dist/custom-elements.json",
    "dist/customer-edit.d.ts",
    "dist/customer_edit.wasm",
    "dist/customer_headless.wasm",
    "dist/define.d.ts",
    "dist/element.d.ts",
    "dist/element.js",
    "dist/errors.d.ts",
    "dist/headless.d.ts",
    "dist/headless.js",
    "dist/index.d.ts",
    "dist/index.js",
    "dist/internal/loader.d.ts",
    "dist/internal/react-events.d.ts",
    "dist/internal/react-props.d.ts",
    ...["answers.ar", "answers.de", "answers.es", "answers.fr", "answers.ja", "ar", "de", "es", "fr", "ja"].map((name) => `dist/messages/${name}.js`),
    "dist/react.d.ts",
    "dist/react.js",
    "dist/types.d.ts",
    "dist/wasm-asset.d.ts",
    "package.json",
  ]);
});

test("every export is in the archive, types first; only the entry that registers has a side effect", async () => {
  const files = new Set(await packedFiles());
  for (const [name, target] of Object.entries(manifest.exports)) {
    const targets = typeof target === "string" ? [target] : Object.values(target);
    if (typeof target === "object") assert.equal(Object.keys(target)[0], "types", name);
    for (const path of targets) assert.ok(files.has(path.replace("./", "")), `${name}: ${path}`);
  }
  assert.ok(files.has(manifest.customElements));
  assert.deepEqual(manifest.sideEffects, ["./dist/index.js"]);
  assert.equal(manifest.private, undefined);
});

test("what a page imports and does not use costs nothing, but the entry that registers stays", async () => {
  const bundled = async (entry) => {
    const stdin = { contents: `import * as unused from "./dist/${entry}.js";`, resolveDir: fileURLToPath(npm) };
    const { outputFiles } = await build({ stdin, bundle: true, format: "esm", write: false, minify: true, external: ["react"], logLevel: "error" });
    return outputFiles[0].text;
  };
  for (const entry of ["element", "headless", "react"]) assert.equal((await bundled(entry)).replaceAll(/import"react";|\s/g, ""), "", entry);
  assert.match(await bundled("index"), /customElements\.define\(/);
});

test("the modules call nothing that a strict policy forbids", async () => {
  for (const file of (await packedFiles()).filter((name) => name.endsWith(".js"))) {
    const code = await readFile(new URL(file, npm), "utf8");
    assert.doesNotMatch(code, /\beval\(|new Function\(|\.innerHTML\b|document\.write|insertAdjacentHTML/, file);
  }
});

test("publint finds nothing", async () => {
  const { stdout } = await run(bin("publint"), ["run", await packed(), "--strict"]);
  assert.match(stdout, /All good!/);
});

test("are the types wrong? No: for modules; there is no CommonJS build to be wrong about", async () => {
  const { stdout } = await run(bin("attw"), [await packed(), "--profile", "esm-only", "--format", "json"]);
  const { analysis, problems } = JSON.parse(stdout);
  assert.deepEqual(Object.keys(analysis.entrypoints).length, Object.keys(manifest.exports).length);
  // Listed are also those that the profile ignores: TypeScript's "node10" knows no exports, and CommonJS must use import().
  const ofModules = Object.values(problems).flat().filter(({ resolutionKind }) => !["node10", "node16-cjs"].includes(resolutionKind));
  assert.deepEqual(ofModules, []);
});
