/** The list of customers, page by page, as links to `#customer=<id>`. */
import { addressOf, asked, place } from "./api.js";
import { byId, h } from "./dom.js";
import { traffic } from "./log.js";

interface Customer {
  id: number;
  name: string;
  city?: string | null;
  country?: string | null;
  category?: { name: string } | null;
  reference?: string | null;
}

/** Of json-v2, or of form-v1. */
type Page =
  | { count: number; next: string | null; results: Customer[] }
  | { paging: { total: number; next: string | null }; data: Customer[] };

const list = byId("customers", HTMLUListElement);
const count = byId("customers-count", HTMLElement);
const note = byId("customers-note", HTMLElement);
const more = byId("customers-more", HTMLButtonElement);

let next = place().list;
let total = 0;
let current = "";

more.addEventListener("click", () => void showNextPage());

/** Loads one page more and shows it. Resolves to the id of the first customer shown. */
export async function showNextPage(): Promise<string | undefined> {
  note.hidden = false;
  const url = next;
  try {
    const answer = await fetch(url, { headers: { Authorization: "Bearer demo-token" } });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    const page = (await answer.json()) as Page;
    // The other API may have been chosen meanwhile.
    if (url !== next) return undefined;
    const customers = "data" in page ? page.data : page.results;
    const { total: all, next: behind } = "data" in page ? page.paging : { total: page.count, next: page.next };
    const reached = list.childElementCount;
    list.append(...customers.map(item));
    total = all;
    count.textContent = String(total);
    note.hidden = true;
    more.hidden = behind === null;
    if (behind) {
      const { pathname, search } = new URL(behind, location.href);
      next = pathname + search;
      more.textContent = `Show more (${total - list.childElementCount})`;
    }
    // The button may be gone: whoever pressed it goes on with what it brought.
    if (reached > 0) list.children[reached]?.querySelector("a")?.focus();
  } catch (error) {
    note.textContent = `The list could not be loaded: ${error instanceof Error ? error.message : String(error)}.`;
    more.hidden = false;
    more.textContent = "Try again";
  }
  traffic.dispatchEvent(new Event("request"));
  markCurrent(current);
  return list.querySelector("a")?.dataset["id"];
}

/** The list of the other API, from its beginning. Resolves as {@link showNextPage}. */
export function showList(): Promise<string | undefined> {
  next = place().list;
  list.replaceChildren();
  more.hidden = true;
  return showNextPage();
}

/** Marks the customer that is open. */
export function markCurrent(id: string): void {
  current = id;
  for (const link of list.querySelectorAll("a")) {
    if (link.dataset["id"] === id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** Shows a customer's name as it is stored now. */
export function rename(id: string, name: string): void {
  const shown = list.querySelector(`a[data-id="${CSS.escape(id)}"] bdi`);
  if (shown) shown.textContent = name;
}

function item(customer: Customer): HTMLLIElement {
  const about = [customer.category?.name, customer.city ?? customer.country ?? customer.reference].filter(Boolean).join(" · ");
  const id = String(customer.id);
  return h(
    "li",
    {},
    h("a", { href: addressOf(asked().api, id), "data-id": id }, h("bdi", {}, customer.name || "Unnamed"), h("small", {}, about || `No. ${id}`)),
  );
}
