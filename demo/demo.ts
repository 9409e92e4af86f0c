/** The demo page: a list of customers, the element, and what happens behind it. */
import { CustomerEditElement } from "customer-edit";
import { addressOf, asked, showApi } from "./api.js";
import { markCurrent, rename, showList, showNextPage } from "./customers.js";
import { byId } from "./dom.js";
import { showServerSide } from "./faults.js";
import { logEvents, loggedFetch, logSaves } from "./log.js";
import { showRow } from "./row.js";

const widget = byId("widget", CustomerEditElement);
const token = byId("token", HTMLInputElement);
const customer = byId("customer", HTMLInputElement);
const scheme = byId("scheme", HTMLSelectElement);

widget.getToken = () => token.value;
logSaves(widget);
logEvents(widget);

widget.addEventListener("customer-saved", ({ detail }) => void refresh(detail.id));
widget.addEventListener("customer-conflict", () => void refresh(widget.customerId));

byId("method", HTMLFieldSetElement).addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement) widget.method = target.value === "PUT" ? "PUT" : "PATCH";
});
byId("open-token", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  void widget.load();
});
byId("open-customer", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  location.hash = addressOf(asked().api, customer.value.trim());
});
scheme.addEventListener("change", () => {
  document.documentElement.dataset["scheme"] = scheme.value;
});

addEventListener("hashchange", open);
let opened = false;
open();
void showServerSide();
void showNextPage().then(openFirst);

function openFirst(first: string | undefined): void {
  const { api, id } = asked();
  if (id === "" && first) location.replace(addressOf(api, first));
}

/** Opens the customer that the address names, unless there is unsaved work that the person would rather keep. */
function open(): void {
  const { api, id } = asked();
  showApi(api);
  if (id === widget.customerId && api === widget.api) return;
  const unsaved = widget.dirty.length;
  if (unsaved > 0 && !confirm(`Leave ${unsaved} unsaved ${unsaved === 1 ? "change" : "changes"} behind?`)) {
    history.replaceState(null, "", addressOf(widget.api, widget.customerId));
    showApi(widget.api);
    return;
  }
  if (api !== widget.api && opened) void showList().then(openFirst);
  opened = true;
  widget.api = api;
  widget.customerId = id;
  // The element sends pictures itself, to tell how far they are: a fetch of the page's cannot.
  widget.fetcher = api === "form-v1" ? null : loggedFetch;
  if (widget.getBoundingClientRect().top < 0) widget.scrollIntoView();
  customer.value = id;
  markCurrent(id);
  if (id) void showRow(id);
}

async function refresh(id: string): Promise<void> {
  const name = await showRow(id);
  if (name !== undefined) rename(id, name);
}
