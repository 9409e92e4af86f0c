/**
 * Prints what imports what in a folder of TypeScript, one import a line, without those of types alone:
 *
 *   node scripts/imports.mjs FOLDER
 *
 * `cargo x tidy` holds it against its table.
 */
import { readdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import * as esbuild from "esbuild";

const folder = resolve(process.argv[2] ?? ".");
const files = (await readdir(folder, { recursive: true })).filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".d.ts"));

const edges = new Set();
/** Nothing is followed: every file is an entry of its own. */
const noted = {
  name: "noted",
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ kind, importer, path, resolveDir }) => {
      if (kind === "entry-point") return undefined;
      const target = relative(folder, resolve(resolveDir, path)).replaceAll("\\", "/");
      edges.add(`${relative(folder, importer).replaceAll("\\", "/")} ${target.startsWith("..") ? target : target.replace(/\.js$/, ".ts")}`);
      return { path, external: true };
    });
  },
};
await esbuild.build({
  entryPoints: files.map((file) => join(folder, file)),
  bundle: true,
  write: false,
  outdir: folder,
  format: "esm",
  packages: "external",
  logLevel: "error",
  plugins: [noted],
});
console.log([...edges].sort().join("\n"));
