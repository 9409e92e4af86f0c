/** The way to the API: the account's token goes on here, and what a browser sent as token does not. */
const api = process.env.API ?? "http://127.0.0.1:8081";
const accountToken = process.env.ACCOUNT_TOKEN;
if (!accountToken) throw new Error("ACCOUNT_TOKEN: the account's token for the API is missing");
if (new URL(api).pathname !== "/") throw new Error("API: an origin, without a path");
/** Milliseconds that the API may take; the form asks again after thirty seconds. */
const PATIENCE = 25_000;

/** What the form needs to know of an answer: how to wait, and which version it has read. */
const ANSWERED = ["content-type", "etag", "retry-after", "date"];
/** Of a request, what it says of the version that it changes. The body is JSON, or it would not have come so far. */
const ASKED = ["if-match", "accept-language"];

/**
 * A path of the API. Whoever asks names the path and never the host: of `//other.example/api/` as well as of an absolute URL
 * only path and query are taken, or the account's token would go wherever somebody wants it.
 */
function at({ pathname, search }) {
  // Written anew, so that nobody reads another query in it: some servers part them at a semicolon as well.
  return Object.assign(new URL(api), { pathname, search: new URLSearchParams(search) });
}

/** Sends a request on; its answer, as it is. */
export async function forward(method, url, headers, body) {
  const asked = Object.fromEntries(ASKED.filter((name) => headers[name]).map((name) => [name, headers[name]]));
  if (body !== undefined) asked["content-type"] = "application/json";
  const reply = await fetch(at(url), { method, headers: { ...asked, authorization: `Bearer ${accountToken}` }, body, redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
  // Ours is not accepted. That is no matter of whoever asks: to sign in again would not help.
  if (reply.status === 401) throw new Error("ACCOUNT_TOKEN: the API does not accept it");
  const answered = Object.fromEntries(ANSWERED.filter((name) => reply.headers.has(name)).map((name) => [name, reply.headers.get(name)]));
  return { status: reply.status, headers: { ...answered, "cache-control": "no-store" }, body: Buffer.from(await reply.arrayBuffer()) };
}

/** Reads a list of the API, all its pages: `{ items }`, or `{ refusal }` with the answer that stood in the way. */
export async function list(path) {
  const items = [];
  for (let next = path; next; ) {
    const reply = await forward("GET", new URL(next, api), {});
    if (reply.status !== 200) return { refusal: reply };
    const page = JSON.parse(reply.body.toString());
    items.push(...(page.results ?? page));
    next = page.next;
  }
  return { items };
}
