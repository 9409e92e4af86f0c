/**
 * Bundles npm/src into a dist folder, and the demo page into a site folder.
 *
 *   node scripts/bundle.mjs --glue DIR --dist DIR --site DIR [--minify] [--page]
 *
 * `--minify` makes what is published: with type declarations and custom-elements.json.
 * Entry points are what package.json exports: `./dist/x.js` is made from `src/x.ts`.
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";
import { manifest } from "./manifest.mjs";
import { emitTypes } from "./types.mjs";

const npm = dirname(dirname(fileURLToPath(import.meta.url)));
const root = dirname(npm);
const { values: options } = parseArgs({
  options: {
    glue: { type: "string" },
    dist: { type: "string" },
    site: { type: "string" },
    minify: { type: "boolean", default: false },
    // Trunk writes the page itself, with its reload script.
    page: { type: "boolean", default: false },
  },
});
for (const name of ["glue", "dist", "site"]) {
  if (!options[name]) throw new Error(`--${name} is missing`);
}
const [glue, dist, site] = [options.glue, options.dist, options.site].map((folder) => resolve(folder));
const { exports } = JSON.parse(await readFile(join(npm, "package.json"), "utf8"));

/** Folders of the glue, and the modules' names in dist. */
const MODULES = [
  ["widget", "customer_edit"],
  ["widget-form-v1", "customer_edit_form_v1"],
  ["headless", "customer_headless"],
  ["headless-form-v1", "customer_headless_form_v1"],
];

/** Sources import the glue as `…/build/<module>/…`; a quick build has it elsewhere. */
const glueFrom = {
  name: "glue",
  setup(build) {
    build.onResolve({ filter: /\/build\/(widget|headless)(-form-v1)?\// }, ({ path }) => ({
      path: join(glue, path.slice(path.lastIndexOf("/build/") + "/build/".length)),
    }));
  },
};

/** Style sheets become strings, minified as such. */
const cssAsText = {
  name: "css-as-text",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      const { code } = await esbuild.transform(css, { loader: "css", minify: options.minify });
      return { contents: code, loader: "text", watchFiles: [path] };
    });
  },
};

/**
 * What `import()` brings is a file of its own, in dist by the path that it has in src: as part of the same build, each
 * would make esbuild split its helpers off into one more file of the first load.
 */
const lazyFiles = (found) => ({
  name: "lazy-files",
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== "dynamic-import") return undefined;
      const file = relative(join(npm, "src"), resolve(resolveDir, path));
      found.add(file);
      return { path: `./${file}`, external: true };
    });
  },
});

/** The demo imports the package by its name, as any host does; the page gets it from pkg/. */
const packageFromPkg = {
  name: "package-from-pkg",
  setup(build) {
    build.onResolve({ filter: /^customer-edit(\/|$)/ }, ({ path }) => {
      const entry = exports[`.${path.slice("customer-edit".length)}`];
      if (!entry) return { errors: [{ text: `package.json does not export "${path}"` }] };
      return { path: entry.default.replace("./dist/", "../pkg/"), external: true };
    });
  },
};

const shared = {
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: options.minify,
  legalComments: "none",
  logLevel: "warning",
  // What the glue lacks would only show when somebody's page runs it.
  logOverride: { "import-is-undefined": "error" },
  absWorkingDir: npm,
};

async function bundlePackage() {
  await rm(dist, { recursive: true, force: true });
  const names = Object.values(exports)
    .map((entry) => entry.default ?? entry)
    .filter((file) => file.endsWith(".js"))
    .map((file) => file.replace("./dist/", "").replace(/\.js$/, ""));
  const entries = names.map((name) => join(npm, "src", `${name}.ts`));
  const lazy = new Set();
  await esbuild.build({
    ...shared,
    entryPoints: entries,
    outdir: dist,
    splitting: true,
    // Chunks lie beside the entries: `new URL("./customer_edit.wasm", import.meta.url)` holds in either.
    chunkNames: "[name]-[hash]",
    external: ["react"],
    plugins: [glueFrom, cssAsText, lazyFiles(lazy)],
  });
  await esbuild.build({
    ...shared,
    entryPoints: [...lazy].map((file) => join(npm, "src", file.replace(/\.js$/, ".ts"))),
    outbase: join(npm, "src"),
    outdir: dist,
    plugins: [glueFrom],
    // Modules are read as UTF-8 whatever the server says; escapes would be three times as long.
    charset: "utf8",
  });
  for (const [module, name] of MODULES) {
    await cp(join(glue, module, `${name}_bg.wasm`), join(dist, `${name}.wasm`));
  }
  if (!options.minify) return;
  const types = Object.values(exports).flatMap((entry) => entry.types ?? []);
  await emitTypes(npm, dist, types.map((file) => file.replace("./dist/", "")));
  await writeFile(join(dist, "custom-elements.json"), await manifest(npm));
}

/** Entry points are the scripts that a page of this folder names. */
function scriptsOf(folder, page) {
  return [...page.matchAll(/<script[^>]* src="([^"]+)\.js"/g)].map(([, script]) => join(folder, `${script}.ts`));
}

async function assembleSite() {
  await mkdir(site, { recursive: true });
  const demo = join(root, "demo");
  const page = await readFile(join(root, "index.html"), "utf8");
  await esbuild.build({
    ...shared,
    entryPoints: [...scriptsOf(root, page), ...scriptsOf(demo, await readFile(join(demo, "gallery.html"), "utf8"))],
    outbase: demo,
    outdir: join(site, "demo"),
    plugins: [packageFromPkg],
  });
  const copied = (source) => !/\.(ts|md)$/.test(source);
  await cp(demo, join(site, "demo"), { recursive: true, filter: copied });
  await cp(dist, join(site, "pkg"), { recursive: true, filter: (source) => !source.endsWith(".d.ts") });
  if (options.page) await writeFile(join(site, "index.html"), page);
}

await bundlePackage();
await rm(join(site, "pkg"), { recursive: true, force: true });
await assembleSite();
