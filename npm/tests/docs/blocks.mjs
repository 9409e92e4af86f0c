/** The code blocks of our Markdown files, and what they claim of themselves. */
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const root = new URL("../../../", import.meta.url);

/** Files whose blocks a reader may copy. */
export async function documents() {
  const docs = (await readdir(new URL("docs/", root), { recursive: true })).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`);
  return ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "npm/README.md", "examples/README.md", "bench/README.md", ...docs];
}

/**
 * Every fenced block, in order. The first word after the fence is the language, the others say how it is run.
 *
 * @returns {Promise<{ name: string, language: string, flags: string[], code: string }[]>} `name` is file and line
 */
export async function blocksOf(file) {
  const blocks = [];
  let open = null;
  for (const [index, line] of (await readFile(new URL(file, root), "utf8")).split("\n").entries()) {
    const fence = /^(\s*)```(.*)$/.exec(line);
    if (!fence) {
      open?.lines.push(line.slice(open.indent));
    } else if (open) {
      blocks.push({ ...open, code: open.lines.join("\n") });
      open = null;
    } else {
      const [language = "", ...flags] = fence[2].trim().split(/\s+/);
      open = { name: `${file}:${index + 1}`, language, flags, indent: fence[1].length, lines: [] };
    }
  }
  assert.equal(open, null, `${file} ends inside a block`);
  return blocks;
}

/**
 * Claims become checks: `expression; // → value` and `const name = …; // → value` call `same(actual, expected)`.
 */
export function checking(code) {
  return code.replaceAll(/^(\s*)(.+?);\s*\/\/ → (.+)$/gm, (_, indent, statement, expected) => {
    const [, name] = /^(?:const|let) (\w+) =/.exec(statement) ?? [];
    return name ? `${indent}${statement}; same(${name}, ${expected});` : `${indent}same(${statement}, ${expected});`;
  });
}

/** How many claims a block makes. */
export const claims = (code) => [...code.matchAll(/\/\/ → /g)].length;

/** Any other language is an error; `text` is not run. */
export const LANGUAGES = ["html", "js", "tsx", "json", "css", "sh", "text"];

export const rootPath = (path) => fileURLToPath(new URL(path, root));
