/** The way to the API: the account's token goes on here, and what a browser sent as token does not. */
const api = process.env.API ?? "http://127.0.0.1:8081";
const accountToken = process.env.ACCOUNT_TOKEN ?? "demo-token";

/** What the form needs to know of an answer: how to wait, and which version it has read. */
const ANSWERED = ["content-type", "etag", "retry-after", "date"];
/** Of a request, what it says of its body, and of the version that it changes. */
const ASKED = ["content-type", "if-match", "accept-language"];

/** Sends a request on; its answer, as it is. */
export async function forward({ method, url, headers }, body) {
  const asked = Object.fromEntries(ASKED.filter((name) => headers[name]).map((name) => [name, headers[name]]));
  const reply = await fetch(new URL(url, api), {
    method,
    headers: { ...asked, authorization: `Bearer ${accountToken}` },
    body,
    redirect: "manual",
  });
  const answered = Object.fromEntries(ANSWERED.filter((name) => reply.headers.has(name)).map((name) => [name, reply.headers.get(name)]));
  return { status: reply.status, headers: { ...answered, "cache-control": "no-store" }, body: Buffer.from(await reply.arrayBuffer()) };
}

/** Reads a list of the API, all its pages, as one array. */
export async function list(path) {
  const items = [];
  for (let next = path; next; ) {
    const reply = await fetch(new URL(next, api), { headers: { authorization: `Bearer ${accountToken}` } });
    if (!reply.ok) throw new Error(`${path} answered ${reply.status}`);
    const page = await reply.json();
    items.push(...(page.results ?? page));
    const url = page.next ? new URL(page.next, api) : null;
    next = url && url.pathname + url.search;
  }
  return items;
}

/** A refusal of our own, as the API would word it. */
export const problem = (status, detail) => json(status, { detail });

/** @returns {{ status: number, headers: Record<string, string>, body: string }} */
export const json = (status, body) => ({ status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
