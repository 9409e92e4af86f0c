/**
 * Requests: the token, the host's fetch, once more after a 401, the answer as text up to a size; and lists page by page,
 * shared by every form on the page.
 *
 * JavaScript, because all of it is the browser's: written in Rust it was ten times as large, and here the token never
 * enters the module's memory.
 */

/**
 * Bytes of an answer that are still read. A customer has a few kilobytes, the longest list some hundreds; the margin
 * is wide, and below what makes a phone stutter.
 */
const MAX_REPLY = 4_000_000;

/** Pages of one list that are followed; a list that goes on is taken for one that never ends. */
const MAX_PAGES = 200;

/**
 * Sends one request and reads the whole answer, whatever its status.
 *
 * Never rejects: answers `{ status, headers, body, html }`, headers as flat pairs with names in lower case, `html` for a
 * web page where JSON was expected (a proxy's, a sign-in's, a single-page app's); or `{ failure }`, one of "aborted",
 * "token", "network" and "too_large".
 */
export async function send(host, signal, method, url, headers, body, cookies) {
  const attempt = async () => {
    const token = await awaited(() => host.token(), signal, "token");
    const all = new Headers(pairs(headers));
    if (token) all.set("Authorization", `Bearer ${token}`);
    const credentials = cookies ? "include" : "omit";
    const request = new Request(url, { method, headers: all, body, credentials, cache: "no-store", signal });
    const response = await awaited(() => host.fetch(request), signal, "network");
    if (Number(response.headers.get("content-length")) > MAX_REPLY) throw "too_large";
    const answer = await text(response, signal);
    const html = /html/.test(response.headers.get("content-type")) || /^\s*</.test(answer);
    return { status: response.status, headers: [...response.headers].flat(), body: answer, html };
  };
  try {
    const reply = await attempt();
    return reply.status === 401 ? await attempt() : reply;
  } catch (failure) {
    if (signal.aborted) return { failure: "aborted" };
    // An address or a header that no request can be made of: nothing would have reached a server.
    return { failure: typeof failure === "string" ? failure : "network" };
  }
}

/** By key: `{ pages }`, or `{ promise }` of them while they are on their way for somebody. */
const answers = new Map();

/** Bases that answer at the other address. */
const renamed = new Set();

/** The pages of a list that are there already. */
export const ready = (key) => answers.get(key)?.pages;

/** Drops an answer that turned out to be unreadable. */
export const forget = (key) => void answers.delete(key);

/**
 * The pages of a list or of one template, from this page's memory or from the server; at `alias` where `base` does not
 * answer at the documented address.
 *
 * Never rejects: answers `{ pages }`, each as it was answered, or what {@link send} answered instead of one. Failures
 * are not kept, and whoever waited for somebody else's request tries itself when that one left the page.
 */
export async function list(host, signal, key, base, documented, alias, cookies) {
  for (;;) {
    const known = answers.get(key);
    if (!known) break;
    if (known.pages) return known;
    const answer = await awaited(() => known.promise, signal, "network").catch((failure) => ({ failure }));
    if (signal.aborted || answer.failure !== "aborted") return answer;
  }
  const promise = asked().then((answer) => {
    if (answer.pages) answers.set(key, answer);
    else answers.delete(key);
    return answer;
  });
  answers.set(key, { promise });
  return promise;

  async function asked() {
    const swapped = renamed.has(base);
    const [first, other] = swapped ? [alias, documented] : [documented, alias];
    const answer = await follow(first);
    if (answer.status !== 404 || first === other) return answer;
    const second = await follow(other);
    if (second.pages && swapped) renamed.delete(base);
    else if (second.pages) renamed.add(base);
    return second;
  }

  async function follow(url) {
    const pages = [];
    while (url && pages.length < MAX_PAGES) {
      const reply = await send(host, signal, "GET", url, ["Accept", "application/json"], undefined, cookies);
      if (reply.failure || reply.html || reply.status < 200 || reply.status > 299) return reply;
      pages.push(reply.body);
      url = next(url, reply.body);
    }
    return url ? { failure: "too_large" } : { pages };
  }
}

/**
 * The address of the next page, on the origin of this one: a token never goes anywhere else, and a server behind a proxy
 * that names itself wrongly is still understood. None where the answer names none, or cannot be read: whoever wanted the
 * list will say so.
 */
function next(url, page) {
  try {
    const { next } = JSON.parse(page);
    if (typeof next !== "string" || next === "") return undefined;
    const [here, there] = [new URL(url), new URL(next, url)];
    return here.origin + there.pathname + there.search;
  } catch {
    return undefined;
  }
}

/** The body, whatever length was promised. */
async function text(response, signal) {
  if (!response.body) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let [size, all] = [0, ""];
  for (;;) {
    const { done, value } = await awaited(() => reader.read(), signal, "network");
    if (done) return all + decoder.decode();
    size += value.length;
    if (size > MAX_REPLY) {
      // Whether the rest can be called off or not, it is not read.
      reader.cancel().catch(() => {});
      throw "too_large";
    }
    all += decoder.decode(value, { stream: true });
  }
}

/**
 * What `ask` promises; its failure is `failure`. Ends as soon as the signal says so: a host's own fetch need not heed
 * it.
 */
function awaited(ask, signal, failure) {
  return new Promise((resolve, reject) => {
    const abort = () => reject("aborted");
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    (async () => ask())()
      .then(resolve, () => reject(failure))
      .finally(() => signal.removeEventListener("abort", abort));
  });
}

function pairs(flat) {
  const all = [];
  for (let at = 0; at < flat.length; at += 2) all.push([flat[at], flat[at + 1]]);
  return all;
}
