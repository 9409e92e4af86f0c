/** Type declarations of the entry points, and of what those name: nothing else is published. */
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * @param {string} npm the package's folder
 * @param {string} dist where the declarations go
 * @param {string[]} entries such as "index.d.ts"
 */
export async function emitTypes(npm, dist, entries) {
  const all = join(npm, "build", "types");
  await rm(all, { recursive: true, force: true });
  try {
    await run(process.execPath, [join(npm, "node_modules/typescript/bin/tsc"), "--project", "tsconfig.build.json"], { cwd: npm });
  } catch ({ stdout, message }) {
    throw new Error(`the types cannot be emitted:\n${stdout || message}`);
  }
  for (const file of await reachable(entries.map((entry) => join(all, entry)))) {
    const target = join(dist, relative(all, file));
    await mkdir(dirname(target), { recursive: true });
    await cp(file, target);
  }
}

/** The files themselves and everything they import, in any of TypeScript's ways. */
async function reachable(files) {
  const found = new Set(files);
  for (const file of found) {
    const text = await readFile(file, "utf8");
    for (const [, path] of text.matchAll(/\b(?:from|import)\s*\(?\s*"(\.[^"]+)\.js"/g)) {
      found.add(`${join(dirname(file), path)}.d.ts`);
    }
  }
  return found;
}
