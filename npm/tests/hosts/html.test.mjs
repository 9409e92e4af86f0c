/** No bundler: a page and node_modules, served as files by one server, the API by another. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { serveFiles } from "../harness/files.mjs";
import { editAndSave } from "../harness/host.mjs";
import { project } from "../harness/package.mjs";
import { startServer } from "../harness/server.mjs";

test("a page served as files, and a worker of it", async (t) => {
  const { folder } = await project(new URL("./fixtures/html/", import.meta.url));
  const server = await startServer();
  t.after(() => server.stop());
  const url = await serveFiles(t, folder);
  await editAndSave(t, { server, url: `${url}/?api=${server.url}` }, async (page) => {
    const body = await page.evaluate(() => new Promise((resolve, reject) => {
      const worker = new Worker("/worker.js", { type: "module" });
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = ({ message }) => reject(new Error(message));
    }));
    assert.equal(body, '{"company":1,"city":"Herisau"}');
  });
});
