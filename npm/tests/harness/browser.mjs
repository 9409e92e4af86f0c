/** One headless Chromium per test file, a fresh context per test. */
import { after } from "node:test";
import { launch } from "./chromium.mjs";

let launched;

function browser() {
  launched ??= launch();
  return launched;
}

after(async () => (await launched)?.close());

/**
 * A page that writes down what goes over the wire and what goes wrong.
 *
 * @param {import("node:test").TestContext} t closes the page's context when the test ends
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @returns {Promise<{ page: import("playwright-core").Page, requests: Sent[], errors: string[] }>}
 *   `requests`: those to the API, in order; `errors`: console errors and uncaught exceptions.
 * @typedef {{ method: string, url: string, path: string, headers: Record<string, string>, body: string | null }} Sent
 */
export async function newPage(t, options = {}) {
  const context = await (await browser()).newContext(options);
  t.after(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);

  const requests = [];
  context.on("request", (request) => {
    const { pathname, search } = new URL(request.url());
    if (!pathname.startsWith("/api/")) return;
    requests.push({
      method: request.method(),
      url: request.url(),
      path: pathname + search,
      headers: request.headers(),
      body: request.postData(),
    });
  });

  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`${message.text()} (${message.location().url})`);
  });
  return { page, requests, errors };
}

/** What was written, leaving out what was read. */
export function writes(requests) {
  return requests.filter(({ method }) => method !== "GET" && method !== "OPTIONS");
}
