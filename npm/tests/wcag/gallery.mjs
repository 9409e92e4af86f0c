/** The gallery with every state reached, and what measures it. */
import { readFile } from "node:fs/promises";
import { newPage } from "../harness/browser.mjs";
import { startServer } from "../harness/server.mjs";

const measure = await readFile(new URL("measure.js", import.meta.url), "utf8");

/**
 * @param {import("node:test").TestContext} t
 * @param {{ width?: number, height?: number, state?: string, scheme?: "light" | "dark" }} [options] one state, or all
 */
export async function gallery(t, { width = 1280, height = 900, state, scheme = "light" } = {}) {
  const server = await startServer();
  t.after(() => server.stop());
  const { page, errors } = await newPage(t, { viewport: { width, height }, reducedMotion: "reduce", colorScheme: scheme });
  const visit = async (state) => {
    await page.goto(`${server.url}/demo/gallery.html${state ? `?state=${state}` : ""}`);
    await page.waitForSelector(":root[data-there]");
    await page.evaluate(measure);
  };
  await visit(state);
  return { page, errors, visit };
}
