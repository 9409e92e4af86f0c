/** esbuild, from its command line: it carries no file along for `new URL`, so the page hands `init` the one it imports. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { editAndSave } from "../harness/host.mjs";
import { project, run } from "../harness/package.mjs";
import { startServer } from "../harness/server.mjs";

test("esbuild", async (t) => {
  const { folder, bin } = await project(new URL("./fixtures/esbuild/", import.meta.url));
  const flags = ["--bundle", "--format=esm", "--splitting", "--minify", "--loader:.wasm=file", "--outdir=dist", "--log-level=warning"];
  await run(bin("esbuild"), ["main.js", ...flags], { cwd: folder });
  await copyFile(join(folder, "index.html"), join(folder, "dist/index.html"));
  const server = await startServer({ site: join(folder, "dist") });
  t.after(() => server.stop());
  await editAndSave(t, { server, url: server.url });
});
