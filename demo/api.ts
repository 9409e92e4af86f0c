/** Which of the two APIs the page shows: by its address, `#api=form-v1&customer=3`. */
import type { Api } from "customer-edit";
import { byId } from "./dom.js";

/** What the page asks of either API besides the element. */
interface Place {
  /** The first page of the list of customers. */
  list: string;
  /** Where the stored row of a customer is. */
  row(id: string): string;
}

const PLACES: Record<Api, Place> = {
  "json-v2": { list: "/api/v2/customer/?company=1", row: (id) => `/admin/customer/${encodeURIComponent(id)}` },
  "form-v1": { list: "/api/v1.0/customers?max=20", row: (id) => `/admin/v1/customer/${encodeURIComponent(id)}` },
};

const choice = byId("api", HTMLFieldSetElement);

choice.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement) location.hash = target.value === "form-v1" ? "api=form-v1" : "";
});

/** What the address names. */
export function asked(): { api: Api; id: string } {
  const hash = new URLSearchParams(location.hash.slice(1));
  return { api: hash.get("api") === "form-v1" ? "form-v1" : "json-v2", id: hash.get("customer") ?? "" };
}

/** The address of a customer. */
export function addressOf(api: Api, id: string): string {
  return `#${api === "form-v1" ? "api=form-v1&" : ""}customer=${encodeURIComponent(id)}`;
}

/** Where the API that the address names has things. */
export const place = (): Place => PLACES[asked().api];

/** Shows which one it is, and what goes with it alone. */
export function showApi(api: Api): void {
  for (const input of choice.querySelectorAll("input")) input.checked = input.value === api;
  for (const part of document.querySelectorAll<HTMLElement>("[data-api]")) part.hidden = part.dataset["api"] !== api;
}
