/** The package as npm would publish it, and fresh projects that have installed it. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const exec = promisify(execFile);
const npmFolder = fileURLToPath(new URL("../../", import.meta.url));
const target = fileURLToPath(new URL("../../../target/host-tests/", import.meta.url));

/** Runs a program; what it said is in the error when it fails. */
export async function run(program, args, options = {}) {
  try {
    return await exec(program, args, { maxBuffer: 64 << 20, ...options });
  } catch (error) {
    const said = [error.stdout, error.stderr].filter(Boolean).join("\n").trim();
    throw new Error(`${basename(program)} ${args.join(" ")}: ${said || error.message}`, { cause: error });
  }
}

/** `npm pack`, once for all test files of a run: the archive's path. */
export async function packed() {
  const path = join(target, `customer-edit-${(await newestInput()).toString(36)}.tgz`);
  if (await stat(path).catch(() => null)) return path;
  await mkdir(target, { recursive: true });
  const aside = await mkdtemp(join(target, "pack-"));
  await run("npm", ["pack", "--silent", "--pack-destination", aside], { cwd: npmFolder });
  const [made] = await readdir(aside);
  await rename(join(aside, made), path);
  await rm(aside, { recursive: true });
  return path;
}

/** What `npm pack` says that it would put in. @returns {Promise<string[]>} */
export async function packedFiles() {
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json"], { cwd: npmFolder });
  return JSON.parse(stdout)[0].files.map(({ path }) => path).sort();
}

/**
 * A folder with the fixture's files, its dependencies, and the package from its archive: nothing of this repository is
 * reachable from its sources but what was published.
 *
 * @param {URL} fixture its folder; `package.json` there names exact versions
 * @param {{ name?: string, dependencies?: Record<string, string> }} [options] over those of the fixture
 * @returns {Promise<{ folder: string, bin: (name: string) => string, node: (args: string[], env?: object) => Promise<{ stdout: string }> }>}
 */
export async function project(fixture, { name = basename(fileURLToPath(fixture)), dependencies = {} } = {}) {
  const folder = join(target, name);
  await rm(folder, { recursive: true, force: true });
  // What somebody has installed or built there is not part of it.
  await cp(fileURLToPath(fixture), folder, { recursive: true, filter: (path) => !["node_modules", "dist"].includes(basename(path)) });
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  manifest.dependencies = { ...manifest.dependencies, ...dependencies, "customer-edit": `file:${await packed()}` };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  const flags = ["--prefer-offline", "--no-audit", "--no-fund", "--no-package-lock", "--silent"];
  await run("npm", ["install", ...flags], { cwd: folder });
  return {
    folder,
    bin: (program) => join(folder, "node_modules/.bin", program),
    node: (args, env = {}) => run(process.execPath, args, { cwd: folder, env: { ...process.env, ...env } }),
  };
}

/** When the newest of the packed files was written: another archive for another state of the tree. */
async function newestInput() {
  const names = await readdir(join(npmFolder, "dist"), { recursive: true });
  const paths = [...names.map((name) => join("dist", name)), "package.json", "README.md", "LICENSE-MIT"];
  const times = await Promise.all(paths.map(async (path) => (await stat(join(npmFolder, path))).mtimeMs));
  return Math.round(Math.max(...times));
}
