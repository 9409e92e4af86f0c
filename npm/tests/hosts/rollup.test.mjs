/** Rollup, with the plugin that carries along what `new URL(…, import.meta.url)` names. Its warnings fail the build. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { editAndSave } from "../harness/host.mjs";
import { project, run } from "../harness/package.mjs";
import { startServer } from "../harness/server.mjs";

test("Rollup", async (t) => {
  const { folder, bin } = await project(new URL("./fixtures/rollup/", import.meta.url));
  await run(bin("rollup"), ["--config", "--silent"], { cwd: folder });
  await copyFile(join(folder, "index.html"), join(folder, "dist/index.html"));
  const server = await startServer({ site: join(folder, "dist") });
  t.after(() => server.stop());
  await editAndSave(t, { server, url: server.url });
});
