/** Sentences of the widget: the host's own, else ours. */
import { en } from "./en.js";
import { worded, type Catalog } from "./words.js";

export { knownLocale, paramsFromPairs, type Catalog } from "./words.js";

/**
 * The sentence for `key`, or `fallback` where no catalog has one.
 *
 * @param params names and values as core gives them; numbers as decimal text
 * @param overrides the host's own wording, asked first
 * @example text("issue.too_long", { max: "50", actual: "51" }, "en") // "Shorten this by 1 character: 51 of 50 used."
 */
export function text(key: string, params: Record<string, string>, locale: string, fallback = key, overrides: Catalog = {}): string {
  return worded([overrides, en], key, params, locale, fallback);
}
