/**
 * Prints what each artefact of a dist folder weighs, as it is and as brotli sends it.
 *
 *   node scripts/sizes.mjs DIR
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const folder = process.argv[2];
const rows = readdirSync(folder, { recursive: true })
  .filter((name) => /\.(js|wasm)$/.test(name))
  .sort()
  .map((name) => {
    const bytes = readFileSync(join(folder, name));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    return { name, raw: bytes.length, brotli: brotliCompressSync(bytes, { params }).length };
  });
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
rows.push({ name: "total", raw: sum("raw"), brotli: sum("brotli") });

const width = Math.max(...rows.map(({ name }) => name.length));
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
console.log(`${"".padEnd(width)} ${"raw".padStart(10)} ${"brotli".padStart(10)}`);
for (const { name, raw, brotli } of rows) {
  console.log(`${name.padEnd(width)} ${kilobytes(raw)} ${kilobytes(brotli)}`);
}
