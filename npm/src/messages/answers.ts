/** The sentences of what core answers, by language: all that `customer-edit/headless` has to say. */
import { answers } from "./answers.en.js";
import { languages } from "./fetched.js";

/** The language of a locale, see {@link languages}. */
export const languageOf = /* @__PURE__ */ languages({ tag: "en", words: answers }, {
  ar: () => import("./answers.ar.js"),
  de: () => import("./answers.de.js"),
  es: () => import("./answers.es.js"),
  fr: () => import("./answers.fr.js"),
  ja: () => import("./answers.ja.js"),
});
