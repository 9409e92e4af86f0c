/** Which files of a dist folder a page requests for an entry. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Modules that a file imports: with the file, or later by `import()`. esbuild writes both in these forms. */
const STATIC = /\b(?:from|import)\s*"\.\/([^"]+\.js)"/g;
const LAZY = /\bimport\(\s*"\.\/([^"]+\.js)"\s*\)/g;
/** The module of a script, as the loader names it. */
const ASSET = /\bnew URL\("\.\/([^"]+\.wasm)",\s*import\.meta\.url\)/g;

/**
 * The entry, what it imports, and the WebAssembly module that it fetches, in the order they are found.
 *
 * @param {string} dist
 * @param {string} entry such as "index.js"
 * @param {{ lazy?: boolean }} [options] `lazy`: also what `import()` brings later
 * @returns {Promise<string[]>}
 * @throws when a file is missing
 */
export async function filesOf(dist, entry, { lazy = false } = {}) {
  const files = new Set([entry]);
  for (const file of files) {
    if (!file.endsWith(".js")) {
      await readFile(join(dist, file));
      continue;
    }
    const text = await readFile(join(dist, file), "utf8");
    for (const form of lazy ? [STATIC, ASSET, LAZY] : [STATIC, ASSET]) {
      for (const [, name] of text.matchAll(form)) files.add(name);
    }
  }
  return [...files];
}
