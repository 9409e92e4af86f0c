/** The reference server behind the API's back: faults, the log, and another person at the same customer. */
import assert from "node:assert/strict";

async function admin(url, path, options = {}) {
  const answer = await fetch(`${url}/admin/${path}`, options);
  assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
  return answer.json();
}

/** Puts these faults in the place of all that were set. */
export function setFaults(url, ...faults) {
  const headers = { "content-type": "application/json" };
  return admin(url, "faults", { method: "POST", headers, body: JSON.stringify(faults) });
}

/** What is set, with how often each has `struck`. */
export const faultsNow = async (url) => (await admin(url, "faults")).faults;

/** From now on the server does as it should. */
export const clearFaults = (url) => admin(url, "faults", { method: "DELETE" });

/** The requests since the start or {@link forgetLog}, oldest first. */
export const served = async (url) => (await admin(url, "log")).requests;

export const forgetLog = (url) => admin(url, "log", { method: "DELETE" });

/** What was asked about a customer since the log was forgotten: `"GET"`, `"PATCH"`, and `"PATCH stored"` where the row changed. */
export async function askedAbout(url, id) {
  const path = `/api/v2/customer/${id}`;
  const lines = (await served(url)).filter((line) => line.path === path || line.path === `${path}/`);
  return lines.map(({ method, stored }) => (stored ? `${method} stored` : method));
}

/**
 * Another person changes a customer. The id is written with zeros in front: faults that are set for the customer's path
 * do not strike, and the log tells the two persons apart.
 */
export async function otherEdits(url, id, changes, query = "") {
  const answer = await fetch(`${url}/api/v2/customer/00${id}${query}`, {
    method: "PATCH",
    headers: { authorization: "Bearer demo-token", "content-type": "application/json" },
    body: JSON.stringify({ company: 1, ...changes }),
  });
  assert.equal(answer.status, 200, await answer.text());
}
