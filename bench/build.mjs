/**
 * Makes the page that the runner measures: index.html with load hints, the adapter, and the package as shipped.
 *
 *   node bench/build.mjs --dist npm/dist --out DIR
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { filesOf } from "../npm/scripts/first-load.mjs";

const bench = dirname(fileURLToPath(import.meta.url));
const npm = join(dirname(bench), "npm");
const esbuild = createRequire(join(npm, "package.json"))("esbuild");
const { values: options } = parseArgs({ options: { dist: { type: "string" }, out: { type: "string" } } });
for (const name of ["dist", "out"]) if (!options[name]) throw new Error(`--${name} is missing`);
const [dist, out] = [resolve(options.dist), resolve(options.out)];

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "pkg"), { recursive: true });
const files = await filesOf(dist, "index.js");
for (const file of files) await cp(join(dist, file), join(out, "pkg", file));
// What is loaded later has to be there too.
for (const file of await filesOf(dist, "index.js", { lazy: true })) await cp(join(dist, file), join(out, "pkg", file));

await esbuild.build({
  entryPoints: [join(bench, "entry.ts")],
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  logLevel: "warning",
  plugins: [{
    name: "package-from-pkg",
    setup: (build) => build.onResolve({ filter: /^customer-edit$/ }, () => ({ path: "./pkg/index.js", external: true })),
  }],
});

// As the README tells a host to: what the first load needs is asked for with the page, not one file after the other.
const hint = (file) => file.endsWith(".wasm")
  ? `<link rel="preload" href="./pkg/${file}" as="fetch" type="application/wasm" crossorigin>`
  : `<link rel="modulepreload" href="./pkg/${file}">`;
const page = await readFile(join(bench, "index.html"), "utf8");
await writeFile(join(out, "index.html"), page.replace("<!--load-hints-->", files.map(hint).join("\n    ")));
