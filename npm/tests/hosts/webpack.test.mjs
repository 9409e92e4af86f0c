/** webpack 5, as a production build. */
import { join } from "node:path";
import { test } from "node:test";
import { editAndSave } from "../harness/host.mjs";
import { keepInstance } from "../harness/memory.mjs";
import { project } from "../harness/package.mjs";
import { startServer } from "../harness/server.mjs";

test("webpack 5", async (t) => {
  const host = await project(new URL("./fixtures/webpack/", import.meta.url));
  await host.node(["build.js"]);
  const server = await startServer({ site: join(host.folder, "dist") });
  t.after(() => server.stop());
  // Its names of files and functions say nothing of ours: a trap has to be known without them.
  const traps = async (page, errors) => {
    await page.locator("customer-edit [name=city]").fill("Gais");
    await page.evaluate(() => setTimeout(() => window.instance.exports.__wbindgen_free(0xfffffff0, 8, 8)));
    await page.locator("customer-edit button", { hasText: "Formular neu starten" }).click();
    await page.waitForFunction(() => document.querySelector("customer-edit").shadowRoot.querySelector("[name=city]")?.value === "Gais");
    // The trap itself, as the browser and the element report it.
    errors.length = 0;
  };
  await editAndSave(t, { server, url: server.url }, traps, keepInstance);
});
