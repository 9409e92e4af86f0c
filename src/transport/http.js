/**
 * Requests: the token, the host's fetch, once more after a 401, the answer as text up to a size and within a time;
 * reads once more after a fault; what an account asked to wait for; and lists page by page, shared by every form on
 * the page.
 *
 * JavaScript, because all of it is the browser's: written in Rust it was ten times as large, and here the token never
 * enters the module's memory.
 *
 * `watch` is the form that asks: it reads how long a 429 wants to be left alone, and shows the wait.
 */

/**
 * Bytes of an answer that are still read. A customer has a few kilobytes, the longest list some hundreds; the margin
 * is wide, and below what makes a phone stutter.
 */
const MAX_REPLY = 4_000_000;

/** Pages of one list that are followed; a list that goes on is taken for one that never ends. */
const MAX_PAGES = 200;

/** Seconds without a byte after which an answer is not waited for any longer. */
const PATIENCE = 30;

/** Milliseconds that a timer can be set to; it fires at once when asked for more. */
const LONGEST = 2 ** 31 - 1;

/** Times as long as for an answer a token is waited for: the person may have to sign in. */
const SIGN_IN = 10;

/** Milliseconds that a token may take before others of the account may go. */
const MOMENT = 1000;

/** Times that a read is repeated after a fault, and the milliseconds before the first repetition; each next one doubles. */
const REPEATS = 3;
const BACKOFF = 300;

/** Seconds to wait after a 429 that does not say how long. */
const PAUSE = 10;

/** Milliseconds after which a list is fetched anew when somebody opens it; until that is there the old one serves. */
const FRESH = 300_000;

/**
 * Accounts that asked to be left alone: until when, and whose requests stand in line. An account without a place here
 * is asked at once.
 */
const pauses = new Map();
let arrivals = 0;

/** A request's place in line: its account, and how many came before it. It has to be left. */
export function arrive(host) {
  const place = { account: `${host.baseUrl}\n${host.company}`, number: arrivals++, leave: () => leave(place) };
  return place;
}

/** True when the request may go: at once, or when its account takes requests again and nobody came earlier. */
export const turn = (place, signal, watch) =>
  inLine(place, signal, watch).then(() => true, () => false).finally(() => watch.free());

async function inLine(place, signal, watch) {
  let waited = false;
  for (;;) {
    if (signal.aborted) throw "aborted";
    const pause = pauses.get(place.account);
    const left = pause && queue(pause, place) - Date.now();
    if (!pause || (left <= 0 && pause.line[0] === place)) break;
    waited = true;
    watch.waits(Math.ceil(Math.max(0, left) / 1000));
    await change(pause, left, signal);
  }
  if (waited) watch.goes();
}

/** The account wants no request for so many seconds. */
function hold(place, seconds) {
  const pause = pauses.get(place.account) ?? { until: 0, line: [], changed: new Set() };
  pauses.set(place.account, pause);
  // A day is longer than anybody waits in front of a form; a moment keeps a server's "0" from being asked all the time.
  const length = Math.min(86_400, Math.max(1, seconds));
  pause.until = Math.max(pause.until, Date.now() + length * 1000);
  queue(pause, place);
  stir(pause);
}

/** The request is over, or nobody waits for it any longer. */
function leave(place) {
  const pause = pauses.get(place.account);
  if (!pause) return;
  pause.line = pause.line.filter((other) => other !== place);
  if (pause.line.length === 0 && pause.until <= Date.now()) pauses.delete(place.account);
  stir(pause);
}

function queue(pause, place) {
  if (!pause.line.includes(place)) pause.line.push(place);
  pause.line.sort((a, b) => a.number - b.number);
  return pause.until;
}

function stir({ changed }) {
  for (const tell of changed) tell();
}

/** Until the pause is over or the line has moved. */
function change(pause, left, signal) {
  return until(signal, (resolve) => {
    // Over already, and somebody else's turn: only the line is waited for.
    const timer = left > 0 ? setTimeout(resolve, left) : 0;
    pause.changed.add(resolve);
    return () => {
      clearTimeout(timer);
      pause.changed.delete(resolve);
    };
  });
}

/** A while; it ends when the browser is online again. */
const rest = (delay, signal) => until(signal, (resolve) => {
  const timer = setTimeout(resolve, delay);
  addEventListener("online", resolve);
  return () => {
    clearTimeout(timer);
    removeEventListener("online", resolve);
  };
});

/** What `begin` resolves; rejects when the signal says so. `begin` answers how to clean up. */
function until(signal, begin) {
  return new Promise((resolve, reject) => {
    const abort = () => end(reject, "aborted");
    const end = (settle, value) => {
      stop();
      signal.removeEventListener("abort", abort);
      settle(value);
    };
    signal.addEventListener("abort", abort);
    const stop = begin((value) => end(resolve, value));
    if (signal.aborted) abort();
  });
}

/** Resolves after `seconds`, or as soon as the browser is online again; false when the signal ended it. */
export const later = (signal, seconds) => rest(seconds * 1000, signal).then(() => true, () => false);

/**
 * Sends one request and reads the whole answer, whatever its status. A read is repeated after a fault, and after each
 * 429; of a write the caller decides, and holds its `place` in line.
 *
 * Never rejects: answers `{ status, headers, body, html }`, headers as flat pairs with names in lower case, `html` for a
 * web page where JSON was expected (a proxy's, a sign-in's, a single-page app's); or `{ failure }`, one of "aborted",
 * "token", "network", "timeout", "redirect" and "too_large".
 */
export function send(host, signal, watch, place, method, url, headers, body) {
  const call = { method, url, headers, body };
  return (method === "GET" ? read(host, signal, watch, call) : write()).finally(() => watch.free());

  async function write() {
    const reply = await ask(host, signal, watch, place, call);
    if (reply.status === 429) hold(place, watch.seconds(reply.headers, reply.body) ?? PAUSE);
    return reply;
  }
}

async function read(host, signal, watch, call) {
  const place = arrive(host);
  try {
    for (let repeats = 0; ; ) {
      await inLine(place, signal, watch);
      const reply = await ask(host, signal, watch, place, call);
      if (reply.status === 429) hold(place, watch.seconds(reply.headers, reply.body) ?? PAUSE);
      else if (repeats < REPEATS && isFault(reply)) await rest(BACKOFF * 2 ** repeats++ * (0.5 + Math.random() / 2), signal);
      else return reply;
    }
  } catch (failure) {
    return { failure };
  } finally {
    place.leave();
  }
}

/** Whether the next answer may well be another one. */
function isFault({ failure, status, html, body }) {
  if (failure || status >= 300) return /^(network|timeout|50[0234])$/.test(failure ?? status);
  return !html && !isJson(body);
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** One request; a 401 asks for another token, once. */
async function ask(host, signal, watch, place, { method, url, headers, body }) {
  const patience = (Number(setting(host, "timeoutSeconds")) || PATIENCE) * 1000;
  const credentials = setting(host, "withCredentials") === "true" ? "include" : "omit";
  const attempt = async () => {
    // The account does not wait for a person's sign-in.
    const slow = setTimeout(place.leave, MOMENT);
    const token = await awaited(() => host.token(), signal, "token", SIGN_IN * patience, "token").finally(() => clearTimeout(slow));
    const all = new Headers(pairs(headers));
    try {
      if (token) all.set("Authorization", `Bearer ${token}`);
    } catch {
      // A page of HTML, mostly. Not shown: it may be a token after all, with a line break.
      console.error("customer-edit: getToken gave a text that no request can carry");
      throw "token";
    }
    // Ends the request when it took too long, or is not read to its end.
    const end = new AbortController();
    try {
      const ends = AbortSignal.any([signal, end.signal]);
      // Whoever is named in a redirect was not chosen by the host: neither token nor body goes there.
      const init = { method, headers: all, body, credentials, cache: "no-store", redirect: "manual", signal: ends };
      const request = new Request(url, init);
      // A picture goes slowly, and says how far it is.
      const bytes = body instanceof Uint8Array ? [body, (percent) => watch.sent(percent)] : [];
      const time = bytes.length ? patience * 10 : patience;
      const response = await awaited(() => host.fetch(request, ...bytes), signal, "network", time);
      if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) throw "redirect";
      if (Number(response.headers.get("content-length")) > MAX_REPLY) throw "too_large";
      const answer = await text(response, signal, patience);
      const html = /html/.test(response.headers.get("content-type")) || /^\s*</.test(answer);
      return { status: response.status, headers: [...response.headers].flat(), body: answer, html };
    } catch (failure) {
      end.abort();
      throw failure;
    }
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

/** By key: `{ pages, time }`, and `{ promise }` of newer ones while they are on their way for somebody. */
const answers = new Map();

/** Bases that answer at the other address. */
const renamed = new Set();

/** The pages of a list that are there already. */
export const ready = (key) => answers.get(key)?.pages;

/** Whether a list that is there is so old that it is asked for again. */
export const stale = (key) => Date.now() - answers.get(key)?.time > FRESH;

/** Drops an answer that turned out to be unreadable. */
export const forget = (key) => void answers.delete(key);

/**
 * The pages of a list or of one template, from this page's memory or from the server; at `alias` where `base` does not
 * answer at the documented address.
 *
 * Never rejects: answers `{ pages }`, each as it was answered, or what {@link send} answered instead of one. Failures
 * are not kept, and whoever waited for somebody else's request tries itself when that one left the page.
 */
export async function list(host, signal, watch, key, base, documented, alias) {
  try {
    for (;;) {
      const known = answers.get(key);
      if (known?.pages && !stale(key)) return known;
      if (!known?.promise) break;
      const answer = await awaited(() => known.promise, signal, "network").catch((failure) => ({ failure }));
      if (signal.aborted || answer.failure !== "aborted") return answer;
    }
    const old = answers.get(key);
    const promise = asked().then((answer) => {
      const kept = answer.pages ? answer : old;
      if (kept) answers.set(key, kept);
      else answers.delete(key);
      return answer;
    });
    answers.set(key, { ...old, promise });
    return await promise;
  } finally {
    watch.free();
  }

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
      const reply = await read(host, signal, watch, { method: "GET", url, headers: ["Accept", "application/json"] });
      if (reply.failure || reply.html || reply.status < 200 || reply.status > 299) return reply;
      pages.push(reply.body);
      url = next(url, reply.body);
    }
    return url ? { failure: "too_large" } : { pages, time: Date.now() };
  }
}

/**
 * The address of the next page: this one's, asked as the answer says, because both APIs page by the query alone. A token
 * never goes anywhere else, and a server that does not know its own address, behind a proxy, is still understood. None
 * where the answer names none, or cannot be read: whoever wanted the list will say so.
 */
function next(url, page) {
  try {
    const { paging, next = paging?.next } = JSON.parse(page);
    if (typeof next !== "string" || next === "") return undefined;
    const here = new URL(url);
    return here.origin + here.pathname + new URL(next, url).search;
  } catch {
    return undefined;
  }
}

/** The body, whatever length was promised. */
async function text(response, signal, patience) {
  if (!response.body) return "";
  // Chromium calls a request cancelled whose body was read by a reader alone, a stored PATCH among them: whoever looks on
  // in its tools, or measures, would take it for failed. What was made by a host, and may never end, has no address.
  const whole = response.url ? response.clone().text() : undefined;
  // Its failure is the reader's as well.
  whole?.catch(() => {});
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let [size, all] = [0, ""];
  try {
    for (;;) {
      const { done, value } = await awaited(() => reader.read(), signal, "network", patience);
      if (done) return whole ? await whole : all + decoder.decode();
      size += value.length;
      if (size > MAX_REPLY) throw "too_large";
      if (!whole) all += decoder.decode(value, { stream: true });
    }
  } catch (failure) {
    // Whether the rest can be called off or not, it is not waited for.
    reader.cancel().catch(() => {});
    throw failure;
  }
}

/**
 * What `ask` promises; its failure is `failure`. Ends as soon as the signal says so, and as `late` after `patience`
 * milliseconds: a host's own fetch need not heed either.
 */
function awaited(ask, signal, failure, patience, late = "timeout") {
  return new Promise((resolve, reject) => {
    const abort = () => reject("aborted");
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    const timer = patience && setTimeout(() => reject(late), Math.min(patience, LONGEST));
    (async () => ask())()
      .then(resolve, () => reject(failure))
      .finally(() => {
        clearTimeout(timer);
        signal.removeEventListener("abort", abort);
      });
  });
}

/** A setting's text, out of flat pairs. */
const setting = (host, name) => pairs(host.settings).find(([key]) => key === name)?.[1];

function pairs(flat) {
  const all = [];
  for (let at = 0; at < flat.length; at += 2) all.push([flat[at], flat[at + 1]]);
  return all;
}
