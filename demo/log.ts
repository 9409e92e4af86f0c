/** What goes over the wire and what the element says, newest first. */
import type { CustomerEditElement } from "customer-edit";
import { byId, h } from "./dom.js";

const LIMIT = 40;
const EVENTS = [
  "customer-ready", "customer-change", "customer-invalid", "customer-save",
  "customer-saved", "customer-conflict", "customer-error", "customer-cancel",
] as const;

/** Fires `request` when the page asks the API for something, and when it is answered or will not be. */
export const traffic = new EventTarget();

/** Sends a request and writes it down: method, path, body as sent, status, time taken. */
export async function loggedFetch(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const status = h("span", { class: "log__status" }, "…");
  const path = h("code", { class: "log__path" }, pathname + search);
  const entry = h("li", { "data-method": request.method }, h("b", { class: "log__kind" }, request.method), path, status);
  // Read it and send the text anew: a clone would turn the body into a stream, which developer tools do not show.
  const body = request.method === "GET" ? null : await request.text();
  if (body) entry.append(h("pre", {}, body));
  add("requests", entry);
  traffic.dispatchEvent(new Event("request"));
  const start = performance.now();
  try {
    const answer = await (body === null ? fetch(request) : fetch(request, { body }));
    status.textContent = `${answer.status} · ${Math.round(performance.now() - start)} ms`;
    entry.dataset["ok"] = String(answer.ok);
    return answer;
  } catch (error) {
    status.textContent = request.signal.aborted ? "aborted" : "no answer";
    entry.dataset["ok"] = "false";
    throw error;
  } finally {
    traffic.dispatchEvent(new Event("request"));
  }
}

/** Writes down the saves of an element that sends by itself. */
export function logSaves(widget: CustomerEditElement): void {
  const status = h("span", { class: "log__status" });
  widget.addEventListener("customer-save", ({ detail: { request } }) => {
    if (widget.fetcher) return;
    const path = h("code", { class: "log__path" }, request.path);
    const entry = h("li", { "data-method": request.method }, h("b", { class: "log__kind" }, request.method), path, status);
    entry.append(h("pre", {}, typeof request.body === "string" ? request.body : multipart(request.body)));
    status.textContent = "…";
    add("requests", entry);
    traffic.dispatchEvent(new Event("request"));
  });
  for (const type of ["customer-saved", "customer-conflict", "customer-invalid", "customer-error"] as const) {
    widget.addEventListener(type, () => {
      status.textContent = type.replace("customer-", "");
      traffic.dispatchEvent(new Event("request"));
    });
  }
}

/** What of a multipart body can be read. */
function multipart(body: Uint8Array): string {
  const text = new TextDecoder("latin1").decode(body.subarray(0, 4000));
  const readable = text.replace(/[^\x20-\x7e\r\n]+/g, "…");
  return `${readable.slice(0, 700)}\n(${body.length} bytes in all)`;
}

/** Writes down every event of the element. */
export function logEvents(widget: CustomerEditElement): void {
  for (const type of EVENTS) {
    widget.addEventListener(type, (event) => {
      const ok = type !== "customer-error" && type !== "customer-invalid";
      const name = h("b", { class: "log__kind" }, type.replace("customer-", ""));
      const detail = event.detail ? h("code", { class: "log__path" }, short(event.detail)) : "";
      add("events", h("li", { "data-ok": String(ok) }, name, detail));
    });
  }
}

function add(id: "requests" | "events", entry: HTMLLIElement): void {
  const list = byId(id, HTMLOListElement);
  const counter = byId(`${id}-count`, HTMLElement);
  list.prepend(entry);
  while (list.childElementCount > LIMIT) list.lastElementChild?.remove();
  counter.textContent = String(Number(counter.textContent) + 1);
  byId(`${id}-note`, HTMLElement).hidden = true;
}

/** A detail on a few lines: a body inside it is in the request log already. */
function short(detail: object): string {
  const text = JSON.stringify(detail, (key, value: unknown) => (key === "headers" || key === "body" ? undefined : value));
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
