/** Every sentence of the widget, by language. */
import { en } from "./en.js";
import { languages } from "./fetched.js";
import type { Language } from "./words.js";

export const english: Language = { tag: "en", words: en };

/** The language of a locale, see {@link languages}. */
export const languageOf = /* @__PURE__ */ languages(english, {
  ar: () => import("./ar.js"),
  de: () => import("./de.js"),
  es: () => import("./es.js"),
  fr: () => import("./fr.js"),
  ja: () => import("./ja.js"),
});
