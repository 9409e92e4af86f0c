/** A server that means no good, on an origin of its own, and a form that is pointed at it. */
import { once } from "node:events";
import { createServer } from "node:http";
import { addForm, openForm } from "../harness/form.mjs";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*, authorization, content-type, if-match",
  "access-control-allow-methods": "*, PUT, PATCH, POST",
  "access-control-expose-headers": "*, etag, retry-after",
};

/** An ordinary account, as far as a test does not say otherwise. */
const ORDINARY = {
  customer: '{"id":1,"name":"Acme","city":"Oakland"}',
  update: '{"id":1,"name":"Acme","city":"Bern"}',
  "custom-field-template": "[]",
  "custom-form-template": "[]",
  category: "[]",
  country: "[]",
};

/**
 * @param {import("node:test").TestContext} t
 * @param {Record<string, string | ((request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void)>} answers
 *   by the name of what is asked for: a JSON text, or what answers in its own way; `update` is every write
 * @returns {Promise<{ url: string, asked: { method: string, url: string, headers: object }[] }>}
 */
export async function hostile(t, answers) {
  const all = { ...ORDINARY, ...answers };
  const asked = [];
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value);
    if (method === "OPTIONS") return void response.writeHead(204).end();
    asked.push({ method, url, headers });
    const [, name] = /^\/api\/v2\/([^/?]+)/.exec(url) ?? [];
    const answer = all[method === "GET" ? name : "update"] ?? "{}";
    if (typeof answer === "function") return void answer(request, response);
    response.setHeader("content-type", "application/json");
    response.end(answer);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, asked };
}

/**
 * A form on such a server. `until` is the event that ends the load; `calm` gives the longest task since then, in
 * milliseconds, and what shows that a script of the server's ran.
 */
export async function open(t, answers, { until = "customer-ready", attributes, ...more } = {}) {
  const base = await hostile(t, answers);
  const opened = await openForm(t, {
    ...more,
    until,
    name: "first",
    attributes: { "base-url": base.url, ...attributes },
    context: { permissions: ["local-network-access"] },
    before: (page) => page.addInitScript(watch),
  });
  const { page, form } = opened;
  await page.evaluate(() => (window.loaded = performance.now()));
  return {
    ...opened,
    asked: base.asked,
    /** One more form on the same page, on a server of its own. */
    async beside(answers, options = {}) {
      const other = await hostile(t, answers);
      return addForm(page, { name: `form-${(forms += 1)}`, until, ...options, attributes: { "base-url": other.url } });
    },
    /** Fails the test where a script ran; tells the longest task since the load. */
    async calm() {
      const { tasks, ran, polluted } = await page.evaluate(() => ({
        tasks: window.tasks.filter(({ start }) => start >= window.loaded).map(({ duration }) => duration),
        ran: window.ran,
        polluted: Object.keys(Object.prototype).length + ("polluted" in {} ? 1 : 0),
      }));
      const longest = Math.max(0, ...tasks);
      t.diagnostic(`longest task after loading: ${Math.round(longest)} ms`);
      return { longest, ran, polluted, fatal: (await form.seen()).filter(({ detail }) => detail?.kind === "fatal") };
    },
  };
}

let forms = 0;

/** Runs before the page's scripts. */
function watch() {
  window.tasks = [];
  window.ran = [];
  new PerformanceObserver((list) => {
    for (const { startTime: start, duration } of list.getEntries()) window.tasks.push({ start, duration });
  }).observe({ type: "longtask", buffered: true });
  for (const name of ["alert", "confirm", "prompt"]) window[name] = (text) => window.ran.push(`${name} ${text}`);
  window.pwned = (what) => window.ran.push(what);
}
