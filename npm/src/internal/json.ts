/** Records and lists cross the boundary as JSON text. */
import type { Json, Lookups } from "../types.js";

/**
 * JSON text as it is; an object as JSON text (its numbers were already rounded by JavaScript).
 *
 * @throws TypeError when the object has no JSON form (a cycle, a BigInt)
 */
export function jsonText(json: Json): string {
  return typeof json === "string" ? json : JSON.stringify(json);
}

/** List answers as flat pairs: name, JSON text. Absent ones are left out. */
export function lookupPairs(lookups: Lookups | null): string[] {
  return Object.entries(lookups ?? {}).flatMap(([name, json]) => (json == null ? [] : [name, jsonText(json)]));
}
