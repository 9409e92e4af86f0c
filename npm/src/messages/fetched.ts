/** Languages other than English, from files of their own, which nobody fetches who does not read them. */
import { knownLocale, type Catalog, type Language } from "./words.js";

/** By language, what brings its words. Each `import()` is spelled out, so that bundlers see the file. */
export type Files = Readonly<Record<string, () => Promise<{ readonly words: Catalog }>>>;

/**
 * Gives the language of a locale: at once where it is English or here already, else once its file is.
 * "de-CH" is served by "de", a language that there is no file for by English. It never rejects: a file that cannot be
 * had makes it English, and is asked for anew the next time.
 */
export function languages(english: Language, files: Files): (locale: string) => Language | Promise<Language> {
  const found = new Map<string, Language | Promise<Language>>();
  return (locale) => {
    const [tag = ""] = knownLocale(locale).split("-", 1);
    const load = Object.hasOwn(files, tag) ? files[tag] : undefined;
    if (!load) return english;
    const here = found.get(tag);
    if (here) return here;
    // What a bundler makes of `import()` may throw at once, such as webpack's under Trusted Types.
    const coming = (async () => load())().then(
      ({ words }) => {
        const language = { tag, words };
        found.set(tag, language);
        return language;
      },
      (error: unknown) => {
        found.delete(tag);
        console.warn(error);
        return english;
      },
    );
    found.set(tag, coming);
    return coming;
  };
}
