/** What one element says: the host's own words, else those of its language. */
import type { CustomerEditElement } from "../customer-edit.js";
import { knownLocale, text, type Language } from "../messages/format.js";
import { english, languageOf } from "../messages/languages.js";

export class Wording {
  /** Stays until the next one is here: a form does not change into English for the time between. */
  #language: Language = english;
  /** What was last asked for; an earlier one that arrives later is of no use. */
  #wanted: Language | Promise<Language> = english;
  #locale: string | undefined;

  constructor(readonly element: CustomerEditElement) {}

  /** The sentence of a key. */
  text(key: string, params: Record<string, string> = {}, fallback = key): string {
    const { minutes } = params;
    const all = minutes === undefined ? params : { ...params, ago: ago(Number(minutes), this.#reader, this.#language.tag) };
    return text(key, all, this.#reader, fallback, this.element.messages, this.#language);
  }

  /**
   * Changes to the language of the element's locale.
   *
   * @returns nothing when that is done; else a promise that never rejects, and is false when another one was asked for since
   */
  follow(): Promise<boolean> | undefined {
    this.#locale = undefined;
    const language = (this.#wanted = languageOf(this.element.locale));
    if (!(language instanceof Promise)) {
      this.#language = language;
      return undefined;
    }
    return language.then((arrived) => {
      if (this.#wanted !== language) return false;
      this.#language = arrived;
      return true;
    });
  }

  /** Looked for through every element around: once per task, not once per word. */
  get #reader(): string {
    if (this.#locale === undefined) queueMicrotask(() => (this.#locale = undefined));
    return (this.#locale ??= this.element.locale);
  }
}

/** "2 minutes ago", in the language that speaks, by the reader's digits where it is theirs too. */
function ago(minutes: number, reader: string, language: string): string {
  const tag = reader.startsWith(language) ? knownLocale(reader) : language;
  const [count, unit] = minutes < 60 ? [minutes, "minute" as const] : minutes < 1440 ? [minutes / 60, "hour" as const] : [minutes / 1440, "day" as const];
  return new Intl.RelativeTimeFormat(tag).format(-Math.floor(count), unit);
}
