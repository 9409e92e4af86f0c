/**
 * Holds what the package weighs against what it may: `bench/budget.json`, brotli bytes per group of files.
 *
 *   node scripts/budget.mjs DIST BUDGET [--lower]
 *
 * Fails when a group weighs over 2 % more than its budget. `--lower` writes down what became less; more is written by hand.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { filesOf } from "./first-load.mjs";

const TOLERANCE = 0.02;

/** Bytes of a file as brotli sends it at its best. */
function weight(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}

/**
 * What each group weighs. A group is an entry with everything that a page requests for it before the first key press.
 *
 * @param {string} dist
 * @param {Record<string, { entry: string, brotli: number }>} budget
 * @returns {Promise<{ name: string, budget: number, brotli: number, lazy: number, fault?: string }[]>}
 *   `brotli`: now; `lazy`: of what may be loaded later; `fault`: why it must not be published
 */
export async function weigh(dist, budget) {
  const sum = async (files) => {
    const weights = await Promise.all(files.map(async (file) => weight(await readFile(join(dist, file)))));
    return weights.reduce((total, bytes) => total + bytes, 0);
  };
  return Promise.all(Object.entries(budget).map(async ([name, { entry, brotli: allowed }]) => {
    try {
      const files = await filesOf(dist, entry);
      const brotli = await sum(files);
      const lazy = (await sum(await filesOf(dist, entry, { lazy: true }))) - brotli;
      const more = brotli / allowed - 1;
      const fault = more > TOLERANCE ? `${brotli} bytes are ${(more * 100).toFixed(1)} % more than the budget of ${allowed}` : undefined;
      return { name, budget: allowed, brotli, lazy, ...(fault && { fault }) };
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
      return { name, budget: allowed, brotli: NaN, lazy: 0, fault: `${error.path} is missing` };
    }
  }));
}

/** The budget with what became less. */
export function lowered(budget, groups) {
  const least = ([name, { entry, brotli }]) => {
    const now = groups.find((group) => group.name === name)?.brotli;
    return [name, { entry, brotli: now < brotli ? now : brotli }];
  };
  return Object.fromEntries(Object.entries(budget).map(least));
}

/** One line per group for people. */
export function report(groups) {
  return groups.map(({ name, budget, brotli, lazy, fault }) => {
    if (fault) return `${name}: OVER BUDGET: ${fault}`;
    const later = lazy > 0 ? `, ${lazy} more when needed` : "";
    const hint = brotli < budget ? `; ${budget - brotli} less than the budget: cargo x build --lower-budget` : "";
    return `${name}: ${brotli} of ${budget} bytes (brotli)${later}${hint}`;
  });
}

async function main([dist, path, mode]) {
  const budget = JSON.parse(await readFile(path, "utf8"));
  const groups = await weigh(dist, budget);
  for (const line of report(groups)) console.log(line);
  if (mode === "--lower") await writeFile(path, `${JSON.stringify(lowered(budget, groups), null, 2)}\n`);
  if (groups.some(({ fault }) => fault)) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(process.argv.slice(2));
