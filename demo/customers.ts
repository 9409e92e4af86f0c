/** The list of customers, page by page, as links to `#customer=<id>`. */
import { byId, h } from "./dom.js";
import { traffic } from "./log.js";

interface Customer {
  id: number;
  name: string;
  city?: string | null;
  country?: string | null;
  category?: { name: string } | null;
}

interface Page {
  count: number;
  next: string | null;
  results: Customer[];
}

const list = byId("customers", HTMLUListElement);
const count = byId("customers-count", HTMLElement);
const note = byId("customers-note", HTMLElement);
const more = byId("customers-more", HTMLButtonElement);

let next = "/api/v2/customer/?company=1";
let total = 0;
let current = "";

more.addEventListener("click", () => void showNextPage());

/** Loads one page more and shows it. Resolves to the id of the first customer shown. */
export async function showNextPage(): Promise<string | undefined> {
  note.hidden = false;
  try {
    const answer = await fetch(next, { headers: { Authorization: "Bearer demo-token" } });
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    const page = (await answer.json()) as Page;
    const reached = list.childElementCount;
    list.append(...page.results.map(item));
    total = page.count;
    count.textContent = String(total);
    note.hidden = true;
    more.hidden = page.next === null;
    if (page.next) {
      const { pathname, search } = new URL(page.next, location.href);
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
  const place = [customer.category?.name, customer.city ?? customer.country].filter(Boolean).join(" · ");
  const id = String(customer.id);
  return h(
    "li",
    {},
    h("a", { href: `#customer=${id}`, "data-id": id }, h("bdi", {}, customer.name), h("small", {}, place || `No. ${id}`)),
  );
}
