/** Turns a key and its parameters into a sentence of the reader's locale, from whichever catalogs there are. */

/** Wording by key, one language or a host's overrides. */
export type Catalog = Readonly<Record<string, string>>;

/** Words and the language that they are in: it has the say on plurals, whatever the reader's locale. */
export interface Language {
  /** BCP 47. */
  readonly tag: string;
  readonly words: Catalog;
}

const NUMBERS = new Set(["count", "max", "min", "actual", "mine", "theirs"]);
const NUMERIC = /^-?\d+(\.\d+)?$/;

const plurals = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();
const names = new Map<string, Intl.DisplayNames>();
/**
 * The mark between thousands where whole numbers need no `Intl`, whose first use takes a browser some 20 ms: in these
 * locales it stands between all groups of three, and the other of the two marks before decimals.
 */
const THOUSANDS: Readonly<Record<string, "," | ".">> = {
  en: ",", "en-US": ",", "en-GB": ",", de: ".", "de-DE": ".", ja: ",", "ja-JP": ",",
};
/** Asking `Intl` takes longer than everything else at a key press. */
const locales = new Map<string, string>();

/**
 * The locale if `Intl` knows how to read it, else "en": a mistyped `lang` must not take the form down.
 *
 * @example knownLocale("de-CH") // "de-CH"
 * @example knownLocale("de_CH") // "en"
 */
export function knownLocale(locale: string): string {
  if (thousands(locale)) return locale;
  let known = locales.get(locale);
  if (known === undefined) locales.set(locale, (known = canonical(locale)));
  return known;
}

/** The mark between thousands, of a locale known by heart. */
export function thousands(locale: string): "," | "." | undefined {
  return Object.hasOwn(THOUSANDS, locale) ? THOUSANDS[locale] : undefined;
}

function canonical(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? "en";
  } catch {
    return "en";
  }
}

/**
 * The sentence for `key` from the first language that has one, or `fallback`.
 *
 * @param params names and values as core gives them; numbers as decimal text
 * @param locale of the reader, which numbers are written in
 */
export function worded(languages: readonly Language[], key: string, params: Record<string, string>, locale: string, fallback: string): string {
  const known = knownLocale(locale);
  const all = { ...params, ...derived(key, params, known) };
  for (const { tag, words } of languages) {
    const template = find(words, key, all, tag);
    if (template !== undefined) return fill(template, all, known);
  }
  return fill(isoName(key, known) ?? fallback, all, known);
}

/** Choices that ISO standards name: countries by two letters, currencies by three. */
const ISO = /^choice\.(?:(?:billingCountry|country)\.([A-Z]{2})|currency\.([A-Z]{3}))$/;

/**
 * What a country or a currency is called where the reader is. English countries are core's, which are the standard's own.
 */
function isoName(key: string, locale: string): string | undefined {
  const [, country, currency] = ISO.exec(key) ?? [];
  const code = currency ?? country;
  if (!code || (country && locale.startsWith("en"))) return undefined;
  const type = country ? "region" : "currency";
  const id = `${locale} ${type}`;
  let known = names.get(id);
  if (!known) names.set(id, (known = new Intl.DisplayNames(locale, { type })));
  const name = known.of(code);
  return country || name === code ? name : `${code} · ${name}`;
}

/** Flat pairs (name, value, name, value …), as the module hands them over, as one object. */
export function paramsFromPairs(pairs: readonly string[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (let i = 0; i + 1 < pairs.length; i += 2) params[pairs[i] as string] = pairs[i + 1] as string;
  return params;
}

/** Own members only: a key like "constructor" must not find Object.prototype's. */
function own(catalog: Catalog, key: string): string | undefined {
  const value = Object.hasOwn(catalog, key) ? catalog[key] : undefined;
  return typeof value === "string" ? value : undefined;
}

function find(catalog: Catalog, key: string, params: Record<string, string>, tag: string): string | undefined {
  const field = params["field"];
  if (field !== undefined) {
    const special = own(catalog, `${key}@${field}`) ?? own(catalog, `${key}@${field.split(".", 1)[0]}`);
    if (special !== undefined) return special;
  }
  const count = params["count"];
  if (count !== undefined && NUMERIC.test(count)) {
    const exact = count === "0" ? own(catalog, `${key}.zero`) : undefined;
    const plural = exact ?? own(catalog, `${key}.${category(count, knownLocale(tag))}`) ?? own(catalog, `${key}.other`);
    if (plural !== undefined) return plural;
  }
  return own(catalog, key);
}

function category(count: string, locale: string): Intl.LDMLPluralRule {
  // English and German have a form for 1, Japanese has none.
  if (thousands(locale)) return count === "1" && !locale.startsWith("ja") ? "one" : "other";
  let rules = plurals.get(locale);
  if (!rules) plurals.set(locale, (rules = new Intl.PluralRules(locale)));
  return rules.select(Number(count));
}

/** What a sentence needs and core does not say: by how much, and what a right value looks like. */
function derived(key: string, params: Record<string, string>, locale: string): Record<string, string> {
  const { max, actual } = params;
  switch (key) {
    case "issue.too_long":
      return max && actual ? { count: String(Number(actual) - Number(max)) } : {};
    case "issue.too_many_decimals":
      return max ? { count: max } : {};
    case "issue.invalid_money":
    case "issue.invalid_decimal":
      return { example: format("1234.50", locale, 2) };
    case "issue.image_too_large":
      return max ? { max: bytes(max, locale) } : {};
    case "image.size":
      return { size: bytes(params["bytes"] ?? "", locale) };
    default:
      return {};
  }
}

/** A file's size in the unit that reads best; a megabyte is 1024 × 1024 bytes, as in form-v1's reference. */
function bytes(count: string, locale: string): string {
  const [unit, size] = Number(count) < 1024 * 1024 ? ["kilobyte", 1024] as const : ["megabyte", 1024 * 1024] as const;
  const style = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, style).format(Number(count) / size);
}

function fill(template: string, params: Record<string, string>, locale: string): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return whole;
    return NUMBERS.has(name) && NUMERIC.test(value) ? format(value, locale) : value;
  });
}

function format(decimal: string, locale: string, fraction = 0): string {
  const mark = thousands(locale);
  if (mark && fraction === 0 && /^\d+$/.test(decimal)) return decimal.replace(/\B(?=(\d{3})+$)/g, mark);
  const id = `${locale} ${fraction}`;
  let formatter = numbers.get(id);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, { minimumFractionDigits: fraction, maximumFractionDigits: 20 });
    numbers.set(id, formatter);
  }
  // As text, not as a number: the bounds of money have more digits than a double holds.
  return formatter.format(decimal as Intl.StringNumericLiteral);
}
