/** The demo page on a reference server of its own. */
import { newPage } from "./browser.mjs";
import { startServer } from "./server.mjs";

/**
 * @param {import("node:test").TestContext} t stops the server and closes the page when the test ends
 * @param {{ path?: string, server?: Parameters<typeof startServer>[0], context?: object }} [options]
 */
export async function openDemo(t, { path = "/", server: serverOptions, context } = {}) {
  const server = await startServer(serverOptions);
  t.after(() => server.stop());
  const opened = await newPage(t, context);
  const answer = await opened.page.goto(server.url + path);
  return { ...opened, server, answer };
}
