/** The record that a host hands over. */
import type { Api, Json } from "../types.js";
import { jsonText } from "./json.js";

/** Counts until a save: what it says is old then, and a later load would take it for the server's. */
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
   * The record for a load of this customer; none when it is spent, or names another customer. Without an id there is
   * nobody else to ask, and it stays.
   */
  take(api: Api, id: string): string | undefined {
    if (id === "") return this.#text;
    const text = this.#fresh ? this.#text : undefined;
    return text !== undefined && mayBe(text, api, id) ? text : undefined;
  }

  /** Something was written: the server knows better from now on. */
  spend(): void {
    this.#fresh = false;
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
