/** Imports one of npm/src's modules into Node, for what needs no browser. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** @param {string} path inside npm/src, such as "messages/format.ts" */
export async function source(path) {
  const entry = fileURLToPath(new URL(`../../src/${path}`, import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: "esm", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
