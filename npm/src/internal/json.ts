/** Records and lists cross the boundary as JSON text. */
import type { Json, Lookups } from "../types.js";

/**
 * JSON text as it is; an object as JSON text (its numbers were already rounded by JavaScript).
 *
 * @throws TypeError when the object has no JSON form (a cycle, a BigInt)
 */
export function jsonText(json: Json): string {
  // A function has none either, and no error: "" is no JSON, which is told where the text is read.
  return typeof json === "string" ? json : ((JSON.stringify(json) as string | undefined) ?? "");
}

/** An object as flat pairs: name, text. What is no text is not given: `undefined` is everyday JavaScript, and the module takes texts only. */
export function textPairs(object: object | null | undefined): string[] {
  return Object.entries(object ?? {}).flatMap(([name, text]) => (typeof text === "string" ? [name, text] : []));
}

/**
 * List answers as flat pairs: name, JSON text. Absent ones are left out.
 *
 * @throws TypeError as {@link jsonText}
 */
export function lookupPairs(lookups: Lookups | null): string[] {
  return Object.entries(lookups ?? {}).flatMap(([name, json]) => (json == null ? [] : [name, jsonText(json)]));
}
