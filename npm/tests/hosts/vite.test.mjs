/** Vite: its development server and its build; and the development server of the version before, which needs telling. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { before, test } from "node:test";
import { editAndSave } from "../harness/host.mjs";
import { project } from "../harness/package.mjs";
import { startServer } from "../harness/server.mjs";

const fixture = new URL("./fixtures/vite/", import.meta.url);
let host;
before(async () => {
  host = await project(fixture);
});

test("vite: the development server", async (t) => {
  const server = await startServer();
  t.after(() => server.stop());
  const url = await viteServe(t, host);
  await editAndSave(t, { server, url: `${url}?api=${server.url}` });
});

test("vite 7: the development server, told to leave the package alone", async (t) => {
  const older = await project(fixture, { name: "vite-7", dependencies: { vite: "7.3.8" } });
  const server = await startServer();
  t.after(() => server.stop());
  const url = await viteServe(t, older, ["--config", "vite-7.config.js"]);
  await editAndSave(t, { server, url: `${url}?api=${server.url}` });
});

test("vite: the build", async (t) => {
  await host.node(["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"]);
  const server = await startServer({ site: join(host.folder, "dist") });
  t.after(() => server.stop());
  await editAndSave(t, { server, url: server.url });
});

/** Starts Vite on a free port; its address. */
async function viteServe(t, { folder }, more = []) {
  const args = ["node_modules/vite/bin/vite.js", "--host", "127.0.0.1", "--port", "0", "--clearScreen", "false", ...more];
  const vite = spawn(process.execPath, args, { cwd: folder, env: { ...process.env, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "inherit"] });
  t.after(async () => {
    vite.kill("SIGTERM");
    await once(vite, "close");
  });
  for await (const line of createInterface({ input: vite.stdout })) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error("vite ended before it served");
}
