/** The record that a host hands over. */
import type { Api, Json } from "../types.js";
import { jsonText } from "./json.js";

/** Counts for one load after it was set: what it says grows old, and a later load would take it for the server's. */
export class GivenRecord {
  /** JSON text. */
  #text: string | undefined;
  #fresh = false;

  /** @throws TypeError when the object has no JSON form (a cycle, a BigInt) */
  set(record: Json | null | undefined): void {
    this.#text = record == null ? undefined : jsonText(record);
    this.#fresh = true;
  }

  /**
   * The record for a load of this customer; none when another load had it, or it names another customer. Without an id
   * there is nobody else to ask, and it stays.
   */
  take(api: Api, id: string): string | undefined {
    if (id === "") return this.#text;
    const text = this.#fresh ? this.#text : undefined;
    this.#fresh = false;
    return text !== undefined && mayBe(text, api, id) ? text : undefined;
  }
}

/** Whether a record does not name another customer. One that cannot be read is for the module to complain of. */
function mayBe(text: string, api: Api, id: string): boolean {
  try {
    const { id: own, reference } = JSON.parse(text) as { id?: unknown; reference?: unknown };
    const names = [own, api === "form-v1" ? reference : null].filter((name) => typeof name === "number" || (typeof name === "string" && name !== ""));
    return names.length === 0 || names.some((name) => String(name) === id);
  } catch {
    return true;
  }
}
