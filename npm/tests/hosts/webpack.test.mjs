/** webpack 5, as a production build. */
import { join } from "node:path";
import { test } from "node:test";
import { editAndSave } from "../harness/host.mjs";
import { project } from "../harness/package.mjs";
import { startServer } from "../harness/server.mjs";

test("webpack 5", async (t) => {
  const host = await project(new URL("./fixtures/webpack/", import.meta.url));
  await host.node(["build.js"]);
  const server = await startServer({ site: join(host.folder, "dist") });
  t.after(() => server.stop());
  await editAndSave(t, { server, url: server.url });
});
