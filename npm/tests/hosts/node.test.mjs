/** Node: every entry may be imported; `customer-edit/headless` edits a customer on the reference server. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { changedColumns, storedRow } from "../harness/form.mjs";
import { project } from "../harness/package.mjs";
import { startServer } from "../harness/server.mjs";

let host;
before(async () => {
  host = await project(new URL("./fixtures/node/", import.meta.url));
});

test("node: importing any entry does nothing", async () => {
  const { stdout } = await host.node(["imports.js"]);
  assert.deepEqual(JSON.parse(stdout), {
    entries: {
      "customer-edit": ["CustomerEditElement", "EditorError", "define", "init"],
      "customer-edit/element": ["CustomerEditElement", "EditorError", "define", "init"],
      "customer-edit/headless": ["EditorError", "checkBody", "createEditor", "init"],
      "customer-edit/react": ["CustomerEdit"],
    },
    fetched: [],
    globals: [],
  });
});

test("node: load, edit, save, without a page", async (t) => {
  const server = await startServer();
  t.after(() => server.stop());
  const row = await storedRow(server.url, 1);
  const { stdout } = await host.node(["edit.js", server.url]);
  const { request, ...said } = JSON.parse(stdout);
  assert.deepEqual(said, {
    refused: [{ field: "city", code: "too_long", message: "Shorten this by 1 character: 51 of 50 used." }],
    dirty: ["city", "template.fields.12"],
    accepted: [],
    denied: [["name", "required"]],
    outcome: { kind: "saved" },
    clean: [],
  });
  assert.equal(request.method, "PATCH");
  assert.equal(request.body, '{"company":1,"city":"Herisau","template":{"id":3,"fields":[{"id":12,"value":999999999999997.77}]}}');
  const stored = await storedRow(server.url, 1);
  assert.deepEqual(changedColumns(row, stored), ["city", "template.fields.12"]);
  assert.equal(stored["template.fields.12"], "999999999999997.77");
});
