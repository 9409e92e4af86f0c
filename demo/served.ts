/** What the server was asked, in its own words: it also sees what this page never hears of. */
import { byId, h } from "./dom.js";

const SHOWN = 20;
const list = byId("served", HTMLOListElement);

/** A line of `/admin/log`. */
export interface Served {
  method: string;
  path: string;
  query: string;
  /** Null while there is no answer, and for good when none was sent. */
  status: number | null;
  stored: boolean;
  faults: string[];
}

/** Shows the last requests, newest first. */
export function showServed(requests: Served[]): void {
  list.replaceChildren(...requests.slice(-SHOWN).reverse().map(line));
}

function line({ method, path, query, status, stored, faults }: Served): HTMLLIElement {
  const told = [status === null ? "no answer" : String(status)];
  if (stored) told.push("stored");
  else if (method !== "GET") told.push("not stored");
  const item = h(
    "li",
    { "data-method": method, "data-ok": String(status !== null && status < 400) },
    h("b", { class: "log__kind" }, method),
    h("code", { class: "log__path" }, query ? `${path}?${query}` : path),
    h("span", { class: "log__status" }, told.join(" · ")),
  );
  if (faults.length > 0) item.append(h("small", { class: "log__struck" }, `struck: ${faults.join(", ")}`));
  return item;
}
