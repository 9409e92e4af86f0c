/** The row as the database holds it, with the columns that the last save changed. */
import { place } from "./api.js";
import { byId, h } from "./dom.js";

type Value = string | number | null;

/** Custom values are json-v2's; payment types and the picture form-v1's. */
interface Stored {
  customer: Record<string, Value>;
  custom_values?: { field_id: number; name: string; value: Value }[];
  payment_types?: number[];
  image?: Record<string, Value> | null;
  revision: number;
}

const table = byId("row", HTMLTableElement);
const note = byId("row-note", HTMLElement);

let shown: { address: string; columns: Map<string, Value> } | undefined;
/** Counts what was asked for: answers may come in another order, and an earlier one is of no use by then. */
let last = 0;

/**
 * Shows a customer's row. A column that differs from what was shown before of the same customer is marked.
 *
 * @returns the stored name, or undefined when there is no such row, or another one is shown by now
 */
export async function showRow(id: string): Promise<string | undefined> {
  const address = place().row(id);
  const asked = (last += 1);
  const stored = await read(address, id);
  if (asked !== last) return undefined;
  if (typeof stored === "string") return forget(stored);
  const before = shown?.address === address ? shown.columns : undefined;
  shown = { address, columns: columnsOf(stored) };
  const changed: string[] = [];
  const rows: HTMLTableRowElement[] = [];
  // What changed stands first: the rest is there to be compared with.
  for (const [column, value] of shown.columns) {
    const old = before?.get(column) ?? null;
    const differs = before !== undefined && old !== value;
    const row = line(column, value, differs ? old : undefined);
    if (differs) rows.splice(changed.push(column) - 1, 0, row);
    else rows.push(row);
  }
  table.tBodies[0]?.replaceChildren(...rows);
  table.parentElement?.scrollTo({ top: 0 });
  note.textContent = before ? said(changed) : "As stored now. Save something to see what changes.";
  return String(stored.customer["name"]);
}

/** The row, or why there is none. */
async function read(address: string, id: string): Promise<Stored | string> {
  try {
    const answer = await fetch(address);
    if (!answer.ok) return answer.status === 404 ? `There is no row ${id}.` : `No row: the server answered ${answer.status}.`;
    return (await answer.json()) as Stored;
  } catch {
    return "The row could not be read: this server shows none.";
  }
}

function columnsOf({ customer, custom_values = [], payment_types: types, image, revision }: Stored): Map<string, Value> {
  return new Map<string, Value>([
    ...Object.entries(customer),
    ...(types ? [["payment_types", types.join(", ")] as [string, Value]] : []),
    ...Object.entries(image ?? {}).map(([name, value]): [string, Value] => [`image.${name}`, value]),
    ...custom_values.map(({ field_id, name, value }): [string, Value] => [`custom_value.${field_id} (${name})`, value]),
    ["revision", revision],
  ]);
}

function said(changed: string[]): string {
  const columns = changed.filter((column) => column !== "revision");
  if (columns.length === 0) return "No column changed.";
  return `Changed: ${columns.join(", ")}.`;
}

function line(column: string, value: Value, old: Value | undefined): HTMLTableRowElement {
  const cell = h("td", {}, ...(old === undefined ? [] : [h("del", {}, shownAs(old)), " "]));
  cell.append(old === undefined ? shownAs(value) : h("ins", {}, shownAs(value)));
  return h("tr", old === undefined ? {} : { "data-changed": "" }, h("th", { scope: "row" }, column), cell);
}

function shownAs(value: Value): Node | string {
  if (value === null) return h("i", {}, "null");
  return value === "" ? h("i", {}, "empty text") : h("bdi", {}, String(value));
}

function forget(message: string): undefined {
  shown = undefined;
  table.tBodies[0]?.replaceChildren();
  note.textContent = message;
}
