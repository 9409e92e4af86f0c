/**
 * One request: the token, the host's fetch, once more after a 401, and the answer as text up to a size.
 *
 * JavaScript, because all of it is the browser's: written in Rust it was ten times as large, and here the token never
 * enters the module's memory.
 */

/**
 * Bytes of an answer that are still read. A customer has a few kilobytes, the longest list some hundreds; the margin
 * is wide, and below what makes a phone stutter.
 */
const MAX_REPLY = 4_000_000;

/**
 * Sends one request and reads the whole answer, whatever its status.
 *
 * Never rejects: answers `{ status, headers, body }`, headers as flat pairs with names in lower case; or `{ failure }`,
 * one of "aborted", "token", "network" and "too_large".
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
    return { status: response.status, headers: [...response.headers].flat(), body: await text(response, signal) };
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
