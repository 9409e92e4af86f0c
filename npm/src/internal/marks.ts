/** How a locale writes numbers, as characters that core reads typed numbers by. */
import { knownLocale, thousands } from "../messages/words.js";

/** Spaces that people type and paste where a locale groups digits by any of them. */
const SPACES = ["\u0020", "\u00a0", "\u2009", "\u202f"];
/** Apostrophes that stand for one another in Swiss amounts. */
const APOSTROPHES = ["'", "\u2019"];

/**
 * The decimal mark, the digit zero, then every mark accepted between groups of digits.
 *
 * @param locale BCP 47; an unknown one counts as "en"
 * @example marks("en") // ".0,"
 * @example marks("de-CH") // ".0'’"
 */
export function marks(locale: string): string {
  const known = thousands(locale);
  if (known) return `${known === "," ? "." : ","}0${known}`;
  // 7 digits: some locales (es, pl) write four digits without a group.
  const parts = new Intl.NumberFormat(knownLocale(locale), { useGrouping: true, minimumFractionDigits: 1 }).formatToParts(1000000.5);
  const decimal = parts.find((part) => part.type === "decimal")?.value ?? ".";
  const group = parts.find((part) => part.type === "group")?.value ?? "";
  const zero = new Intl.NumberFormat(knownLocale(locale), { useGrouping: false }).format(0);
  return [decimal, zero, ...siblings(group)].filter((mark) => [...mark].length === 1).join("");
}

function siblings(group: string): string[] {
  if (SPACES.includes(group)) return SPACES;
  if (APOSTROPHES.includes(group)) return APOSTROPHES;
  return [group];
}
