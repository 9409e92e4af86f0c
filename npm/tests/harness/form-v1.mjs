/**
 * Forms of form-v1 on one server and one page per test file, which its tests take in turn: starting both costs more
 * than most tests do. Rows are not put back: a test looks at what it changed, on a customer of its own.
 */
import assert from "node:assert/strict";
import { after } from "node:test";
import { clearFaults, forgetLog } from "./admin.mjs";
import { addForm, openPage, storedRow } from "./form.mjs";
import { startServer } from "./server.mjs";

const AUTH = { authorization: "Bearer demo-token" };

let begun;
const closing = [];
after(async () => {
  for (const close of closing) await close();
});

async function begin() {
  const server = await startServer();
  closing.push(() => server.kill());
  return { server, ...(await openPage({ after: (close) => closing.unshift(close) }, server)) };
}

/**
 * A form on a customer, alone on the page.
 *
 * @param {import("node:test").TestContext} t
 * @param {Parameters<typeof addForm>[1] & { context?: object, before?: (page: import("playwright-core").Page) => Promise<void> }} [options]
 *   `api`: by default "form-v1"; `context`: a page of its own, with these options; `before`: runs before the form is there
 */
export async function openV1(t, { context, before, api = "form-v1", ...options } = {}) {
  const { server, ...shared } = await (begun ??= begin());
  const { page, requests, errors } = context ? await openPage(t, server, { context }) : shared;
  const { url } = server;
  const { id = 1 } = options;
  t.after(async () => {
    await clearFaults(url);
    if (context) return;
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await page.evaluate(() => document.querySelector("main").replaceChildren());
  });
  await forgetLog(url);
  await before?.(page);
  const form = await addForm(page, { api, ...options });
  requests.length = errors.length = 0;
  return { url, page, requests, errors, form, stored: (which = id) => storedRow(url, which, api) };
}

/** A customer as the API answers it. */
export async function readV1(url, id) {
  const answer = await fetch(`${url}/api/v1.0/customers/${id}`, { headers: AUTH });
  assert.equal(answer.status, 200, `customer ${id}`);
  return answer.json();
}

/**
 * A POST of another program: parameters as an object, or a FormData with a file.
 *
 * @returns {Promise<{ status: number, said: any }>}
 */
export async function post(url, id, params) {
  const body = params instanceof FormData ? params : new URLSearchParams(params);
  const answer = await fetch(`${url}/api/v1.0/customers/${id}`, { method: "POST", headers: AUTH, body });
  return { status: answer.status, said: await answer.json() };
}

/** Another person's edit, which has to be taken. */
export async function edits(url, id, params) {
  const { status, said } = await post(url, id, params);
  assert.equal(status, 200, JSON.stringify(said));
}

/** The parameters of a body, as a browser or a server would read them. */
export const paramsOf = (body) => Object.fromEntries(new URLSearchParams(body));
