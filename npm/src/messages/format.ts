/** Sentences of the widget: the host's own, else those of a language. */
import { english } from "./languages.js";
import { worded, type Catalog, type Language } from "./words.js";

export { knownLocale, paramsFromPairs, type Catalog, type Language } from "./words.js";

/**
 * The sentence for `key`, or `fallback` where no catalog has one.
 *
 * @param params names and values as core gives them; numbers as decimal text
 * @param locale the reader's: how numbers are written, and the plural forms of `overrides`
 * @param overrides the host's own wording, asked first
 * @param language asked next; a language that has been fetched, see `languageOf`
 * @example text("issue.too_long", { max: "50", actual: "51" }, "en") // "Shorten this by 1 character: 51 of 50 used."
 */
export function text(
  key: string,
  params: Record<string, string>,
  locale: string,
  fallback = key,
  overrides: Catalog = {},
  language: Language = english,
): string {
  return worded([{ tag: locale, words: overrides }, language], key, params, locale, fallback);
}
