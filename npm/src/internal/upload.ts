/**
 * Sends bytes and tells how far they are: `fetch` cannot. Fetched when the first picture leaves.
 *
 * A redirect is followed by the browser before anybody can stop it, without the token where it leads elsewhere
 * (https://fetch.spec.whatwg.org/#http-redirect-fetch). It is told as one, so that nothing is taken for stored before the
 * record says so; and that was read from the same address right before, where a redirect would have ended the save.
 */

/** Bytes of an answer that are still read; a customer has a few kilobytes. */
const MAX_REPLY = 4_000_000;

/**
 * Like `fetch(request)`; `told` hears the percentage that has gone.
 *
 * @param bytes the request's body
 * @throws TypeError where no answer came
 */
export function upload(request: Request, bytes: Uint8Array<ArrayBuffer>, told: (percent: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const fail = (): void => reject(new TypeError("the upload ended without an answer"));
    xhr.open(request.method, request.url);
    request.headers.forEach((value, name) => xhr.setRequestHeader(name, value));
    xhr.withCredentials = request.credentials === "include";
    xhr.responseType = "arraybuffer";
    xhr.upload.onprogress = ({ loaded, total }) => told(total > 0 ? Math.floor((loaded / total) * 100) : 0);
    xhr.onprogress = ({ loaded }) => { if (loaded > MAX_REPLY) xhr.abort(); };
    xhr.onerror = xhr.onabort = xhr.ontimeout = fail;
    xhr.onload = () => {
      const moved = xhr.responseURL !== request.url;
      try {
        resolve(moved ? new Response(null, { status: 307 }) : answer(xhr));
      } catch {
        // A status that no Response can have, such as some proxies' 999.
        fail();
      }
    };
    request.signal.addEventListener("abort", () => xhr.abort());
    if (request.signal.aborted) return fail();
    xhr.send(bytes);
  });
}

/** Statuses whose responses have no body: giving them one is an error. */
const EMPTY = new Set([204, 205, 304]);

function answer(xhr: XMLHttpRequest): Response {
  const headers = new Headers();
  for (const line of xhr.getAllResponseHeaders().trim().split(/[\r\n]+/)) {
    const at = line.indexOf(":");
    if (at > 0) headers.append(line.slice(0, at), line.slice(at + 1).trim());
  }
  const body = EMPTY.has(xhr.status) ? null : (xhr.response as ArrayBuffer);
  return new Response(body, { status: xhr.status, statusText: xhr.statusText, headers });
}
